"""One page of questions as a form: what is shown of it, and what was sent back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import QueryDict

from unkink.coach.questions import AnswerKind, QuestionGroup, QuestionInWords, QuestionPage
from unkink.wire.facts import Fact

NONE, YES, NO = "none", "yes", "no"
MOST_TENTHS = 10
YOUNGEST, OLDEST = 1, 120

CHOOSE = "Please choose what is so, or “{none}”."
BOTH = "One line is chosen, and “{none}” as well. Which of the two is it?"
YES_OR_NO = "Please choose yes or no."
ONE = "Please choose one."
AGE = "Please write your age in years, such as 42."


@dataclass(frozen=True, slots=True)
class Option:
    """One line that can be chosen."""

    value: str
    words: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class ShownGroup:
    """A group as it stands on the page.

    ``field`` is the name under which its answer is sent, ``shape`` one of ``lines``, ``row``, ``scale`` and ``number``.
    ``said`` is the question beside a field to type into; ``none`` the line that denies all of them.
    """

    group: QuestionGroup
    field: str
    shape: str
    options: tuple[Option, ...]
    said: str = ""
    none: Option | None = None
    typed: str = ""
    wrong: str = ""


@dataclass(frozen=True, slots=True)
class Sent:
    """What one page said: the answers that are plain, and for each group that is not, in words, what is open."""

    answers: Mapping[str, Fact]
    wrong: Mapping[str, str]


def read_page(page: QuestionPage, sent: QueryDict, before: Mapping[str, Fact]) -> Sent:
    """The answers on the page, for somebody who answered ``before`` so on the others."""
    answers: dict[str, Fact] = {}
    wrong: dict[str, str] = {}
    for group in page.asked(before):
        try:
            answers |= _read_group(group, sent)
        except _Open as still:
            wrong[group.id] = str(still)
    return Sent(answers, wrong)


def shown_page(
    page: QuestionPage,
    answers: Mapping[str, Fact],
    sent: QueryDict | None = None,
    wrong: Mapping[str, str] | None = None,
) -> tuple[ShownGroup, ...]:
    """The groups with what is chosen in them: as it was sent, else as it was answered before."""
    wrong = wrong or {}
    return tuple(
        _shown(group, _as_sent(group, sent) if sent and group.id in wrong else _as_known(group, answers), wrong)
        for group in page.asked(answers)
    )


class _Open(Exception):
    """A group that has no plain answer yet."""


def _read_group(group: QuestionGroup, sent: QueryDict) -> dict[str, Fact]:
    if not group.none:
        return {one.answer: _read_one(one, sent.get(one.answer, "").strip()) for one in group.questions}
    chosen = set(sent.getlist(group.id))
    so = {one.answer: one.answer in chosen for one in group.questions}
    if NONE in chosen and any(so.values()):
        raise _Open(BOTH.format(none=group.none))
    if NONE not in chosen and not any(so.values()):
        raise _Open(CHOOSE.format(none=group.none))
    return dict(so)


def _read_one(question: QuestionInWords, text: str) -> Fact:
    match question.kind:
        case AnswerKind.YES if text in (YES, NO):
            return text == YES
        case AnswerKind.YES:
            raise _Open(YES_OR_NO)
        case AnswerKind.AGE:
            return _number(text, range(YOUNGEST, OLDEST + 1), AGE)
        case AnswerKind.TENTHS:
            return _number(text, range(MOST_TENTHS + 1), ONE)
        case AnswerKind.WEEKS:
            return _number(text, [one.number for one in question.choices], ONE)


def _number(text: str, within: range | list[int], else_say: str) -> int:
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 4 else -1
    if number not in within:
        raise _Open(else_say)
    return number


# Shown ---------------------------------------------------------------------------------------------------------------


def _as_sent(group: QuestionGroup, sent: QueryDict) -> frozenset[str]:
    return frozenset(sent.getlist(group.id if group.none else group.questions[0].answer))


def _as_known(group: QuestionGroup, answers: Mapping[str, Fact]) -> frozenset[str]:
    """The values that would be sent for these answers."""
    known = {one.answer: answers[one.answer] for one in group.questions if one.answer in answers}
    if not known:
        return frozenset()
    if group.none:
        return frozenset(name for name, answer in known.items() if answer is True) or frozenset({NONE})
    (answer,) = known.values()
    return frozenset({YES if answer is True else NO if answer is False else str(answer)})


def _shown(group: QuestionGroup, chosen: frozenset[str], wrong: Mapping[str, str]) -> ShownGroup:
    open_ = wrong.get(group.id, "")
    if group.none:
        options = tuple(Option(one.answer, one.ask, one.answer in chosen) for one in group.questions)
        return ShownGroup(group, group.id, "lines", options, none=Option(NONE, group.none, NONE in chosen), wrong=open_)
    (question,) = group.questions
    shape, values = _values(question)
    options = tuple(Option(value, words, value in chosen) for value, words in values)
    typed = next(iter(chosen), "") if shape == "number" else ""
    return ShownGroup(group, question.answer, shape, options, said=question.ask, typed=typed, wrong=open_)


def _values(question: QuestionInWords) -> tuple[str, list[tuple[str, str]]]:
    match question.kind:
        case AnswerKind.YES:
            return "row", [(YES, "Yes"), (NO, "No")]
        case AnswerKind.TENTHS:
            return "scale", [(str(level), str(level)) for level in range(MOST_TENTHS + 1)]
        case AnswerKind.WEEKS:
            return "lines", [(str(one.number), one.words) for one in question.choices]
        case AnswerKind.AGE:
            return "number", []
