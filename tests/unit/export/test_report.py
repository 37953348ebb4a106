"""The report: one page, whatever the log; read back with another library."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.unit.coach.people import FIRST, ZONE, Person
from tests.unit.export.read_back import ReadBack, read_back, squeezed
from unkink.coach.progress.from_log import progress_from
from unkink.coach.progress.progress import Note, Progress
from unkink.export.handout import NoLettersFor, Paper
from unkink.export.report import printed
from unkink.export.report.content import FITS, IS_NOT, report_of

MADE = date(2027, 2, 1)


@pytest.fixture(scope="module")
def progress() -> Progress:
    person = Person()
    for day in (0, 2, 4, 7, 9):
        person.train(day, 1)
    person.train(11, {"squat": 7})
    return progress_from(person.program, person.events, FIRST + timedelta(days=13), ZONE)


@pytest.fixture(scope="module")
def page(progress: Progress) -> ReadBack:
    return read_back(printed(progress, MADE, who="Anna <b>Kowalska</b>"))


def test_it_is_one_page_and_accessible(page: ReadBack) -> None:
    assert len(page.reader.pages) == 1
    assert "<pdfuaid:part>1</pdfuaid:part>" in page.metadata
    assert page.says("/MarkInfo", "/Marked") == "True"


def test_every_chart_says_in_words_what_it_shows(page: ReadBack, progress: Progress) -> None:
    report = report_of(progress)
    said = [str(one["/Alt"]) for one in page.tagged("/Figure")]
    for picture in (report.sessions, report.pain, *report.doses, *report.tests):
        assert any(picture.says in words for words in said), picture.title


@pytest.mark.parametrize("paper", Paper)
def test_the_letters_of_every_chart_are_nine_points_high_at_least(progress: Progress, paper: Paper) -> None:
    own = {7.8, 8.0, 8.6, 10.5, 19.0}  # those of the page around the charts
    of_charts = read_back(printed(progress, MADE, paper=paper)).font_sizes() - own
    assert len(of_charts) >= 2 and min(of_charts) >= 9


def test_who_when_doses_flags_and_what_it_is_not_stand_on_it(page: ReadBack, progress: Progress) -> None:
    report = report_of(progress)
    said = [cell for row in (*report.now, *report.flags) for cell in row]
    for words in ("Anna <b>Kowalska</b>", "4 January 2027 to", "6 sessions", *said, IS_NOT):
        assert squeezed(words) in page.squeezed, words


def test_why_the_whole_program_waits_is_said_once() -> None:
    person = Person()
    for day, pain in ((0, 1), (2, {"squat": 7}), (4, {"squat": 7})):
        person.train(day, pain)
    progress = progress_from(person.program, person.events, FIRST + timedelta(days=6), ZONE)
    (why,) = {one.says for one in progress.decision.reasons}
    report = report_of(progress)
    assert why in report.status
    assert {dose for _, _, dose in report.now} == {"left out for now"}


def test_without_a_name_there_is_none(progress: Progress) -> None:
    assert report_of(progress).who == ""


def test_the_same_report_is_the_same_file(progress: Progress) -> None:
    assert printed(progress, MADE) == printed(progress, MADE)
    assert printed(progress, MADE) != printed(progress, MADE + timedelta(days=1))


@pytest.mark.parametrize("paper", Paper)
def test_the_most_that_anybody_can_write_still_takes_one_page(progress: Progress, paper: Paper) -> None:
    notes = tuple(Note(MADE, "very " * 800 + "long " * 9) for _ in range(50))
    more = replace(progress, notes=notes, flags=progress.flags * 60, doses=progress.doses * 12, title="Word " * 60)
    decision = replace(progress.decision, exercises=progress.decision.exercises * 30)
    pdf = read_back(printed(replace(more, decision=decision), MADE, paper=paper, who="W" * 500))
    assert len(pdf.reader.pages) == 1
    assert "Notonthispage" in pdf.squeezed


def test_what_is_left_out_is_counted(progress: Progress) -> None:
    notes = tuple(Note(MADE, "fine") for _ in range(9))
    assert "8 earlier notes" in report_of(replace(progress, notes=notes), FITS[-1]).more


def test_letters_that_no_font_has_are_named(progress: Progress) -> None:
    with pytest.raises(NoLettersFor):
        printed(progress, MADE, who="\U0001f9d8\U000f0000")
