"""The page of progress, and the same on paper."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import cache

from tests.unit.coach.people import Person as Told
from tests.unit.export.read_back import read_back
from tests.unit.site.household import Cast, elsewhere, make_cast
from unkink.coach.progress.from_log import progress_from
from unkink.site.accounts.models import Person
from unkink.site.diary.importing import import_log
from unkink.site.diary.models import EventRow
from unkink.site.diary.write import record
from unkink.site.programs.library import library
from unkink.site.progress.case import progress_at, progress_for
from unkink.site.progress.views import charts
from unkink.wire.event import Event, Kind
from unkink.wire.words import Side
from unkink.wire.writing import line_of

pytestmark = pytest.mark.django_db
NAME = "tight-psoas"


@pytest.fixture
def cast() -> Cast:
    cache.clear()
    return make_cast()


def log_of_two_weeks(now: datetime) -> list[Event]:
    """Told on a shipped program, the last of it yesterday."""
    volume = library().volumes()[NAME]
    assert volume.handout is not None
    told = Told(volume.handout.program, NAME)
    for day in (0, 2, 4, 7):
        told.train(day, 1)
    told.train(9, {"glute-squeeze": 7})
    late = now - timedelta(days=1) - told.events[-1].at
    return [replace(one, at=(one.at + late).replace(microsecond=0)) for one in told.events]


def keep(person: Person, events: list[Event]) -> None:
    import_log(person, [line_of(one) for one in events], received_ms=0)


def test_somebody_new_sees_that_there_is_nothing_yet(cast: Cast) -> None:
    device = elsewhere(cast.anna)
    assert "Nothing to show yet." in device.get("/progress/").content.decode()
    answer = device.get("/progress/report.pdf")
    assert answer.status_code == 302 and answer["Location"] == "/progress/"


def test_the_site_and_the_command_see_the_same_progress(cast: Cast) -> None:
    """The site keeps records and a base of the coach's state; the command folds the log from its start."""
    now = datetime.now(UTC)
    events = log_of_two_weeks(now)
    keep(cast.anna, events)
    kept = progress_for(cast.anna, now)
    volume = library().volumes()[NAME]
    assert volume.handout is not None
    folded = progress_from(volume.handout.program, events, now, kept.decision.zone)
    assert (kept.answers, kept.doses, kept.flags) == (folded.answers, folded.doses, folded.flags)
    assert (kept.kept, kept.stretches, kept.notes) == (folded.kept, folded.stretches, folded.notes)
    assert any(run.why for one in kept.doses for run in one.runs)


def test_the_page_is_worked_out_once_and_after_every_change_is_what_it_is_from_scratch(cast: Cast) -> None:
    """Whatever is told next, what is shown is what a server that has just been started shows, byte for byte."""
    now = datetime.now(UTC)
    keep(cast.anna, log_of_two_weeks(now))
    device, shown = elsewhere(cast.anna), list[bytes]()
    for tell in (nothing_more, told_a_morning, took_it_back, measured_a_hold, chose_days, answered_the_questions):
        tell(cast.anna, now)
        page = device.get("/progress/").content
        worked_out = progress_at.cache_info().misses
        assert device.get("/progress/").content == page
        device.get("/progress/report.pdf")
        assert progress_at.cache_info().misses == worked_out
        forget()
        assert device.get("/progress/").content == page
        shown.append(page)
    assert shown[1] != shown[0] == shown[2] != shown[3]


def test_what_one_person_tells_changes_nothing_for_another(cast: Cast) -> None:
    now = datetime.now(UTC)
    for person in (cast.anna, cast.owner):
        keep(person, log_of_two_weeks(now))
    page = elsewhere(cast.anna).get("/progress/").content
    measured_a_hold(cast.owner, now)
    assert b"Knee-raise hold" in elsewhere(cast.owner).get("/progress/").content
    assert elsewhere(cast.anna).get("/progress/").content == page


@pytest.mark.parametrize("hours", [3, 10, 21])
def test_what_was_measured_today_is_shown_today(cast: Cast, hours: int) -> None:
    """At any hour: progress is that of the whole day."""
    now = datetime(2027, 3, 3, hours, 30, tzinfo=UTC)
    keep(cast.anna, log_of_two_weeks(now))
    measured_a_hold(cast.anna, now)
    assert [len(one.results) for one in progress_for(cast.anna, now).measured] == [1]


def test_what_waits_for_the_person_stands_above_the_charts(cast: Cast) -> None:
    """Who may not train now sees why, and what to do; a day of rest is nothing to be told of."""
    now = datetime.now(UTC)
    keep(cast.anna, log_of_two_weeks(now))
    answered_the_questions(cast.anna, now)
    device = elsewhere(cast.anna)
    assert 'class="waits"' not in device.get("/progress/").content.decode()
    told_a_morning(cast.anna, now)
    page = device.get("/progress/").content.decode()
    assert 'class="waits"' in page and "Rest until it is as usual." in page and 'href="/morning/usual-again/"' in page


def test_there_is_no_report_before_there_is_anything_on_it(cast: Cast) -> None:
    record(cast.anna, Kind.ENROLLED, {"name": NAME, "title": "T"}, now=datetime.now(UTC), program=shipped_hash())
    answer = elsewhere(cast.anna).get("/progress/report.pdf")
    assert (answer.status_code, answer["Location"]) == (302, "/progress/")


def shipped_hash() -> str:
    volume = library().volumes()[NAME]
    assert volume.handout is not None
    return volume.handout.program.hash


def forget() -> None:
    for known in (progress_at, charts):
        known.cache_clear()


def nothing_more(person: Person, now: datetime) -> None:
    pass


def told_a_morning(person: Person, now: datetime) -> None:
    session = progress_for(person, now).answers[-1].session
    record(person, Kind.MORNING, {"answer": "more pain"}, now=now, session=session)


def took_it_back(person: Person, now: datetime) -> None:
    last = EventRow.objects.filter(person=person.id).latest("arrival")
    record(person, Kind.UNDONE, {}, now=now, session=last.session, corrects=last.id)


def measured_a_hold(person: Person, now: datetime) -> None:
    data = {"test": "knee-raise-hold", "seconds": [23, 24, 26]}
    record(person, Kind.ASSESSMENT, data, now=now, side=Side.LEFT)


def chose_days(person: Person, now: datetime) -> None:
    record(person, Kind.SCHEDULE, {"days": ["mon", "thu"], "times": ["18:00", "18:00"]}, now=now)


def answered_the_questions(person: Person, now: datetime) -> None:
    record(person, Kind.SCREENING, {"answers": {}}, now=now)


def test_the_page_has_each_chart_with_words_and_a_table_and_the_report_is_one_page(cast: Cast) -> None:
    keep(cast.anna, log_of_two_weeks(datetime.now(UTC)))
    device = elsewhere(cast.anna)
    page = device.get("/progress/").content.decode()
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert page.count("<svg") == 3 * 2 + 5  # three are drawn for a phone and for a desk, five exercises once
    assert page.count("<details") >= 8
    assert page.count("<caption>") >= 8 and 'scope="row"' in page
    assert "5 sessions in all since" in page
    assert "The worst was 7, on" in page
    assert 'style="' not in page and "<style" not in page
    pdf = read_back(device.get("/progress/report.pdf?paper=letter&name=Anna+K").content)
    assert len(pdf.reader.pages) == 1
    assert "AnnaK" in pdf.squeezed
    assert float(pdf.reader.pages[0].mediabox.width) == 612
    assert "Anna" not in read_back(device.get("/progress/report.pdf").content).squeezed
