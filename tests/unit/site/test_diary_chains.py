"""Corrections of corrections of corrections: whoever sends thousands in a row keeps nobody else waiting."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest

from tests.unit.site.diary_events import HASH, NOON, SESSION, event, id_of, somebody
from unkink.site.accounts.models import Person
from unkink.site.diary.behind import fall_behind
from unkink.site.diary.changes import bring_back, take_back
from unkink.site.diary.insert import insert
from unkink.site.diary.models import SessionRow
from unkink.site.diary.sessions import session_of
from unkink.wire.event import Event

pytestmark = pytest.mark.django_db
LONG = 1_500
STARTED = {"kind": "whole", "items": [], "missing": [], "first_side": "left", "pace": "timed"}


def started(person: Person) -> Event:
    return event(person, 0, "session-started", STARTED, session=SESSION, program=HASH)


def undoings(person: Person, count: int) -> list[Event]:
    """Each undoes the one before it; the first undoes event 0."""
    return [event(person, number, "undone", corrects=id_of(number - 1)) for number in range(1, count + 1)]


def counts(person: Person) -> bool:
    record = session_of(person, SESSION)
    return record is not None and record.started is not None


@pytest.mark.parametrize("length", [LONG, LONG + 1])
def test_whether_a_session_counts_at_the_end_of_a_long_chain(length: int) -> None:
    person = somebody()
    insert(person, [started(person), *undoings(person, length)], received_ms=1)
    assert counts(person) == (length % 2 == 0)


@pytest.mark.parametrize("length", [LONG, LONG + 1])
def test_a_session_at_the_end_of_a_long_chain_is_taken_back_and_brought_back(length: int) -> None:
    person = somebody()
    insert(person, [started(person), *undoings(person, length)], received_ms=1)
    take_back(person, SESSION, now=NOON)
    assert not counts(person)
    bring_back(person, SESSION, now=NOON)
    assert counts(person)
    bring_back(person, SESSION, now=NOON)
    assert counts(person), "there is nothing to bring back"


def test_undoings_in_a_ring_count_for_nothing() -> None:
    person = somebody()
    one = event(person, 1, "undone", corrects=id_of(2), session=SESSION)
    two = event(person, 2, "undone", corrects=id_of(1), session=SESSION)
    insert(person, [started(person), one, two], received_ms=1)
    bring_back(person, SESSION, now=NOON)
    assert counts(person)


def test_a_longer_chain_takes_no_more_questions(
    django_assert_max_num_queries: Callable[[int], AbstractContextManager[object]],
) -> None:
    person = somebody()
    chain = undoings(person, LONG)
    insert(person, [started(person), *chain[:-1]], received_ms=1)
    SessionRow.objects.update(behind=False)
    with django_assert_max_num_queries(20):
        insert(person, chain[-1:], received_ms=1)
    assert SessionRow.objects.get().behind, "the session at the other end is folded anew"


def test_two_that_correct_what_has_not_arrived_hang_together() -> None:
    """When one comes, the session that the other names is folded anew: which of them counts may have changed."""
    person = somebody()
    told = {"reason": "finished"}
    one, two = (
        event(person, number, "session-ended", told, session=session, corrects=id_of(9))
        for number, session in ((1, SESSION), (2, id_of(77)))
    )
    insert(person, [one], received_ms=1)
    SessionRow.objects.update(behind=False)
    insert(person, [two], received_ms=1)
    assert SessionRow.objects.filter(behind=True).count() == 2


def test_nobody_elses_chain_is_followed() -> None:
    anna, ben = somebody("Anna"), somebody("Ben")
    for person in (anna, ben):
        insert(person, [started(person), *undoings(person, 3)], received_ms=1)
    SessionRow.objects.update(behind=False)
    fall_behind(anna, undoings(anna, 3)[-1:])
    assert [row.person for row in SessionRow.objects.filter(behind=True)] == [anna]
