"""A timeline as JSON, `unkink-timeline-1`: what `docs/timeline.md` explains and `docs/schemas/` fixes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import groupby

from unkink.session.settings import BOUNDS, Settings
from unkink.session.timeline import Block, Cue, CueKind, Pace, Timeline

SCHEMA = "unkink-timeline-1"

Json = dict[str, object]


def as_json(timeline: Timeline, settings: Settings = Settings(), *, program_id: str | None = None) -> Json:
    """The whole timeline with only JSON's own types; every time in whole milliseconds.

    ``settings`` are those that it was compiled with; ``program_id`` is the name under which the program is known.
    """
    program: Json = {"title": timeline.title, "hash": timeline.program}
    return {
        "schema": SCHEMA,
        "program": program if program_id is None else {"id": program_id, **program},
        "settings": settings_json(settings),
        "total_ms": timeline.total,
        "exercises": _exercises(timeline),
        "blocks": [_block(block) for block in timeline.blocks],
        "cues": [_cue(cue) for cue in timeline.cues],
    }


def settings_json(settings: Settings) -> Json:
    numbers: Json = {name: getattr(settings, name) for name in BOUNDS}
    return {**numbers, "verbosity": str(settings.verbosity), "first_side": str(settings.first_side)}


def _exercises(timeline: Timeline) -> list[Json]:
    """One entry for each exercise, which may run over several blocks, in the order they are done."""
    cues_of: dict[int, list[Cue]] = {}
    for cue in timeline.cues:
        cues_of.setdefault(cue.block, []).append(cue)
    runs = (list(run) for _, run in groupby(timeline.blocks, key=lambda block: block.item))
    return [_exercise(run, [cue for block in run for cue in cues_of.get(block.index, ())]) for run in runs]


def _exercise(blocks: Sequence[Block], cues: Sequence[Cue]) -> Json:
    first = blocks[0]
    own = {block.index for block in blocks if block.pace is Pace.OWN}
    work = [cue for cue in cues if cue.kind is CueKind.PHASE]
    sides = sorted({cue.side for cue in work if cue.side is not None})
    return {
        "exercise": first.exercise,
        "variant": first.variant,
        "title": first.title,
        "rung": first.rung,
        "dose": first.dose,
        "start_ms": first.start,
        "end_ms": blocks[-1].end,
        "estimated": any(block.estimated for block in blocks),
        "prescribed": {str(side): _prescribed([cue for cue in work if cue.side is side], own) for side in sides}
        or {"both": _prescribed(work, own)},
    }


def _prescribed(work: Sequence[Cue], own: set[int]) -> Json:
    """What one side is asked for, added up from its cues; own-pace work is counted in sets and never in seconds."""
    timed = [cue for cue in work if cue.block not in own]
    lengths = Counter((cue.phase, cue.duration) for cue in timed if cue.prescribed)
    return {
        "sets": len({(cue.exercise, cue.set) for cue in work}),
        "seconds": _seconds(sum(cue.duration for cue in timed if cue.prescribed)),
        "reps": len({(cue.exercise, cue.set, cue.round, cue.rep) for cue in timed if cue.rep is not None}),
        "rounds": len({(cue.set, cue.round) for cue in timed if cue.round is not None}),
        "own_pace_sets": len(work) - len(timed),
        "phases": [{"phase": phase, "times": times, "seconds": _seconds(ms)} for (phase, ms), times in lengths.items()],
    }


def _seconds(ms: int) -> int | float:
    """Whole seconds as an integer; places may split a duration into parts that are not whole."""
    return ms // 1000 if ms % 1000 == 0 else ms / 1000


def _block(block: Block) -> Json:
    return {
        "index": block.index,
        "exercise": block.exercise,
        "variant": block.variant,
        "title": block.title,
        "rung": block.rung,
        "dose": block.dose,
        "pace": str(block.pace),
        "estimated": block.estimated,
        "start_ms": block.start,
        "end_ms": block.end,
    }


def _cue(cue: Cue) -> Json:
    return {
        "at_ms": cue.at,
        "duration_ms": cue.duration,
        "kind": str(cue.kind),
        "block": cue.block,
        "exercise": cue.exercise,
        "side": None if cue.side is None else str(cue.side),
        "phase": cue.phase or None,
        "prescribed": cue.prescribed,
        "set": cue.set,
        "rep": cue.rep,
        "round": cue.round,
        "place": cue.place,
        "show": cue.show,
        "say": list(cue.say),
    }
