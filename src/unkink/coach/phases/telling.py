"""The phase of a decision: which one, since when, why, what leads on, and what is ahead."""

from __future__ import annotations

from datetime import date

from unkink.coach.course import Course
from unkink.coach.decision import InPhase, Onward, PhaseStep, Reason
from unkink.coach.footing import Because
from unkink.coach.phases.holding import held_by
from unkink.coach.phases.moving_on import holds, phase_of, stage_of
from unkink.coach.phases.readings import events_of
from unkink.coach.phases.stage import Stage
from unkink.coach.phases.way import Way, way_on
from unkink.coach.reasons import reason
from unkink.coach.steps import Steps
from unkink.program.program import PhaseOfProgram

LAST = "This is the last phase. It goes on for as long as it does you good."
BY_HAND = "Nothing in the program leads on from here: go on by hand when you are ready."
COUNTING = "finished, green, every answer told, effort 7 or less"


def in_phase(course: Course, steps: Steps, day: date) -> InPhase | None:
    """The phase that the course is in on that day (`at_day` has been asked already); None without phases."""
    phase = phase_of(course, steps.program)
    if phase is None:
        return None
    stage = stage_of(course, steps.program)
    return InPhase(
        phase=phase.id,
        title=phase.title,
        since=stage.since,
        sessions=stage.sessions,
        reasons=_reasons(course, steps, phase, stage, day),
        onward=onward(way_on(steps.program, phase, course.readings, day), phase, stage, day),
        steps=tuple(PhaseStep(one.id, one.title, one.id == phase.id) for one in steps.program.phases),
    )


def _reasons(course: Course, steps: Steps, phase: PhaseOfProgram, stage: Stage, day: date) -> tuple[Reason, ...]:
    found = [reason(stage.because)]
    found += [reason(Because(rule)) for rule in holds(course, stage) if rule != stage.because.rule]
    held = held_by(steps, phase, course.readings, day)
    events = events_of(course.readings, (phase.choose_by or "",))
    if held.chosen is not None:
        found.append(reason(Because("phase-exercise", events), title=steps.program.sections[held.chosen].title))
    if held.missing is not None:
        found.append(reason(Because("phase-measure"), test=test_words(held.missing)))
    return tuple(found)


def onward(way: Way, phase: PhaseOfProgram, stage: Stage, day: date) -> Onward:
    """What leads on, and what of it is still to come."""
    if way.missing and way.to is None:
        return Onward(True, f"What follows depends on a test. {_measure(way)}", measure=way.missing)
    if way.to is None:
        return Onward(False, LAST)
    if way.to.id == phase.id:
        return Onward(True, "What you measured says: this phase again.", phase.id, phase.title)
    if way.by_hand:
        return Onward(False, BY_HAND, way.to.id, way.to.title)
    first = way.not_before(stage.since)
    return Onward(
        possible=True,
        says=_says(way, stage, day),
        to=way.to.id,
        title=way.to.title,
        sessions=max(way.sessions - stage.sessions, 0),
        not_before=first if first is not None and first > day else None,
        measure=way.missing,
    )


def _says(way: Way, stage: Stage, day: date) -> str:
    assert way.to is not None
    said = [f"Next comes {way.to.title}{_when(way, stage, day)}."]
    said += [f"It asks for {test_words(one.test)} {one.bound}." for one in way.unmet]
    if way.missing:
        said.append(_measure(way))
    return " ".join(said)


def _when(way: Way, stage: Stage, day: date) -> str:
    left = max(way.sessions - stage.sessions, 0)
    more = " more" if stage.sessions else ""
    asked = [f"after {_sessions(left, more)} ({COUNTING})"] if left else []
    first = way.not_before(stage.since)
    if way.weeks and stage.since is None:
        asked.append(f"{_weeks(way.weeks)} after the first session here, at the earliest")
    elif first is not None and first > day:
        asked.append(f"not before {first.isoformat()}")
    return f", {', and '.join(asked)}" if asked else ""


def _measure(way: Way) -> str:
    return f"To be measured: {', '.join(map(test_words, way.missing))}. Without it nothing moves on."


def test_words(test: str) -> str:
    """``thigh angle``: the name of a test as people say it."""
    return test.replace("-", " ").replace("_", " ")


def _sessions(count: int, more: str) -> str:
    return f"one{more} session" if count == 1 else f"{count}{more} sessions"


def _weeks(count: int) -> str:
    return "a week" if count == 1 else f"{count} weeks"
