"""The course of one exercise: its sets, its sides and, in a circuit, its members, in the order they are done."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from unkink.program.dose import Between, Dose, Reps, Rounds, Sides
from unkink.session import phrases
from unkink.session.act import Act
from unkink.session.beat import Beat, roomy
from unkink.session.bout import bout
from unkink.session.settings import Verbosity
from unkink.session.timeline import CueKind, Side

LEAST_SWITCH_MS = 1000
LEAST_POSITION_MS = 3000  # a screen has to be read before anybody moves, also without words


def course(act: Act) -> Iterator[Beat]:
    """All sets of one side, then of the other; or, alternating, from side to side as the work goes on."""
    yield position(act, act.sides[0])
    if act.dose.sides is Sides.ALTERNATING and act.alone is None:
        yield from _alternating(act)
    else:
        yield from _side_by_side(act)


def circuit(whole: Act, members: Sequence[Act]) -> Iterator[Beat]:
    """Each set, or each round where the work is rounds, goes through all members in order."""
    if whole.section.steps:
        yield position(whole, None)
    for set_ in _counted(whole.dose.sets.low):
        yield from _rest_before_set(whole, set_)
        for round_ in _rounds_of(whole.dose):
            yield from _rest_before_round(whole, set_, round_)
            for member in members:
                yield from _member(member, set_, round_)


def position(act: Act, side: Side | None) -> Beat:
    """Time to get into position, at the least as long as its steps take to say."""
    say = phrases.position(act.section, side, act.settings.verbosity)
    ms, say = roomy(LEAST_POSITION_MS, say, act.settings.verbosity)
    return Beat(CueKind.POSITION, ms, act.exercise, side, show="Get into position", say=say)


def _side_by_side(act: Act) -> Iterator[Beat]:
    for side in act.sides:
        if side is not act.sides[0]:
            yield _switch(act, side, 1)
        for set_ in _counted(act.dose.sets.low):
            yield from _rest_before_set(act, set_, side)
            yield from bout(act, (side,), set_)


def _alternating(act: Act) -> Iterator[Beat]:
    for set_ in _counted(act.dose.sets.low):
        yield from _rest_before_set(act, set_)
        if set_ > 1:
            yield _switch(act, act.sides[0], set_)
        if isinstance(act.dose.work, Reps) and not act.dose.own_pace:
            yield from bout(act, act.sides, set_)
        else:
            yield from _turn_by_turn(act, set_)


def _turn_by_turn(act: Act, set_: int) -> Iterator[Beat]:
    """Round by round from side to side; one go on each side where the work has no rounds."""
    for round_ in _rounds_of(act.dose):
        yield from _rest_before_round(act, set_, round_)
        for side in act.sides:
            if side is not act.sides[0] or (round_ or 1) > 1:
                yield _switch(act, side, set_)
            yield from bout(act, (side,), set_, round_)


def _member(act: Act, set_: int, round_: int | None) -> Iterator[Beat]:
    """One member's part of a set or round, on both sides where it has sides."""
    yield _take_turn(act, set_, round_)
    if act.dose.sides is Sides.ALTERNATING and isinstance(act.dose.work, Reps) and not act.dose.own_pace:
        yield from bout(act, act.sides, set_)
        return
    for side in act.sides:
        if side is not act.sides[0]:
            yield _switch(act, side, set_)
        yield from bout(act, (side,), set_, round_)


def _take_turn(act: Act, set_: int, round_: int | None) -> Beat:
    """A member's name and time to get there; its steps the first time round."""
    first_time = set_ == 1 and (round_ or 1) == 1
    verbosity = act.settings.verbosity if first_time else Verbosity.BRIEF
    say = (*phrases.title(act.section), *phrases.position(act.section, act.sides[0], verbosity))
    least = max(LEAST_POSITION_MS, act.settings.switch * 1000)
    ms, say = roomy(least, say, act.settings.verbosity)
    show = act.section.title
    return Beat(CueKind.POSITION, ms, act.exercise, act.sides[0], set=set_, round=round_, show=show, say=say)


def _switch(act: Act, side: Side | None, set_: int) -> Beat:
    written = (act.dose.rest_between(Between.SIDES) or 0) * 1000
    say = (phrases.SWITCH_SIDES, *phrases.SIDE[side])
    ms, say = roomy(max(LEAST_SWITCH_MS, act.settings.switch * 1000, written), say, act.settings.verbosity)
    return Beat(CueKind.SWITCH, ms, act.exercise, side, set=set_, show="Switch sides", say=say)


def _rest_before_set(act: Act, set_: int, side: Side | None = None) -> Iterator[Beat]:
    if set_ == 1:
        return
    written = act.dose.rest_between(Between.SETS)
    seconds = act.settings.rest if written is None else written
    say = (phrases.REST, *phrases.set_number(set_))
    ms, say = roomy(seconds * 1000, say, act.settings.verbosity)
    yield Beat(CueKind.REST, ms, act.exercise, side, set=set_ - 1, show="Rest", say=say)


def _rest_before_round(act: Act, set_: int, round_: int | None) -> Iterator[Beat]:
    """Only a written rest stands between rounds: they are meant to follow each other."""
    seconds = act.dose.rest_between(Between.ROUNDS)
    if round_ is None or round_ == 1 or not seconds:
        return
    ms, say = roomy(seconds * 1000, (phrases.REST,), act.settings.verbosity)
    yield Beat(CueKind.REST, ms, act.exercise, None, set=set_, round=round_ - 1, show="Rest", say=say)


def _rounds_of(dose: Dose) -> Sequence[int | None]:
    """The rounds that are done one at a time; a single None where the work is not in rounds."""
    return _counted(dose.work.count.low) if isinstance(dose.work, Rounds) else (None,)


def _counted(count: int) -> range:
    return range(1, count + 1)
