"""The ID3v2.3 tag of an MP3: title, language, licence, credit and chapters.

Only the few frames that a session needs, as bytes (id3.org: ID3v2.3.0, and the Chapter Frame Addendum 1.0).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from unkink.program.program import Program
from unkink.session.timeline import Timeline

MOST_ENTRIES = 255
"""A table of contents counts its entries in one byte; beyond that there are tables of tables."""

NO_OFFSET = b"\xff\xff\xff\xff"
"""A chapter is found by its time, not by its byte."""

LANGUAGES = {"de": "deu", "en": "eng", "es": "spa", "fr": "fra", "it": "ita", "nl": "nld", "pt": "por"}
"""ISO 639-2, which ID3 asks for, by ISO 639-1, which program files use."""

UNKNOWN_LANGUAGE = "XXX"


@dataclass(frozen=True, slots=True)
class Chapter:
    """A stretch of the track with a title, in milliseconds."""

    start: int
    end: int
    title: str


@dataclass(frozen=True, slots=True)
class Tags:
    """What a file says about itself. Empty texts are left out. ``language`` is an ISO 639-1 code."""

    title: str = ""
    language: str = "en"
    licence: str = ""
    credit: str = ""


def chapters_of(timeline: Timeline) -> tuple[Chapter, ...]:
    """One chapter for each exercise of the session, over all of its blocks."""
    runs = (list(run) for _, run in groupby(timeline.blocks, key=lambda block: block.item))
    return tuple(Chapter(run[0].start, run[-1].end, run[0].title) for run in runs)


def tags_of(program: Program) -> Tags:
    """What the sound of a program says about itself."""
    return Tags(program.title, program.language, program.licence or "", program.credit or "")


def id3_tag(tags: Tags, chapters: Sequence[Chapter] = ()) -> bytes:
    """The tag that stands before the first frame of audio."""
    body = b"".join((*_texts(tags), *_contents(len(chapters)), *map(_chapter, range(len(chapters)), chapters)))
    return b"ID3\x03\x00\x00" + _synchsafe(len(body)) + body


def _texts(tags: Tags) -> Iterator[bytes]:
    language = LANGUAGES.get(tags.language.partition("-")[0], UNKNOWN_LANGUAGE)
    if tags.title:
        yield _text_frame("TIT2", tags.title)
    yield _text_frame("TLAN", language)
    if tags.licence:
        yield _text_frame("TCOP", tags.licence)
    if tags.credit:
        no_summary = _utf16("") + b"\x00\x00"
        yield _frame("COMM", b"\x01" + language.encode("ascii") + no_summary + _utf16(tags.credit))


def _contents(count: int) -> Iterator[bytes]:
    if not count:
        return
    groups = [range(first, min(first + MOST_ENTRIES, count)) for first in range(0, count, MOST_ENTRIES)]
    if len(groups) == 1:
        yield _table("toc", [_chapter_id(number) for number in groups[0]], top=0b10)
        return
    yield _table("toc", [f"toc{number}" for number in range(len(groups))], top=0b10)
    for number, group in enumerate(groups):
        yield _table(f"toc{number}", [_chapter_id(member) for member in group], top=0)


def _table(name: str, entries: Sequence[str], top: int) -> bytes:
    ordered = 0b01
    return _frame("CTOC", _name(name) + bytes([top | ordered, len(entries)]) + b"".join(map(_name, entries)))


def _chapter(number: int, chapter: Chapter) -> bytes:
    times = chapter.start.to_bytes(4, "big") + chapter.end.to_bytes(4, "big")
    return _frame("CHAP", _name(_chapter_id(number)) + times + NO_OFFSET * 2 + _text_frame("TIT2", chapter.title))


def _chapter_id(number: int) -> str:
    return f"chapter{number + 1}"


def _name(text: str) -> bytes:
    return text.encode("ascii") + b"\x00"


def _text_frame(kind: str, text: str) -> bytes:
    try:
        return _frame(kind, b"\x00" + text.encode("latin-1"))
    except UnicodeEncodeError:
        return _frame(kind, b"\x01" + _utf16(text))


def _utf16(text: str) -> bytes:
    return b"\xff\xfe" + text.encode("utf-16-le")


def _frame(kind: str, content: bytes) -> bytes:
    return kind.encode("ascii") + len(content).to_bytes(4, "big") + b"\x00\x00" + content


def _synchsafe(size: int) -> bytes:
    """Four bytes of seven bits each, so that no size looks like the start of audio."""
    return bytes(size >> shift & 0x7F for shift in (21, 14, 7, 0))
