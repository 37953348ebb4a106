"""Putting a backup back: checked first, then everything at once or nothing."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import groupby, islice
from pathlib import Path
from typing import Any

from django.core.management.color import no_style
from django.db import IntegrityError, connection, transaction
from django.db.models import Model

from unkink.site.accounts.models import Person
from unkink.site.diary.backup.archive import Member, NotABackup, check_member, read_lines, read_manifest
from unkink.site.diary.backup.making import make_backup, usual_path
from unkink.site.diary.backup.tables import IN_THE_WAY, KEPT, LOGS, BadRow, rows_in, rows_of, store, table_of
from unkink.site.diary.forget import forget_views
from unkink.site.diary.insert import ROWS_AT_ONCE, put
from unkink.site.diary.models import EventRow
from unkink.wire.event import Event
from unkink.wire.parsing import NotJson, parse
from unkink.wire.reading import read_event

Arrived = tuple[int, Event]


def restore(path: Path, *, now: datetime) -> Path:
    """Put that backup in the place of everything that is here; returns where a backup of the latter now lies.

    Everybody has to log in again. Raises before anything is changed:

    Raises:
        NotABackup: if the file is no backup, or was changed since.
        OSError: if it cannot be read, or what is here cannot be backed up.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            _check(archive)
            before = usual_path(now, "before-restore")
            try:
                with transaction.atomic():
                    _alone()
                    make_backup(before, now=now)
                    _replace(archive)
            except IntegrityError as torn:
                raise NotABackup(f"its rows do not belong together ({torn})") from torn
    except zipfile.BadZipFile as no_zip:
        raise NotABackup("it is no zip file") from no_zip
    return before


def _check(archive: zipfile.ZipFile) -> None:
    """Read all of it once, as it will be read again."""
    manifest = read_manifest(archive)
    if missing := {*KEPT, LOGS} - manifest.keys():
        raise NotABackup(f"its manifest lacks {', '.join(sorted(missing))}")
    for name, member in manifest.items():
        check_member(archive, name, member)
    for name, model in KEPT.items():
        for _ in _rows(archive, name, model):
            pass
    for _ in _logs(archive):
        pass


def _alone() -> None:
    """Nobody writes until the transaction ends, so that the backup before it lacks nothing that anybody was promised.

    In SQLite that is so with every transaction.
    """
    if connection.vendor == "postgresql":
        tables = ", ".join(connection.ops.quote_name(table_of(model)) for model in IN_THE_WAY)
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {tables} IN SHARE ROW EXCLUSIVE MODE")


def _replace(archive: zipfile.ZipFile) -> None:
    for model in IN_THE_WAY:
        rows_in(model).all().delete()
    for name, model in KEPT.items():
        for rows in _some(_rows(archive, name, model)):
            store(model, rows)
    _count_on()
    for arrived in _some(_logs(archive)):
        for received_ms, group in groupby(arrived, key=lambda one: one[0]):
            put([event for _, event in group], received_ms)
    _hold_to_manifest(read_manifest(archive))
    for person in Person.objects.all():
        forget_views(person)


def _count_on() -> None:
    """Numbers that the database gives go on after those that were put back."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(KEPT.values())):
            cursor.execute(statement)


def _hold_to_manifest(manifest: dict[str, Member]) -> None:
    """What is in the database now is what the backup says, or nothing of it stays."""
    tables: dict[str, type[Model]] = {**KEPT, LOGS: EventRow}
    for name, model in tables.items():
        if (count := rows_in(model).count()) != manifest[name].lines:
            raise NotABackup(f"of {manifest[name].lines} {name} only {count} could be put back")


def _rows(archive: zipfile.ZipFile, name: str, model: type[Any]) -> Iterator[Any]:
    try:
        yield from rows_of(model, read_lines(archive, name))
    except BadRow as wrong:
        raise NotABackup(f"{name}.jsonl, {wrong}") from wrong


def _logs(archive: zipfile.ZipFile) -> Iterator[Arrived]:
    for number, line in enumerate(read_lines(archive, LOGS), 1):
        try:
            written = parse(line)
        except NotJson as no_json:
            raise NotABackup(f"{LOGS}.jsonl, line {number}: no JSON: {no_json}") from no_json
        received_ms = written.get("received_ms") if isinstance(written, dict) else None
        event = read_event(written.get("event")) if isinstance(written, dict) else ()
        if not isinstance(event, Event) or not isinstance(received_ms, int):
            raise NotABackup(f"{LOGS}.jsonl, line {number}: no event of a log")
        yield received_ms, event


def _some(rows: Iterable[Any]) -> Iterator[Sequence[Any]]:
    iterator = iter(rows)
    while some := list(islice(iterator, ROWS_AT_ONCE)):
        yield some
