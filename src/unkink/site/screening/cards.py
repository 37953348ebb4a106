"""The questions that wait on Today, each as a small card that is answered with one tap."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from unkink.coach.decision import Ask, Decision


@dataclass(frozen=True, slots=True)
class AskCard:
    """For the template ``screening/morning_card.html``, as ``ask``. ``day`` is that of the session."""

    ask: Ask
    session: UUID | None
    day: date | None


def cards_of(decision: Decision) -> tuple[AskCard, ...]:
    """What is asked about mornings, the latest session first; the questions of screening have a page of their own."""
    days: dict[UUID | None, date] = {one.session: one.day for one in decision.sessions}
    cards = [AskCard(one.ask, one.session, days.get(one.session)) for one in decision.asks if one.ask in MORNINGS]
    return tuple(sorted(cards, key=lambda one: (one.ask is not Ask.USUAL_AGAIN, -(one.day or date.min).toordinal())))


LATER = AskCard(Ask.MORNING, UUID(int=0), None)
"""For a session that is not done yet: the device puts its own in, where the page is looked at on a later day."""

MORNINGS = (Ask.MORNING, Ask.USUAL_AGAIN)
