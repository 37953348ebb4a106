"""One exercise today: which rung, which dose, how that changed, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from unkink.coach import gaps, rules
from unkink.coach.course import Course, Lock, Week
from unkink.coach.decision import Change, Higher, Prescribed, Reason
from unkink.coach.easier_week import cut, short_holds
from unkink.coach.footing import Because, Footing, returned
from unkink.coach.locks import RULE_OF
from unkink.coach.reasons import reason
from unkink.coach.replacing import replace
from unkink.coach.steps import Steps
from unkink.program.dose import Dose
from unkink.program.ladder import Ladder
from unkink.wire.words import Side

BREATHE = "advice-breathe"


@dataclass(frozen=True, slots=True)
class Today:
    """A course on a day, with everything that is so on it."""

    course: Course
    steps: Steps
    day: date
    answers: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Chosen:
    """What would be done if nothing stood against it."""

    footing: Footing
    ladder: Ladder
    rung: int
    because: str


def part_of(today: Today, exercise: str) -> Today:
    """What of today one exercise has to do with: from the same things, the very same."""
    course, remembered = today.course, today.steps.remembered
    easier, hears = course.easier_week, today.steps.heard(today.answers)
    around = remembered.of(_around, course.locks, course.advice, course.chosen, easier)
    return remembered.of(_part, around, today.steps, today.day, hears, *course.footings_of(exercise))


def _around(locks: tuple[Lock, ...], advice: tuple[str, ...], chosen: tuple[int, ...], easier: bool) -> Course:  # noqa: FBT001
    week = Week(0)
    return Course(locks=locks, advice=advice, chosen=chosen, week=week, deload=week.number if easier else None)


def _part(around: Course, steps: Steps, day: date, answers: frozenset[str], *footings: Footing) -> Today:
    return Today(replace(around, footings=footings), steps, day, answers)


def prescribed(today: Today, exercise: str, side: Side | None) -> Prescribed:
    """The exercise, on that side where its sides climb on their own.

    Raises:
        KeyError: if the program has no such exercise.
    """
    main = gaps.after_gap(today.course, today.steps, today.course.footing(exercise, side), today.day)
    chosen = _chosen(today, exercise, side, main)
    change = _change(today.course, main, chosen)
    rung = chosen.ladder.rung(chosen.rung)
    nothing = change in (Change.LOCKED, Change.WITHHELD)
    return Prescribed(
        exercise=exercise,
        title=today.steps.program.sections[exercise].title,
        side=side,
        change=change,
        rung=rung.number,
        variant=None if nothing else rung.exercise,
        dose=None if nothing else _dose(today, chosen.ladder, rung.dose),
        instead_of_because=chosen.because,
        reasons=_reasons(today, main, chosen, change),
        higher=_higher(today, main, chosen, change),
        steps=today.steps.ahead(exercise, chosen.footing.instead, rung.number),
    )


def _chosen(today: Today, exercise: str, side: Side | None, main: Footing) -> _Chosen:
    own = returned(main)
    item = today.steps.item(exercise, own.allowed, today.answers)
    if not item.instead_of_because:
        return _Chosen(own, today.steps.ladder(exercise), own.allowed, "")
    footing = today.course.footing(exercise, side, item.variant)
    footing = gaps.after_gap(today.course, today.steps, footing, today.day)
    ladder = today.steps.ladder(exercise, item.variant)
    return _Chosen(footing, ladder, footing.allowed, item.instead_of_because)


def _dose(today: Today, ladder: Ladder, dose: Dose) -> Dose:
    """The dose as it is done today, every range at one number."""
    dose = dose.at_base()
    if today.course.easier_week and not ladder.scheduled:
        dose = cut(dose)
    return short_holds(dose) if BREATHE in today.course.advice else dose


def _change(course: Course, main: Footing, chosen: _Chosen) -> Change:
    if course.locks:
        return Change.LOCKED
    if main.withheld is not None:
        return Change.WITHHELD
    if chosen.because:
        return Change.SWAP
    before = chosen.footing.played.stood if chosen.footing.played else 0  # the dose as written
    if chosen.rung == before:
        return Change.SAME
    return Change.UP if chosen.rung > before else Change.DOWN


def _reasons(today: Today, main: Footing, chosen: _Chosen, change: Change) -> tuple[Reason, ...]:
    because = chosen.footing.because
    day = _may_rise(chosen.footing)
    why = reason(because, day=day.isoformat() if day else "")
    match change:
        case Change.LOCKED:
            return tuple(reason(Because(RULE_OF[lock.outcome], lock.because.events)) for lock in today.course.locks)
        case Change.WITHHELD:
            assert main.withheld is not None
            if main.withheld.cleared:
                return (reason(main.withheld.because),)
            return (reason(Because("withheld", main.withheld.because.events)), reason(main.withheld.because))
        case Change.SWAP:
            return (reason(Because("instead"), answer=chosen.because), why)
        case _ if today.course.easier_week and not chosen.ladder.scheduled:
            return (why, reason(Because("deload")))
        case _:
            return (why,)


def _may_rise(footing: Footing) -> date | None:
    return footing.risen + timedelta(days=rules.DAYS_BETWEEN_RISES) if footing.risen else None


# What would make it go up --------------------------------------------------------------------------------------------

CONDITIONS = "completed, pain within what is green, a usual morning, effort 7 or less, and not too hard"

BY_A_FINE_MORNING = "First it comes back: on the morning after a session that was fine."
BY_A_PROFESSIONAL = "First a professional has to clear it."


def _higher(today: Today, main: Footing, chosen: _Chosen, change: Change) -> Higher:
    footing, ladder = chosen.footing, chosen.ladder
    if change is Change.LOCKED:
        return Higher(False, "First the lock has to open.")
    if main.withheld is not None:
        return Higher(False, BY_A_PROFESSIONAL if main.withheld.cleared else BY_A_FINE_MORNING)
    if chosen.rung >= ladder.rungs[-1].number:
        return Higher(False, "Nothing: this is the hardest dose that the program has.")
    if ladder.scheduled:
        lasts = today.steps.lasts(footing.instead or footing.exercise)
        left = max(lasts[chosen.rung] - footing.sessions, 1)
        return Higher(True, f"The schedule: {_sessions(left)} more, completed and green.", left)
    left = max(rules.GREENS_TO_RISE - footing.greens, 1)
    first = _may_rise(footing)
    later = first if first is not None and first > today.day else None
    when = f" It went up lately, so not before {later.isoformat()}." if later else ""
    easier = " Those of this easier week do not count." if today.course.easier_week else ""
    return Higher(True, f"{_sessions(left)} more in a row: {CONDITIONS}.{when}{easier}", left, later, rules.MOST_EFFORT)


def _sessions(count: int) -> str:
    return "One session" if count == 1 else f"{count} sessions"
