"""Beats: what happens next and for how long, before anybody knows at which millisecond."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from unkink.session.settings import BOUNDS, Verbosity
from unkink.session.speech import spoken_ms
from unkink.session.spoken import as_phrase
from unkink.session.timeline import CueKind, Pace, Side
from unkink.session.words import number_words

Say = tuple[str, ...]

MOMENTS = frozenset(
    {
        CueKind.START,
        CueKind.STOP,
        CueKind.NEXT_PLACE,
        CueKind.HALF_WAY,
        CueKind.COUNT,
        CueKind.LAST_REP,
    }
)

LONGEST_COUNTDOWN = int(BOUNDS["countdown"][1])
COUNTED = {count: as_phrase(number_words(count)) for count in range(1, LONGEST_COUNTDOWN + 1)}


class Moment(NamedTuple):
    """A moment within a beat, ``offset`` milliseconds after the beat begins."""

    offset: int
    kind: CueKind
    show: str = ""
    say: Say = ()


class Beat(NamedTuple):
    """One cue without its place in time: the same fields as :class:`~unkink.session.timeline.Cue`.

    ``moments`` lie within it in rising order. ``pace`` and ``estimated`` decide which block it comes to stand in.
    """

    kind: CueKind
    ms: int = 0
    exercise: str = ""
    side: Side | None = None
    phase: str = ""
    prescribed: bool = False
    set: int | None = None
    rep: int | None = None
    round: int | None = None
    place: int | None = None
    show: str = ""
    say: Say = ()
    moments: tuple[Moment, ...] = ()
    pace: Pace = Pace.TIMED
    estimated: bool = False


def room_before(moments: Sequence[Moment], ms: int) -> int:
    """Milliseconds that are free at the start of a beat of that length: up to its first moment, else all of it."""
    return moments[0].offset if moments else ms


def roomy(least_ms: int, say: Say, verbosity: Verbosity) -> tuple[int, Say]:
    """Length and speech of a span between works: as long as asked, and long enough for all of its speech."""
    if verbosity is Verbosity.TONES:
        return least_ms, ()
    return max(least_ms, spoken_ms(say)), say


def counted(seconds_left: int, verbosity: Verbosity) -> Say:
    """The number of seconds left. A count has its second to itself: no tone leads it."""
    return () if verbosity is Verbosity.TONES else (COUNTED[seconds_left],)


def fitting(candidates: Sequence[Say], room_ms: int, verbosity: Verbosity) -> Say:
    """The first of the candidates whose speech ends within the room, else silence: work is never stretched."""
    if verbosity is not Verbosity.TONES:
        for say in candidates:
            if spoken_ms(say) <= room_ms:
                return say
    return ()
