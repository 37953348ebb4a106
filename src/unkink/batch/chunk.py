"""A chunk of people: the pure function that every engine runs, wherever it runs."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache

from unkink.batch.chance import drawn
from unkink.batch.coach_cases import Cases
from unkink.batch.laws import Violation
from unkink.batch.living import Life, Living
from unkink.batch.looks import same_as
from unkink.batch.tally import Tally
from unkink.batch.telling import A_SECOND, events_of
from unkink.batch.traits import traits_of, weak_spot_of
from unkink.coach.deciding import decide
from unkink.program.check import check
from unkink.program.program import Program
from unkink.wire.event import Event

CHECKED_EVERY = 500
"""The whole log of one person of so many is decided on again, from its start and as two devices might deliver it."""
SPOTS = 5
"""People are put into so many groups by their weak spot: those of one meet the same cases."""
MOST_CASES = 400_000
"""So many cases are kept; then it begins anew."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """People ``first`` to ``last``, the last not included; ``source`` is the text of their program.

    ``spot`` are those of them alone whose weak spot that is, counted round and round to ``SPOTS``; None is everybody.
    """

    source: bytes
    weeks: int
    seed: int
    first: int
    last: int
    spot: int | None = None

    @property
    def people(self) -> str:
        """Who they are, in words."""
        only = "" if self.spot is None else f", group {self.spot + 1} of {SPOTS}"
        return f"people {self.first} to {self.last - 1}{only}"


def lived(chunk: Chunk) -> Tally:
    """What is counted of these people. Two calls with the same chunk, anywhere, give the same."""
    cases = _cases(chunk.source)
    if cases.kept.count > MOST_CASES:
        _cases.cache_clear()
        cases = _cases(chunk.source)
    living = Living(cases)
    with _nothing_collected():
        for index in _people(chunk, len(living.names)):
            life = _life(living, chunk, index)
            if index % CHECKED_EVERY == 0:
                check_life(living, life, chunk.seed)
    living.count_views()
    return living.tally


def _people(chunk: Chunk, exercises: int) -> Iterable[int]:
    every = range(chunk.first, chunk.last)
    if chunk.spot is None:
        return every
    return (one for one in every if weak_spot_of(exercises, chunk.seed, one) % SPOTS == chunk.spot)


@contextmanager
def _nothing_collected() -> Iterator[None]:
    """Cases stay: to look through all of them for garbage, again and again, takes as long as to live."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was_on:
            gc.enable()


def log_of(chunk: Chunk, index: int) -> list[Event]:
    """The log of one person, as their device wrote it."""
    living = Living(_cases(chunk.source))
    return log(living.cases.program, _life(living, chunk, index))


def _life(living: Living, chunk: Chunk, index: int) -> Life:
    traits = traits_of(living.cases.program, len(living.names), chunk.weeks, chunk.seed, index)
    return living.live(index, traits, chunk.weeks)


def log(program: Program, life: Life) -> list[Event]:
    return [event for deed in life.deeds for event in events_of(deed, program)]


def check_life(living: Living, life: Life, seed: int) -> None:
    """Decide on the whole log by the coach alone: in order, and shuffled with some of it twice."""
    program = living.cases.program
    events = log(program, life)
    last = events[-1]
    now, zone = last.at + A_SECOND, last.tz
    living.tally.checked += 1
    twice = [*events, *events[::3]]
    shuffled = [twice[number] for number in _any_order(len(twice), seed, life.index)]
    for law, delivered in (("from-the-start", events), ("order", shuffled)):
        if not same_as(life.stand.look, life.stand.views, decide(program, delivered, now, zone)):
            living.tally.breaks(Violation(life.index, life.deeds[-1].day, law))


def _any_order(length: int, seed: int, index: int) -> list[int]:
    """The numbers below ``length`` in an order of chance."""
    chance = drawn(seed, -1 - index, 4 * length)
    return sorted(range(length), key=lambda number: chance[4 * number : 4 * number + 4])


@lru_cache(maxsize=2)
def _cases(source: bytes) -> Cases:
    """All cases of a program, for everybody whom this process has to do with."""
    program = check(source).program
    assert program is not None, "whoever makes chunks has checked the program"
    return Cases(program)
