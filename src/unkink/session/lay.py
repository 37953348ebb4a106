"""Beats laid end to end: the only place that knows at which millisecond anything happens."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from unkink.program.program import Program
from unkink.session.beat import MOMENTS, Beat
from unkink.session.timeline import Block, Cue, Pace, Timeline

LONGEST_MS = 24 * 60 * 60 * 1000
MOST_CUES = 500_000


class SessionTooLong(ValueError):
    """The doses add up to more than a day, or to more cues than a session can sensibly have."""


@dataclass(frozen=True, slots=True)
class Scene:
    """One exercise of the session and its beats in order."""

    exercise: str
    variant: str
    title: str
    rung: int
    dose: str
    beats: Iterable[Beat]


def lay(program: Program, scenes: Iterable[Scene]) -> Timeline:
    """The timeline of the scenes, one after the other.

    Raises:
        SessionTooLong: before memory grows with an absurd dose.
    """
    blocks: list[Block] = []
    cues: list[Cue] = []
    at = 0
    for item, scene in enumerate(scenes):
        for pace, beats in groupby(_lasting(scene.beats), key=_pace):
            start, estimated = at, False
            for beat in beats:
                at = _lay_beat(beat, at, len(blocks), cues)
                estimated = estimated or beat.estimated
            blocks.append(
                Block(
                    index=len(blocks),
                    exercise=scene.exercise,
                    variant=scene.variant,
                    title=scene.title,
                    rung=scene.rung,
                    dose=scene.dose,
                    pace=pace,
                    estimated=estimated,
                    start=start,
                    end=at,
                    item=item,
                )
            )
    return Timeline(program.hash, program.title, at, tuple(blocks), tuple(cues))


def _lasting(beats: Iterable[Beat]) -> Iterator[Beat]:
    """Spans without length are left out: a length of zero belongs to moments."""
    return (beat for beat in beats if beat.ms > 0 or beat.kind in MOMENTS)


def _pace(beat: Beat) -> Pace:
    return beat.pace


def _lay_beat(beat: Beat, at: int, block: int, cues: list[Cue]) -> int:
    """Append the beat and its moments; return when it ends."""
    (kind, ms, exercise, side, phase, prescribed, set_, rep, round_, place, show, say, moments, _, _) = beat
    identity = (set_, rep, round_, place)
    cues.append(Cue(at, ms, kind, block, exercise, side, phase, prescribed, *identity, show, say))
    cues.extend(
        Cue(at + offset, 0, kind, block, exercise, side, phase, False, *identity, show, say)
        for offset, kind, show, say in moments
    )
    if at + ms > LONGEST_MS or len(cues) > MOST_CUES:
        raise SessionTooLong("This session would last more than a day. Ask for fewer reps, rounds or sets.")
    return at + ms
