"""The shipped questions, read once."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

from unkink.coach.outcome_words import ScreeningWords
from unkink.coach.questions import QuestionPage, QuestionSet, put_together
from unkink.coach.reading_questions import check_outcome_words, check_questions
from unkink.program.program import Program

OUTCOMES = "outcomes"
ENDING = ".yaml"


@cache
def question_sets() -> Mapping[str, QuestionSet]:
    """Every set of questions, by name."""
    sets: dict[str, QuestionSet] = {}
    for file in _folder().iterdir():
        name = file.name.removesuffix(ENDING)
        if file.name.endswith(ENDING) and name != OUTCOMES:
            checked = check_questions(file.read_bytes(), name)
            assert checked.questions is not None, checked.diagnostics
            sets[name] = checked.questions
    return sets


@cache
def screening_words() -> ScreeningWords:
    """What a person reads of each outcome."""
    checked = check_outcome_words((_folder() / f"{OUTCOMES}{ENDING}").read_bytes())
    assert checked.words is not None, checked.diagnostics
    return checked.words


def pages_for(program: Program) -> tuple[QuestionPage, ...]:
    """The questions that come before this program."""
    return put_together(question_sets(), program.screening)


def _folder() -> Traversable:
    return resources.files("unkink.library") / "screening"
