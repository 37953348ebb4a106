"""A package as the player gets it, made from a program's text, with the sound of each block."""

from __future__ import annotations

import io
import json
import re
import wave
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import unkink
from unkink.program.check import check
from unkink.program.dose_words import dose_words
from unkink.program.easier import easier_item
from unkink.program.prescription import Item, Prescription, prescribe
from unkink.program.pressure import presses
from unkink.program.program import Program
from unkink.session.as_json import as_json
from unkink.session.compile import compile_session
from unkink.session.settings import Settings, Verbosity
from unkink.session.timeline import Timeline
from unkink.site.player.plan import Plan
from unkink.voice.block_sound import block_sounds
from unkink.voice.clips import shipped_voice
from unkink.voice.track import write_block

LIBRARY = Path(unkink.__file__).parent / "library" / "programs"
PERSON = "0193a000-0000-7000-8000-00000000000a"
CLINIC = "0193a000-0000-7000-8000-00000000000c"
QUIET = {"manual_start": False, "flash": False, "vibrate": False, "captions": True}
BRISK = Settings(verbosity=Verbosity.BRIEF, change=5, switch=5)
"""Little said and little waiting, for tests that are about something else."""
LEAD_IN_MS = 3000


@dataclass(slots=True)
class Package:
    """What `/api/v1/today` answers, and the sound files by their address."""

    today: dict[str, Any]
    tracks: dict[str, bytes] = field(default_factory=dict)


@cache
def psoas() -> Package:
    return package((LIBRARY / "tight-psoas.md").read_text(encoding="utf-8"), settings=Settings())


def package(
    text: str,
    *,
    preferences: Mapping[str, bool] = QUIET,
    only: Sequence[str] | None = None,
    settings: Settings = BRISK,
) -> Package:
    """Today's session of that program at rung 0, or only those of its exercises."""
    program = check(text).program
    assert program is not None
    prescription = prescribe(program, exercises=only)
    made = Package({})
    timeline = compile_session(program, prescription, settings)
    said = as_json(timeline, settings)
    made.today = {
        "schema": "unkink-today-1",
        "person": PERSON,
        "clinic": CLINIC,
        "device_hint": None,
        "program": {"name": "own", "title": program.title, "hash": program.hash},
        "day": "2026-11-22",
        "missing_asked": [],
        "missing": [],
        "first_side": "left",
        "preferences": dict(preferences),
        "session": {
            "kind": "whole",
            "digest": sha256(json.dumps(said).encode()).hexdigest(),
            "title": "Whole session",
            "total_ms": timeline.total,
            "items": [_item(made, program, settings, n, item, said) for n, item in enumerate(prescription.items)],
            "timeline": said,
            "tracks": _tracks(made, timeline),
        },
        "lead_in": {"url": _add(made, "lead-in", _silence(LEAD_IN_MS)), "ms": LEAD_IN_MS},
    }
    return made


def _item(
    made: Package, program: Program, settings: Settings, index: int, item: Item, said: Mapping[str, Any]
) -> dict[str, Any]:
    needs = program.exercise(item.variant).needs
    return {
        "index": index,
        "because": item.instead_of_because,
        "minutes": 3,
        "why": [_plain(text) for text in program.exercise(item.variant).why],
        "needs": [{"name": need.name, "instead": " or ".join(need.household)} for need in needs],
        "picture": None,
        "easier": _other(made, program, settings, easier_item(program, item)),
        "without_pressure": _other(made, program, settings, Plan("own", program.hash, program).without_pressure(item)),
        **_way(program, item, said["exercises"][index]),
    }


def _other(made: Package, program: Program, settings: Settings, found: Item | None) -> dict[str, Any] | None:
    if found is None:
        return None
    alone = compile_session(program, Prescription(program.hash, (found,)), settings)
    said: Any = as_json(alone, settings)
    return {**_way(program, found, said["exercises"][0]), "timeline": said, "tracks": _tracks(made, alone)}


def _way(program: Program, item: Item, said: Mapping[str, Any]) -> dict[str, Any]:
    section = program.exercise(item.variant)
    return {
        "exercise": item.exercise,
        "variant": item.variant,
        "title": section.title,
        "rung": item.rung,
        "dose": str(item.dose),
        "dose_words": dose_words(item.dose),
        "steps": [_plain(text) for text in section.steps],
        "cautions": [_plain(text) for text in section.cautions],
        "presses": presses(program, item.variant),
        "prescribed": {side: _amount(item, asked) for side, asked in said["prescribed"].items()},
    }


def _plain(text: str) -> str:
    """Without the marks of links."""
    return re.sub(r"\[([^]]+)]\([^)]+\)", r"\1", text).replace("\n", " ")


def _amount(item: Item, asked: Mapping[str, Any]) -> dict[str, int]:
    counted = {name: int(asked[name]) for name in ("reps", "rounds", "seconds")}
    return {"sets": item.dose.sets.low, **counted}


def _tracks(made: Package, timeline: Timeline) -> list[dict[str, Any]]:
    tracks = []
    voice = shipped_voice()
    for block, sound in zip(timeline.blocks, block_sounds(timeline, voice), strict=True):
        sink = io.BytesIO()
        write_block(sound, sink, voice)
        url = _add(made, f"{block.index}", sink.getvalue())
        tracks.append({"block": block.index, "url": url, "ms": block.end - block.start})
    return tracks


def _add(made: Package, name: str, sound: bytes) -> str:
    url = f"/tracks/own/{sha256(sound).hexdigest()[:16]}-{name}"
    made.tracks[url] = sound
    return url


def _silence(ms: int) -> bytes:
    sink = io.BytesIO()
    with wave.open(sink, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        file.writeframes(bytes(2 * 8 * ms))
    return sink.getvalue()
