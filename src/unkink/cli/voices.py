"""The voice for a session: the shipped clips, and clips of this person's own programs, made where an engine is."""

from __future__ import annotations

import os
from collections.abc import Callable

from unkink.findings.words import counted
from unkink.session.timeline import Timeline
from unkink.site.data_folder import OWN_CLIPS, data_folder
from unkink.voice.clips import Clips, shipped_voice
from unkink.voice.render import VoiceUnavailable, render_missing


def voice_for(timeline: Timeline, say: Callable[[str], None]) -> Clips:
    """A voice that says as much of the session as can be said here; ``say`` tells the person what cannot."""
    phrases = [phrase for cue in timeline.cues for phrase in cue.say]
    shipped = shipped_voice()
    if all(shipped.pieces(phrase) is not None for phrase in phrases):
        return shipped
    folder = data_folder(os.environ) / OWN_CLIPS
    try:
        render_missing(phrases, folder)
    except VoiceUnavailable as why:
        _tell_unsaid(phrases, shipped_voice(folder), why, say)
    return shipped_voice(folder)


def _tell_unsaid(phrases: list[str], voice: Clips, why: VoiceUnavailable, say: Callable[[str], None]) -> None:
    unsaid = {phrase for phrase in phrases if voice.pieces(phrase) is None}
    if unsaid:
        say(f"{counted(len(unsaid), 'phrase')} of this session cannot be spoken: {why}.")
