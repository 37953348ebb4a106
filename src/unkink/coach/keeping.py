"""States as canonical JSON, to be kept and taken up again: equal states give equal bytes."""

from __future__ import annotations

import json
from collections.abc import Callable, Hashable
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints
from uuid import UUID

State = TypeVar("State")
Reader = Callable[[Any], Any]


class NotKept(ValueError):
    """Text that is no state of that class, such as one that an earlier version kept: fold again."""


def as_json(state: object) -> str:
    """A state, a frozen dataclass of others, as compact JSON, keys in the order of its fields."""
    return json.dumps(_plain(state), ensure_ascii=False, separators=(",", ":"))


def from_json(made: type[State], text: str | bytes) -> State:
    """The state that ``as_json`` kept.

    Raises:
        NotKept: if the text is anything else.
    """
    hint: Any = made
    try:
        state: State = _reader_of(hint)(json.loads(text))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as other:
        raise NotKept(f"no {made.__name__}: {other}") from other
    return state


SPELLED: dict[object, Reader] = {UUID: UUID, datetime: datetime.fromisoformat, date: date.fromisoformat}


def _plain(value: Any) -> object:  # noqa: ANN401  any part of a state
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    match value:
        case tuple():
            return [_plain(one) for one in value]
        case Enum():
            return value.value
        case datetime():
            return value.isoformat("T", "milliseconds")
        case UUID() | date():
            return str(value)
        case None | bool() | int() | str():
            return value
        case _:
            raise TypeError(f"{type(value).__name__} cannot be kept")


@cache
def _reader_of(made: Hashable) -> Reader:
    return _reader(made)


def _reader(hint: Any) -> Reader:  # noqa: ANN401  any annotation
    """What makes a value of an annotation again."""
    if is_dataclass(hint) or is_dataclass(get_origin(hint)):
        return _dataclass_reader(hint)
    if get_origin(hint) in (Union, UnionType):
        (kept,) = (one for one in get_args(hint) if one is not NoneType)
        read = _reader(kept)
        return lambda value: None if value is None else read(value)
    if get_origin(hint) is tuple:
        return _tuple_reader(get_args(hint))
    return SPELLED.get(hint) or _plain_reader(hint)


def _dataclass_reader(hint: Any) -> Reader:  # noqa: ANN401  a dataclass, or one of something: ``Snapshot[Standing]``
    made = get_origin(hint) or hint
    of = dict(zip(getattr(made, "__parameters__", ()), get_args(hint), strict=True))
    hints = get_type_hints(made)
    readers = {field.name: _reader(of.get(hints[field.name], hints[field.name])) for field in fields(made)}

    def read(value: dict[str, Any]) -> object:
        if value.keys() != readers.keys():
            raise ValueError(f"other fields than {made.__name__} has")
        return made(**{name: read_field(value[name]) for name, read_field in readers.items()})

    return read


def _tuple_reader(members: tuple[Any, ...]) -> Reader:
    if members[-1] is ...:
        each = _reader(members[0])
        return lambda value: tuple([each(one) for one in value])
    readers = [_reader(one) for one in members]
    return lambda value: tuple([read(one) for read, one in zip(readers, value, strict=True)])


def _plain_reader(made: type) -> Reader:
    """Words are looked up; numbers and text have to be of their type already."""
    if issubclass(made, Enum):
        return {one.value: one for one in made}.__getitem__

    def read(value: object) -> object:
        if type(value) is not made:
            raise ValueError(f"{value!r} is no {made.__name__}")
        return value

    return read
