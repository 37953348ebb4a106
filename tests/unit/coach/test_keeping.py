"""States that are kept as JSON."""

from __future__ import annotations

import json
from dataclasses import dataclass

import pytest

from tests.unit.coach.build import SESSION, SQUAT, Diary
from unkink.coach.folding import Snapshot
from unkink.coach.keeping import NotKept, as_json, from_json
from unkink.coach.record import SessionRecord, record_of
from unkink.coach.standing import Standing, standing_of
from unkink.wire.words import EndReason


@pytest.fixture
def record() -> SessionRecord:
    diary = Diary()
    diary.start()
    diary.done(SQUAT)
    diary.end(EndReason.FINISHED, "Gut — 膝")
    return record_of(SESSION, diary.events)


def test_a_record_comes_back(record: SessionRecord) -> None:
    assert from_json(SessionRecord, as_json(record)) == record
    assert "膝" in as_json(record)
    assert "\n" not in as_json(record)


@pytest.mark.parametrize("text", ["", "null", "[]", "{}", '"x"', "[" * 100_000])
def test_what_is_no_state_is_said_so(text: str) -> None:
    with pytest.raises(NotKept):
        from_json(SessionRecord, text)


@pytest.mark.parametrize(("field", "value"), [
    ("session", "x"), ("session", None), ("started", "yesterday"), ("tz", 5), ("rpe", True), ("rpe", "5"),
    ("kind", "long"), ("missing", 3), ("exercises", [{}]), ("new-field", 1),
])  # fmt: skip
def test_what_another_version_kept_is_not_taken_for_a_state(record: SessionRecord, field: str, value: object) -> None:
    with pytest.raises(NotKept):
        from_json(SessionRecord, json.dumps({**json.loads(as_json(record)), field: value}))


def test_a_snapshot_says_of_what(record: SessionRecord) -> None:
    snapshot = standing_of([])
    assert from_json(Snapshot[Standing], as_json(snapshot)) == snapshot
    with pytest.raises(NotKept):
        from_json(Snapshot[SessionRecord], as_json(snapshot))


def test_what_has_no_one_spelling_is_not_kept() -> None:
    @dataclass(frozen=True)
    class Odd:
        ratio: float

    with pytest.raises(TypeError, match="float cannot be kept"):
        as_json(Odd(0.1))
