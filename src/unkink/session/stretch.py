"""One stretch of work as beats: what is said at its start, half way, and the last three seconds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from unkink.session import phrases
from unkink.session.act import Act
from unkink.session.beat import Beat, Moment, Say, counted, fitting, room_before
from unkink.session.rep import Part
from unkink.session.settings import Verbosity
from unkink.session.timeline import CueKind, Side

HALF_WAY_FROM_MS = 20_000  # shorter works are over before half way is worth saying
COUNT_FROM_MS = 10_000
COUNTED_SECONDS = 3


class Turn(NamedTuple):
    """Where in the dose a stretch stands: side, set, rep or round, and place, all counted from 1."""

    side: Side | None
    set: int
    rep: int | None = None
    round: int | None = None
    place: int | None = None


def stretch(
    act: Act,
    part: Part,
    turn: Turn,
    show: str,
    candidates: Sequence[Say],
    moments: tuple[Moment, ...],
    led_by: CueKind | None = None,
) -> Iterator[Beat]:
    """The beat of one part, led by a moment of its own where ``led_by`` says so; the moment then does the speaking."""
    say = fitting(candidates, room_before(moments, part.ms), act.settings.verbosity)
    if led_by is not None:
        yield _beat(act, part, turn, led_by, 0, show, say)
        say = ()
    yield _beat(act, part, turn, CueKind.PHASE, part.ms, show, say, moments)


@lru_cache(maxsize=1024)
def half_way(ms: int, verbosity: Verbosity) -> tuple[Moment, ...]:
    """Half way through a long work, in words only where they end before the last three seconds are counted."""
    if ms < HALF_WAY_FROM_MS:
        return ()
    half = ms // 2
    room = ms - COUNTED_SECONDS * 1000 - half
    say = fitting([(phrases.HALF_WAY,)], room, verbosity)
    return (Moment(half, CueKind.HALF_WAY, "Half way", say),)


@lru_cache(maxsize=1024)
def last_seconds(ms: int, verbosity: Verbosity) -> tuple[Moment, ...]:
    """Three, two, one before a long work or a rest within it ends."""
    if ms < COUNT_FROM_MS:
        return ()
    return tuple(
        Moment(ms - left * 1000, CueKind.COUNT, str(left), counted(left, verbosity))
        for left in range(COUNTED_SECONDS, 0, -1)
    )


@lru_cache(maxsize=1024)
def guided(part: Part, verbosity: Verbosity) -> tuple[Moment, ...]:
    """The moments within a stretch whose length the dose gives; calm moves and guessed reps have none."""
    if not part.prescribed:
        return ()
    return half_way(part.ms, verbosity) + last_seconds(part.ms, verbosity)


def _beat(
    act: Act,
    part: Part,
    turn: Turn,
    kind: CueKind,
    ms: int,
    show: str,
    say: Say,
    moments: tuple[Moment, ...] = (),
) -> Beat:
    return Beat(
        kind=kind,
        ms=ms,
        exercise=act.exercise,
        side=turn.side,
        phase=part.phase,
        prescribed=part.prescribed and kind is CueKind.PHASE,
        set=turn.set,
        rep=turn.rep,
        round=turn.round,
        place=turn.place,
        show=show,
        say=say,
        moments=moments,
        estimated=act.estimated,
    )
