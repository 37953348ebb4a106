"""Where in the track each tone and each phrase goes."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from unkink.session.speech import GAP_MS
from unkink.session.timeline import Cue, CueKind, Timeline
from unkink.voice.clips import Voice
from unkink.voice.sound import milliseconds_of
from unkink.voice.tones import Tone, tone

AFTER_TONE = 60
"""Milliseconds between a tone and the words that follow it."""

SHORTEST_BREATH, BREATH = 60, GAP_MS
"""Milliseconds between two phrases of one cue: a short breath, shorter where their time would not hold them all."""

TONES = {
    CueKind.FINISH: Tone.FINISH,
    CueKind.SWITCH: Tone.SWITCH,
    CueKind.START: Tone.START,
    CueKind.STOP: Tone.STOP,
    CueKind.HALF_WAY: Tone.HALF,
    CueKind.NEXT_PLACE: Tone.MOVE,
}
"""The tone of a kind of cue. Where several fall on one instant, only the first in this order sounds: turning over or
beginning the next hold already says that the last one is over."""

TICKED = frozenset({CueKind.COUNTDOWN, CueKind.COUNT, CueKind.PHASE})
"""Cues that are heard even where nothing is said: a tick for each second counted down and for each calm move. Within a
set, a note marks where prescribed seconds begin, and the tone for stop where they end."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A tone, or a phrase, that begins at ``at`` and plays for ``length`` milliseconds."""

    at: int
    length: int
    what: Tone | str

    @property
    def end(self) -> int:
        return self.at + self.length


@dataclass(frozen=True, slots=True)
class Unsaid:
    """A phrase left out, since no clip says it (``length`` is None) or since it does not fit in the time it has."""

    cue: Cue
    phrase: str
    length: int | None
    room: int


@dataclass(frozen=True, slots=True)
class Placing:
    """Everything that sounds, in order and never two at once; and what stays unsaid."""

    sounds: tuple[Placed, ...]
    unsaid: tuple[Unsaid, ...]


def place(timeline: Timeline, voice: Voice) -> Placing:
    """Tones fall on their cue to the millisecond, words come after them and end before anything else begins.

    A phrase that would run into the next tone, the next words or the next span is left out rather than cut.
    """
    instants = [tuple(cues) for _, cues in groupby(sorted(timeline.cues, key=_at), key=_at)]
    borders = [cues[0].at for cues in instants if _is_border(cues)] + [timeline.total]
    sounds: list[Placed] = []
    unsaid: list[Unsaid] = []
    before: Cue | None = None
    for cues in instants:
        border = borders[bisect_right(borders, cues[0].at)] if cues[0].at < timeline.total else timeline.total
        for found in _instant(cues, before, border, voice):
            if isinstance(found, Placed):
                sounds.append(found)
            else:
                unsaid.append(found)
        before = next((cue for cue in cues if cue.duration), before)
    return Placing(tuple(sounds), tuple(unsaid))


def _instant(cues: Sequence[Cue], before: Cue | None, border: int, voice: Voice) -> Iterator[Placed | Unsaid]:
    """What sounds from one instant up to the border: at most one tone, then the words of its cues in their order.

    ``before`` is the span that ends here.
    """
    at = cues[0].at
    if (kind := _tone_of(cues, before, voice)) is not None:
        ringing = milliseconds_of(tone(kind))
        yield Placed(at, ringing, kind)
        at += ringing + AFTER_TONE
    phrases = [(cue, phrase, voice.length_ms(phrase)) for cue in cues for phrase in cue.say]
    breath = _breath([length for _, _, length in phrases if length is not None], border - at)
    for cue, phrase, length in phrases:
        if length is None or at + length > border:
            yield Unsaid(cue, phrase, length, border - at)
        else:
            yield Placed(at, length, phrase)
            at += length + breath


def _breath(lengths: Sequence[int], room: int) -> int:
    spare = (room - sum(lengths)) // max(1, len(lengths) - 1)
    return max(SHORTEST_BREATH, min(BREATH, spare))


def _tone_of(cues: Sequence[Cue], before: Cue | None, voice: Voice) -> Tone | None:
    kinds = {cue.kind for cue in cues}
    marked = next((sound for kind, sound in TONES.items() if kind in kinds), None)
    if marked is not None or _is_spoken(cues, voice):
        return marked
    if any(cue.kind is CueKind.PHASE and cue.prescribed for cue in cues):
        return Tone.MOVE
    if before and before.prescribed and any(cue.duration for cue in cues):
        return Tone.STOP
    return Tone.TICK if kinds & TICKED else None


def _is_spoken(cues: Sequence[Cue], voice: Voice) -> bool:
    return any(voice.length_ms(phrase) is not None for cue in cues for phrase in cue.say)


def _is_border(cues: Sequence[Cue]) -> bool:
    """Whether earlier words must have ended by then: a span begins, or something sounds."""
    return any(cue.duration or cue.say or cue.kind in TONES or cue.kind in TICKED for cue in cues)


def _at(cue: Cue) -> int:
    return cue.at
