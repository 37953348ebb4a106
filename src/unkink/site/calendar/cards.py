"""What stands on the plan's page, worked out: nothing is left to the templates but layout."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from unkink.coach.planning.adherence import WeekKept, weeks_kept
from unkink.coach.planning.moving import can_move, days_for
from unkink.coach.planning.plan import Plan, PlannedSession, Prospect
from unkink.coach.planning.slots import monday_of
from unkink.export.calendar import session_words
from unkink.site.calendar.case import Case
from unkink.site.player.preferences import preferences_of
from unkink.site.programs.movements import shipped_facts
from unkink.wire.words import SessionKind

SHOWN = timedelta(days=15)
"""How far ahead sessions are listed, and may be moved."""
DAY = timedelta(days=1)
SAID: Mapping[Prospect, str] = {
    Prospect.PLANNED: "",
    Prospect.DONE: "done",
    Prospect.PASSED: "not done: that happens",
    Prospect.HOLIDAY: "a holiday: nothing planned",
    Prospect.TOO_CLOSE: "left out: the day is for rest",
    Prospect.ENOUGH: "left out: the week has enough",
}
SIGNS: Mapping[Prospect, str] = {
    Prospect.PLANNED: "○",
    Prospect.DONE: "✓",
    Prospect.PASSED: "–",
    Prospect.HOLIDAY: "☼",
    Prospect.TOO_CLOSE: "–",
    Prospect.ENOUGH: "–",
}


@dataclass(frozen=True, slots=True)
class DayChoice:
    """A day to which a session can be moved."""

    value: str
    words: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class SessionCard:
    """One session. ``zone`` is empty where it is the usual one. Without ``days`` it cannot be moved."""

    id: str
    sign: str
    day: str
    at: str
    zone: str
    about: str
    said: str
    moved: bool
    days: tuple[DayChoice, ...]


@dataclass(frozen=True, slots=True)
class WeekCard:
    """A week that is over or under way: ``title`` and ``2 of 3``."""

    title: str
    words: str


def session_cards(case: Case, plan: Plan) -> tuple[SessionCard, ...]:
    """Those of this week and the next two, what is over in this week among them."""
    first, last = monday_of(case.today), case.today + SHOWN
    shown = [one for one in plan.sessions if first <= one.wall_day <= last or (one.week == first)]
    minutes = _minutes(case, {one.kind for one in shown})
    return tuple(_session(case, plan, one, minutes) for one in shown)


def week_cards(case: Case, plan: Plan) -> tuple[WeekCard, ...]:
    """The present week first, then those before it."""
    weeks = weeks_kept(plan, case.past.sessions, case.today)
    return tuple(_week(one, case.today) for one in reversed(weeks))


def day_words(day: date) -> str:
    """``Wednesday 24 March``."""
    return f"{day:%A} {day.day} {day:%B}"


def days_words(first: date, last: date) -> str:
    """``24 March 2027`` or ``24 March to 2 April 2027``."""
    if first == last:
        return f"{first.day} {first:%B %Y}"
    year = f" {first.year}" if first.year != last.year else ""
    return f"{first.day} {first:%B}{year} to {last.day} {last:%B %Y}"


def _week(one: WeekKept, today: date) -> WeekCard:
    this = one.monday == monday_of(today)
    return WeekCard("This week" if this else f"Week of {one.monday.day} {one.monday:%B}", one.words)


def _session(case: Case, plan: Plan, one: PlannedSession, minutes: Mapping[SessionKind, int]) -> SessionCard:
    kind = "short session" if one.kind is SessionKind.SHORT else ""
    lasts = f"{minutes[one.kind]} min" if one.prospect is Prospect.PLANNED else ""
    return SessionCard(
        id=one.id,
        sign=SIGNS[one.prospect],
        day=day_words(one.wall_day),
        at=f"{one.start:%H:%M}",
        zone="" if one.zone == case.zone else one.zone.replace("_", " "),
        about=", ".join(filter(None, (kind, lasts))),
        said=SAID[one.prospect],
        moved=one.moved and one.prospect is not Prospect.DONE,
        days=tuple(_days(case, plan, one)) if can_move(one) else (),
    )


def _days(case: Case, plan: Plan, one: PlannedSession) -> Iterator[DayChoice]:
    """From today on. Where it is now is among them, so that its time alone can be changed."""
    candidates = [case.today + DAY * ahead for ahead in range(SHOWN.days)]
    for day in days_for(case.trial, plan, one, candidates):
        yield DayChoice(f"{day}", day_words(day), day == one.wall_day)


def _minutes(case: Case, kinds: set[SessionKind]) -> Mapping[SessionKind, int]:
    settings = preferences_of(case.person.preferences).settings()
    facts = shipped_facts()
    words = {kind: session_words(case.program, case.decision, kind, settings, movements=facts) for kind in kinds}
    return {kind: one.minutes for kind, one in words.items()}
