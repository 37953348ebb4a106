"""Small programs for tests: one exercise with one dose, or a circuit of several."""

from __future__ import annotations

from unkink.program.dose import Span
from unkink.program.dose_grammar import read_dose
from unkink.program.movement_facts import MovementFacts
from unkink.program.prescription import Item, Prescription
from unkink.program.program import Program, Section
from unkink.session.compile import compile_session
from unkink.session.settings import Settings
from unkink.session.timeline import Cue, CueKind, Timeline

USUAL = Settings()
MOVEMENTS = {"known": MovementFacts(lift_ms=1500, lower_ms=2600)}


def section(name: str, movement: str | None = None) -> Section:
    return Section(
        name, name.replace("-", " ").capitalize(), 1, why=("It helps. Much.",), steps=("Lie down.",), movement=movement
    )


def timeline_of(dose: str, settings: Settings = USUAL, movement: str | None = None) -> Timeline:
    """The session of a program whose one exercise, ``squat``, has that dose."""
    program = Program("P", "hash", Span.of(3), ("squat",), {"squat": section("squat", movement)})
    item = Item("squat", "squat", 0, read_dose(dose).at_base())
    return compile_session(program, Prescription("hash", (item,)), settings, movements=MOVEMENTS)


def circuit_of(dose: str, members: tuple[str, ...], settings: Settings = USUAL) -> Timeline:
    sections = {name: section(name) for name in ("circuit", *members)}
    program = Program("P", "hash", Span.of(3), ("circuit",), sections)
    item = Item("circuit", "circuit", 0, read_dose(dose).at_base(), members)
    return compile_session(program, Prescription("hash", (item,)), settings)


def of_kind(timeline: Timeline, kind: CueKind) -> list[Cue]:
    return [cue for cue in timeline.cues if cue.kind is kind]


def work(timeline: Timeline) -> list[tuple[str, int, str]]:
    """Each stretch of work in order: its side or nothing, milliseconds, phase."""
    return [(cue.side or "", cue.duration, cue.phase) for cue in of_kind(timeline, CueKind.PHASE)]


def kinds(timeline: Timeline) -> list[str]:
    return [str(cue.kind) for cue in timeline.cues]
