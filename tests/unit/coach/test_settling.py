"""What a log says once its corrections are taken in."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations
from typing import Any
from uuid import UUID

import pytest

from tests.unit.coach.build import SESSION, SEVEN, Diary
from unkink.coach.record import record_of
from unkink.coach.settling import settled
from unkink.wire.event import Event
from unkink.wire.told import Pain, RungSet, Undone
from unkink.wire.words import PainOf, SetBy


class Rungs(Diary):
    def set(self, number: int, corrects: Event | None = None, **other: object) -> Event:
        up = corrects.id if corrects else None
        return self.tell("rung-set", RungSet(number, SetBy.PERSON), "squat", corrects=up, **other)

    def undo(self, event: Event) -> Event:
        return self.tell("undone", Undone(), corrects=event.id)

    @property
    def counting(self) -> list[int]:
        told = [event.data for event in settled(reversed(self.events)).events]
        return [one.rung for one in told if isinstance(one, RungSet)]


@pytest.fixture
def log() -> Rungs:
    return Rungs()


def test_the_last_correction_in_fold_order_counts(log: Rungs) -> None:
    first = log.set(1)
    log.set(2, corrects=first)
    log.set(3, corrects=first)
    assert log.counting == [3]
    assert settled(log.events).events[0].at == first.at


def test_a_correction_may_be_corrected(log: Rungs) -> None:
    first = log.set(1)
    log.set(3, corrects=log.set(2, corrects=first))
    assert log.counting == [3]


def test_a_correction_that_is_undone_leaves_what_was_there_before(log: Rungs) -> None:
    first = log.set(1)
    log.undo(log.set(2, corrects=first))
    assert log.counting == [1]


def test_undoing_takes_the_corrections_with_it_and_may_be_undone(log: Rungs) -> None:
    first = log.set(1)
    log.set(2, corrects=first)
    undone = log.undo(first)
    assert log.counting == []
    log.undo(undone)
    assert log.counting == [2]


def test_a_correction_by_a_clock_that_is_behind_counts_as_well(log: Rungs) -> None:
    later = log.set(1)
    undone = log.undo(later)
    log.events[1] = replace(undone, at=later.at.replace(year=2025))
    assert log.counting == []


def test_a_correction_of_another_kind_session_or_exercise_counts_for_nothing(log: Rungs) -> None:
    first = log.set(1)
    log.set(8, corrects=first, session=None)
    log.pain(PainOf.WORST, 3, "squat", corrects=first.id)
    log.tell("rung-set", RungSet(9, SetBy.PERSON), "lunge", corrects=first.id)
    assert log.counting == [1]
    assert len(settled(log.events).events) == 1


def test_until_its_original_comes_a_correction_stands_in_its_place_and_an_undoing_waits(log: Rungs) -> None:
    first, other = log.set(1), log.set(5)
    correction, undoing = log.set(2, corrects=first), log.undo(other)
    log.events = [correction, undoing]
    assert log.counting == [2]
    assert set(settled(log.events).waiting) == {correction, undoing}
    log.events += [first, other]
    assert log.counting == [2]
    assert settled(log.events).waiting == ()


def test_of_several_corrections_the_last_stands_in_and_none_for_what_was_undone(log: Rungs) -> None:
    first, other = log.set(1), log.set(5)
    log.events = [log.set(2, corrects=first), log.set(3, corrects=first), log.set(6, corrects=other), log.undo(other)]
    assert log.counting == [3]
    log.undo(log.events[1])
    assert log.counting == [2]


def test_corrections_in_a_circle_count_for_nothing(log: Rungs) -> None:
    first = log.set(1)
    second = log.set(2, corrects=first)
    log.events[0] = replace(first, corrects=second.id)
    log.set(3, corrects=second)
    log.set(4)
    assert log.counting == [4]


def test_a_chain_of_corrections_may_be_long(log: Rungs) -> None:
    event = log.set(0)
    for number in range(1, 5000):
        event = log.set(number, corrects=event)
    assert log.counting == [4999]


def test_where_one_id_was_given_to_two_events_both_count_in_fold_order(log: Rungs) -> None:
    first = log.set(1)
    log.events += [replace(first, seq=99, data=RungSet(7, SetBy.PERSON)), first]
    assert log.counting == [1, 7]
    log.undo(first)
    assert log.counting == []


def test_of_two_corrections_with_one_id_both_count_and_the_last_decides(log: Rungs) -> None:
    first = log.set(1)
    correction = log.set(2, corrects=first)
    log.events.append(replace(correction, seq=99, data=RungSet(3, SetBy.PERSON)))
    assert log.counting == [3]
    log.events.reverse()
    assert log.counting == [3]


def test_no_pain_is_lost_to_another_with_its_id(log: Rungs) -> None:
    """A 1 and an 8 under one id: in any order the session knows of the 8."""
    log.start()
    mild = log.pain(PainOf.WORST, 1, "squat")
    for severe in (replace(mild, data=Pain(PainOf.WORST, 8)), replace(mild, at=SEVEN, data=Pain(PainOf.WORST, 8))):
        for events in permutations([*log.events, severe]):
            (squat,) = record_of(SESSION, events).of("squat")
            assert squat.pain == 8


def test_events_of_one_moment_stand_in_the_order_of_device_number_and_id(log: Rungs) -> None:
    one = log.set(1)
    others: list[dict[str, Any]] = [{"id": UUID(int=1)}, {"seq": 1}, {"device": UUID(int=1)}, {"device": UUID(int=9)}]
    for number, fields in enumerate(others):
        again = {"id": UUID(int=5000 + number), "data": RungSet(number + 2, SetBy.PERSON), **fields}
        log.events.append(replace(one, **again))
    assert log.counting == [4, 2, 1, 3, 5]
