"""``unkink audio``: one audio file of a session, with a chapter for each exercise."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from unkink.cli.exit_codes import ExitCode, Stop
from unkink.cli.printing import spoken_length, warn
from unkink.cli.session_flags import Session, add_session_flags, session_of
from unkink.cli.whole_file import written_whole

if TYPE_CHECKING:
    from unkink.session.timeline import Timeline
    from unkink.voice.clips import Voice
    from unkink.voice.sound import Sound

EXAMPLES = (
    "unkink audio tight-psoas -o session.mp3",
    "unkink audio tight-psoas -o short.ogg --short --first-side right",
    "unkink audio my-program.md -o session.wav --verbosity brief",
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_session_flags(parser)
    parser.add_argument(
        "-o", "--output", metavar="FILE", required=True, type=Path, help="the file to write: .mp3, .ogg or .wav"
    )


def run(arguments: argparse.Namespace) -> ExitCode:
    from unkink.voice.formats import UnknownAudioFormat, audio_format_of

    try:
        audio_format_of(arguments.output)
    except UnknownAudioFormat as error:
        raise Stop(str(error)) from error
    session = session_of(arguments)
    _write(session, arguments.output)
    print(f"{arguments.output}: {spoken_length(session.timeline.total)}", file=sys.stderr)
    return ExitCode.FINE


def _write(session: Session, path: Path) -> None:
    from unkink.cli.voices import voice_for
    from unkink.voice.formats import audio_format_of
    from unkink.voice.id3 import tags_of
    from unkink.voice.track import write_session

    voice = voice_for(session.timeline, warn)
    teller = _Told(voice, session.timeline, path.name) if sys.stderr.isatty() else voice
    with written_whole(path) as file:
        write_session(session.timeline, file, teller, audio_format=audio_format_of(path), tags=tags_of(session.program))


class _Told:
    """A voice that tells the terminal how much of the session it has said. Each phrase is said once, in order."""

    def __init__(self, voice: Voice, timeline: Timeline, name: str) -> None:
        from unkink.voice.placing import place

        self._voice = voice
        self._name = name
        self._said = 0
        self._all = sum(isinstance(sound.what, str) for sound in place(timeline, voice).sounds)

    def length_ms(self, phrase: str) -> int | None:
        return self._voice.length_ms(phrase)

    def say(self, phrase: str) -> Sound:
        self._said += 1
        end = "\r" if self._said < self._all else "\r\033[K"
        print(f"{self._name}: {self._said * 100 // max(self._all, 1)} %", end=end, file=sys.stderr, flush=True)
        return self._voice.say(phrase)
