"""The score: a timeline laid open for whoever plays it, with quick answers to what is on at a position."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise

from unkink.session.timeline import Block, Cue, CueKind, Pace, Timeline

COUNTS = ("set", "round", "rep", "place")


class Score:
    """Look-ups in one timeline. Positions are milliseconds from its start, from 0 to ``total``."""

    def __init__(self, timeline: Timeline) -> None:
        self.timeline = timeline
        self.total = timeline.total
        self._cues = sorted(timeline.cues, key=lambda cue: cue.at)
        self._cue_starts = [cue.at for cue in self._cues]
        self._spans = [cue for cue in self._cues if cue.duration]
        self._span_starts = [cue.at for cue in self._spans]
        self._most: dict[tuple[int, str], int] = {}
        for cue in self._spans:
            for count in COUNTS:
                reached = max(getattr(cue, count) or 0, self.most(cue.block, count))
                self._most[cue.block, count] = reached
        self._with_work = {cue.block for cue in self._spans if cue.prescribed}
        self._block_starts = [block.start for block in timeline.blocks]
        self.waits = tuple(sorted(wait for block in timeline.blocks for wait in _waits(block, self._spans)))

    def span_at(self, position: int) -> Cue | None:
        """The span that is on at that position; at the very end the last one. None in an empty timeline."""
        return self._spans[max(bisect_right(self._span_starts, position) - 1, 0)] if self._spans else None

    def end_of_span(self, position: int) -> int:
        """Where what is on at that position ends: the seconds of one countdown count as one."""
        index = max(bisect_right(self._span_starts, position) - 1, 0)
        if not self._spans:
            return self.total
        while self._spans[index].kind is CueKind.COUNTDOWN and _goes_on(self._spans, index):
            index += 1
        return self._spans[index].end

    def block_at(self, position: int) -> Block | None:
        """The block that is on at that position; at the very end the last one. None in an empty timeline."""
        blocks = self.timeline.blocks
        return blocks[max(bisect_right(self._block_starts, position) - 1, 0)] if blocks else None

    def due(self, after: int, until: int) -> list[Cue]:
        """The cues that begin after one position and not later than the other, in order."""
        return self._cues[bisect_right(self._cue_starts, after) : bisect_right(self._cue_starts, until)]

    def cue_after(self, position: int) -> Cue | None:
        """The first cue that begins later than that, or None."""
        index = bisect_right(self._cue_starts, position)
        return self._cues[index] if index < len(self._cues) else None

    def wait_after(self, position: int) -> int | None:
        """The next position at which only the person goes on, or None where the clock runs to the end."""
        index = bisect_right(self.waits, position)
        return self.waits[index] if index < len(self.waits) else None

    def limit(self, position: int) -> int:
        """How far the clock alone can run from that position."""
        wait = self.wait_after(position)
        return self.total if wait is None else wait

    def is_own_work(self, position: int) -> bool:
        """Whether what is on is work that the person ends."""
        block, span = self.block_at(position), self.span_at(position)
        if block is None or span is None or block.pace is not Pace.OWN:
            return False
        return span.prescribed or block.index not in self._with_work

    def most(self, block: int, count: str) -> int:
        """The greatest ``set``, ``round``, ``rep`` or ``place`` of a block; 0 where it has none."""
        return self._most.get((block, count), 0)

    def exercise_blocks(self) -> list[Block]:
        """The blocks of exercises, without what merely stands around them."""
        return [block for block in self.timeline.blocks if block.exercise]


def _goes_on(spans: list[Cue], index: int) -> bool:
    return index + 1 < len(spans) and spans[index + 1].kind is spans[index].kind


def _waits(block: Block, spans: list[Cue]) -> Iterator[int]:
    """Where an own-pace block stops for the person: after each unbroken run of prescribed work, else at its end."""
    if block.pace is not Pace.OWN:
        return
    own = [cue for cue in spans if cue.block == block.index]
    ends = [one.end for one, other in pairwise(own) if one.prescribed and not other.prescribed]
    if own and own[-1].prescribed:
        ends.append(own[-1].end)
    yield from ends or [block.end]
