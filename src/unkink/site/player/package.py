"""Today as the player gets it: `unkink-today-1`, described in docs/today.md. Pure but for the voice handed in."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from unkink.program.dose import Sides
from unkink.program.dose_words import dose_words
from unkink.program.prescription import Item, Prescription
from unkink.program.pressure import presses
from unkink.program.program import Need, Program, Section
from unkink.session.as_json import as_json
from unkink.session.compile import compile_opening, compile_session, with_why
from unkink.session.lead_in import lead_in
from unkink.session.phrases import needs_of
from unkink.session.timeline import Timeline
from unkink.site.player.plan import TITLES, Plan
from unkink.site.player.recipes import LeadInRecipe, Place, Recipe, recipes_of
from unkink.site.programs.movements import shipped_facts
from unkink.site.programs.plain import plain
from unkink.voice.block_sound import BlockSound, block_key, block_sounds
from unkink.voice.clips import Clips

SCHEMA = "unkink-today-1"
COUNTED = ("sets", "reps", "rounds", "seconds")

Json = dict[str, object]


@dataclass(frozen=True, slots=True)
class Track:
    """The sound of one block: its recipe, its key (what it sounds like), and its length in milliseconds."""

    recipe: Recipe
    key: str
    ms: int


AddressOf = Callable[[Track], str]
PictureOf = Callable[[Item], Json | None]


@dataclass(frozen=True, slots=True)
class Sheet:
    """What one plan comes to, the same for everybody who is on it: its part of the package, and the tracks in it.

    ``others`` are what each item can be exchanged for on the way, by the name of its field in the package.
    """

    json: Json
    timeline: Timeline
    items: tuple[Item, ...]
    others: tuple[Mapping[str, Item], ...]
    tracks: tuple[Track, ...]


def sheet_of(plan: Plan, voice: Clips, address_of: AddressOf) -> Sheet:
    """Compile everything that the plan may come to: the session, and for each item its other ways.

    Raises:
        SessionTooLong: if it would last more than a day.
    """
    items = plan.items
    timeline = compile_session(plan.program, Prescription(plan.hash, items), plan.settings, movements=shipped_facts())
    document = as_json(timeline, plan.settings, program_id=plan.name)
    tracks = _tracks(plan, items, timeline, voice)
    others = tuple(_others(plan, item) for item in items)
    ways = [
        {name: _Way(plan, item, Place.of(index, len(items)), voice) for name, item in other.items()}
        for index, other in enumerate(others)
    ]
    lead = _lead_in(plan, voice)
    session: Json = {
        "kind": str(plan.kind),
        "digest": _digest(timeline, ways),
        "title": TITLES[plan.kind],
        "total_ms": timeline.total,
        "items": _items(plan, items, document, ways, address_of),
        "timeline": document,
        "tracks": _tracks_json(tracks, address_of),
    }
    body: Json = {
        "program": {"name": plan.name, "title": plan.program.title, "hash": plan.hash},
        "missing_asked": [_asked(need) for need in plan.asked],
        "missing": list(plan.missing),
        "first_side": str(plan.settings.first_side),
        "session": session,
        "lead_in": {"url": address_of(lead), "ms": lead.ms},
    }
    own = (track for other in ways for way in other.values() for track in way.tracks)
    return Sheet(body, timeline, items, others, (lead, *tracks, *own))


def _others(plan: Plan, item: Item) -> Mapping[str, Item]:
    found = {"easier": plan.easier(item), "without_pressure": plan.without_pressure(item)}
    return {name: way for name, way in found.items() if way is not None}


def package_json(
    sheet: Sheet,
    *,
    person: str,
    clinic: str,
    day: str,
    preferences: Json,
    picture_of: PictureOf = lambda item: None,
    figure_scripts: Sequence[str] = (),
) -> bytes:
    """The whole package as canonical JSON.

    Args:
        sheet: what the plan comes to.
        person: their id.
        clinic: its id.
        day: a date.
        preferences: those that the player has to know.
        picture_of: what is to be seen of an item, in the chosen body.
        figure_scripts: addresses of the scripts that draw the moving figure.
    """
    whose: Json = {"schema": SCHEMA, "person": person, "clinic": clinic, "device_hint": None, "day": day}
    session = _illustrated(sheet, picture_of)
    told = {**whose, "preferences": preferences, **sheet.json, "session": session}
    return dumped({**told, "figure_scripts": list(figure_scripts)})


def _illustrated(sheet: Sheet, picture_of: PictureOf) -> Json:
    """The session with its pictures, which differ from person to person."""
    session = sheet.json["session"]
    assert isinstance(session, dict)
    items = []
    for told, item, others in zip(session["items"], sheet.items, sheet.others, strict=True):
        shown = {name: {**told[name], "picture": picture_of(other)} for name, other in others.items()}
        items.append({**told, "picture": picture_of(item), **shown})
    return {**session, "items": items}


def dumped(value: Json) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


class _Way:
    """Another way of one item, alone, as it is played in the item's place."""

    def __init__(self, plan: Plan, item: Item, place: Place, voice: Clips) -> None:
        self.item = item
        if place in (Place.LAST, Place.ONLY):
            self.timeline = compile_session(
                plan.program, Prescription(plan.hash, (item,)), plan.settings, movements=shipped_facts()
            )
            items: tuple[Item, ...] = (item,)
        else:
            self.timeline = compile_opening(plan.program, item, plan.settings, movements=shipped_facts())
            items = (item, item)
        self.tracks = _tracks(plan, items, self.timeline, voice)


