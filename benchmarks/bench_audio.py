"""How fast a session becomes an audio file, and in how much memory, beside what one would otherwise do by hand.

    python benchmarks/bench_audio.py            # 20 minutes
    python benchmarks/bench_audio.py --long     # and two hours

By hand means: have espeak-ng speak each phrase into a file, cut silences to length, join everything with sox, and
encode it with ffmpeg. It is skipped, with a word, where these programs are missing. Each measurement is a process of
its own, so that its peak memory is its own.
"""

from __future__ import annotations

import argparse
import json
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import unkink.library
from unkink.program.check import check
from unkink.program.prescription import prescribe
from unkink.session.compile import compile_session
from unkink.session.timeline import Timeline
from unkink.voice.clips import shipped_voice
from unkink.voice.mix import samples
from unkink.voice.placing import place
from unkink.voice.tones import Tone
from unkink.voice.track import write_session

FLAGSHIP = Path(unkink.library.__path__[0]) / "programs" / "tight-psoas.md"
BY_HAND = ("espeak-ng", "sox", "ffmpeg")


def timeline_of(minutes: int) -> Timeline:
    """The flagship's session over and over, cut to that many minutes."""
    program = check(FLAGSHIP.read_bytes()).program
    assert program is not None
    once = compile_session(program, prescribe(program))
    total = minutes * 60_000
    cues = (replace(cue, at=cue.at + start) for start in range(0, total, once.total) for cue in once.cues)
    return replace(once, total=total, cues=tuple(cue for cue in cues if cue.end <= total))


def mix_only(timeline: Timeline, _folder: Path) -> None:
    for _ in samples(timeline, shipped_voice()):
        pass


def write_as(ending: str) -> Callable[[Timeline, Path], None]:
    return lambda timeline, folder: write_session(timeline, folder / f"session{ending}", shipped_voice())


def run(*command: str | Path) -> None:
    subprocess.run(command, check=True, capture_output=True)


def by_hand(timeline: Timeline, folder: Path) -> None:
    """What a script would do: a file a phrase, a file a silence, one long sox command, one encoding."""
    parts: list[str] = []
    at = 0
    for number, sound in enumerate(place(timeline, shipped_voice()).sounds):
        gap, speech = folder / f"{number:05}-gap.wav", folder / f"{number:05}.wav"
        run("sox", "-n", "-r", "22050", "-c", "1", "-b", "16", gap, "trim", "0", f"{max(0, sound.at - at) / 1000}")
        if isinstance(sound.what, Tone):
            run("sox", "-n", "-r", "22050", "-c", "1", "-b", "16", speech, "synth", "0.3", "sine", "880")
        else:
            run("espeak-ng", "-w", speech, sound.what)
        parts += [str(gap), str(speech)]
        at = sound.end
    run("sox", *parts, folder / "all.wav")
    run("ffmpeg", "-v", "error", "-y", "-i", folder / "all.wav", "-b:a", "64k", folder / "session.mp3")


WAYS: dict[str, Callable[[Timeline, Path], None]] = {
    "unkink, mixing alone": mix_only,
    "unkink, .wav": write_as(".wav"),
    "unkink, .mp3": write_as(".mp3"),
    "unkink, .ogg": write_as(".ogg"),
    "espeak-ng + sox + ffmpeg": by_hand,
}


def measure(way: str, minutes: int) -> dict[str, float]:
    """One way, once, in this process: seconds by the clock, seconds of work, and peak memory of it and its children."""
    timeline = timeline_of(minutes)
    idle = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with tempfile.TemporaryDirectory() as folder:
        started = time.perf_counter()
        WAYS[way](timeline, Path(folder))
        wall = time.perf_counter() - started
        size = sum(path.stat().st_size for path in Path(folder).glob("session.*"))
    own, children = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    work = own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime
    return {"wall": wall, "work": work, "peak": max(own.ru_maxrss, children.ru_maxrss), "idle": idle, "size": size}


def rows(minutes: int) -> Iterator[str]:
    for way in WAYS:
        if way.startswith("espeak") and (missing := [name for name in BY_HAND if not shutil.which(name)]):
            yield f"{way:26} skipped: {', '.join(missing)} not installed"
            continue
        command = [sys.executable, __file__, "--measure", way, "--minutes", str(minutes)]
        found = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        seconds = minutes * 60
        yield (
            f"{way:26} {minutes:6} min {found['wall']:8.1f} s {seconds / found['wall']:8.0f} x "
            f"{seconds / found['work']:8.0f} x {found['peak'] / 1024:7.0f} MB {found['idle'] / 1024:7.0f} MB "
            f"{found['size'] / 1e6:7.1f} MB"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--long", action="store_true", help="two hours as well")
    parser.add_argument("--measure", choices=WAYS, help=argparse.SUPPRESS)
    parser.add_argument("--minutes", type=int, default=20, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.measure:
        print(json.dumps(measure(arguments.measure, arguments.minutes)))
        return
    columns = ("session", "clock", "real time", "of a core", "peak", "before", "file")
    print(f"{'':26}" + "".join(f"{column:>11}" for column in columns))
    for minutes in (20, 120) if arguments.long else (20,):
        for row in rows(minutes):
            print(row, flush=True)


if __name__ == "__main__":
    main()
