"""What the statements of the log share: how each database spells an id and holds one person's writers apart."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from uuid import UUID

from django.db import connection

Value = str | int | UUID | None


def speller() -> Callable[[UUID], str | UUID]:
    """How this database keeps an id: PostgreSQL knows UUIDs, in SQLite they are 32 digits.

    Asked once for many ids: asking Django which database this is takes longer than spelling one.
    """
    return _itself if connection.features.has_native_uuid_field else _digits


def key(value: UUID) -> str | UUID:
    """One id as this database keeps it."""
    return speller()(value)


def _itself(value: UUID) -> UUID:
    return value


def _digits(value: UUID) -> str:
    return f"{value.int:032x}"  # as .hex, which asks twice


def uuid_of(value: object) -> UUID:
    """What ``key`` wrote, read back."""
    return value if isinstance(value, UUID) else UUID(hex=str(value))


def placeholders(columns: int, rows: int) -> str:
    """``(%s, %s), (%s, %s)`` for a statement with that many values.

    For SQLite in its own spelling: Django would put it into a thousand places, one after the other, each time. Where it
    keeps what it was asked it can do so in its own spelling alone.
    """
    own = connection.vendor == "sqlite" and not connection.queries_logged
    return _rows("?" if own else "%s", columns, rows)


@lru_cache(maxsize=512)
def _rows(mark: str, columns: int, rows: int) -> str:
    row = f"({', '.join([mark] * columns)})"
    return ", ".join([row] * rows)


def holes(values: Sequence[object]) -> str:
    """``(%s, %s)`` for ``IN``."""
    return placeholders(len(values), 1)
