"""Playback: where a session stands at any reading of the clock. Pure; the clock is an argument.

The position is computed from one anchor and the clock, never added up from ticks, so a late tick makes nothing late:
after any stall the next look is right to the millisecond.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from unkink.cli.score import Score
from unkink.session.timeline import CueKind

RESTART_AFTER = 3_000
"""Milliseconds into an exercise after which "back" restarts it, as music players do."""

SKIPPABLE = {CueKind.ANNOUNCE, CueKind.POSITION, CueKind.REST, CueKind.SWITCH, CueKind.NEXT_UP}
"""Spans that a person who is ready may end: none of them is prescribed work."""


@dataclass(frozen=True, slots=True)
class Playback:
    """A position in a score. All times are whole milliseconds.

    The session stood at ``anchor`` when the clock read ``since``; ``since`` is None while it is paused. The clock
    alone never carries it past a wait of the score: there the person says that the work is done.
    """

    score: Score
    anchor: int = 0
    since: int | None = None

    def position(self, now: int) -> int:
        """Where the session stands, from 0 to the score's total."""
        return min(self.anchor + self._run(now), self.score.limit(self.anchor))

    def here(self, now: int) -> int:
        """The position whose cue is on: at a wait that is the work before it, not what follows."""
        return self.position(now) - 1 if self.waits(now) else self.position(now)

    def waits(self, now: int) -> bool:
        """Whether only the person goes on from here. The end of the session is no wait."""
        return self.position(now) == self.score.wait_after(self.anchor)

    def own_time(self, now: int) -> int | None:
        """How long the person's own-pace work has gone on, past its estimate too; None in timed work."""
        here = self.here(now)
        if not self.score.is_own_work(here):
            return None
        span = self.score.span_at(here)
        return self.anchor + self._run(now) - (span.at if span else 0)

    def is_finished(self, now: int) -> bool:
        return self.position(now) >= self.score.total and not self.waits(now)

    @property
    def is_paused(self) -> bool:
        return self.since is None

    def play(self, now: int) -> Playback:
        return self if self.since is not None else replace(self, since=now)

    def pause(self, now: int) -> Playback:
        """Stop the clock. Work at one's own pace is kept open, however long it has gone on."""
        return replace(self, anchor=min(self.position(now), self.here(now)), since=None)

    def at(self, position: int, now: int) -> Playback:
        """Move to that position, running or paused as before. Moving onto a wait passes it."""
        inside = min(max(position, 0), self.score.total)
        return replace(self, anchor=inside, since=None if self.since is None else now)

    def next(self, now: int) -> Playback:
        """On to the next exercise, or to the end."""
        later = (start for start in self.score.stations if start > self.here(now))
        return self.at(next(later, self.score.total), now)

    def back(self, now: int) -> Playback:
        """To the start of this exercise; from its first seconds, to the start of the one before."""
        here = self.here(now)
        reached = [start for start in self.score.stations if start <= here]
        if len(reached) > 1 and here - reached[-1] < RESTART_AFTER:
            reached.pop()
        return self.at(reached[-1] if reached else 0, now)

    def ready(self, now: int) -> Playback:
        """The person says "done" or "ready": own-pace work ends, a rest or a change ends; timed work does not."""
        here = self.here(now)
        if self.score.is_own_work(here):
            return self.at(self.score.limit(here), now)
        return self.at(self.score.end_of_span(here), now) if self.can_hurry(now) else self

    def can_hurry(self, now: int) -> bool:
        """Whether what is on is only a rest, a change or an announcement."""
        span = self.score.span_at(self.here(now))
        return span is not None and span.kind in SKIPPABLE

    def _run(self, now: int) -> int:
        return 0 if self.since is None else max(now - self.since, 0)
