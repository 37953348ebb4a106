"""Rungs that move without a session: set by hand, or carried over to another text of the program."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from unkink.coach import gaps
from unkink.coach.course import Course
from unkink.coach.footing import Because, Footing, Withheld, left_out, moved, returned
from unkink.coach.phases import moving_on
from unkink.coach.replacing import replace
from unkink.coach.steps import Steps
from unkink.program.cursor import DoseError
from unkink.program.dose_grammar import read_dose
from unkink.program.ladder import Ladder, Rung, carried_over
from unkink.wire.words import Side


def set_by_hand(
    course: Course, steps: Steps, exercise: str, side: Side | None, rung: int, at: datetime, day: date, event: UUID
) -> Course:
    """The course with a rung that the person or their coach chose, within the ladder.

    What hurt is not overruled: after a red session the rung below the one that hurt comes first, and so it does where
    it was told only after the choice. For one side of an exercise whose sides climb together, the worse side decides.
    """
    if exercise not in steps.exercises:
        return course
    for climbing in steps.sides(exercise):
        if side is not None and climbing not in (None, side):
            continue
        footing = course.footing(exercise, climbing)
        told = steps.ladder(exercise).rung(rung).number
        shown = _shown(course, steps, footing, day)
        if side is not None and climbing is None:
            told = min(told, shown)
        course = course.with_footing(_by_hand(footing, told, shown, at, day, event))
    return course


def _shown(course: Course, steps: Steps, footing: Footing, day: date) -> int:
    """The rung that was on show on that day: after a time away, or where something stood in, below the one kept."""
    return returned(gaps.after_gap(course, steps, footing, day)).rung


def _by_hand(footing: Footing, rung: int, shown: int, at: datetime, day: date, event: UUID) -> Footing:
    """On that rung, or below what hurt; above the one that was on show (``shown``) it is a step up."""
    held = footing.held
    because = Because("by-hand", (event,))
    if held is not None and (held.red or held.told > at) and held.rung < rung:
        rung, because = held.rung, Because("by-hand-held", (event, *footing.because.events))
    risen = day if rung > shown else footing.risen
    return replace(moved(footing, rung, because), risen=risen, eased=0, frozen=False, set_on=day)


def carry_over(course: Course, before: Steps | None, after: Steps, *, another: bool, day: date, event: UUID) -> Course:
    """The course on another text: each rung the identical one, else the nearest that is no harder.

    What hurt is not carried back in: where the new text has nothing below it, the exercise is left out.

    ``before`` are the ladders of the text before, None where nobody has that text any more: then the dose that was
    played last stands for its rung, less whatever it was lowered since. On a program of another name (``another``) what
    bears the same id goes on too, but no higher than the dose as written.
    """
    kept = [one for one in course.footings if _goes_on(one, after)]
    on_text = [_on_text(one, before, after, another=another, day=day, event=event) for one in kept]
    outs = {(one.exercise, one.side): one.withheld for one in on_text if one.instead is not None and one.withheld}
    footings = []
    for one in on_text:
        out = outs.get((one.exercise, one.side)) if one.frozen else None
        footings.append(replace(one, withheld=None) if one.instead is not None else left_out(one, out))
    stage = moving_on.carried_over(course.stage, after.program, another=another)
    return replace(course, footings=tuple(footings), stage=stage)


def _goes_on(footing: Footing, after: Steps) -> bool:
    """The text has that exercise, with the same sides, and what stands in for it still does."""
    if footing.exercise not in after.exercises or footing.side not in after.sides(footing.exercise):
        return False
    return footing.instead is None or footing.instead in after.standing_in(footing.exercise)


def _on_text(footing: Footing, before: Steps | None, after: Steps, *, another: bool, day: date, event: UUID) -> Footing:
    """The footing on its ladder of another text; left out where that has nothing below what hurt."""
    ladder = after.ladder(footing.exercise, footing.instead)
    was = _ladder_before(footing, before)
    rung = _carried(footing, was, ladder)
    rung = min(rung, 0) if another else rung
    out = footing.withheld
    if footing.held and footing.held.red and out is None:
        rung = min(rung, _hurt(footing, was, ladder) - 1)
        nothing_below = rung < ladder.rungs[0].number
        out = Withheld(None, day, cleared=False, because=footing.because) if nothing_below else None
    return replace(_on(footing, ladder, rung, event), withheld=out)


def _ladder_before(footing: Footing, before: Steps | None) -> Ladder | None:
    """The ladder that it stood on; None where nobody has that text any more."""
    if before is None or footing.exercise not in before.exercises:
        return None
    if footing.instead is not None and footing.instead not in before.standing_in(footing.exercise):
        return None
    return before.ladder(footing.exercise, footing.instead)


def _on(footing: Footing, ladder: Ladder, rung: int, event: UUID) -> Footing:
    rung = ladder.rung(rung).number
    held = replace(footing.held, rung=rung) if footing.held else None
    played = replace(footing.played, stood=max(rung, footing.played.stood)) if footing.played else None
    return replace(moved(footing, rung, Because("carried-over", (event,))), held=held, played=played)


def _hurt(footing: Footing, was: Ladder | None, ladder: Ladder) -> int:
    """The rung of the new ladder that stands for the one that hurt; above it where nobody knows that one any more."""
    assert footing.held is not None
    if was is not None:
        return carried_over(was.rung(footing.held.rung + 1), ladder)
    played = _dose_played(footing)
    return ladder.rungs[-1].number + 1 if played is None else carried_over(played, ladder)


def _carried(footing: Footing, was: Ladder | None, ladder: Ladder) -> int:
    if was is not None:
        return carried_over(was.rung(footing.rung), ladder)
    dose = _dose_played(footing)
    if dose is None or footing.played is None:
        return min(footing.rung, 0)
    return carried_over(dose, ladder) + min(footing.rung - footing.played.stood, 0)


def _dose_played(footing: Footing) -> Rung | None:
    """What was to be done last, as a rung of no ladder; None where nothing was, or its dose cannot be read."""
    played = footing.played
    if played is None:
        return None
    try:
        return Rung(0, played.variant, read_dose(played.dose).at_base())
    except DoseError:
        return None
