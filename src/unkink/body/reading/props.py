"""The things of a movement file."""

from __future__ import annotations

from collections.abc import Mapping

from unkink.body.movement import Prop, PropKind, Where
from unkink.body.points import MARKER_NAMES
from unkink.body.reading.values import Entry, Reader
from unkink.findings.words import NAME
from unkink.findings.yaml_tree import Value

_BOX = ("height", "width", "depth", "shift")
KEYS: Mapping[PropKind, tuple[str, ...]] = {
    PropKind.MAT: (),
    PropKind.BALL: ("at", "diameter"),
    PropKind.WEIGHT: ("at", "kg"),
    PropKind.BAND: ("around",),
    PropKind.WALL: ("where", "distance"),
    PropKind.CHAIR: _BOX,
    PropKind.BENCH: _BOX,
    PropKind.STEP: _BOX,
    PropKind.PILLOW: (*_BOX, "between"),
    PropKind.CUSHION: (*_BOX, "between"),
    PropKind.TOWEL: ("at", "diameter"),
    PropKind.PHONE: ("at",),
}
"""What can be said of each kind."""

# Height, width (across), depth (to the front), metres: ordinary furniture; pillow and cushion as they are pressed flat.
SIZES: Mapping[PropKind, tuple[float, float, float]] = {
    PropKind.CHAIR: (0.45, 0.42, 0.42),
    PropKind.BENCH: (0.45, 1.2, 0.4),
    PropKind.STEP: (0.15, 0.6, 0.35),
    PropKind.PILLOW: (0.1, 0.6, 0.4),
    PropKind.CUSHION: (0.05, 0.4, 0.4),
}
DIAMETERS: Mapping[PropKind, float] = {PropKind.BALL: 0.064, PropKind.TOWEL: 0.07}
"""Metres: a tennis or a lacrosse ball; a hand towel, tightly rolled."""
SMALL_WEIGHT = 1.0  # kg
MOST_PROPS = 20
WALL_DISTANCE = 0.6  # metres to a wall that nothing touches
BANDS: Mapping[str, tuple[str, ...]] = {
    "feet": ("working.midfoot", "other.midfoot"),
    "ankles": ("working.malleolus", "other.malleolus"),
    "knees": ("working.knee_front", "other.knee_front"),
    "thighs": ("working.thigh_front", "other.thigh_front"),
}
"""Where a loop band goes around, in a word."""


def read_props(entry: Entry | None, reader: Reader, inherited: Mapping[str, Prop]) -> dict[str, Prop]:
    """Every thing by its name; ``none`` in its place takes an inherited one away."""
    found = dict(inherited)
    written = reader.mapping(entry.value, "`props`") if entry else {}
    if entry and len(written) > MOST_PROPS:
        reader.error("too-many", f"a movement has at most {MOST_PROPS} props", entry.key, found=str(len(written)))
        return found | {name: Prop(name, PropKind.STEP) for name in written}  # unread, but poses may name them
    for name, one in written.items():
        if one.value.text == "none" and name in inherited:
            del found[name]
        elif prop := _prop(name, one, reader, inherited.get(name)):
            found[name] = prop
    if entry:
        _agree(found, written, entry.key, reader)
    return found


def _agree(props: Mapping[str, Prop], written: Mapping[str, Entry], otherwise: Value, reader: Reader) -> None:
    """What only shows when all things are read. ``otherwise`` is the place of what is inherited."""
    places = {name: one.key for name, one in written.items()}
    walls = [name for name, prop in props.items() if prop.kind is PropKind.WALL]
    if walls and walls != ["wall"]:
        at = next(places.get(name, otherwise) for name in walls if name != "wall")
        reader.error("prop-twice", "there is one wall, and it is called `wall`", at, suggestion="wall: {where: …}")
    chairs = [name for name, prop in props.items() if prop.kind is PropKind.CHAIR]
    if len(chairs) > 1:
        at = places.get(chairs[-1], otherwise)
        reader.error("prop-twice", "there is one chair at most", at, suggestion=f"leave `{chairs[-1][:40]}` out")
    known = (*MARKER_NAMES, *props)
    for name, prop in props.items():
        if prop.at and prop.at not in MARKER_NAMES and prop.at not in props:
            if place := _written_at(written.get(name)):
                reader.unknown_part("marker-unknown", "no landmark and no prop is called", place, known)
            else:
                message = f"`{name[:40]}` lies at `{prop.at[:40]}`, which is neither a landmark nor a prop"
                reader.error("marker-unknown", message, places.get(name, otherwise))


