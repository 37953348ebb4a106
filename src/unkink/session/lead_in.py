"""Three, two, one: what is heard before a session goes on after a pause."""

from __future__ import annotations

from unkink.session.beat import counted
from unkink.session.settings import Settings
from unkink.session.timeline import Block, Cue, CueKind, Pace, Timeline

SECONDS = 3


def lead_in(settings: Settings = Settings()) -> Timeline:
    """A timeline of its own: one second for each number."""
    cues = tuple(
        Cue(
            at=1000 * (SECONDS - left),
            duration=1000,
            kind=CueKind.COUNTDOWN,
            block=0,
            show=str(left),
            say=counted(left, settings.verbosity),
        )
        for left in range(SECONDS, 0, -1)
    )
    block = Block(0, "", "", "", 0, "", Pace.TIMED, estimated=False, start=0, end=1000 * SECONDS)
    return Timeline("", "", block.end, (block,), cues)
