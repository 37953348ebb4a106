"""The score: a timeline laid open for whoever plays it, with quick answers to what is on at a position."""

from __future__ import annotations

from bisect import bisect_right
from itertools import groupby

from unkink.session.timeline import Block, Cue, CueKind, Pace, Timeline

COUNTS = ("set", "round", "rep", "place")


class Score:
    """Look-ups in one timeline. Positions are milliseconds from its start, from 0 to ``total``.

    ``stations`` are where each exercise begins; an exercise may be several blocks.
    """

    def __init__(self, timeline: Timeline) -> None:
        self.timeline = timeline
        self.total = timeline.total
        self._cues = sorted(timeline.cues, key=lambda cue: cue.at)
        self._cue_starts = [cue.at for cue in self._cues]
        self._spans = [cue for cue in self._cues if cue.duration]
        self._span_starts = [cue.at for cue in self._spans]
        self._most: dict[tuple[str, str], int] = {}
        for cue in self._spans:
            for count in COUNTS:
                reached = max(getattr(cue, count) or 0, self.most(cue.exercise, count))
                self._most[cue.exercise, count] = reached
        self._block_starts = [block.start for block in timeline.blocks]
        self._waits = [block.end for block in timeline.blocks if block.pace is Pace.OWN]
        self.stations = tuple(next(run).start for _, run in groupby(timeline.blocks, key=lambda block: block.item))

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
        index = bisect_right(self._waits, position)
        return self._waits[index] if index < len(self._waits) else None

    def limit(self, position: int) -> int:
        """How far the clock alone can run from that position."""
        wait = self.wait_after(position)
        return self.total if wait is None else wait

    def is_own_work(self, position: int) -> bool:
        """Whether what is on is work that the person ends."""
        block = self.block_at(position)
        return block is not None and block.pace is Pace.OWN

    def most(self, exercise: str, count: str) -> int:
        """The greatest ``set``, ``round``, ``rep`` or ``place`` of an exercise; 0 where it has none."""
        return self._most.get((exercise, count), 0)

    def exercise_after(self, position: int) -> Block | None:
        """The block with which the next exercise begins, or None."""
        here = self.block_at(position)
        later = (block for block in self.timeline.blocks if block.start > position)
        return next((block for block in later if here is not None and block.item != here.item), None)

    def station_at(self, position: int) -> int:
        """Which station is on at that position, from 0; at the very end the last one."""
        return max(bisect_right(self.stations, position) - 1, 0)


def _goes_on(spans: list[Cue], index: int) -> bool:
    return index + 1 < len(spans) and spans[index + 1].kind is spans[index].kind
