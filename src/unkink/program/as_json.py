"""A program as JSON: everything that was read, in the form that program.schema.json describes.

Other implementations of the format are held to it by tests/conformance. A count or a number of seconds is a pair,
lower and upper (``[4, 4]``, ``[60, 120]``). What is not written is null, or an empty list; a dose leaves out the
details that it does not state.
"""

from __future__ import annotations

from unkink.program.dose import Dose, Effort, MaxHold, MaxReps, Reps, Rounds, Span, Time, Work
from unkink.program.ladder import Ladder, Rung, ladder_of
from unkink.program.lever import spell_lever
from unkink.program.program import Lever, PhaseOfProgram, Program, Section, WrittenRung

SCHEMA = "unkink-program-1"
Json = dict[str, object]


def program_as_json(program: Program) -> Json:
    """The whole program, every ladder unrolled."""
    return {
        "schema": SCHEMA,
        "title": program.title,
        "hash": program.hash,
        "language": program.language,
        "translation_of": program.translation_of,
        "credit": program.credit,
        "licence": program.licence,
        "sessions": _span(program.sessions),
        "length": _span(program.length),
        "short_session": list(program.short_session),
        "screening": list(program.screening),
        "assess": program.assess and {"tests": list(program.assess.tests), "weeks": list(program.assess.weeks)},
        "next": list(program.next),
        "intro": list(program.intro),
        "other": list(program.other),
        "exercises": list(program.exercises),
        "phases": [_phase(phase) for phase in program.phases],
        "sections": [_section(program, section) for section in program.sections.values()],
    }


def dose_as_json(dose: Dose) -> Json:
    """One dose: its canonical spelling, and what it says."""
    stated: Json = {
        "text": str(dose),
        "sets": _span(dose.sets),
        "sides": str(dose.sides),
        "work": _work(dose.work),
        "hold": _span(dose.hold),
        "each_rep": _span(dose.each_rep),
        "tempo": dose.tempo and [dose.tempo.lift, dose.tempo.pause, dose.tempo.lower],
        "rests": [{"seconds": _span(rest.seconds), "between": str(rest.between)} for rest in dose.rests] or None,
        "until": _effort(dose.until),
        "at": _effort(dose.at),
        "load": dose.load,
        "places": _span(dose.places),
        "times_a_day": _span(dose.times_a_day),
    }
    return {key: value for key, value in stated.items() if value is not None}


def _span(span: Span | None) -> list[int] | None:
    return None if span is None else [span.low, span.high]


def _effort(effort: Effort | None) -> Json | None:
    return None if effort is None else {"scale": str(effort.scale), "number": effort.number}


def _work(work: Work) -> Json:
    match work:
        case Reps(_, by_set) if by_set:
            return {"kind": "reps by set", "counts": list(by_set)}
        case Reps(count):
            return {"kind": "reps", "count": _span(count)}
        case Time(seconds):
            return {"kind": "time", "seconds": _span(seconds)}
        case MaxReps():
            return {"kind": "max reps"}
        case MaxHold():
            return {"kind": "max hold"}
        case Rounds(count, phases):
            named = [{"name": phase.name, "seconds": _span(phase.seconds)} for phase in phases]
            return {"kind": "rounds", "count": _span(count), "phases": named}


def _section(program: Program, section: Section) -> Json:
    return {
        "id": section.id,
        "title": section.title,
        "line": section.line,
        "variant_of": section.variant_of,
        "why": list(section.why),
        "steps": list(section.steps),
        "cautions": list(section.cautions),
        "movement": section.movement,
        "needs": [
            {"name": need.name, "household": list(need.household), "answer": need.answer} for need in section.needs
        ],
        "pressure": section.pressure,
        "substitutes": [
            {"when": one.when, "exercise": one.exercise, "dose": one.dose and dose_as_json(one.dose)}
            for one in section.substitutes
        ],
        "sides": "separate" if section.sides_separate else "together",
        "circuit": list(section.circuit),
        "dose": section.dose and dose_as_json(section.dose),
        "easier": [_written(line) for line in section.easier],
        "harder": [_lever(line) if isinstance(line, Lever) else _written(line) for line in section.harder],
        "rungs": [_written(line) for line in section.rungs],
        "ladder": _ladder(ladder_of(program, section.id)) if section.dose or section.rungs else None,
        "other": list(section.other),
    }


def _written(line: WrittenRung) -> Json:
    return {
        "exercise": line.exercise,
        "dose": dose_as_json(line.dose),
        "weeks": line.weeks,
        "sessions": line.sessions,
        "a_week": _span(line.a_week),
    }


def _lever(lever: Lever) -> Json:
    return {"text": spell_lever(lever), "lever": lever.name, "step": lever.step, "bound": lever.bound}


def _ladder(ladder: Ladder) -> Json:
    return {"scheduled": ladder.scheduled, "rungs": [_rung(rung) for rung in ladder.rungs]}


def _rung(rung: Rung) -> Json:
    return {
        "number": rung.number,
        "exercise": rung.exercise,
        "dose": dose_as_json(rung.dose),
        "weeks": rung.weeks,
        "sessions": rung.sessions,
        "a_week": _span(rung.a_week),
    }


def _phase(phase: PhaseOfProgram) -> Json:
    return {
        "id": phase.id,
        "title": phase.title,
        "line": phase.line,
        "why": list(phase.why),
        "exercises": list(phase.exercises),
        "sessions": _span(phase.sessions),
        "length": _span(phase.length),
        "enter_when": phase.enter_when,
        "choose_by": phase.choose_by,
        "choices": [{"outcome": choice.outcome, "target": choice.target} for choice in phase.choices],
        "other": list(phase.other),
    }