def _tracks(plan: Plan, items: tuple[Item, ...], timeline: Timeline, voice: Clips) -> tuple[Track, ...]:
    recipes = recipes_of(plan.name, plan.program, items, timeline, plan.settings)
    return tuple(map(_track(voice), recipes, block_sounds(timeline, voice)))


def _track(voice: Clips) -> Callable[[Recipe, BlockSound], Track]:
    return lambda recipe, sound: Track(recipe, block_key(sound, voice), sound.length)


def _lead_in(plan: Plan, voice: Clips) -> Track:
    (sound,) = block_sounds(lead_in(plan.settings), voice)
    return _track(voice)(LeadInRecipe(plan.settings), sound)


def _tracks_json(tracks: Sequence[Track], address_of: AddressOf) -> list[Json]:
    return [{"block": block, "url": address_of(track), "ms": track.ms} for block, track in enumerate(tracks)]


def _digest(timeline: Timeline, ways: Sequence[Mapping[str, _Way]]) -> str:
    """Stands for everything that can be played of this session."""
    played = (repr(one) for one in (timeline, *(way.timeline for other in ways for way in other.values())))
    return hashlib.sha256("\0".join(played).encode()).hexdigest()


def _items(
    plan: Plan, items: Sequence[Item], document: Json, ways: Sequence[Mapping[str, _Way]], address_of: AddressOf
) -> list[Json]:
    asked = list(_prescribed(document))
    return [
        {
            "index": index,
            **_what(plan.program, item),
            "minutes": asked[index].minutes,
            "because": item.instead_of_because,
            "picture": None,
            "prescribed": asked[index].prescribed,
            "easier": None,
            "without_pressure": None,
            **{name: _played(plan, way, address_of) for name, way in other.items()},
        }
        for index, (item, other) in enumerate(zip(items, ways, strict=True))
    ]


def _what(program: Program, item: Item) -> Json:
    section = with_why(program, item)
    return {
        "exercise": item.exercise,
        "variant": item.variant,
        "title": item_title(section, item),
        "side": item.side or None,
        "rung": item.rung,
        "dose": str(item.dose),
        "dose_words": item_words(item),
        "why": [plain(text) for text in section.why],
        "steps": [plain(text) for text in section.steps],
        "cautions": [plain(text) for text in section.cautions],
        "needs": [{"name": need.name, "instead": _instead(need)} for need in needs_of(program, section)],
        "presses": presses(program, item.variant),
    }


def item_title(section: Section, item: Item) -> str:
    """What it is called; with the side, where it is for one alone."""
    return f"{section.title}, {item.side} side" if item.side else section.title


def item_words(item: Item) -> str:
    """How much, as people say it; of one side alone nobody says "on each side"."""
    dose = replace(item.dose, sides=Sides.TOGETHER) if item.side else item.dose
    return dose_words(dose)


def _played(plan: Plan, way: _Way, address_of: AddressOf) -> Json:
    document = as_json(way.timeline, plan.settings, program_id=plan.name)
    (asked,) = _prescribed(document)
    return {
        **_what(plan.program, way.item),
        "minutes": asked.minutes,
        "prescribed": asked.prescribed,
        "timeline": document,
        "tracks": _tracks_json(way.tracks, address_of),
    }


@dataclass(frozen=True, slots=True)
class _Asked:
    """What one exercise asks for on each side, and how long it takes, its changes of place and rests included."""

    prescribed: Json
    minutes: int


def _prescribed(document: Json) -> Iterator[_Asked]:
    """The exercises of a timeline, from its JSON."""
    exercises = document["exercises"]
    assert isinstance(exercises, list)
    for exercise in exercises:
        sides: Json = {side: {name: work[name] for name in COUNTED} for side, work in exercise["prescribed"].items()}
        yield _Asked(sides, minutes(exercise["end_ms"] - exercise["start_ms"]))


def item_minutes(timeline: Timeline) -> Iterator[int]:
    """Minutes of each exercise, its changes of place and rests included."""
    for _, blocks in groupby(timeline.blocks, key=lambda block: block.item):
        yield minutes(sum(block.end - block.start for block in blocks))


def minutes(ms: int) -> int:
    """To the nearest minute, at least one."""
    return max(1, (ms + 30_000) // 60_000)


def _asked(need: Need) -> Json:
    return {"answer": need.answer, "name": need.name, "instead": _instead(need)}


def _instead(need: Need) -> str:
    """``tennis ball or rolled-up socks``; empty where nothing else will do."""
    return " or ".join(need.household)
