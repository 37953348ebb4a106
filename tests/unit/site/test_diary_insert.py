"""Events go in once, all or none, into one log alone."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from tests.unit.site.diary_events import NOON_MS, event, pain, somebody
from unkink.site.diary.insert import Receipt, Result, insert
from unkink.site.diary.models import EventRow, SessionRow
from unkink.site.diary.rows import OF_THE_EVENT, event_of
from unkink.wire.event import Event

pytestmark = pytest.mark.django_db


def results(receipts: list[Receipt]) -> list[str]:
    return [str(receipt.result) for receipt in receipts]


def kept() -> list[Event]:
    return [event_of(row) for row in EventRow.objects.order_by("arrival").values_list(*OF_THE_EVENT)]


def test_what_goes_in_comes_out() -> None:
    anna = somebody()
    sent = [
        event(anna, 1, "enrolled", {"name": "tight-psoas", "title": "Zähes „Zeug“ \u2028"}, program="ab" * 32),
        event(anna, 2, "exercise-skipped", {"reason": "hurts"}, session=anna.id, exercise="nod", side="left"),
        event(anna, 3, "measured", {"waist": 80.5, "tags": ["a", True, 1]}),
        event(anna, 4, "undone", corrects=anna.id),
    ]
    insert(anna, sent, received_ms=NOON_MS)
    assert kept() == sent


def test_sent_again_it_is_known_and_stays_one() -> None:
    anna = somebody()
    assert results(insert(anna, [pain(anna, 1), pain(anna, 2)], received_ms=1)) == ["stored", "stored"]
    assert results(insert(anna, [pain(anna, 2), pain(anna, 3)], received_ms=2)) == ["known", "stored"]
    assert [row.seq for row in EventRow.objects.order_by("arrival")] == [1, 2, 3]


def test_twice_in_one_batch_it_is_stored_the_first_time_and_known_the_second() -> None:
    anna = somebody()
    assert results(insert(anna, [pain(anna, 1), pain(anna, 2), pain(anna, 1)], received_ms=1)) == [
        "stored", "stored", "known",
    ]  # fmt: skip
    assert EventRow.objects.count() == 2


def test_of_two_events_with_one_id_the_first_stays_and_the_second_is_refused() -> None:
    anna = somebody()
    insert(anna, [pain(anna, 1, level=2)], received_ms=1)
    (receipt,) = insert(anna, [pain(anna, 1, level=9)], received_ms=2)
    assert receipt.result == Result.OTHER
    assert results(insert(anna, [pain(anna, 2), pain(anna, 2, level=9), pain(anna, 2)], received_ms=3)) == [
        "stored", "other", "known",
    ]  # fmt: skip
    assert kept() == [pain(anna, 1, level=2), pain(anna, 2)]


def test_another_persons_id_is_nobodys_business() -> None:
    anna, ben = somebody("Anna"), somebody("Ben", "Next door")
    carla = somebody("Carla")
    carla.clinic_id = anna.clinic_id
    carla.save()
    for person in (anna, ben, carla):
        assert results(insert(person, [pain(person, 1)], received_ms=1)) == ["stored"]
    assert EventRow.objects.count() == 3


def test_another_persons_event_is_a_mistake_of_the_caller() -> None:
    anna, ben = somebody("Anna"), somebody("Ben")
    with pytest.raises(ValueError, match="somebody else"):
        insert(anna, [pain(anna, 1), pain(ben, 2)], received_ms=1)
    with pytest.raises(ValueError, match="somebody else"):
        insert(anna, [dataclasses.replace(pain(anna, 1), clinic=ben.clinic_id)], received_ms=1)
    assert EventRow.objects.count() == 0


def test_more_than_one_statement_holds_goes_in_too() -> None:
    anna = somebody()
    receipts = insert(anna, [pain(anna, number) for number in range(1201)], received_ms=1)
    assert results(receipts) == ["stored"] * 1201
    assert EventRow.objects.count() == 1201


def test_nothing_is_nothing() -> None:
    assert insert(somebody(), [], received_ms=1) == []


def test_the_session_of_an_event_is_out_of_date_and_that_of_the_event_which_it_corrects() -> None:
    anna = somebody()
    insert(anna, [pain(anna, 1)], received_ms=1)
    SessionRow.objects.update(behind=False)
    insert(anna, [event(anna, 2, "undone", corrects=pain(anna, 1).id)], received_ms=2)
    assert SessionRow.objects.get().behind
    SessionRow.objects.update(behind=False)
    insert(anna, [event(anna, 3, "undone", corrects=event(anna, 2, "undone", corrects=anna.id).id)], received_ms=3)
    assert SessionRow.objects.get().behind


def test_what_is_known_already_puts_no_session_out_of_date() -> None:
    anna = somebody()
    insert(anna, [pain(anna, 1)], received_ms=1)
    SessionRow.objects.update(behind=False)
    insert(anna, [pain(anna, 1)], received_ms=2)
    assert not SessionRow.objects.get().behind


def test_events_that_correct_each_other_in_a_ring_do_no_harm() -> None:
    anna = somebody()
    one, two = pain(anna, 1), pain(anna, 2)
    ring = [dataclasses.replace(one, corrects=two.id), dataclasses.replace(two, corrects=one.id)]
    assert results(insert(anna, ring, received_ms=1)) == ["stored", "stored"]


class TestBatches(TestCase):
    @given(st.lists(st.lists(st.integers(0, 12), max_size=8), max_size=8))
    def test_in_whatever_batches_each_is_stored_once_where_it_came_first(self, batches: list[list[int]]) -> None:
        anna = somebody()
        came: list[int] = []
        for numbers in batches:
            receipts = insert(anna, [pain(anna, number) for number in numbers], received_ms=1)
            for number, receipt in zip(numbers, receipts, strict=True):
                assert receipt == Receipt(pain(anna, number).id, Result.KNOWN if number in came else Result.STORED)
                came += [number] * (receipt.result == Result.STORED)
        assert [row.seq for row in EventRow.objects.filter(person=anna).order_by("arrival")] == came
