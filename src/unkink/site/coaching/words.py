"""What a decision says to a person: whether there is a session today, how a dose differs, and in which shape."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse

from unkink.coach.decision import Ask, Change, Decision, Prescribed, Reason, Status

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Notice:
    """Why no session begins today. ``code`` is for programs; ``then`` says when or how it goes on.

    ``link`` and ``link_words`` lead to what the person can do about it; both are empty where waiting is all there is.
    ``until`` is the first day of the next session, where time alone brings it.
    """

    code: str
    title: str
    says: tuple[str, ...]
    then: str
    link: str = ""
    link_words: str = ""
    until: date | None = None


NOTHING_TODAY = Notice(
    "nothing-today",
    "Nothing to do today",
    ("Everything that this session has is left out for now, because it hurt.",),
    "Tell how the morning is: two days after, a morning as usual brings it back.",
)


def notice_of(decision: Decision) -> Notice | None:
    """What stands in the way of a session today; None where one may begin."""
    says = tuple(dict.fromkeys(one.says for one in decision.reasons))
    match decision.status:
        case Status.READY:
            return None if any(one.dose for one in decision.exercises) else _nothing(decision)
        case Status.REST_DAY:
            title, first = _rest_day_title(decision), decision.not_before
            return Notice("rest-day", title, says, next_words(decision), until=first)
        case Status.REST:
            then = "When it is as usual again, tell it: then it goes on, a step lower where it hurt."
            link = reverse("screening:usual-again")
            return Notice("rest", "Rest until it is as usual", says, then, link, "It is as usual again")
        case Status.SCREENING:
            then = "They take about two minutes. Nothing is judged, and everything stays here."
            return Notice(
                "screening", "First a few questions", says, then, reverse("screening:questions"), "Answer the questions"
            )
        case Status.LOCKED:
            then = "Until then no session begins here. Whatever you did so far is kept."
            return Notice("locked", "The program waits", says, then, reverse("screening:questions"), "To the questions")


def _nothing(decision: Decision) -> Notice:
    says = dict.fromkeys((*NOTHING_TODAY.says, *(one.reasons[0].says for one in decision.exercises)))
    if any(one.ask is Ask.USUAL_AGAIN for one in decision.asks):
        link, words = reverse("screening:usual-again"), "It is as usual again"
    else:
        link = _morning(decision)
        words = "Tell how the morning is" if link else ""
    return Notice(NOTHING_TODAY.code, NOTHING_TODAY.title, tuple(says), NOTHING_TODAY.then, link, words)


def _morning(decision: Decision) -> str:
    """Where the last session's morning is told."""
    last = max(decision.sessions, key=lambda one: one.day, default=None)
    return reverse("screening:morning", args=[last.session]) if last else ""


def _rest_day_title(decision: Decision) -> str:
    return "Done for today" if any(one.day == decision.day for one in decision.sessions) else "A day of rest"


def next_words(decision: Decision) -> str:
    """``Your next session: tomorrow.``; empty where no day is known."""
    first = decision.not_before
    if first is None:
        return ""
    day = "tomorrow" if first - decision.day == ONE_DAY else f"on {day_words(first)}"
    return f"Your next session is due {day}, or on any day after it."


def day_words(day: date) -> str:
    """``Tuesday, 24 November``."""
    return f"{day:%A}, {day.day} {day:%B}"


def of_the_day(decision: Decision) -> tuple[Reason, ...]:
    """Reasons that hold for a day on which a session may begin: an easier week, advice."""
    return decision.reasons if decision.status is Status.READY else ()


# One exercise --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Mark:
    """How a dose differs from the one before, as a shape and in words. ``name`` is its class in the style sheet."""

    name: str
    shape: str
    words: str


MARKS: Mapping[Change, Mark] = {
    Change.UP: Mark("up", "▲", "A step up"),
    Change.SAME: Mark("same", "●", "The same step again"),
    Change.DOWN: Mark("down", "▼", "A step down"),
    Change.SWAP: Mark("swap", "⇄", "Something else today"),
    Change.WITHHELD: Mark("withheld", "✕", "Left out for now"),
    Change.LOCKED: Mark("locked", "■", "Waits"),
}
BEGINS = Mark("same", "●", "Where it begins")


def mark_of(one: Prescribed) -> Mark:
    if one.change is Change.SAME and one.reasons[0].rule == "start":
        return BEGINS
    return MARKS[one.change]
