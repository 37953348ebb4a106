"""Laws of the plan and of the calendar, over whatever people choose, do and change."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import Any

import icalendar
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.coach.plans import LEGS, MONDAY, Log, after, legs
from unkink.coach.deciding import decide
from unkink.coach.keeping import as_json, from_json
from unkink.coach.planning.plan import Plan
from unkink.coach.planning.schedule import Days, Move, Schedule, Stay, Weekly
from unkink.coach.planning.schedule_facts import WEEKDAYS, facts_of, schedule_of
from unkink.export.calendar import Publication, Whose, document, published, renewed
from unkink.export.calendar.publication import Published
from unkink.wire.event import Kind
from unkink.wire.facts import Facts
from unkink.wire.words import SessionKind

ZONES = ("Europe/Warsaw", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "Pacific/Apia", "UTC")
DAILY = legs("7 a week")
WHOSE = Whose("somebody", "https://unkink.example.org/")

days = st.integers(0, 40).map(after)
times = st.sampled_from([time(0, 30), time(2, 30), time(3, 59), time(4), time(7, 30), time(12), time(19), time(23, 30)])
ranges = st.tuples(days, st.integers(0, 9)).map(lambda one: Days(one[0], one[0] + timedelta(days=one[1])))
weekly = st.lists(
    st.builds(Weekly, st.integers(0, 6), times, st.sampled_from(SessionKind)),
    max_size=7,
    unique_by=lambda one: one.weekday,
).map(lambda found: tuple(sorted(found, key=lambda one: one.weekday)))
moves = st.builds(
    Move,
    st.tuples(days, st.integers(1, 4)).map(lambda one: f"{one[0]:%G-W%V}-{one[1]}"),
    days,
    times,
)
schedules = st.builds(
    Schedule,
    weekly,
    st.lists(ranges, max_size=2).map(tuple),
    st.lists(st.builds(Stay, ranges, st.sampled_from(ZONES)), max_size=2).map(tuple),
    st.lists(moves, max_size=4).map(tuple),
    st.none() | st.integers(0, 600),
)


def choose(log: Log, day: date, schedule: Schedule, at: str = "06:02") -> None:
    log.tell(log.at(day, at), Kind.SCHEDULE, Facts(facts_of(schedule)))


@st.composite
def lives(draw: st.DrawFn) -> Log:
    """Some weeks in which somebody chose, chose otherwise, travelled, and did what they did."""
    log = Log(zone=draw(st.sampled_from(ZONES)))
    log.enrol(MONDAY)
    log.screen(MONDAY)
    choose(log, MONDAY, draw(schedules))
    for day in sorted(draw(st.lists(days, min_size=2, max_size=10))):
        if draw(st.booleans()):
            log.do(day, draw(st.sampled_from(["02:00", "07:00", "23:30"])))
        else:
            choose(log, day, draw(schedules))
    return log


moments = st.lists(st.tuples(days, times), min_size=3, max_size=5).map(sorted)


def neighbours(plan: Plan, done: list[date]) -> list[tuple[Any, ...]]:
    """Pairs of sessions ahead, or of one ahead and one done, without a day between."""
    ahead = plan.ahead
    pairs = [(one, other) for place, one in enumerate(ahead) for other in ahead[place + 1 :]]
    near = [
        (one.start, other.start)
        for one, other in pairs
        if abs((one.day - other.day).days) < 2 or abs((one.start.date() - other.start.date()).days) < 2
    ]
    return [*near, *((one.start, day) for one in ahead for day in done if abs((one.day - day).days) < 2)]


@settings(max_examples=40)
@given(lives(), days)
def test_two_sessions_never_lie_on_neighbouring_days_where_rest_is_asked(log: Log, day: date) -> None:
    """Whatever was chosen, moved and done, by the calendar and by the coach's days."""
    plan = log.plan(day)
    assert neighbours(plan, list(log.past(log.at(day, "12:00")).sessions)) == []


@settings(max_examples=40)
@given(lives(), days)
def test_no_week_has_more_than_the_program_asks_for_and_no_day_two(log: Log, day: date) -> None:
    for program, most in ((LEGS, 3), (DAILY, 7)):
        ahead = log.plan(day, program=program).ahead
        assert all(sum(other.week == one.week for other in ahead) <= most for one in ahead)
        assert len({one.day for one in ahead}) == len(ahead)


@settings(max_examples=40)
@given(lives(), days)
def test_nothing_is_planned_on_a_holiday_before_now_or_after_the_end(log: Log, day: date) -> None:
    plan = log.plan(day)
    for one in plan.ahead:
        assert not plan.schedule.is_holiday(one.start.date())
        assert one.start > log.at(day, "12:00")
        assert one.start.date() <= plan.last + timedelta(days=1)  # a day that a zone left out begins on the next


@settings(max_examples=40)
@given(lives(), days)
def test_every_session_has_an_id_of_its_own(log: Log, day: date) -> None:
    ids = [one.id for one in log.plan(day).sessions]
    assert len(set(ids)) == len(ids)


@settings(max_examples=40)
@given(lives(), days, st.randoms(use_true_random=False))
def test_the_order_of_delivery_changes_no_plan(log: Log, day: date, random: Any) -> None:
    plan = log.plan(day)
    log.events += log.events[:3]
    random.shuffle(log.events)
    assert log.plan(day) == plan


