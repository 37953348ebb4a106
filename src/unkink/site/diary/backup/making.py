"""Making a backup while others read and write: one moment of the database, however long the writing takes."""

from __future__ import annotations

import json
import os
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.db import connection

import unkink
from unkink.site.diary.backup.archive import Member, write_manifest, write_member
from unkink.site.diary.backup.tables import KEPT, LOGS, lines_of
from unkink.site.diary.models import EventRow
from unkink.site.diary.rows import OF_THE_EVENT, event_of
from unkink.wire.writing import line_of

BEGIN = {"sqlite": "BEGIN DEFERRED", "postgresql": "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"}
AT_ONCE = 1000


def make_backup(path: Path, *, now: datetime) -> dict[str, int]:
    """Write a backup of this moment; how many rows of each table it holds.

    The file appears whole or not at all, readable by its owner alone. One of that name is replaced.

    Raises:
        OSError: if the file cannot be written.
    """
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            with one_moment():
                members = _write(file, now)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    return {name: member.lines for name, member in members.items()}


def folder() -> Path:
    """Where backups go that were not told where."""
    place: Path = settings.DATA_FOLDER / "backups"
    return place


def usual_path(now: datetime, before: str = "unkink") -> Path:
    return folder() / f"{before}-{now:%Y-%m-%dT%H%M%S}Z.zip"


@contextmanager
def one_moment() -> Iterator[None]:
    """Everything that is read meanwhile is of one moment, and nobody who writes has to wait for it.

    Within a transaction it is that transaction's business.
    """
    if connection.in_atomic_block:
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute(BEGIN[connection.vendor])
        try:
            yield
        finally:
            cursor.execute("COMMIT")


def _write(file: BinaryIO, now: datetime) -> dict[str, Member]:
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        members = {name: write_member(archive, name, lines_of(model)) for name, model in KEPT.items()}
        members[LOGS] = write_member(archive, LOGS, _logs())
        write_manifest(archive, members, unkink.__version__, f"{now:%Y-%m-%dT%H:%M:%SZ}")
    return members


def _logs() -> Iterator[bytes]:
    """Every event of everybody, in the order of arrival, with the moment at which it arrived."""
    last = 0
    columns = ("arrival", "received_ms", *OF_THE_EVENT)
    while rows := list(EventRow.objects.filter(arrival__gt=last).order_by("arrival").values_list(*columns)[:AT_ONCE]):
        for _, received_ms, *row in rows:
            yield b'{"received_ms":%b,"event":%b}\n' % (json.dumps(received_ms).encode(), line_of(event_of(row)))
        last = rows[-1][0]
