"""The questions of screening as they are asked: sets of pages that content holds, put together for a program.

What an answer leads to is not here: that is the table in ``unkink.coach.screening``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from unkink.wire.facts import Fact

FIRST_SET = "general"
"""What everybody is asked, whatever their program."""


class AnswerKind(StrEnum):
    """What an answer is: yes or no, a whole number from 0 to 10, weeks, or years of age."""

    YES = "yes"
    TENTHS = "0-10"
    WEEKS = "weeks"
    AGE = "age"


@dataclass(frozen=True, slots=True)
class AnswerChoice:
    """One number that can be chosen, and the words for it."""

    number: int
    words: str


@dataclass(frozen=True, slots=True)
class QuestionInWords:
    """One question: the name of its answer in the table, what is asked, and for weeks the numbers to choose from."""

    answer: str
    ask: str
    kind: AnswerKind = AnswerKind.YES
    choices: tuple[AnswerChoice, ...] = ()


@dataclass(frozen=True, slots=True)
class QuestionGroup:
    """Questions that are asked in one breath.

    ``none`` are the words by which all of them are answered with no; empty where each has its own yes and no.
    ``urgent``: those words come after the questions, so that they are read first. ``only_if``: asked only where one of
    these was answered with yes or with a number above 0.
    """

    id: str
    ask: str
    why: str
    questions: tuple[QuestionInWords, ...]
    none: str = ""
    urgent: bool = False
    only_if: tuple[str, ...] = ()

    def applies(self, answers: Mapping[str, Fact]) -> bool:
        return not self.only_if or any(_is_so(answers.get(name)) for name in self.only_if)


@dataclass(frozen=True, slots=True)
class QuestionPage:
    """What is shown at once."""

    id: str
    title: str
    lead: str
    groups: tuple[QuestionGroup, ...]

    def asked(self, answers: Mapping[str, Fact]) -> tuple[QuestionGroup, ...]:
        """The groups that concern somebody with these answers."""
        return tuple(group for group in self.groups if group.applies(answers))

    def open_in(self, answers: Mapping[str, Fact]) -> bool:
        """Whether something on it still has no answer."""
        return any(one.answer not in answers for group in self.asked(answers) for one in group.questions)


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """The questions that a program names under ``screening``."""

    name: str
    title: str
    pages: tuple[QuestionPage, ...]


def put_together(sets: Mapping[str, QuestionSet], names: Iterable[str]) -> tuple[QuestionPage, ...]:
    """The pages of these sets, the first set always among them; pages of one id become one.

    Unknown names are passed over: a program may name a set that is kept elsewhere.
    """
    pages: dict[str, QuestionPage] = {}
    for name in dict.fromkeys((FIRST_SET, *names)):
        for page in sets[name].pages if name in sets else ():
            known = pages.get(page.id)
            pages[page.id] = replace(known, groups=(*known.groups, *page.groups)) if known else page
    return tuple(pages.values())


def asked_pages(pages: Iterable[QuestionPage], answers: Mapping[str, Fact]) -> tuple[QuestionPage, ...]:
    """The pages with anything on them that concerns somebody with these answers."""
    return tuple(page for page in pages if page.asked(answers))


def answers_asked(pages: Iterable[QuestionPage], answers: Mapping[str, Fact]) -> dict[str, Fact]:
    """Of these answers those to questions that are asked; what came of a change of mind further ahead is left out."""
    names = {one.answer for page in pages for group in page.asked(answers) for one in group.questions}
    return {name: answer for name, answer in answers.items() if name in names}


def questions_of(pages: Sequence[QuestionPage]) -> Iterator[QuestionInWords]:
    """Every question, in the order in which they may be asked."""
    for page in pages:
        for group in page.groups:
            yield from group.questions


def _is_so(answer: Fact | None) -> bool:
    if isinstance(answer, bool):
        return answer
    return isinstance(answer, int | float) and answer > 0
