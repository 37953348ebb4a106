"""Going from phase to phase: after what was done and measured, by hand, never while something hurts.

Nobody is moved back but by hand, or where a test of the file leads back.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

from unkink.coach import rules
from unkink.coach.colours import Colour
from unkink.coach.course import Course
from unkink.coach.footing import Because
from unkink.coach.phases.holding import Held, all_of, held_by
from unkink.coach.phases.readings import events_of
from unkink.coach.phases.stage import Stage
from unkink.coach.phases.way import Way, phase_called, way_on
from unkink.coach.replacing import replace
from unkink.coach.sitting import Sitting
from unkink.coach.steps import Steps
from unkink.coach.verdict import Verdict
from unkink.program.program import PhaseOfProgram, Program
from unkink.wire.event import Kind

LAST_DAY = timedelta(days=rules.SCREEN_AFTER - 1)
"""The last day after a session on which the phase goes on."""
MADE = (Kind.SESSION_STARTED, Kind.EFFORT, Kind.MORNING)


def stage_of(course: Course, program: Program) -> Stage:
    """Where somebody is; at the first phase where nothing is known. Only for programs with phases."""
    stage = course.stage
    known = stage is not None and phase_called(program, stage.phase) is not None
    return stage if stage is not None and known else Stage(program.phases[0].id)


def phase_of(course: Course, program: Program) -> PhaseOfProgram | None:
    """The phase that somebody is in; None where the program has none."""
    return phase_called(program, stage_of(course, program).phase) if program.phases else None


def session_of(course: Course, steps: Steps, day: date) -> Held:
    """The exercises of their session on that day."""
    phase = phase_of(course, steps.program)
    return Held(steps.program.exercises) if phase is None else held_by(steps, phase, course.readings, day)


def at_day(course: Course, steps: Steps, day: date) -> Course:
    """The course on that day: in the next phase where everything that leads on has come, one phase at a time."""
    if phase_of(course, steps.program) is None:
        return course
    return begun_again(course, steps, day) if _is_away(course, day) else _led_on(course, steps, day)


def begun_again(course: Course, steps: Steps, day: date) -> Course:
    """After 28 days away the phase that they were in by then begins again from its start (judgement)."""
    if course.last is None or not _is_away(course, day) or phase_of(course, steps.program) is None:
        return course
    before = _led_on(course, steps, course.last + LAST_DAY)
    return replace(course, stage=_anew(stage_of(before, steps.program)))


def _is_away(course: Course, day: date) -> bool:
    return course.last is not None and day - course.last > LAST_DAY


def _led_on(course: Course, steps: Steps, day: date) -> Course:
    """In the next phase where everything that leads on had come by that day."""
    phase = phase_of(course, steps.program)
    assert phase is not None
    stage = stage_of(course, steps.program)
    way = way_on(steps.program, phase, course.readings, day)
    if way.to is None or way.to.id == phase.id or _waits(course, stage, way, day):
        return course
    because = Because("phase-chosen" if way.chosen else "phase-entered", _made(course, stage, way))
    return replace(course, stage=Stage(way.to.id, because=because))


def _anew(stage: Stage) -> Stage:
    again = Stage(stage.phase, stays=stage.stays, because=stage.because)
    return again if stage.stays or stage.since is None else replace(again, because=Because("phase-again"))


def _waits(course: Course, stage: Stage, way: Way, day: date) -> bool:
    first = way.not_before(stage.since)
    early = stage.since is None or (first is not None and day < first)
    asked = way.by_hand or way.missing or way.unmet or stage.sessions < way.sessions
    return early or bool(asked) or bool(holds(course, stage))


def holds(course: Course, stage: Stage) -> tuple[str, ...]:
    """The rules that keep somebody where they are, whatever leads on."""
    found = []
    if stage.stays:
        found.append("phase-stays")
    if course.locks:
        found.append("phase-waits-lock")
    if course.rest is not None:
        found.append("phase-waits-rest")
    if stage.since is not None and not stage.fine:
        found.append("phase-waits-green")
    return tuple(found)


def _made(course: Course, stage: Stage, way: Way) -> tuple[UUID, ...]:
    return (*stage.made, *events_of(course.readings, way.tests))


def after_session(course: Course, steps: Steps, sitting: Sitting, verdicts: Sequence[Verdict]) -> Course:
    """The course after a session, which may count for the phase; one without anything done or told changes nothing."""
    phase = phase_of(course, steps.program)
    if phase is None or not any(one.done or one.row.colour is not Colour.GREY for one in verdicts):
        return course
    stage = stage_of(course, steps.program)
    counts = _counts(sitting, verdicts)
    stage = replace(stage, fine=counts)
    if not any(one.done and one.exercise in all_of(steps, phase) for one in verdicts):
        return replace(course, stage=stage)
    if counts:
        made = tuple(one.id for one in sitting.of(*MADE) if one.exercise is None)
        stage = replace(stage, sessions=stage.sessions + 1, made=made)
    return replace(course, stage=replace(stage, since=stage.since or sitting.day))


def _counts(sitting: Sitting, verdicts: Sequence[Verdict]) -> bool:
    """Everything in it was green, something was completed, and effort was told and 7 at the most."""
    rpe = sitting.record.rpe
    green = all(one.row.colour is Colour.GREEN for one in verdicts)
    return green and any(one.completed for one in verdicts) and rpe is not None and rpe <= rules.MOST_EFFORT


def by_hand(course: Course, steps: Steps, phase: str, day: date, event: UUID) -> Course:
    """The course in a phase that the person or their coach chose: begun anew there, or stayed in where it is theirs."""
    course = at_day(course, steps, day)
    stage = stage_of(course, steps.program)
    if stage.phase == phase:
        return replace(course, stage=replace(stage, stays=True, because=Because("phase-stays", (event,))))
    return replace(course, stage=Stage(phase, because=Because("phase-by-hand", (event,))))


def carried_over(stage: Stage | None, after: Program, *, another: bool) -> Stage | None:
    """The stage on another text: in the phase with the same id, else at the first; another program begins there too."""
    if stage is None or another or phase_called(after, stage.phase) is None:
        return None
    return stage
