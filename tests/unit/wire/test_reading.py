"""What is taken for an event and what is not, and how it is told."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest

from tests.unit.wire.build import ID, problems, raw
from unkink.wire.event import Kind
from unkink.wire.problems import LONGEST_FOUND, LONGEST_PATH, MOST_PROBLEMS
from unkink.wire.reading import Unreadable, read_events
from unkink.wire.sizes import LARGEST


def test_an_event_as_a_browser_sends_it_is_read() -> None:
    (event,) = read_events(json.dumps([raw(seq=3)], separators=(",", ":")).encode()).events
    assert (event.seq, event.kind, str(event.session), event.exercise) == (3, Kind.EXERCISE_SKIPPED, ID % 5, "squat")
    assert event.at_ms == 1795341600000
    assert event.data.reason == "time"  # type: ignore[union-attr]


A_UUID = "a UUID, such as 019ab9f2-8c00-7000-8000-0123456789ab"
A_MOMENT = "a moment in UTC from 2000 to 2099, such as 2026-11-22T10:00:00.000Z"


@pytest.mark.parametrize(("field", "value", "found", "expected"), [
    ("v", 2, "2", "the number 1"),
    ("id", "{019ab9f2-8c00-7000-8000-0123456789ab}", '"{019ab9f2-8c00-7000-8000-0123456789ab}"', A_UUID),
    ("person", None, "null", A_UUID),
    ("clinic", 5, "5", A_UUID),
    ("device", "019ab9f28c00700080000123456789ab", '"019ab9f28c00700080000123456789ab"', A_UUID),
    ("seq", -1, "-1", "a whole number from 0 to 9007199254740991"),
    ("seq", 2**53, "9007199254740992", "a whole number from 0 to 9007199254740991"),
    ("seq", 1.0, "1.0", "a whole number from 0 to 9007199254740991"),
    ("seq", True, "true", "a whole number from 0 to 9007199254740991"),
    ("at", "2026-11-22T10:00:00+01:00", '"2026-11-22T10:00:00+01:00"', A_MOMENT),
    ("at", "2026-02-30T10:00:00Z", '"2026-02-30T10:00:00Z"', A_MOMENT),
    ("at", "1999-12-31T23:59:59.999Z", '"1999-12-31T23:59:59.999Z"', A_MOMENT),
    ("at", "2100-01-01T00:00:00.000Z", '"2100-01-01T00:00:00.000Z"', A_MOMENT),
    ("at", "2026-11-22T10:00:00.0001Z", '"2026-11-22T10:00:00.0001Z"', A_MOMENT),
    ("at", 1795341600000, "1795341600000", A_MOMENT),
    ("tz", "Mars/Olympus", '"Mars/Olympus"', "the name of a time zone, such as Europe/Warsaw"),
    ("tz", "localtime", '"localtime"', "the name of a time zone, such as Europe/Warsaw"),
    ("tz", "../../etc/passwd", '"../../etc/passwd"', "the name of a time zone, such as Europe/Warsaw"),
    ("program", "abc", '"abc"', "the hash of a program: 64 digits from 0 to 9 and a to f"),
    ("exercise", "two words", '"two words"', "a name of 1 to 128 characters without spaces"),
    ("exercise", "", '""', "a name of 1 to 128 characters without spaces"),
    ("exercise", "a\0b", r'"a\u0000b"', "a name of 1 to 128 characters without spaces"),
    ("side", "both", '"both"', "one of left, right"),
    ("corrects", ID % 1, f'"{ID % 1}"', "the id of another event"),
])  # fmt: skip
def test_a_field_out_of_bounds_is_refused(field: str, value: Any, found: str, expected: str) -> None:
    assert problems(raw(**{field: value})) == [(field, found, expected)]


@pytest.mark.parametrize("at", ["2026-11-22T10:00:00Z", "2026-11-22T10:00:00.1Z", "2026-11-22T10:00:00.000+00:00"])
def test_an_instant_may_be_spelled_shorter(at: str) -> None:
    assert problems(raw(at=at)) == []


@pytest.mark.parametrize("kind", Kind)
def test_an_event_without_any_field_tells_each(kind: Kind) -> None:
    told = problems({"kind": str(kind)})
    assert {"v", "id", "person", "clinic", "device", "seq", "at", "tz", "data"} <= {path for path, _, _ in told}
    assert {found for _, found, _ in told} == {"nothing"}


@pytest.mark.parametrize(("kind", "data", "fields"), [
    ("enrolled", {"name": "hips"}, {"program": None}),
    ("session-paused", {"block": 0, "position_ms": 0}, {"session": None}),
    ("session-ended", {"reason": "finished"}, {"session": None}),
    ("exercise-skipped", {"reason": "time"}, {"exercise": None}),
    ("exercise-skipped", {"reason": "time"}, {"session": None}),
    ("effort", {"rpe": 3}, {"exercise": None, "session": None}),
    ("rung-set", {"rung": 1, "by": "coach"}, {"exercise": None}),
    ("undone", {}, {"corrects": None}),
])  # fmt: skip
def test_what_a_kind_needs_may_not_be_null(kind: str, data: dict[str, Any], fields: dict[str, None]) -> None:
    whole = raw(kind, data, **{**dict.fromkeys(fields), "exercise": None if kind == "effort" else "squat"})
    whole = {**whole, "corrects": None if kind == "undone" else whole["corrects"], **fields}
    missing = [name for name in fields if not (kind == "effort" and name == "exercise")]
    assert [path for path, _, _ in problems(whole)] == missing
    assert [path for path, _, _ in problems({key: it for key, it in whole.items() if key not in missing})] == missing


@pytest.mark.parametrize(("kind", "exercise", "data", "told"), [
    ("pain", "squat", {"of": "usual", "level": 2}, ("exercise", '"squat"', "null: usual pain belongs to no exercise")),
    ("pain", None, {"of": "worst", "level": 2}, ("exercise", "nothing", "the exercise in which it hurt")),
    ("pain", None, {"of": "now", "level": 2}, ("exercise", "nothing", "the exercise in which it hurt")),
    ("pain", None, {"of": "usual"}, ("data.level", "nothing", "a whole number from 0 to 10")),
    ("pain", "squat", {"of": "worst", "feeling": ["numb"]}, ("data.level", "nothing", "a whole number from 0 to 10")),
    ("pain", "squat", {"of": "now"}, ("data", '{"of": "now"}', "level, where or feeling: any one of them")),
    ("effort", "squat", {"rpe": 2}, ("exercise", '"squat"', "null: rpe is of the whole session")),
    ("effort", None, {"felt": "fine"}, ("exercise", "nothing", "the exercise that felt so")),
    ("effort", None, {}, ("data", "{}", "either rpe, for the session, or felt, for an exercise")),
])  # fmt: skip
def test_fields_that_do_not_go_together(kind: str, exercise: str | None, data: Any, told: tuple[str, str, str]) -> None:
    event = raw(kind, data, exercise=exercise)
    assert problems(event) == [told]
    assert [problem.path for refused in read_events([event]).refused for problem in refused.problems] == [told[0]]


def test_who_stops_may_say_how_it_feels_and_give_it_no_number() -> None:
    assert problems(raw("pain", {"of": "now", "feeling": ["tingling"]}, exercise="squat")) == []


def test_a_list_tells_which_of_its_items() -> None:
    item = {"exercise": "squat", "variant": "squat", "rung": 0, "dose": "4 reps"}
    data = {
        "kind": "whole",
        "items": [item, {**item, "rung": "0"}],
        "missing": [],
        "first_side": "left",
        "pace": "timed",
    }
    assert problems(raw("session-started", data)) == [
        ("data.items[1].rung", '"0"', "a whole number from -10000 to 10000")
    ]


@pytest.mark.parametrize("facts", [
    {"a": None}, {"a": {"b": 1}}, {"a": [[1]]}, {"two words": 1}, {"a": "x" * 1001}, {"a": 2**53}, {"a": float("nan")},
    {str(number): 1 for number in range(201)}, {"a": [1] * 1001}, {"a": "\0"},
])  # fmt: skip
def test_facts_are_flat_and_bounded(facts: Any) -> None:
    assert [path for path, _, _ in problems(raw("measured", facts))] != []
    assert problems(raw("measured", {"a": [True, 2, 2.5, "three"]})) == []


def test_an_unknown_kind_is_told_with_all_else_that_is_wrong() -> None:
    told = problems(raw("danced", {"anything": 1}, seq="7"))
    assert [path for path, _, _ in told] == ["seq", "kind"]
    assert "session-started" in told[1][2]


@pytest.mark.parametrize("kind", [None, 3, [], {}, "", "Enrolled"])
def test_a_kind_is_a_word_of_the_list(kind: Any) -> None:
    assert [path for path, _, _ in problems({**raw(), "kind": kind})] == ["kind"]


def test_a_key_that_is_not_known_is_named() -> None:
    (told,) = problems(raw(data={"reason": "time", "mood": "fine"}))
    assert told == ("data.mood", "a key that no such event has", "an object with the keys reason")
    assert [path for path, _, _ in problems({**raw(), "x" * 999: 1})] == ["x" * (LONGEST_PATH - 1) + "…"]


def test_what_was_found_is_cut_and_never_more_than_a_hundred_problems_are_told() -> None:
    (told,) = problems(raw(exercise="x" * 999))
    assert len(told[1]) == LONGEST_FOUND
    item = {"exercise": "", "variant": "", "rung": "", "dose": 1}
    data = {"kind": "whole", "items": [item] * 100, "missing": [], "first_side": "left", "pace": "timed"}
    assert len(problems(raw("session-started", data))) == MOST_PROBLEMS


def test_an_event_has_a_largest_size() -> None:
    """Weighed as it would be written, in UTF-8."""
    within = {str(number): "ł" * 600 for number in range(50)}
    beyond = {str(number): "ł" * 700 for number in range(50)}
    assert problems(raw("measured", within)) == []
    ((path, found, expected),) = problems(raw("measured", beyond))
    assert (path, expected) == ("", f"at most {LARGEST} bytes")
    assert int(found.removesuffix(" bytes")) > LARGEST
    assert [refused.index for refused in read_events([raw("measured", beyond)]).refused] == [0]


class TestJson:
    @pytest.mark.parametrize(("text", "found"), [
        (b"", "Expecting value in line 1, column 1"),
        (b'[{"v": 1},\n oops]', "Expecting value in line 2, column 2"),
        (b"\xff", "bytes that are no UTF-8 at 0"),
        (b"[" * 100_000, "nested too deeply"),
        (b"[1" + b"0" * 5000 + b"]", "a number with too many digits"),
        (b"{}", "{}"),
        (b'"events"', '"events"'),
    ])  # fmt: skip
    def test_no_list_of_events_at_all(self, text: bytes, found: str) -> None:
        with pytest.raises(Unreadable) as refused:
            read_events(text)
        assert refused.value.found == found

    @pytest.mark.parametrize(("spoiled", "path", "found"), [
        ('"seq":NaN', "seq", "NaN"),
        ('"seq":-Infinity', "seq", "-Infinity"),
        ('"seq":1e999', "seq", "Infinity"),
        (r'"exercise":"\ud800"', "exercise", r"'\ud800'"),
        ('"data":{"reason":"time","reason":"hurts"}', "data", "an object with the key 'reason' twice"),
    ])  # fmt: skip
    def test_what_json_readers_disagree_about_is_refused_with_its_place(
        self, spoiled: str, path: str, found: str
    ) -> None:
        """The event is refused; the one beside it is read."""
        key = json.loads("{" + spoiled.partition(":")[0] + ":0}").popitem()[0]
        kept = json.dumps({name: it for name, it in raw().items() if name != key})
        reading = read_events(f"[{kept[:-1]},{spoiled}}},{json.dumps(raw(id=ID % 9))}]")
        assert [str(event.id) for event in reading.events] == [ID % 9]
        (refused,) = reading.refused
        assert [(problem.path, problem.found) for problem in refused.problems] == [(path, found)]
        assert (refused.index, refused.id) == (0, ID % 1)

    @pytest.mark.parametrize("compact", [True, False])
    def test_a_key_written_twice_is_noticed_however_the_json_is_spaced(self, compact: bool) -> None:
        text = json.dumps(raw(), separators=(",", ":") if compact else None)
        reading = read_events(f'[{text[:-1]},"seq":8}}]')
        assert reading.refused[0].problems[0].found == "an object with the key 'seq' twice"

    def test_a_key_written_twice_among_very_many_is_found_at_once(self) -> None:
        """Looking through all keys before each would take minutes, and nobody else would be answered meanwhile."""
        keys = ",".join(f'"{number:x}":0' for number in range(30_000))
        began = time.process_time()
        reading = read_events(f'[{{{keys},"0":1}}]')
        assert time.process_time() - began < 5
        assert reading.refused[0].problems[0].found == "an object with the key '0' twice"
