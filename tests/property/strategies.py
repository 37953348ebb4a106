"""Doses, programs, prescriptions and settings of every shape, built from the dataclasses themselves.

Everything drawn here is within what a program file may say: counts from 1, durations of whole seconds, a variant's
doses on its exercise's ladder. Sizes are kept small, so that one example is a session and not a week. Strategies are
made once: making them takes longer than drawing from them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any, TypeVar

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from unkink.program.dose import (
    Between,
    Dose,
    Effort,
    EffortScale,
    MaxHold,
    MaxReps,
    Phase,
    Reps,
    Rest,
    Rounds,
    Sides,
    Span,
    Tempo,
    Time,
    Work,
)
from unkink.program.ladder import ladder_of
from unkink.program.movement_facts import MovementFacts
from unkink.program.prescription import Item, Prescription
from unkink.program.program import Lever, Need, Program, Section, Substitute, WrittenRung
from unkink.session.settings import Settings, Verbosity
from unkink.session.timeline import Side

T = TypeVar("T")
Details = dict[str, Any]

PROSE = (
    "Lie on your side with your knees bent.",
    "Hold for **5-10 s**, then *let go*. Breathe out.",
    "Bend to 45°; see [the picture](https://example.org/a.png).",
    "Press the foot into the floor and keep `still`",
    "À côté, ¼ turn … 1,000 & more!",
    "膝を曲げる。",
    "- - -",
)
TITLES = ("Ball release", "Side-lying reach (end range)", "90/90 hold", "*", "Plank 2.0", "Übung")
PHASE_NAMES = ("extend", "flex", "push", "stretch", "hold", "work", "slow-lower")
MOVEMENTS = {
    "known": MovementFacts(lift_ms=1500, lower_ms=2600),
    "quick": MovementFacts(lift_ms=333, lower_ms=250),
    "one-way": MovementFacts(lift_ms=0, lower_ms=1000),
}


def spans(low: int, high: int) -> SearchStrategy[Span]:
    return st.integers(low, high).map(Span.of)


def maybe(strategy: SearchStrategy[T]) -> SearchStrategy[T | None]:
    return st.none() | strategy


def phases_named(names: Sequence[str]) -> SearchStrategy[tuple[Phase, ...]]:
    """One phase of each name."""
    return st.tuples(*(spans(1, 45).map(partial(Phase, name)) for name in names))


TEMPOS = st.builds(Tempo, st.integers(0, 4), st.integers(0, 4), st.integers(0, 4)).filter(lambda one: one.seconds > 0)
RESTS = st.fixed_dictionaries({}, optional={between: spans(1, 120) for between in Between}).map(
    lambda chosen: tuple(Rest(seconds, between) for between, seconds in chosen.items())
)
EFFORTS = st.sampled_from([Effort(EffortScale.RPE, 8), Effort(EffortScale.RM, 10), Effort(EffortScale.HALF)])
LOADS = st.sampled_from(["green band", "2.5 kg", "10 % of body weight"])
UNTIL = st.sampled_from([None, None, None, None, None, Effort(EffortScale.RPE, 8), Effort(EffortScale.HALF)])

REPS = st.builds(Reps, spans(1, 12))
TIMES = st.builds(Time, spans(1, 300))
ROUNDS = st.builds(
    Rounds, spans(1, 5), st.sampled_from([PHASE_NAMES[:1], PHASE_NAMES[:2], PHASE_NAMES[2:5]]).flatmap(phases_named)
)
MAX: SearchStrategy[Work] = st.sampled_from([MaxReps(), MaxHold()])

HOLDS = st.builds(lambda hold: {"hold": hold}, spans(1, 30))
EACH = st.builds(lambda each: {"each_rep": each}, spans(1, 30))
HOLD_IN_EACH = st.builds(
    lambda hold, more: {"hold": Span.of(hold), "each_rep": Span.of(hold + more)}, st.integers(1, 30), st.integers(0, 9)
)
TEMPO = st.builds(lambda tempo: {"tempo": tempo}, TEMPOS)
PLACES = st.builds(lambda places: {"places": places}, spans(1, 7))
NOTHING: SearchStrategy[Details] = st.just({})


def dose_of(work: SearchStrategy[Work], details: SearchStrategy[Details]) -> SearchStrategy[Dose]:
    """A dose at one number throughout: the work, any sides, sets, rests and efforts, and those details."""
    common = st.builds(
        Dose,
        work=work,
        sides=st.sampled_from(list(Sides)),
        sets=spans(1, 3),
        rests=RESTS,
        until=UNTIL,
        at=maybe(EFFORTS),
        load=maybe(LOADS),
        times_a_day=maybe(spans(1, 8)),
    )
    return st.builds(lambda dose, more: replace(dose, **more), common, details)


UNLIKE_SETS = st.lists(st.integers(1, 12), min_size=2, max_size=4).map(
    lambda counts: {"work": Reps(Span.of(counts[0]), tuple(counts)), "sets": Span.of(len(counts))}
)
REP_DOSES = dose_of(REPS, st.one_of(NOTHING, HOLDS, EACH, HOLD_IN_EACH, TEMPO))
DOSES = st.one_of(
    REP_DOSES,
    dose_of(TIMES, st.one_of(NOTHING, PLACES)),
    dose_of(ROUNDS, NOTHING),
    dose_of(MAX, NOTHING),
    dose_of(REPS, UNLIKE_SETS),
)
RANGED_DOSES = st.one_of(
    st.builds(lambda low, more: Dose(Time(Span(low, low + more)), Sides.PER_SIDE), *[st.integers(4, 60)] * 2),
    st.builds(lambda low, more: Dose(Reps(Span(low, low + more))), *[st.integers(4, 12)] * 2),
)
"""Doses whose amount is a range, as they stand in a file."""

SECTIONS = st.builds(
    Section,
    id=st.just(""),
    title=st.sampled_from(TITLES),
    line=st.just(1),
    why=st.sampled_from([(), PROSE[:1], PROSE[1:3]]),
    steps=st.sampled_from([(), PROSE[:2], PROSE[2:5], PROSE[5:]]),
    movement=st.sampled_from([None, "unheard-of", *MOVEMENTS]),
    needs=st.sampled_from([(), (Need("ball", ("towel",)),), (Need("loop band"), Need("5 kg weight"))]),
)
LADDER_LINES = st.lists(st.tuples(DOSES, st.booleans()), max_size=2)
INSTEAD = maybe(DOSES)


@st.composite
def exercises(draw: DrawFn, name: str) -> dict[str, Section]:
    """A section with its doses, and the variant that stands on its ladder and in for it."""
    variant = f"{name}-variant"
    lines = tuple(WrittenRung(dose, variant if other else None) for dose, other in draw(LADDER_LINES))
    instead = draw(INSTEAD)
    own = replace(
        draw(SECTIONS),
        id=name,
        dose=draw(DOSES | RANGED_DOSES),
        easier=lines[:1],
        harder=(*lines[1:], *draw(st.sampled_from([(), (Lever("sets", 1, 3),)]))),
        substitutes=() if instead is None else (Substitute("no-ball", variant, instead),),
    )
    return {name: own, variant: replace(draw(SECTIONS), id=variant, variant_of=name)}


ONE, TWO = exercises("one"), exercises("two")
OWN_PHASES = dose_of(st.builds(Rounds, spans(1, 3), phases_named(("one", "two"))), NOTHING)
CIRCUITS = st.builds(
    lambda section, dose: replace(section, id="circuit", dose=dose, circuit=("one", "two")),
    SECTIONS,
    DOSES | OWN_PHASES,
)


@st.composite
def programs(draw: DrawFn) -> Program:
    """One or two exercises with ladder, variant and substitute, or a circuit of two; some of all the kinds of work."""
    match draw(st.sampled_from(["one", "two", "circuit"])):
        case "one":
            sections = draw(ONE)
        case "two":
            sections = draw(ONE) | draw(TWO)
        case _:
            sections = draw(ONE) | draw(TWO) | {"circuit": draw(CIRCUITS)}
    names = tuple(name for name in ("one", "two", "circuit") if name in sections)
    return Program("A program", "0" * 64, Span(2, 3), names, sections)


def items_of(program: Program, name: str) -> list[Item]:
    """All that one exercise can be prescribed as: any rung, or what stands in for it."""
    section = program.sections[name]
    rungs = ladder_of(program, name).rungs
    played = [Item(name, rung.exercise, rung.number, rung.dose, section.circuit) for rung in rungs]
    instead = [
        Item(name, one.exercise, 0, one.dose, (), one.when) for one in section.substitutes if one.dose is not None
    ]
    return played + instead


@st.composite
def prescriptions(draw: DrawFn, program: Program) -> Prescription:
    """Any rung of every exercise, or what stands in for it."""
    items = (draw(st.sampled_from(items_of(program, name))) for name in program.exercises)
    return Prescription(program.hash, tuple(items))


@st.composite
def sessions(draw: DrawFn) -> tuple[Program, Prescription]:
    program = draw(programs())
    return program, draw(prescriptions(program))


SETTINGS = st.builds(
    Settings,
    rest=st.integers(5, 300),
    rest_between_reps=st.integers(0, 60),
    change=st.integers(0, 300),
    switch=st.integers(2, 120),
    countdown=st.integers(0, 10),
    verbosity=st.sampled_from(list(Verbosity)),
    pace=st.floats(0.5, 2.0),
    first_side=st.sampled_from(list(Side)),
)
"""Any settings, their bounds included."""
