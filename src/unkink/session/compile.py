"""One prescription becomes an exact timeline."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from unkink.program.dose import Dose, Rounds, Sides
from unkink.program.movement_facts import MovementFacts
from unkink.program.prescription import Item, Prescription
from unkink.program.program import Need, Program, Section
from unkink.session import phrases
from unkink.session.act import Act, act_of
from unkink.session.beat import Beat, roomy
from unkink.session.course import circuit, course
from unkink.session.lay import Scene, lay
from unkink.session.settings import Settings
from unkink.session.timeline import CueKind, Side, Timeline

LEAST_ANNOUNCE_MS = 3000  # the dose has to be read, also without words
LEAST_FINISH_MS = 2000


def compile_session(
    program: Program,
    prescription: Prescription,
    settings: Settings = Settings(),
    *,
    movements: Mapping[str, MovementFacts] = {},
) -> Timeline:
    """Every cue of the session at exact milliseconds. The same arguments give an equal timeline, always.

    ``movements`` says how long calm moves take, by the name in a section's ``movement``; unknown ones take two
    seconds each way, and their plain reps are flagged as estimated.

    Raises:
        ValueError: where the prescription was made for another program.
        SessionTooLong: past a day, or past the number of cues that a session can sensibly have.
    """
    if prescription.program != program.hash:
        raise ValueError("This prescription was made for another version of the program.")
    scenes = (_scene(program, prescription, index, settings, movements) for index in range(len(prescription.items)))
    return lay(program, scenes)


def compile_opening(
    program: Program,
    item: Item,
    settings: Settings = Settings(),
    *,
    movements: Mapping[str, MovementFacts] = {},
) -> Timeline:
    """One item alone, as a session begins with it: no change of place before it, and nobody says that all is over.

    Raises:
        SessionTooLong: as `compile_session`.
    """
    goes_on = Prescription(program.hash, (item, item))
    return lay(program, [_scene(program, goes_on, 0, settings, movements)])


def _scene(
    program: Program,
    prescription: Prescription,
    index: int,
    settings: Settings,
    movements: Mapping[str, MovementFacts],
) -> Scene:
    item = prescription.items[index]
    section = with_why(program, item)
    alone = Side(item.side) if item.side and item.dose.sides is not Sides.TOGETHER else None
    act = act_of(item.exercise, section, item.dose, settings, movements, alone)
    return Scene(
        exercise=item.exercise,
        variant=item.variant,
        title=section.title,
        rung=item.rung,
        dose=str(item.dose),
        beats=_beats(program, prescription, index, act, movements),
    )


def with_why(program: Program, item: Item) -> Section:
    """The section that is done; a variant without a why of its own borrows that of its exercise."""
    section = program.exercise(item.variant)
    owner = program.sections.get(item.exercise)
    return section if section.why or owner is None else replace(section, why=owner.why)


def _beats(
    program: Program,
    prescription: Prescription,
    index: int,
    act: Act,
    movements: Mapping[str, MovementFacts],
) -> Iterator[Beat]:
    item = prescription.items[index]
    needs = phrases.needs_of(program, act.section)
    if index > 0:
        yield _next_up(act, needs)
    yield _announce(act, needs if index == 0 else ())
    if item.members:
        yield from circuit(act, [_member(program, item, name, act, movements) for name in item.members])
    else:
        yield from course(act)
    if index == len(prescription.items) - 1:
        yield _finish(act.settings)


def _member(program: Program, item: Item, name: str, whole: Act, movements: Mapping[str, MovementFacts]) -> Act:
    dose = own_phase(item.dose, item.members, name)
    return act_of(name, program.exercise(name), dose, whole.settings, movements, whole.alone)


def own_phase(dose: Dose, members: tuple[str, ...], name: str) -> Dose:
    """Where the phases of a round are named after the members, each member does its own."""
    if not isinstance(dose.work, Rounds) or {phase.name for phase in dose.work.phases} != set(members):
        return dose
    own = tuple(phase for phase in dose.work.phases if phase.name == name)
    return replace(dose, work=Rounds(dose.work.count, own))


def _next_up(act: Act, needs: tuple[Need, ...]) -> Beat:
    """Time to change place and to fetch what the exercise needs."""
    ms, say = roomy(act.settings.change * 1000, phrases.next_up(act.section, needs), act.settings.verbosity)
    return Beat(CueKind.NEXT_UP, ms, act.exercise, show=f"Next up: {act.section.title}", say=say)


def _announce(act: Act, needs: tuple[Need, ...]) -> Beat:
    """``needs`` are those that nothing has asked for yet: nothing comes up before the first exercise."""
    said = phrases.announcement(act.section, act.dose, act.sides[0], act.settings.verbosity, alone=act.alone)
    ms, say = roomy(LEAST_ANNOUNCE_MS, (*said, *phrases.have_ready(needs)), act.settings.verbosity)
    return Beat(CueKind.ANNOUNCE, ms, act.exercise, show=f"{act.section.title}: {act.dose}", say=say)


def _finish(settings: Settings) -> Beat:
    ms, say = roomy(LEAST_FINISH_MS, phrases.FINISH, settings.verbosity)
    return Beat(CueKind.FINISH, ms, show="Well done", say=say)
