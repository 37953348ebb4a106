"""The shape of a dataclass of the log: its fields with their bounds, read from its annotations.

One shape serves three readers: the validator, the JSON Schema, and the sentence that tells what was expected.
"""

from __future__ import annotations

from dataclasses import MISSING, dataclass, fields, replace
from datetime import datetime
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, TypeAlias, Union, get_args, get_origin, get_type_hints
from uuid import UUID

from unkink.wire.event import NEEDS, TELLS, Event, Kind
from unkink.wire.facts import Facts
from unkink.wire.leaves import Choice, Flag, Id, Instant, Leaf
from unkink.wire.told import MOST_FACTS

PYTHON_SHAPES: dict[object, Leaf] = {UUID: Id(), datetime: Instant(), bool: Flag()}


@dataclass(frozen=True, slots=True)
class Many:
    """A list of at most so many."""

    each: Shape
    most: int

    @property
    def expected(self) -> str:
        return f"a list of at most {self.most}"


@dataclass(frozen=True, slots=True)
class Named:
    """Facts: values under at most so many names."""

    most: int

    @property
    def expected(self) -> str:
        return f"an object of at most {self.most} facts: true, false, a number, text, or a list of those"


@dataclass(frozen=True, slots=True)
class Field:
    """One key of an object. One that may be left out is None, or empty, where it is not written."""

    name: str
    key: str
    shape: Shape
    optional: bool
    default: Any = None


@dataclass(frozen=True, slots=True)
class Record:
    """An object with just these keys."""

    made: type
    fields: tuple[Field, ...]

    @property
    def expected(self) -> str:
        keys = ", ".join(f"{field.key}?" if field.optional else field.key for field in self.fields)
        return f"an object with the keys {keys}" if keys else "an object without keys"

    def field(self, key: str) -> Field | None:
        return next((field for field in self.fields if field.key == key), None)


Shape: TypeAlias = Leaf | Many | Named | Record
KEYS = {"before": "from"}
"""The key of a field whose key is a word of Python."""


@cache
def record_of(made: type) -> Record:
    """The shape of a frozen dataclass."""
    hints = get_type_hints(made, include_extras=True)
    return Record(made, tuple(_field(one.name, hints[one.name], one.default) for one in fields(made)))


def shape_of(hint: object) -> Shape:
    """The shape of a class that an event can hold as its data."""
    return Named(MOST_FACTS) if hint is Facts else record_of(hint)


@cache
def event_of(kind: Kind) -> Record:
    """The shape of a whole event of one kind, its keys in the order in which they are written: ``data`` the last."""
    hints = get_type_hints(Event, include_extras=True)
    needed = ("v", *NEEDS.get(kind, ()))
    made = {"data": Field("data", "data", shape_of(TELLS[kind]), optional=False)}
    for name in hints.keys() - made.keys():
        field = _field(name, hints[name], MISSING)
        made[name] = replace(field, optional=field.optional and name not in needed)
    names = ["v", *(one.name for one in fields(Event) if one.name not in ("v", "data")), "data"]
    return Record(Event, tuple(made[name] for name in names))


def _field(name: str, hint: object, default: object) -> Field:
    optional = default is not MISSING or NoneType in get_args(hint)
    unwritten = None if default is MISSING else default
    return Field(name, KEYS.get(name, name), _shape(_without_none(hint)), optional, unwritten)


def _without_none(hint: object) -> object:
    if get_origin(hint) not in (Union, UnionType):
        return hint
    kept = [one for one in get_args(hint) if one is not NoneType]
    return kept[0] if len(kept) == 1 else hint


def _shape(hint: object) -> Shape:
    if get_origin(hint) is Annotated:
        plain, *bounds = get_args(hint)
        if get_origin(plain) is tuple:
            return Many(_shape(get_args(plain)[0]), bounds[0])
        return Named(bounds[0]) if plain is Facts else bounds[0]
    if leaf := PYTHON_SHAPES.get(hint):
        return leaf
    return Choice(hint) if isinstance(hint, type) and issubclass(hint, StrEnum) else record_of(hint)
