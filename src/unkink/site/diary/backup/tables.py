"""What a backup holds: households, accounts, people, passkeys and logs. What can be made again is left out."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.db.models import Field, Manager, Model

from unkink.site.accounts.models import Clinic, PairingLink, Person, User
from unkink.site.calendar.models import FeedRow
from unkink.site.diary.models import EventRow, FollowedRow, SessionRow, StandingRow
from unkink.site.screening.models import Draft

KEPT: Mapping[str, type[Model]] = {
    "households": Clinic,
    "accounts": User,
    "people": Person,
    "addresses": EmailAddress,
    "passkeys": Authenticator,
}
"""Each refers to those before it. The logs come last, in a form of their own."""
LOGS = "logs"
FORGOTTEN: tuple[type[Model], ...] = (FollowedRow, SessionRow, StandingRow, FeedRow, Draft, PairingLink, Session)
"""Views, addresses of calendars, answers of a day, links that are good for minutes, and logins.

None of them outlives a restore.
"""
IN_THE_WAY: tuple[type[Model], ...] = (*FORGOTTEN, EventRow, *reversed(tuple(KEPT.values())))


class BadRow(ValueError):
    """A line of a backup that is no row of its table, with words that say why."""


def rows_in(model: type[Model]) -> Manager[Model]:
    return model._default_manager  # noqa: SLF001  Django's own way to any model's rows


def table_of(model: type[Model]) -> str:
    return model._meta.db_table  # noqa: SLF001  likewise


def fields_of(model: type[Model]) -> list[Field[Any, Any]]:
    return list(model._meta.concrete_fields)  # noqa: SLF001  likewise


def lines_of(model: type[Model]) -> Iterator[bytes]:
    """Every row as a line of JSON."""
    names = [field.attname for field in fields_of(model)]
    for row in rows_in(model).order_by("pk").values(*names).iterator(chunk_size=500):
        yield json.dumps(row, default=_spelled, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _spelled(value: object) -> str:
    """What JSON has no spelling for, to the microsecond: Django's own writes milliseconds alone."""
    match value:
        case datetime():
            return value.isoformat()
        case UUID():
            return str(value)
        case _:
            raise TypeError(f"{type(value).__name__} has no place in a backup")


def rows_of(model: type[Model], lines: Iterable[bytes]) -> Iterator[Model]:
    """The rows of such lines, not yet stored. A field that an earlier version did not know has its default.

    Raises:
        BadRow: at the first line that is no row.
    """
    fields = {field.attname: field for field in fields_of(model)}
    for number, line in enumerate(lines, 1):
        try:
            row = model(**{name: fields[name].to_python(value) for name, value in json.loads(line).items()})
        except (ValueError, TypeError, KeyError, AttributeError, ValidationError, RecursionError) as wrong:
            raise BadRow(f"line {number}: {wrong!r}") from wrong
        yield row


def store(model: type[Model], rows: Sequence[Model]) -> None:
    """Store rows as they were, with the moments at which they were first made."""
    moments = [field for field in fields_of(model) if getattr(field, "auto_now_add", False)]
    made = [[getattr(row, field.attname) for field in moments] for row in rows]
    rows_in(model).bulk_create(rows)  # which takes this moment for them
    for row, kept in zip(rows, made, strict=True):
        for field, moment in zip(moments, kept, strict=True):
            setattr(row, field.attname, moment)
    if moments:
        rows_in(model).bulk_update(rows, [field.attname for field in moments])
