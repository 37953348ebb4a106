"""The shipped questions ask for everything that the table of outcomes looks at, and for nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import cast

import pytest

from tests.unit.library.test_wording import CLAIMS_IN_PROGRAMS, claims_in
from unkink.coach.outcome_words import ScreeningWords
from unkink.coach.questions import AnswerKind, QuestionPage, QuestionSet, put_together, questions_of
from unkink.coach.reading_questions import LOCKS, check_outcome_words, check_questions
from unkink.coach.screening import CLEARED, QUESTIONS, SEEN, Outcome, screened
from unkink.program.check import check
from unkink.wire.facts import Fact, Facts
from unkink.wire.told import MOST_FACTS

LIBRARY = Path(__file__).parents[3] / "src/unkink/library"
FOLDER = LIBRARY / "screening"
NAMES = ("general", "hip", "ball")
FILES = [FOLDER / f"{name}.yaml" for name in (*NAMES, "outcomes")]
SAID_BY_AGE = {"under-18"}  # a log may say it without a number; the page asks for the number


def set_of(name: str) -> QuestionSet:
    checked = check_questions((FOLDER / f"{name}.yaml").read_bytes(), name)
    assert checked.questions is not None, checked.diagnostics
    assert checked.diagnostics == ()
    return checked.questions


def pages() -> tuple[QuestionPage, ...]:
    return put_together({name: set_of(name) for name in NAMES}, NAMES)


def words() -> ScreeningWords:
    checked = check_outcome_words((FOLDER / "outcomes.yaml").read_bytes())
    assert checked.words is not None, checked.diagnostics
    return checked.words


class Listening(Mapping[str, Fact]):
    """Facts that say the same to every name, and remember who asked."""

    def __init__(self, answer: Fact) -> None:
        self.answer = answer
        self.asked: set[str] = set()

    def __getitem__(self, name: str) -> Fact:
        self.asked.add(name)
        return self.answer

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0

    def __contains__(self, name: object) -> bool:
        self.asked.add(str(name))
        return True


def names_in_the_table() -> set[str]:
    """Every name that a row looks at, whatever the names before it say."""
    found: set[str] = set()
    for answer in (False, True, 0, 100):
        for row in QUESTIONS:
            facts = Listening(answer)
            row.when(cast(Facts, facts))
            found |= facts.asked
    return found


def heard_by_programs() -> set[str]:
    """Answers for which a shipped program names a substitute, but those about equipment."""
    found: set[str] = set()
    for file in (LIBRARY / "programs").glob("*.md"):
        program = check(file.read_bytes()).program
        assert program is not None
        found |= set(re.findall(r"^- instead when ([\w-]+):", file.read_text("utf-8"), re.MULTILINE))
        found -= {need.answer for section in program.sections.values() for need in section.needs}
    return found


def test_listening_to_the_table_hears_every_part_of_a_row() -> None:
    assert {"weeks-of-pain", "pain-worsening", "symptoms", "active", "ever-smoked", "kidney-disease"} <= (
        names_in_the_table()
    )


def test_every_answer_of_the_table_has_a_question_and_every_question_its_place() -> None:
    asked = {one.answer for one in questions_of(pages())}
    assert names_in_the_table() - asked == SAID_BY_AGE
    implied = {answer for row in QUESTIONS for answer in row.implies}
    assert asked - names_in_the_table() == heard_by_programs() - implied - names_in_the_table() == {"pinching-hip"}


def test_each_answer_is_asked_for_once_and_all_of_them_fit_into_one_event() -> None:
    asked = [one.answer for one in questions_of(pages())]
    assert len(asked) == len(set(asked)) < MOST_FACTS


def test_every_set_that_a_shipped_program_names_is_there() -> None:
    for file in (LIBRARY / "programs").glob("*.md"):
        program = check(file.read_bytes()).program
        assert program is not None and set(program.screening) <= set(NAMES)


def test_what_is_urgent_is_read_first_and_nothing_else_is_urgent() -> None:
    first, *later = pages()
    assert all(group.urgent for group in first.groups)
    assert not any(group.urgent for page in later for group in page.groups)
    urgent = {one.answer for group in first.groups for one in group.questions}
    at_once = {
        one.answer
        for one in questions_of(pages())
        if {lock for lock, _ in screened(Facts({one.answer: True})).locks} & {Outcome.EMERGENCY, Outcome.SAME_DAY}
    }
    assert urgent == at_once


def test_a_question_that_is_asked_only_at_times_depends_on_one_asked_before() -> None:
    before: set[str] = set()
    for page in pages():
        for group in page.groups:
            assert set(group.only_if) <= before, group.id
        before |= {one.answer for group in page.groups for one in group.questions}


def test_whoever_has_nothing_to_tell_is_through_in_a_few_taps() -> None:
    """One tap for each group that is asked of somebody well, and one for each page."""
    clean: Mapping[str, Fact] = {one.answer: False for one in questions_of(pages())} | {"weeks-of-pain": 0, "age": 40}
    shown = [page for page in pages() if page.asked(clean)]
    assert len(shown) <= 5
    assert len(shown) + sum(len(page.asked(clean)) for page in shown) <= 20


def test_weeks_are_chosen_on_either_side_of_the_six_that_the_table_asks_about() -> None:
    (question,) = (one for one in questions_of(pages()) if one.kind is AnswerKind.WEEKS)
    said = {one.number: bool(screened(Facts({question.answer: one.number})).advice) for one in question.choices}
    assert said == {0: False, 6: False, 7: True}


def test_content_knows_outcomes_as_words_alone() -> None:
    """What leads where is the table's: no set of questions names an outcome, and each outcome has its words."""
    for name in NAMES:
        text = (FOLDER / f"{name}.yaml").read_text("utf-8").lower()
        assert [str(one) for one in Outcome if re.search(rf"^\s*\S*{one}\S*:|: {one}$", text, re.MULTILINE)] == []
    assert set(words().outcomes) == set(Outcome)


def test_a_lock_says_what_opens_it_by_the_answers_that_the_coach_hears() -> None:
    claims = {outcome: one.claim.answer if one.claim else None for outcome, one in words().outcomes.items()}
    assert claims == {
        Outcome.EMERGENCY: SEEN,
        Outcome.SAME_DAY: SEEN,
        Outcome.PROFESSIONAL: CLEARED,
        Outcome.TWO_REDS: None,
        Outcome.OUT_OF_SCOPE: None,
        Outcome.ADVICE: None,
        Outcome.SWAP: None,
    }
    assert all(words().outcomes[outcome].do and words().outcomes[outcome].opens for outcome in LOCKS)
    assert "your local emergency number" in " ".join(words().outcomes[Outcome.EMERGENCY].do)


def test_every_answer_that_a_program_hears_has_words_for_what_it_changes() -> None:
    assert set(words().heard) == heard_by_programs()


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_questions_make_no_medical_claim(file: Path) -> None:
    assert claims_in(file.read_text("utf-8"), CLAIMS_IN_PROGRAMS) == []


def test_questions_are_short_enough_for_somebody_tired() -> None:
    asked = [group.ask for page in pages() for group in page.groups] + [one.ask for one in questions_of(pages())]
    assert [ask for ask in asked if len(ask.split()) > 28] == []
    assert [group.why for page in pages() for group in page.groups if len(group.why.split()) > 20] == []
