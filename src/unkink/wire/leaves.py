"""The smallest values of an event, each with its bounds.

A leaf stands in the annotation of a field, ``Annotated[int, Whole(0, 10)]``, and says three things about it: how it is
validated, how it is written in a JSON Schema, and what a person is told who wrote something else.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING
from zoneinfo import available_timezones

if TYPE_CHECKING:
    from pydantic_core import CoreSchema

JsonSchema = Mapping[str, object]

INSTANT = r"^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?(Z|\+00:00)$"
TEXT = r"^[^\x00]*$"  # PostgreSQL stores no NUL
NAME = r"^[^\s\x00-\x1f]+$"  # the ids of a program are letters of any script: nothing narrower is safe
HASH = r"^[0-9a-f]{64}$"
NO_ZONES = frozenset({"Factory", "localtime"})
"""Entries of the database that say nothing of where somebody is, or something else on each computer."""


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number within bounds, both included."""

    low: int
    high: int

    @property
    def expected(self) -> str:
        return f"a whole number from {self.low} to {self.high}" if self.low != self.high else f"the number {self.low}"

    def core(self) -> CoreSchema:
        from pydantic_core import core_schema

        return core_schema.int_schema(ge=self.low, le=self.high, strict=True)

    def json_schema(self) -> JsonSchema:
        return {"type": "integer", "minimum": self.low, "maximum": self.high}


@dataclass(frozen=True, slots=True)
class Text:
    """Text of at most so many code points, none of them NUL."""

    most: int

    @property
    def expected(self) -> str:
        return f"text of at most {self.most} characters, none of them NUL"

    def core(self) -> CoreSchema:
        from pydantic_core import core_schema

        return core_schema.str_schema(max_length=self.most, pattern=TEXT, strict=True)

    def json_schema(self) -> JsonSchema:
        return {"type": "string", "maxLength": self.most, "pattern": TEXT}


@dataclass(frozen=True, slots=True)
class Name:
    """The id of something in a program: an exercise, an answer, a question."""

    most: int = 128

    @property
    def expected(self) -> str:
        return f"a name of 1 to {self.most} characters without spaces"

    def core(self) -> CoreSchema:
        from pydantic_core import core_schema

        return core_schema.str_schema(max_length=self.most, pattern=NAME, strict=True)

    def json_schema(self) -> JsonSchema:
        return {"type": "string", "maxLength": self.most, "pattern": NAME}


@dataclass(frozen=True, slots=True)
class Hash:
    """The SHA-256 of a program's text."""

    expected = "the hash of a program: 64 digits from 0 to 9 and a to f"

    def core(self) -> CoreSchema:
        from pydantic_core import core_schema

        return core_schema.str_schema(pattern=HASH, strict=True)

    def json_schema(self) -> JsonSchema:
        return {"type": "string", "pattern": HASH}


@dataclass(frozen=True, slots=True)
class Zone:
    """The name of a time zone in the IANA database that this computer has."""

    expected = "the name of a time zone, such as Europe/Warsaw"

    def core(self) -> CoreSchema:
        from pydantic_core import core_schema

        return core_schema.literal_schema(sorted(zones()))

    def json_schema(self) -> JsonSchema:
        return {"type": "string", "maxLength": 64}


@cache
def zones() -> frozenset[str]:
    """Every zone that there is; looked up once, as it means reading a folder."""
    return frozenset(available_timezones()) - NO_ZONES


@dataclass(frozen=True, slots=True)
class Flag:
    """Yes or no."""

    expected = "true or false"

    def core(self) -> CoreSchema:
        from pydantic_core import core_schema

        return core_schema.bool_schema(strict=True)

    def json_schema(self) -> JsonSchema:
        return {"type": "boolean"}


@dataclass(frozen=True, slots=True)
class Id:
    """A UUID in its usual spelling of 36 characters."""

    expected = "a UUID, such as 019ab9f2-8c00-7000-8000-0123456789ab"

    def core(self) -> CoreSchema:
        from pydantic_core import core_schema

        spelled = core_schema.str_schema(min_length=36, max_length=36, strict=True)
        return core_schema.chain_schema([spelled, core_schema.uuid_schema()])

    def json_schema(self) -> JsonSchema:
        return {"type": "string", "pattern": r"^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$"}


@dataclass(frozen=True, slots=True)
class Instant:
    """A moment in UTC, to the millisecond."""

    expected = "a moment in UTC from 2000 to 2099, such as 2026-11-22T10:00:00.000Z"

    def core(self) -> CoreSchema:
        from pydantic_core import core_schema

        spelled = core_schema.str_schema(pattern=INSTANT, strict=True)
        text = core_schema.str_schema()
        written = core_schema.plain_serializer_function_ser_schema(spell_instant, return_schema=text)
        return core_schema.no_info_after_validator_function(datetime.fromisoformat, spelled, serialization=written)

    def json_schema(self) -> JsonSchema:
        return {"type": "string", "format": "date-time", "pattern": INSTANT}


def spell_instant(at: datetime) -> str:
    """``2026-11-22T10:00:00.000Z``. ``at`` is UTC."""
    return at.isoformat("T", "milliseconds")[:23] + "Z"


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few words."""

    words: type[StrEnum]

    @property
    def expected(self) -> str:
        return "one of " + ", ".join(self.words)

    def core(self) -> CoreSchema:
        from pydantic_core import core_schema

        return core_schema.enum_schema(self.words, list(self.words), sub_type="str")

    def json_schema(self) -> JsonSchema:
        return {"enum": [str(word) for word in self.words]}


Leaf = Whole | Text | Name | Hash | Zone | Flag | Id | Instant | Choice