def _written_at(prop: Entry | None) -> Value | None:
    """What stands there under ``at``, where anything does."""
    pairs = prop.value.pairs if prop else ()
    return next((value for key, value in pairs if key.text == "at"), None)


def _prop(name: str, entry: Entry, reader: Reader, inherited: Prop | None) -> Prop | None:
    if not NAME.fullmatch(name) or name in ("floor", "backrest", "none"):
        reader.error("bad-name", "a prop is named in letters, digits and hyphens", entry.key)
        return None
    keys = reader.mapping(entry.value, f"`{name[:40]}`")
    kind = _kind(name, entry.key, keys.pop("kind", None), reader, inherited)
    if kind is None:
        return None
    for key in [key for key in keys if key not in KEYS[kind]]:
        reader.unknown_key(f"a {kind} has no", keys.pop(key).key, ("kind", *KEYS[kind]), keys)
    return _Sizes(reader, keys, kind, inherited or _usual(name, kind)).prop()


def _kind(name: str, at: Value, entry: Entry | None, reader: Reader, inherited: Prop | None) -> PropKind | None:
    if entry is not None:
        return reader.choice(entry, "`kind`", PropKind, "prop-unknown")
    if inherited is not None:
        return inherited.kind
    if name in list(PropKind):
        return PropKind(name)
    reader.unknown("prop-unknown", "there is no kind of prop called", at, [str(kind) for kind in PropKind])
    return None


def _usual(name: str, kind: PropKind) -> Prop:
    height, width, depth = SIZES.get(kind, (0.0, 0.0, 0.0))
    return Prop(
        name,
        kind,
        around=BANDS["feet"] if kind is PropKind.BAND else (),
        diameter=DIAMETERS.get(kind, 0.0),
        kg=SMALL_WEIGHT if kind is PropKind.WEIGHT else 0.0,
        height=height,
        width=width,
        depth=depth,
        distance=WALL_DISTANCE if kind is PropKind.WALL else 0.0,
    )


class _Sizes:
    """What is written of one thing, over what is usual or inherited."""

    def __init__(self, reader: Reader, keys: Mapping[str, Entry], kind: PropKind, usual: Prop) -> None:
        self._reader = reader
        self._keys = keys
        self._kind = kind
        self._usual = usual

    def prop(self) -> Prop:
        usual = self._usual
        where = self._reader.choice(self._keys.get("where"), "`where`", Where, "where-unknown")
        return Prop(
            usual.name,
            self._kind,
            at=self._reader.text(self._keys.get("at"), "`at`", usual.at),
            around=self._around(),
            between=self._markers("between", usual.between),
            diameter=self._metres("diameter", 0.02, 1.0, usual.diameter),
            kg=self._metres("kg", 0.1, 50, usual.kg),
            height=self._metres("height", 0.01, 1.5, usual.height),
            width=self._metres("width", 0.05, 3, usual.width),
            depth=self._metres("depth", 0.05, 3, usual.depth),
            shift=self._shift(),
            where=where or usual.where,
            distance=self._metres("distance", 0, 3, usual.distance),
        )

    def _metres(self, key: str, least: float, most: float, usual: float) -> float:
        return self._reader.optional_number(self._keys.get(key), f"`{key}`", least, most, usual)

    def _around(self) -> tuple[str, ...]:
        entry = self._keys.get("around")
        if entry is None or entry.value.kind != "text":
            return self._markers("around", self._usual.around)
        if entry.value.text in BANDS:
            return BANDS[entry.value.text]
        self._reader.unknown("key-unknown", "a band goes around the", entry.value, tuple(BANDS))
        return self._usual.around

    def _markers(self, key: str, usual: tuple[str, ...]) -> tuple[str, ...]:
        entry = self._keys.get(key)
        return self._reader.names(entry.value, f"`{key}`", MARKER_NAMES, "marker-unknown") if entry else usual

    def _shift(self) -> tuple[float, float]:
        entry = self._keys.get("shift")
        if entry is None:
            return self._usual.shift
        items = entry.value.items
        if entry.value.kind != "list" or len(items) != 2:
            self._reader.error(
                "not-a-pair",
                "`shift` is metres to the front, and to the working side",
                entry.value,
                expected=("[0.2, 0]",),
            )
            return self._usual.shift
        front, aside = (self._reader.number(item, "`shift` in metres", -3, 3) or 0.0 for item in items)
        return front, aside
