"""What is wrong with an event, in one form: where, what was found, what was expected."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pydantic_core import ErrorDetails, ValidationError

from unkink.wire.shapes import Many, Named, Record, Shape

LONGEST_FOUND = 60
LONGEST_PATH = 160
MOST_PROBLEMS = 100
"""Of one event; who repairs these will see the others."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong. ``path`` is where: ``data.items[3].rung``; empty for the whole event."""

    path: str
    found: str
    expected: str


def problems_of(error: ValidationError, shape: Shape) -> Iterator[Problem]:
    """Everything that the validator of ``shape`` found, each place once."""
    seen: set[str] = set()
    for one in error.errors(include_url=False, include_context=False):
        if len(seen) == MOST_PROBLEMS:
            return
        place, expected = _place(shape, one["loc"])
        path = spell(place)
        if path not in seen:
            seen.add(path)
            yield _problem(path, one, expected)


def _problem(path: str, one: ErrorDetails, expected: str) -> Problem:
    match one["type"]:
        case "missing":
            return Problem(path, "nothing", expected)
        case "unexpected_keyword_argument":
            return Problem(path, "a key that no such event has", expected)
        case _:
            return Problem(path, shown(one["input"]), expected)


def _place(shape: Shape, loc: Sequence[int | str]) -> tuple[tuple[int | str, ...], str]:
    """How far ``loc`` leads into the shape, and what is expected there."""
    for step, name in enumerate(loc):
        match shape:
            case Record() if (field := shape.field(str(name))) is not None:
                shape = field.shape
            case Record():
                return tuple(loc[: step + 1]), shape.expected
            case Many(each):
                shape = each
            case Named():
                return tuple(loc[: step + 1]), shape.expected
            case _:
                return tuple(loc[:step]), shape.expected
    return tuple(loc), shape.expected


def spell(place: Sequence[int | str]) -> str:
    """``data.items[3].rung``."""
    steps = (f"[{step}]" if isinstance(step, int) else f".{step}" for step in place)
    path = "".join(steps).removeprefix(".")
    return path if len(path) <= LONGEST_PATH else path[: LONGEST_PATH - 1] + "…"


def shown(value: object) -> str:
    """What was found, as JSON, cut where it is long; text that no JSON can hold in Python's spelling."""
    try:
        text = json.dumps(value, ensure_ascii=False)
        text.encode()
    except (TypeError, ValueError, RecursionError):
        text = ascii(value) if isinstance(value, str) else repr(value)
    return text if len(text) <= LONGEST_FOUND else text[: LONGEST_FOUND - 1] + "…"
