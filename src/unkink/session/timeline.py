"""The timeline: every cue of one session at exact milliseconds.

One timeline feeds the player, the audio track, the terminal, the printed total and the calendar: for timed
blocks they agree to the second.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class CueKind(StrEnum):
    """What a cue is for. Spans have a duration and tile their block; moments have none and lie on a span."""

    ANNOUNCE = "announce"  # span: the exercise's name, why in one line, and its dose
    POSITION = "position"  # span: getting into place, the steps
    COUNTDOWN = "countdown"  # span: one second of three, two, one
    START = "start"  # moment
    PHASE = "phase"  # span: work, or a calm move between works (see Cue.prescribed)
    NEXT_PLACE = "next-place"  # moment: the same work goes on at the next spot
    HALF_WAY = "half-way"  # moment
    COUNT = "count"  # moment: three, two and one second before a long work ends
    LAST_REP = "last-rep"  # moment: the last rep or round of a set begins
    STOP = "stop"  # moment
    REST = "rest"  # span
    SWITCH = "switch"  # span: time to turn over, a full second at the least
    NEXT_UP = "next-up"  # span: what comes next, time to change place
    FINISH = "finish"  # span


class Side(StrEnum):
    """A side of the body."""

    LEFT = "left"
    RIGHT = "right"

    @property
    def other(self) -> Side:
        return Side.RIGHT if self is Side.LEFT else Side.LEFT


@dataclass(frozen=True, slots=True)
class Cue:
    """One thing that happens, from ``at`` for ``duration`` milliseconds (0 for a moment).

    ``exercise`` is the exercise that owns the ladder; within a circuit it is the member that is done.
    ``prescribed`` marks the seconds that the dose asks for; everything else is silence that settings may fill.
    ``phase`` names what the body does: ``hold``, ``work``, ``rep``, ``lift``, ``pause``, ``lower``, ``return``, or a
    phase of a round as its author named it. ``show`` is the big text for the eyes; ``say`` is what is spoken, in
    phrases that each stand alone, empty for silence. ``rep``, ``round``, ``set`` and ``place`` count from 1.
    """

    at: int
    duration: int
    kind: CueKind
    block: int
    exercise: str = ""
    side: Side | None = None
    phase: str = ""
    prescribed: bool = False
    set: int | None = None
    rep: int | None = None
    round: int | None = None
    place: int | None = None
    show: str = ""
    say: tuple[str, ...] = ()

    @property
    def end(self) -> int:
        return self.at + self.duration


class Pace(StrEnum):
    """Who ends a block: its clock, or the person."""

    TIMED = "timed"
    OWN = "own pace"


@dataclass(frozen=True, slots=True)
class Block:
    """A run of cues of one exercise. An own-pace block is estimated, and only the person ends it.

    ``exercise`` owns the ladder, ``variant`` is what is done. ``estimated`` is true where the clock guesses how long
    a repetition takes because neither dose nor movement says so. ``item`` counts the exercises of the session from 0:
    the blocks of one exercise share it.
    """

    index: int
    exercise: str
    variant: str
    title: str
    rung: int
    dose: str
    pace: Pace
    estimated: bool
    start: int
    end: int
    item: int = 0


@dataclass(frozen=True, slots=True)
class Timeline:
    """Blocks tile the session from 0 to ``total``; span cues tile their blocks; moments lie within them."""

    program: str
    title: str
    total: int
    blocks: tuple[Block, ...]
    cues: tuple[Cue, ...]
