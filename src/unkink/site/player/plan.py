"""What is on today: which exercises at which doses, what is missing, what stands in for what. Pure."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from unkink.coach.decision import Change, Prescribed
from unkink.coach.easier_week import cut, short_holds
from unkink.coach.steps import Steps
from unkink.program.dose import Dose
from unkink.program.easier import easier_item, halved
from unkink.program.ladder import ladder_of
from unkink.program.prescription import Item, lacks, prescribe
from unkink.program.pressure import NO_PRESSURE, presses
from unkink.program.program import Need, Program
from unkink.session.phrases import needs_of, together
from unkink.session.settings import Settings
from unkink.session.timeline import Side
from unkink.wire.words import SessionKind

USUAL = Settings()
TITLES = {SessionKind.WHOLE: "Whole session", SessionKind.SHORT: "Short session"}
NO_RUNGS: Mapping[str, int] = {}


class Less(StrEnum):
    """What is taken away from every dose of a day."""

    EASIER_WEEK = "easier-week"
    SHORT_HOLDS = "short-holds"


@dataclass(frozen=True, slots=True)
class Plan:
    """One way through today. Equal plans play the same, whoever asks: a program counts by its hash.

    ``name`` is the program's id on the shelf. ``items`` are today's doses in order. ``asked`` are the things worth
    asking after, ``missing`` the answers to that which count, such as ``no-ball``; ``body`` what the person told of
    their body. ``less`` is what was taken away from the doses already.
    """

    name: str
    hash: str
    program: Program = field(compare=False)
    kind: SessionKind = SessionKind.WHOLE
    items: tuple[Item, ...] = ()
    asked: tuple[Need, ...] = ()
    missing: tuple[str, ...] = ()
    body: tuple[str, ...] = ()
    less: tuple[Less, ...] = ()
    settings: Settings = USUAL

    def easier(self, item: Item) -> Item | None:
        """What "easier today" makes of one of its items: never more than the item in any way that was cut."""
        if item.instead_of_because and item.rung > 0:
            return _step_below(self.program, item)
        found = easier_item(self.program, item, (*self.missing, *self.body))
        if found is None or (found.variant, found.rung) == (item.variant, item.rung):
            return found  # half of today's dose
        return replace(found, dose=self._lessened(found.dose, item.exercise))

    def without_pressure(self, item: Item) -> Item | None:
        """What takes the place of an item when what presses on the body is too much, where the easier way presses too.

        It begins where whoever may have no pressure at all begins. None where nothing presses, where the easier way is
        without pressure already, and where nothing can be done without it.
        """
        easier = self.easier(item)
        if not presses(self.program, item.variant) or (easier and not presses(self.program, easier.variant)):
            return None
        answers = (*self.missing, *self.body, NO_PRESSURE)
        (found,) = prescribe(self.program, {item.exercise: item.rung}, exercises=[item.exercise], answers=answers).items
        if presses(self.program, found.variant) or lacks(self.program, found.variant, answers):
            return None
        # Rungs of what stands in count from 0, as the coach counts them.
        return replace(found, rung=0, dose=self._lessened(found.dose, item.exercise), side=item.side)

    def _lessened(self, dose: Dose, exercise: str) -> Dose:
        if Less.EASIER_WEEK in self.less and not ladder_of(self.program, exercise).scheduled:
            dose = cut(dose)
        return short_holds(dose) if Less.SHORT_HOLDS in self.less else dose


def _step_below(program: Program, item: Item) -> Item | None:
    """What stands in for an exercise has a ladder of its own."""
    below = Steps(program).ladder(item.exercise, item.variant).rung(item.rung - 1)
    if below.number < item.rung:
        return replace(item, rung=below.number, dose=below.dose.at_base())
    dose = halved(item.dose)
    return replace(item, dose=dose) if dose else None


Doses = Callable[[tuple[str, ...], SessionKind], tuple[Item, ...]]
"""Today's items, given what is missing, in the whole session or the short one."""