@given(weekly, weekly, times)
def test_other_days_and_times_keep_the_ids(one: tuple[Weekly, ...], other: tuple[Weekly, ...], at: time) -> None:
    """A week of as many days has the same sessions, wherever they lie."""
    log = Log()
    log.enrol(MONDAY)
    choose(log, MONDAY, Schedule(one), "00:01")
    before = {session.id for session in log.plan(MONDAY, "00:02").sessions}
    choose(log, MONDAY, Schedule(other), "00:03")
    after_it = {session.id for session in log.plan(MONDAY, "00:04").sessions}
    assert (before == after_it) == (len(one) == len(other))
    assert before <= after_it or after_it <= before


@given(schedules)
def test_a_schedule_written_is_read_again(schedule: Schedule) -> None:
    assert schedule_of(Facts(facts_of(schedule))) == (schedule, ())


scalars = st.booleans() | st.integers(-5, 2000) | st.text(max_size=12) | st.sampled_from([*WEEKDAYS, "07:30", "25:00"])
anything = st.dictionaries(
    st.sampled_from(["days", "time", "times", "kinds", "holidays", "stays", "moved", "reminder"]),
    scalars | st.lists(scalars, max_size=4),
)


@given(anything)
def test_whatever_facts_there_are_a_schedule_comes_of_them(facts: Any) -> None:
    """What is not understood is told, and never an error."""
    schedule, _ = schedule_of(Facts(facts))
    assert schedule_of(Facts(facts_of(schedule)))[0] == schedule


def publications(log: Log, when: list[tuple[date, time]]) -> list[tuple[datetime, Publication]]:
    """What a subscriber reads at each of these moments."""
    publication, found = Publication(), []
    for day, at in when:
        now = log.at(day, f"{at:%H:%M}")
        decision = decide(LEGS, log.events, now, log.zone)
        publication = renewed(publication, LEGS, decision, log.past(now), WHOSE)
        found.append((now, publication))
    return found


def entries(publication: Publication) -> dict[str, Published]:
    return {one.entry.uid: one for one in publication.entries}


@settings(max_examples=25)
@given(lives(), moments)
def test_the_number_of_an_entry_rises_exactly_when_it_changed(log: Log, when: list[tuple[date, time]]) -> None:
    """And the moment of its change with it. Nothing that was read disappears before its day is long over."""
    read = publications(log, when)
    for (_, before), (now, later) in pairwise(read):
        known = entries(later)
        for uid, one in entries(before).items():
            if uid not in known:
                assert one.entry.begins < now - timedelta(days=27)
            elif known[uid].entry == one.entry:
                assert known[uid] == one
            else:
                assert known[uid].sequence == one.sequence + 1 and known[uid].changed == now
                still_ahead = max(one.entry.begins, known[uid].entry.begins) > now
                assert still_ahead, "what has begun stays as it was, unless it is moved ahead"


@settings(max_examples=25)
@given(lives(), moments)
def test_what_two_parsers_read_is_what_was_published(log: Log, when: list[tuple[date, time]]) -> None:
    """Ids, moments, lengths and numbers, once through icalendar and once through vobject."""
    import vobject

    _, publication = publications(log, when)[-1]
    body = document(publication, "Legs")
    assert document(from_json(Publication, as_json(publication)), "Legs") == document(
        Publication(tuple(_to_the_millisecond(one) for one in publication.entries)), "Legs"
    )
    expected = {
        uid: (one.entry.begins, one.entry.minutes, one.sequence, one.entry.status, one.entry.description)
        for uid, one in entries(publication).items()
    }
    read = {str(event["UID"]): _read(event) for event in icalendar.Calendar.from_ical(body).events}
    assert read.keys() == expected.keys()
    for uid, (begins, minutes, *others) in expected.items():
        assert read[uid] == (begins, minutes, *others)
    again = vobject.readOne(body.decode())
    for event in getattr(again, "vevent_list", []):
        begins, _, sequence, status, description = expected[event.uid.value]
        assert event.dtstart.value == begins
        assert (int(event.sequence.value), event.status.value, event.description.value) == (
            sequence,
            status,
            description,
        )


def _read(event: Any) -> tuple[object, ...]:
    """Minutes are counted in UTC: within one zone Python counts what the clocks show."""
    minutes = (event.end.astimezone(UTC) - event.start.astimezone(UTC)) // timedelta(minutes=1)
    return event.start, minutes, int(event["SEQUENCE"]), str(event["STATUS"]), str(event["DESCRIPTION"])


def _to_the_millisecond(one: Published) -> Published:
    kept = one.changed.replace(microsecond=one.changed.microsecond // 1000 * 1000)
    return Published(one.entry, one.sequence, kept)


@settings(max_examples=25)
@given(lives(), moments)
def test_no_session_has_two_reminders_and_none_that_waits_has_one(log: Log, when: list[tuple[date, time]]) -> None:
    _, publication = publications(log, when)[-1]
    for event in icalendar.Calendar.from_ical(document(publication, "Legs")).events:
        alarms = event.walk("VALARM")
        assert len(alarms) <= 1
        assert not alarms or event["STATUS"] == "CONFIRMED"


@settings(max_examples=25)
@given(lives(), moments)
def test_reading_twice_changes_nothing(log: Log, when: list[tuple[date, time]]) -> None:
    now, publication = publications(log, when)[-1]
    ahead = [one.entry for one in publication.entries if one.entry.begins > now and one.entry.status != "CANCELLED"]
    assert published(publication, ahead, now) == publication
