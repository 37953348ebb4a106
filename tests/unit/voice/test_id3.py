"""The tag of an MP3, read back by another reader of tags."""

from __future__ import annotations

import io

from mutagen.id3 import ID3

from tests.unit.session.build import timeline_of
from unkink.voice.id3 import Chapter, Tags, chapters_of, id3_tag


def read(data: bytes) -> ID3:
    return ID3(io.BytesIO(data))


def test_texts_are_read_back() -> None:
    tag = read(id3_tag(Tags("Tight psoas", "en", "CC-BY-4.0", 'After "Five exercises" by Eric Wong')))
    assert tag.version == (2, 3, 0)
    assert [str(tag[frame]) for frame in ("TIT2", "TLAN", "TCOP")] == ["Tight psoas", "eng", "CC-BY-4.0"]
    assert str(tag["COMM::eng"]) == 'After "Five exercises" by Eric Wong'


def test_any_script_is_written_and_empty_texts_are_not() -> None:
    tag = read(id3_tag(Tags("Hüfte · 腰 🦵", "de-AT"), [Chapter(0, 5, "左")]))
    assert str(tag["TIT2"]) == "Hüfte · 腰 🦵" and str(tag["TLAN"]) == "deu"
    assert str(tag["CHAP:chapter1"].sub_frames["TIT2"]) == "左"
    assert "TCOP" not in tag and not tag.getall("COMM")


def test_unknown_language_is_said_to_be_unknown() -> None:
    assert str(read(id3_tag(Tags("x", "tlh")))["TLAN"]) == "XXX"


def test_chapters_in_order_with_their_times() -> None:
    chapters = [Chapter(0, 1500, "One"), Chapter(1500, 7_200_000, "Two")]
    tag = read(id3_tag(Tags("x"), chapters))
    contents = tag["CTOC:toc"]
    assert contents.child_element_ids == ["chapter1", "chapter2"]
    assert int(contents.flags) == 0b11  # top of all tables, and in order
    found = [tag[f"CHAP:{name}"] for name in contents.child_element_ids]
    assert [(c.start_time, c.end_time, str(c.sub_frames["TIT2"])) for c in found] == [
        (0, 1500, "One"),
        (1500, 7_200_000, "Two"),
    ]


def test_an_exercise_in_several_blocks_is_one_chapter() -> None:
    """Work at one's own pace parts an exercise into blocks; whoever jumps to a chapter looks for the exercise."""
    timeline = timeline_of("3 x max reps per side")
    assert len(timeline.blocks) > 1
    assert chapters_of(timeline) == (Chapter(0, timeline.total, "Squat"),)


def test_more_chapters_than_one_table_holds() -> None:
    """600 chapters are three tables under one, and none is lost."""
    tag = read(id3_tag(Tags("x"), [Chapter(at, at + 1, str(at)) for at in range(600)]))
    tables = tag["CTOC:toc"].child_element_ids
    entries = [entry for table in tables for entry in tag[f"CTOC:{table}"].child_element_ids]
    assert entries == [f"chapter{number}" for number in range(1, 601)]
    assert all(f"CHAP:{entry}" in tag for entry in entries)
