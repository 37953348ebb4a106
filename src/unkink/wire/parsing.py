"""Reads JSON as RFC 8259 would like it: every key once, no NaN, no Infinity."""

from __future__ import annotations

import json
from typing import Any

from pydantic_core import from_json, to_json


class NotJson(ValueError):
    """Text that is no JSON; says where it stops being so."""


class Twice:
    """An object with a key that is written twice, which no two readers read alike. It is valid nowhere."""

    __slots__ = ("key",)

    def __init__(self, key: str) -> None:
        self.key = key

    def __repr__(self) -> str:
        return f"an object with the key {self.key!r} twice"


class NoNumber:
    """NaN or an infinity. It is valid nowhere."""

    __slots__ = ("name",)

    def __init__(self, name: str) -> None:
        self.name = name

    def __repr__(self) -> str:
        return self.name


def parse(source: bytes | str) -> object:
    """The value that JSON text stands for; an object with a key written twice is a ``Twice``.

    Raises:
        NotJson: with the line and column.
    """
    text = source.encode("utf-8", "surrogatepass") if isinstance(source, str) else source
    try:
        value = from_json(text, allow_inf_nan=False)
    except ValueError:
        return _carefully(text)
    # Compact JSON, as browsers write it, comes back byte for byte, so it holds no key twice. Looking at each key while
    # reading takes three times as long.
    return value if to_json(value) == text else _carefully(text)


def _carefully(text: bytes) -> object:
    try:
        return json.loads(text.decode("utf-8", "surrogatepass"), object_pairs_hook=_object, parse_constant=NoNumber)
    except json.JSONDecodeError as no_json:
        raise NotJson(f"{no_json.msg} in line {no_json.lineno}, column {no_json.colno}") from no_json
    except UnicodeDecodeError as no_text:
        raise NotJson(f"bytes that are no UTF-8 at {no_text.start}") from no_text
    except RecursionError as too_deep:
        raise NotJson("nested too deeply") from too_deep
    except ValueError as too_long:
        raise NotJson("a number with too many digits") from too_long


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any] | Twice:
    made = dict(pairs)
    if len(made) == len(pairs):
        return made
    seen: set[str] = set()
    for key, _ in pairs:
        if key in seen:
            return Twice(key)
        seen.add(key)
    raise AssertionError("fewer keys than pairs, so one is there twice")
