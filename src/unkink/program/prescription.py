"""Today's doses: which rung of each ladder is played, in order."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from unkink.program.dose import Dose
from unkink.program.ladder import Ladder, Rung, ladder_of
from unkink.program.program import Program, Substitute

NO_RUNGS: Mapping[str, int] = {}


@dataclass(frozen=True, slots=True)
class Item:
    """One exercise of today: ``exercise`` owns the ladder, ``variant`` is the section that is done (often the same).

    ``members`` are section ids where the exercise is a circuit. ``instead_of_because`` is the answer that put a
    substitute here (``no-ball``), empty otherwise. ``side`` is the one side that it is for (``left`` or ``right``)
    where the two sides do different doses, empty otherwise; the dose is written as for both.
    """

    exercise: str
    variant: str
    rung: int
    dose: Dose
    members: tuple[str, ...] = ()
    instead_of_because: str = ""
    side: str = ""


@dataclass(frozen=True, slots=True)
class Prescription:
    """The doses of one session, every range at one number, for the program with that hash."""

    program: str
    items: tuple[Item, ...]


def prescribe(
    program: Program,
    rungs: Mapping[str, int] = NO_RUNGS,
    *,
    exercises: Sequence[str] | None = None,
    answers: Collection[str] = (),
) -> Prescription:
    """The doses of one session.

    Args:
        program: a checked program.
        rungs: the rung of each exercise that is not on rung 0; past an end of its ladder the end itself is played.
        exercises: the ids to play, such as ``program.short_session``; by default the whole session, of the first
            phase where there are phases.
        answers: what screening or the person said, such as ``no-ball``: each puts its substitute in.

    Raises:
        KeyError: if the program has no such exercise.
    """
    if exercises is None:
        exercises = program.phases[0].exercises if program.phases else program.exercises
    items = (_item(program, name, rungs.get(name, 0), frozenset(answers)) for name in exercises)
    return Prescription(program.hash, tuple(items))


def answers_of(program: Program) -> tuple[str, ...]:
    """Every answer that this program can hear: those that put a substitute somewhere, then each need being missing."""
    sections = program.sections.values()
    asked = (one.when for section in sections for one in section.substitutes)
    missing = (need.answer for section in sections for need in section.needs)
    return tuple(dict.fromkeys([*asked, *missing]))


def _item(program: Program, exercise: str, number: int, answers: frozenset[str]) -> Item:
    ladder = ladder_of(program, exercise)
    rung = ladder.rung(number)
    members = program.sections[exercise].circuit
    item = Item(exercise, rung.exercise, rung.number, rung.dose.at_base(), members)
    owners = dict.fromkeys((item.exercise, item.variant))
    asked = _asked(program, owners, item.variant, answers)
    ways = [_way_out(program, item, _played(program, item, one, ladder), ladder, answers) for one in asked]
    # Where every way out lacks something too, the first stands, so that the person sees what is missing.
    return next((way for way in ways if not lacks(program, way.variant, answers)), ways[0] if ways else item)


def _asked(program: Program, owners: Iterable[str], variant: str, answers: frozenset[str]) -> list[Substitute]:
    """The substitutes that today's answers ask for in place of ``variant``, in the order of ``owners`` and the file.

    What a person said about their body comes before what is missing in the house, and is never given up for it. An
    answer ``no-wall`` asks only where what is played today needs a wall.
    """
    written = [one for name in owners for one in program.sections[name].substitutes if one.exercise != variant]
    of_the_body = _of_the_body(program, written, answers)
    missing = lacks(program, variant, answers)
    return of_the_body or [one for one in written if one.when in missing]


def _of_the_body(program: Program, written: Iterable[Substitute], answers: frozenset[str]) -> list[Substitute]:
    things = {need.answer for section in program.sections.values() for need in section.needs}
    return [one for one in written if one.when in answers - things]


def _way_out(program: Program, item: Item, instead: Item, ladder: Ladder, answers: frozenset[str]) -> Item:
    """A substitute gives way to its own where the body asks for that, or where it lacks what the other can do without.

    It never leads back to what the body ruled out of ``item``.
    """
    ruled_out = _ruled_out(program, item, answers)
    for one in _asked(program, (instead.variant,), instead.variant, answers):
        of_the_body = bool(_of_the_body(program, (one,), answers))
        if one.exercise not in ruled_out and (of_the_body or not lacks(program, one.exercise, answers)):
            return _played(program, instead, one, ladder)
    return instead


def _ruled_out(program: Program, item: Item, answers: frozenset[str]) -> frozenset[str]:
    """What the body's answers lead away from: the exercise with its variants, but for those that they name."""
    owners = dict.fromkeys((item.exercise, item.variant))
    named = _of_the_body(program, (one for name in owners for one in program.sections[name].substitutes), answers)
    if not named:
        return frozenset()
    family = (name for name, section in program.sections.items() if item.exercise in (name, section.variant_of))
    return frozenset(family) - {one.exercise for one in named}


def lacks(program: Program, section: str, answers: Collection[str]) -> set[str]:
    """The answers that say that something which the section needs is missing today."""
    return {need.answer for need in program.sections[section].needs}.intersection(answers)


def _played(program: Program, item: Item, substitute: Substitute, ladder: Ladder) -> Item:
    """The item with the substitute in its place, at the substitute's own easiest dose."""
    dose, number = substitute.dose, item.rung
    if dose is None:
        rung = _easiest(program, substitute.exercise, ladder)
        dose, number = rung.dose, rung.number
    members = program.sections[substitute.exercise].circuit
    return Item(item.exercise, substitute.exercise, number, dose.at_base(), members, substitute.when)


def _easiest(program: Program, name: str, ladder: Ladder) -> Rung:
    """Where a substitute begins: its easiest rung on this ladder, else the dose of an exercise of its own."""
    on_ladder = next((rung for rung in ladder.rungs if rung.exercise == name), None)
    return on_ladder or ladder_of(program, name).rung(0)