def plan_of(
    name: str,
    program: Program,
    doses: Doses,
    *,
    kind: SessionKind = SessionKind.WHOLE,
    missing: Collection[str] = (),
    rungs: Mapping[str, int] = NO_RUNGS,
    body: Collection[str] = (),
    less: tuple[Less, ...] = (),
    settings: Settings = USUAL,
    exercises: tuple[str, ...] | None = None,
) -> Plan:
    """The plan for a day, in its one form.

    Where the program has no short session, the whole one is short enough to be both. Answers that make no difference to
    its sessions are left out, so that a list remembered from another program, or from before this one was changed,
    does no harm.

    Args:
        name: the program's id on the shelf.
        program: its text.
        doses: what the coach prescribes.
        kind: the session that is asked for.
        missing: what is said to be missing today.
        rungs: where the person stands on each ladder.
        body: what they told of their body.
        less: what is taken away from every dose of that day.
        settings: how the session is paced and spoken.
        exercises: the ids of the whole session, where the person's phase sets it.
    """
    kind = kind if program.short_session else SessionKind.WHOLE
    asked = asked_of(program, rungs, missing, body, exercises)
    known = tuple(sorted({need.answer for need in asked}.intersection(missing)))
    return Plan(
        name=name,
        hash=program.hash,
        program=program,
        kind=kind,
        items=doses(known, kind),
        asked=asked,
        missing=known,
        body=tuple(sorted(set(body))),
        less=less,
        settings=settings,
    )


def items_of(program: Program, prescribed: Sequence[Prescribed], first: Side) -> tuple[Item, ...]:
    """What is to be done, in order; what is left out is not among it.

    Two sides at the same dose are one item. Where their doses differ they are two, each for its side, the side that
    begins before the other.
    """
    by_exercise: dict[str, list[Prescribed]] = {}
    for one in prescribed:
        if one.dose is not None:
            by_exercise.setdefault(one.exercise, []).append(one)
    return tuple(item for sides in by_exercise.values() for item in _items(program, sides, first))


def _items(program: Program, sides: Sequence[Prescribed], first: Side) -> Iterator[Item]:
    ways = [_item(program, one) for one in sides]
    if len(ways) == len(Side) and replace(ways[0], side="") == replace(ways[1], side=""):
        yield replace(ways[0], side="")
    else:
        yield from sorted(ways, key=lambda item: item.side != first)


def _item(program: Program, one: Prescribed) -> Item:
    assert one.dose is not None and one.variant is not None
    whose = one.variant if one.change is Change.SWAP else one.exercise
    return Item(
        exercise=one.exercise,
        variant=one.variant,
        rung=one.rung,
        dose=one.dose,
        members=program.sections[whose].circuit,
        instead_of_because=one.instead_of_because,
        side=one.side or "",
    )


def asked_of(
    program: Program,
    rungs: Mapping[str, int],
    missing: Collection[str] = (),
    body: Collection[str] = (),
    exercises: tuple[str, ...] | None = None,
) -> tuple[Need, ...]:
    """The things worth asking after: those whose lack puts something else in, as today stands.

    Both sessions count, so that an answer outlives the choice between them. What a substitute needs in its turn is
    asked as soon as the substitute is there.
    """
    found: dict[str, Need] = {}
    given: tuple[str, ...] = tuple(body)
    while fresh := [need for need in _worth_asking(program, rungs, given, exercises) if need.answer not in found]:
        found |= {need.answer: need for need in together(fresh)}
        given = (*body, *(answer for answer in found if answer in missing))
    return tuple(found.values())


def _worth_asking(
    program: Program, rungs: Mapping[str, int], given: tuple[str, ...], exercises: tuple[str, ...] | None
) -> Iterator[Need]:
    """What today's exercises need and would be replaced without."""
    today = _both(program, rungs, given, exercises)
    for item in today:
        for need in needs_of(program, program.exercise(item.variant)):
            if _both(program, rungs, (*given, need.answer), exercises) != today:
                yield need


def _both(
    program: Program, rungs: Mapping[str, int], answers: Collection[str], exercises: tuple[str, ...] | None
) -> tuple[Item, ...]:
    whole = prescribe(program, rungs, exercises=exercises, answers=answers).items
    if exercises is not None:
        return whole  # a short session of a phase is a part of it
    short = prescribe(program, rungs, exercises=program.short_session or None, answers=answers).items
    return (*whole, *(item for item in short if item not in whole))
