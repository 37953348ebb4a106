"""Simulating: so many made-up people on a program for so many weeks, and what became of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field

from unkink.batch import engines
from unkink.batch.chunk import SPOTS, Chunk
from unkink.batch.engines import Round
from unkink.batch.laws import LAWS
from unkink.batch.tally import Tally

A_CHUNK = 250
"""About so many people are in a chunk: some seconds of work, so that little is lost where one fails."""


@dataclass(frozen=True, slots=True)
class Asked:
    """So many people through so many weeks, some at a time; ``source`` is the text of a program that was checked."""

    source: bytes
    people: int
    weeks: int
    seed: int
    at_a_time: int = A_CHUNK


@dataclass(slots=True)
class Outcome:
    """Everything that was counted, and the chunks that had to be tried again, with the reason."""

    tally: Tally = field(default_factory=Tally)
    retried: list[str] = field(default_factory=list)


def simulated(asked: Asked, tried: Round, heard: Callable[[int], None] = lambda people: None) -> Outcome:
    """All of these people; ``heard`` is told how many of them are through.

    Raises:
        ChunkLost: if some of them could not be lived, however often it was tried.
    """
    outcome = Outcome()

    def failed(chunk: Chunk, why: str) -> None:
        outcome.retried.append(f"{chunk.people}: {why}")

    for tally in engines.run(list(_chunks(asked)), tried, failed):
        outcome.tally.add(tally)
        heard(outcome.tally.people)
    return outcome


def _chunks(asked: Asked) -> Iterator[Chunk]:
    """Those of one group come one after the other, so that whoever lives them meets the same cases again."""
    among = asked.at_a_time * SPOTS
    for spot in range(SPOTS):
        for first in range(0, asked.people, among):
            yield Chunk(asked.source, asked.weeks, asked.seed, first, min(first + among, asked.people), spot)


def as_json(outcome: Outcome) -> dict[str, object]:
    """The outcome but for how it came about: the same for the same seed, whatever the engine."""
    tally = outcome.tally
    return {
        "schema": "unkink-simulation-1",
        "people": tally.people,
        "sessions": tally.sessions,
        "decisions": tally.decisions,
        "checked_from_the_start": tally.checked,
        "violations": [{**asdict(one), "says": LAWS[one.law]} for one in tally.violations],
        "violation_count": tally.broken,
        "distributions": {
            "kinds": {str(kind): count for kind, count in sorted(tally.kinds.items())},
            "final_rungs": _rungs(tally),
            "changes": _nested((str(change), rule, count) for (change, rule), count in tally.changes.items()),
            "adherence_tenths": _nested(
                (str(kind), str(tenths), count) for (kind, tenths), count in tally.adherence.items()
            ),
            "locks": dict(sorted(tally.locks.items())),
            "locked_at_the_end": tally.locked,
        },
    }


def _rungs(tally: Tally) -> dict[str, dict[str, int]]:
    rows = sorted(tally.rungs.items())
    return _nested((f"{name} ({side})" if side else name, str(rung), count) for (name, side, rung), count in rows)


def _nested(rows: Iterator[tuple[str, str, int]]) -> dict[str, dict[str, int]]:
    """By the first word, then by the second; numbers sort as numbers."""
    nested: dict[str, dict[str, int]] = {}
    for outer, inner, count in sorted(rows, key=lambda row: (row[0], _number(row[1]), row[1])):
        nested.setdefault(outer, {})[inner] = count
    return nested


def _number(word: str) -> int:
    return int(word) if word.lstrip("-").isdigit() else 0
