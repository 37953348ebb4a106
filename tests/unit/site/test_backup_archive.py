"""A file that is no backup, however it came to be, is refused in words, and none makes the reader hold all of it."""

from __future__ import annotations

import io
import json
import tracemalloc
import zipfile

import pytest

from unkink.site.accounts.models import Clinic
from unkink.site.diary.backup.archive import FORMAT, NotABackup, read_lines, read_manifest
from unkink.site.diary.backup.tables import BadRow, rows_of

DEEP = "[" * 200_000
LONG = "9" * 5_000
TABLES = {"format": FORMAT, "tables": {"people": {"lines": 1, "sha256": ""}}}


def zipped(manifest: str, people: str = '{"name": "Anna"}\n') -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("people.jsonl", people)
        archive.writestr("manifest.json", manifest)
    return made.getvalue()


def opened(content: bytes) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(content))


def flagged(content: bytes, place: int, value: int) -> bytes:
    """The two bytes that far behind each header of a file, set to that value."""
    changed = bytearray(content)
    for mark, more in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.find(mark)
        while at >= 0:
            changed[at + more + place : at + more + place + 2] = value.to_bytes(2, "little")
            at = content.find(mark, at + 4)
    return bytes(changed)


@pytest.mark.parametrize(
    "manifest",
    [DEEP, f'{{"format": {LONG}}}', json.dumps(TABLES).replace(": 1,", f': "{LONG}",'), "[]", "{"],
    ids=["deep", "a number too long", "a count too long", "a list", "no JSON"],
)  # fmt: skip
def test_a_manifest_that_no_backup_has(manifest: str) -> None:
    with pytest.raises(NotABackup, match="no manifest"):
        read_manifest(opened(zipped(manifest)))


@pytest.mark.parametrize(("place", "value"), [(0, 1), (2, 99)], ids=["encrypted", "packed in an unknown way"])
def test_a_zip_that_cannot_be_unpacked(place: int, value: int) -> None:
    archive = opened(flagged(zipped(json.dumps(TABLES)), place, value))
    with pytest.raises(NotABackup, match="no manifest"):
        read_manifest(archive)
    with pytest.raises(NotABackup, match=r"people\.jsonl is broken"):
        list(read_lines(archive, "people"))


def test_a_file_whose_packed_bytes_were_changed() -> None:
    content = zipped(json.dumps(TABLES))
    beginning = 30 + len("people.jsonl")
    with pytest.raises(NotABackup, match=r"people\.jsonl is broken"):
        list(read_lines(opened(content[:beginning] + b"\xff" * 8 + content[beginning + 8 :]), "people"))


def test_a_row_that_is_nested_too_deeply() -> None:
    with pytest.raises(BadRow, match="line 1"):
        list(rows_of(Clinic, [DEEP.encode()]))


@pytest.mark.parametrize("bomb", ["manifest", "people"])
def test_a_small_file_that_unpacks_to_a_large_one_is_not_held_in_memory(bomb: str) -> None:
    large = " " * 30_000_000
    content = zipped(large if bomb == "manifest" else json.dumps(TABLES), large if bomb == "people" else "")
    del large
    tracemalloc.start()
    with pytest.raises(NotABackup):
        read_manifest(opened(content)) if bomb == "manifest" else list(read_lines(opened(content), "people"))
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 8_000_000
