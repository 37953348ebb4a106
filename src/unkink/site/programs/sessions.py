"""Today's session of a program and its short form: the exact timeline, and its chapters."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from unkink.program.prescription import prescribe
from unkink.program.program import Program
from unkink.session.compile import compile_session
from unkink.session.timeline import Pace, Timeline
from unkink.site.programs.movements import shipped_facts
from unkink.voice.id3 import Chapter, chapters_of

WHOLE, SHORT = "session", "short-session"
TITLES = {WHOLE: "Whole session", SHORT: "Short session"}


@dataclass(frozen=True, slots=True)
class ChapterLink:
    """One exercise of a session: where in the sound it starts, for the eyes and for the player."""

    title: str
    start: str
    seconds: int


@dataclass(frozen=True, slots=True)
class SessionCard:
    """One way through the program today, as it is written: everybody starts at rung 0.

    ``digest`` stands for exactly this timeline; ``phrases`` are all that is said in it.
    """

    kind: str
    title: str
    timeline: Timeline
    digest: str
    chapters: tuple[ChapterLink, ...]
    phrases: frozenset[str]

    @property
    def clock(self) -> str:
        """``17:20``."""
        return clock(self.timeline.total)

    @property
    def minutes(self) -> str:
        """``17 min``."""
        return minutes(self.timeline.total)

    @property
    def own_pace(self) -> bool:
        """Whether any of it ends when the person says so, which makes its length a guess."""
        return any(found.pace is Pace.OWN for found in self.timeline.blocks)


def sessions_of(program: Program) -> tuple[SessionCard, ...]:
    """The whole session, and the short one where the program names it."""
    whole = _card(WHOLE, compile_session(program, prescribe(program), movements=shipped_facts()))
    if not program.short_session:
        return (whole,)
    short = prescribe(program, exercises=program.short_session)
    return whole, _card(SHORT, compile_session(program, short, movements=shipped_facts()))


def clock(ms: int) -> str:
    """Minutes and seconds, rounded down to the second as a player shows them: ``7:05``."""
    return f"{ms // 60_000}:{ms // 1000 % 60:02}"


def minutes(ms: int) -> str:
    """To the nearest minute, at least one."""
    return f"{max(1, (ms + 30_000) // 60_000)} min"


def _card(kind: str, timeline: Timeline) -> SessionCard:
    return SessionCard(
        kind=kind,
        title=TITLES[kind],
        timeline=timeline,
        digest=hashlib.sha256(repr(timeline).encode()).hexdigest(),
        chapters=tuple(_link(chapter) for chapter in chapters_of(timeline)),
        phrases=frozenset(phrase for cue in timeline.cues for phrase in cue.say),
    )


def _link(chapter: Chapter) -> ChapterLink:
    return ChapterLink(chapter.title, clock(chapter.start), chapter.start // 1000)
