"""Views say what the log says: however it arrived, the bytes are those of a fold from the start."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from tests.unit.site.diary_events import NOON, SESSION, event, pain, somebody
from tests.unit.site.diary_logs import STARTED, logs
from unkink.coach.keeping import as_json
from unkink.coach.record import SessionRecord, record_of
from unkink.coach.standing import Standing
from unkink.coach.standing import standing_of as folded_standing
from unkink.site.accounts.models import Person
from unkink.site.diary.forget import forget_views
from unkink.site.diary.insert import insert
from unkink.site.diary.models import SessionRow, StandingRow
from unkink.site.diary.sessions import events_of, first_and_last_day, session_of, sessions_between
from unkink.site.diary.standing import standing_of
from unkink.site.diary.write import record
from unkink.wire.event import Event, Kind

LONG_AGO, FAR_AHEAD = NOON - timedelta(days=9000), NOON + timedelta(days=9000)


def views_of(person: Person) -> tuple[str | None, list[tuple[object, ...]]]:
    """Everything that is kept about the log beside the log itself, brought up to date."""
    standing_of(person)
    sessions_between(person, LONG_AGO, FAR_AHEAD)
    rows = SessionRow.objects.filter(person=person).order_by("session").values_list("session", "started_ms", "body")
    return StandingRow.objects.get(person=person).body, list(rows)


def in_batches(events: list[Event], sizes: list[int]) -> list[list[Event]]:
    rest, batches = list(events), []
    for size in sizes:
        batches.append(rest[:size])
        rest = rest[size:]
    return [batch for batch in [*batches, rest] if batch]


class TestViews(TestCase):
    @settings(max_examples=80)
    @given(st.data())
    def test_in_any_order_in_any_batches_twice_and_read_in_between_they_are_those_of_a_fold_from_the_start(
        self, data: st.DataObject
    ) -> None:
        anna = somebody()
        log = data.draw(logs(anna))
        arriving = data.draw(st.permutations(log + data.draw(st.lists(st.sampled_from(log), max_size=3))))
        for batch in in_batches(list(arriving), data.draw(st.lists(st.integers(0, 5), max_size=6))):
            insert(anna, batch, received_ms=1)
            if data.draw(st.booleans()):
                views_of(anna)
        kept = views_of(anna)
        forget_views(anna)
        assert views_of(anna) == kept
        standing, sessions = kept
        assert standing == as_json(folded_standing(log))
        for session, _, body in sessions:
            assert body == as_json(record_of(session, log))  # type: ignore[arg-type]


@pytest.mark.django_db
def test_a_session_shows_what_was_told_of_it_and_goes_when_it_is_taken_back_and_comes_again() -> None:
    anna = somebody()
    started = event(anna, 1, "session-started", STARTED, program="ab" * 32, session=SESSION)
    insert(anna, [started, pain(anna, 2, level=3)], received_ms=1)
    (shown,) = sessions_between(anna, NOON, FAR_AHEAD)
    assert (shown.session, shown.usual) == (SESSION, 3)
    back = record(anna, Kind.UNDONE, {}, now=NOON + timedelta(hours=1), session=SESSION, corrects=started.id)
    assert sessions_between(anna, NOON, FAR_AHEAD) == []
    taken_back = session_of(anna, SESSION)
    assert taken_back and taken_back.started is None
    record(anna, Kind.UNDONE, {}, now=NOON + timedelta(hours=2), session=SESSION, corrects=back.id)
    assert sessions_between(anna, NOON, FAR_AHEAD) == [shown]


@pytest.mark.django_db
def test_the_newest_session_comes_first_and_the_end_of_the_span_is_outside() -> None:
    anna = somebody()
    for number in (3, 1, 2):
        about = {"session": pain(anna, number).id, "program": "ab" * 32}
        insert(anna, [event(anna, number, "session-started", STARTED, **about)], received_ms=1)
    second = timedelta(seconds=1)
    spans = [record.started for record in sessions_between(anna, NOON + second, NOON + 3 * second)]
    assert spans == [NOON + 2 * second, NOON + second]
    assert first_and_last_day(anna) == (NOON.date(), NOON.date())


@pytest.mark.django_db
def test_an_empty_log_has_views_too() -> None:
    anna = somebody()
    assert standing_of(anna) == Standing()
    assert sessions_between(anna, LONG_AGO, FAR_AHEAD) == []
    assert first_and_last_day(anna) is None
    assert session_of(anna, SESSION) is None


@pytest.mark.django_db
def test_another_persons_session_is_none(django_assert_num_queries: object) -> None:
    anna, ben = somebody("Anna"), somebody("Ben")
    insert(anna, [pain(anna, 1)], received_ms=1)
    assert session_of(ben, SESSION) is None
    assert session_of(anna, SESSION) == SessionRecord(SESSION, usual=2)


@pytest.mark.django_db
def test_a_standing_that_is_up_to_date_costs_one_query(django_assert_num_queries: object) -> None:
    anna = somebody()
    insert(anna, [pain(anna, number) for number in range(30)], received_ms=1)
    first = standing_of(anna)
    with django_assert_num_queries(1):  # type: ignore[operator]
        assert standing_of(anna) == first
    sessions_between(anna, LONG_AGO, FAR_AHEAD)
    with django_assert_num_queries(1):  # type: ignore[operator]
        standing_of(anna)


@pytest.mark.django_db
def test_what_an_earlier_version_kept_is_folded_anew() -> None:
    anna = somebody()
    insert(anna, [pain(anna, 1)], received_ms=1)
    kept = views_of(anna)
    StandingRow.objects.update(body='{"rungs": {}}')
    SessionRow.objects.update(body='{"minutes": 12}')
    assert standing_of(anna).usual == 2
    assert session_of(anna, SESSION) == SessionRecord(SESSION, usual=2)
    forget_views(anna)
    assert views_of(anna) == kept


@pytest.mark.django_db
def test_the_events_of_a_session_come_each_once_also_those_that_correct_each_other() -> None:
    anna = somebody()
    started = event(anna, 1, "session-started", STARTED, program="ab" * 32, session=SESSION)
    insert(
        anna, [started, pain(anna, 2), event(anna, 3, "undone", session=SESSION, corrects=started.id)], received_ms=1
    )
    assert sorted(one.seq for one in events_of(anna, SESSION)) == [1, 2, 3]
