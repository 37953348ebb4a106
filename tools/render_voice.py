"""Render the shipped voice clips: whatever is missing is rendered, whatever nothing says any more is removed.

    python tools/render_voice.py            # needs the extra unkink[voice]
    python tools/render_voice.py --check    # renders nothing; exit code 1 if there is something to do

Run it after a change to a shipped program, to the vocabulary or to the pronunciation table, and commit the folder.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from pathlib import Path

import unkink.library
from unkink.voice.manifest import Manifest, read_manifest
from unkink.voice.render import Renderer, RenderReport, read_pronunciation, render_into, too_long, write_manifest
from unkink.voice.shipped import phrases_to_ship

LIBRARY = Path(unkink.library.__path__[0])
FOLDER = LIBRARY / "voice"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="render nothing, only say what is to be done")
    phrases = phrases_to_ship(LIBRARY)
    return check(phrases) if parser.parse_args().check else render(phrases)


def check(phrases: tuple[str, ...]) -> int:
    clips = read_manifest(FOLDER).clips
    missing = [phrase for phrase in phrases if phrase not in clips]
    unused = sorted(set(clips) - set(phrases))
    for heading, found in (("no clip for", missing), ("no longer said", unused)):
        for phrase in found:
            print(f"{heading}: {phrase}")
    return 1 if missing or unused else 0


def render(phrases: tuple[str, ...]) -> int:
    manifest = without_unused(read_manifest(FOLDER), phrases)
    write_manifest(FOLDER, manifest)
    report = render_into(FOLDER, phrases, Renderer(read_pronunciation(FOLDER)))
    removed = remove_orphans(FOLDER, read_manifest(FOLDER))
    return summary(report, removed)


def without_unused(manifest: Manifest, phrases: tuple[str, ...]) -> Manifest:
    said = frozenset(phrases)
    return replace(manifest, clips={phrase: clip for phrase, clip in manifest.clips.items() if phrase in said})


def remove_orphans(folder: Path, manifest: Manifest) -> int:
    """Delete every clip file that the manifest does not name; how many there were."""
    named = {clip.file for clip in manifest.clips.values()}
    orphans = [path for path in folder.glob("*.opus") if path.name not in named]
    for path in orphans:
        path.unlink()
    return len(orphans)


def summary(report: RenderReport, removed: int) -> int:
    clips = read_manifest(FOLDER).clips
    size = sum((FOLDER / clip.file).stat().st_size for clip in clips.values())
    seconds = sum(clip.ms for clip in clips.values()) / 1000
    print(f"{len(report.rendered)} rendered, {removed} files removed")
    print(f"{len(clips)} clips, {seconds:.0f} s, {size / 1e6:.2f} MB, {size / max(seconds, 1):.0f} bytes a second")
    misfits = too_long(clips, clips)
    for phrase, ms, given in misfits:
        print(f"longer than its time by {ms - given} ms: {phrase}")
    return 1 if misfits else 0


if __name__ == "__main__":
    sys.exit(main())
