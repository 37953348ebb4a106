"""``unkink session``: be guided through a session in this terminal."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from contextlib import ExitStack

from unkink.cli.bell import Bell, Silent, Sounds
from unkink.cli.clocks import HurriedClock, WallClock
from unkink.cli.exit_codes import ExitCode, Stop
from unkink.cli.input_files import STDIN
from unkink.cli.on_screen import how_far
from unkink.cli.plain import PlainSession
from unkink.cli.playback import Playback
from unkink.cli.printing import spoken_length, warn
from unkink.cli.score import Score
from unkink.cli.session_flags import Session, add_session_flags, session_of

EXAMPLES = (
    "unkink session tight-psoas",
    "unkink session tight-psoas --short --sound bell",
    "unkink session my-program.md --plain          lines instead of a screen",
    "unkink session my-program.md --fast | less    read it through at once",
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_session_flags(parser)
    how = parser.add_argument_group("how it is played")
    how.add_argument(
        "--sound",
        choices=("voice", "bell", "none"),
        help="the voice, the terminal's bell, or nothing (voice; none when the output is piped or with --fast)",
    )
    how.add_argument("--plain", action="store_true", help="plain lines, as when the output is piped")
    how.add_argument("--fast", action="store_true", help="plain lines without waiting for the clock")


def run(arguments: argparse.Namespace) -> ExitCode:
    session = session_of(arguments)
    if arguments.plain or arguments.fast or arguments.program == STDIN or not _can_draw():
        return _play_plain(session, arguments)
    return _play_guided(session, arguments.sound or "voice")


def _can_draw() -> bool:
    """Whether there is a terminal to draw on and to read keys from. Textual draws on standard error."""
    streams = (sys.stdin, sys.stdout, sys.stderr)
    return all(stream.isatty() for stream in streams) and os.environ.get("TERM", "dumb") not in ("dumb", "unknown")


def _play_plain(session: Session, arguments: argparse.Namespace) -> ExitCode:
    score = Score(session.timeline)
    spoken = "voice" if sys.stdout.isatty() and not arguments.fast else "none"
    with ExitStack() as stack:
        sounds = _sounds(arguments.sound or spoken, session, score, _ring, warn, stack)
        clock = HurriedClock() if arguments.fast else WallClock()
        until_done = _wait_for_enter if sys.stdin.isatty() and not arguments.fast else None
        plain = PlainSession(score, clock, sounds, _write_line, until_done)
        _write_line(f"{session.timeline.title}: {spoken_length(session.timeline.total)}")
        try:
            plain.play()
        except KeyboardInterrupt:
            raise Stop(how_far(plain.stop(), clock.now()), ExitCode.INTERRUPTED) from None
    return ExitCode.FINE


def _play_guided(session: Session, sound: str) -> ExitCode:
    from unkink.cli.guided import Guided

    score, clock = Score(session.timeline), WallClock()
    steps = {name: section.steps for name, section in session.program.sections.items()}
    with ExitStack() as stack:
        app = Guided(Playback(score), steps, clock=clock.now)
        app.sounds = _sounds(sound, session, score, app.bell, app.say, stack)
        ended = app.run()
    if ended is not None:
        print(how_far(ended, clock.now()))
    return ExitCode(app.return_code or 0)


def _sounds(
    wanted: str, session: Session, score: Score, ring: Callable[[], None], say: Callable[[str], None], stack: ExitStack
) -> Sounds:
    """The sound that was asked for, or the nearest there is."""
    if wanted == "none":
        return Silent()
    bell = Bell(score, ring)
    if wanted == "bell":
        return bell
    from unkink.cli.player import find_player
    from unkink.cli.spoken import Spoken
    from unkink.cli.voices import voice_for

    player = find_player()
    if player is None:
        say("No sound player found, so the bell stands in for the voice.")
        return bell
    spoken = Spoken(session.timeline, voice_for(session.timeline, say), player, bell, say)
    stack.callback(spoken.close)
    return spoken


def _write_line(text: str) -> None:
    print(text, flush=True)


def _ring() -> None:
    print("\a", end="", file=sys.stderr, flush=True)


def _wait_for_enter() -> None:
    sys.stdin.readline()
