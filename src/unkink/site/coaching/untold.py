"""What is missing of a session, and where it can still be told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.urls import reverse

from unkink.coach import rules
from unkink.coach.decision import Decision
from unkink.coach.untold import Answer, Untold, in_words

OF_THE_MORNING = frozenset({Answer.MORNING, Answer.SORENESS})


@dataclass(frozen=True, slots=True)
class Telling:
    """Where something can be told, and the words of the link that leads there."""

    href: str
    words: str


def tellings(untold: Untold, today: date) -> tuple[Telling, ...]:
    """Where the missing answers can be told; none after the days on which they are still heard."""
    later = (today - untold.day).days
    if later > rules.DAYS_FOR_THE_MORNING:
        return ()
    missing = frozenset(untold.answers)
    found = []
    if missing - OF_THE_MORNING:
        found.append(Telling(_of_the_session(untold.session), "Tell it now"))
    if missing & OF_THE_MORNING and later > 0:
        found.append(Telling(reverse("screening:morning", args=[untold.session]), "Tell how the morning was"))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class UntoldCard:
    """One session of which the player's last questions stayed open. The morning has a card of its own."""

    day: date
    missing: str
    href: str


def untold_cards(decision: Decision) -> tuple[UntoldCard, ...]:
    """Sessions that leave a dose where it is, since an answer is missing that can still be told; the latest first."""
    missing: dict[UUID, set[Answer]] = {}
    days: dict[UUID, date] = {}
    for untold in (one.reasons[0].untold for one in decision.exercises):
        if untold is not None and tellings(untold, decision.day):
            missing.setdefault(untold.session, set()).update(set(untold.answers) - OF_THE_MORNING)
            days[untold.session] = untold.day
    cards = (
        UntoldCard(days[session], in_words(one for one in Answer if one in answers), _of_the_session(session))
        for session, answers in missing.items()
        if answers
    )
    return tuple(sorted(cards, key=lambda card: card.day, reverse=True))


def _of_the_session(session: UUID) -> str:
    return f"{reverse('history_session', args=[session])}#untold"
