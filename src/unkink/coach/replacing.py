"""A frozen object with some of its fields changed: what a fold does all day, and so what it must do quickly."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar

Frozen = TypeVar("Frozen")


def replace(frozen: Frozen, /, **changes: object) -> Frozen:
    """As `dataclasses.replace` for a class with slots and nothing but fields, in less than half the time.

    Raises:
        KeyError: if it has no such field.
    """
    made: Any = type(frozen)
    places, values_of, writers = _layout(made)
    values = list(values_of(frozen))
    for name, value in changes.items():
        values[places[name]] = value
    changed: Frozen = object.__new__(made)
    for write, value in zip(writers, values, strict=True):
        write(changed, value)
    return changed


Layout = tuple[Mapping[str, int], Callable[[object], tuple[object, ...]], tuple[Callable[[object, object], None], ...]]


@cache
def _layout(made: type[Any]) -> Layout:
    """Where each field stands, what reads all of them, and what writes each."""
    names = [field.name for field in fields(made)]
    if len(names) == 1:
        only = attrgetter(names[0])
        return {names[0]: 0}, lambda frozen: (only(frozen),), (getattr(made, names[0]).__set__,)
    return (
        {name: place for place, name in enumerate(names)},
        attrgetter(*names),
        tuple(getattr(made, name).__set__ for name in names),
    )
