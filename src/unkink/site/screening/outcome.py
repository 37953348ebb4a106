"""What the answers led to, as a person reads it: what locks and why, what opens it, advice, and what is swapped."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from unkink.coach.days import day_of
from unkink.coach.decision import Change, Decision, Prescribed
from unkink.coach.outcome_words import Claim, OutcomeWords
from unkink.coach.questions import AnswerKind, QuestionInWords, questions_of
from unkink.coach.screening import QUESTIONS, Outcome, screened
from unkink.program.program import Program
from unkink.site.accounts.models import Person
from unkink.site.diary.reading import log_of
from unkink.site.diary.rows import OF_THE_EVENT, event_of
from unkink.site.screening.shelf import question_sets, screening_words
from unkink.wire.event import Event
from unkink.wire.facts import Fact, Facts
from unkink.wire.told import Screened

LOCK, ADVICE = "lock-", "advice-"


@dataclass(frozen=True, slots=True)
class Session:
    """A session in which something was told that locks."""

    id: UUID
    day: date


@dataclass(frozen=True, slots=True)
class LockTold:
    """One outcome that locks: its words, the person's own answers that led to it, and sessions that did."""

    outcome: Outcome
    words: OutcomeWords
    because: tuple[str, ...]
    sessions: tuple[Session, ...]


@dataclass(frozen=True, slots=True)
class Swapped:
    """An exercise that is done another way, and how that is meant."""

    exercise: str
    instead: str
    how: str


@dataclass(frozen=True, slots=True)
class OutcomeTold:
    """All of it. The locks stand in order, the gravest first."""

    locks: tuple[LockTold, ...]
    advice: tuple[str, ...]
    swaps: tuple[Swapped, ...]

    @property
    def claims(self) -> tuple[Claim, ...]:
        """What somebody may say of themselves to open the locks, each once."""
        return tuple(dict.fromkeys(lock.words.claim for lock in self.locks if lock.words.claim))

    @property
    def without_claim(self) -> bool:
        """Whether there is a lock that the answers alone may open."""
        return any(lock.words.claim is None for lock in self.locks)


def outcome_told(person: Person, program: Program, decision: Decision) -> OutcomeTold:
    advice = dict.fromkeys(one.says for one in decision.reasons if one.rule.startswith(ADVICE))
    return OutcomeTold(
        locks=tuple(_locks(person, decision)),
        advice=tuple(advice),
        swaps=tuple(dict.fromkeys(_swap(program, one) for one in decision.exercises if one.change is Change.SWAP)),
    )


# Locks ---------------------------------------------------------------------------------------------------------------


def _locks(person: Person, decision: Decision) -> Iterator[LockTold]:
    made = [one for one in decision.reasons if one.rule.startswith(LOCK)]
    events = _events(person, [id_ for one in made for id_ in one.events])
    for outcome in Outcome:
        ids = {id_ for one in made if one.rule == f"{LOCK}{outcome}" for id_ in one.events}
        if any(one.rule == f"{LOCK}{outcome}" for one in made):
            told = [event for event in events if event.id in ids]
            because = dict.fromkeys(words for event in told for words in _because(event, outcome))
            sessions = {event.session: day_of(event.at, event.tz) for event in told if event.session}
            where = tuple(Session(id_, day) for id_, day in sorted(sessions.items(), key=lambda one: one[1]))
            yield LockTold(outcome, screening_words().outcomes[outcome], tuple(because), where)


def _events(person: Person, ids: Sequence[UUID]) -> list[Event]:
    rows = log_of(person).filter(id__in=ids).values_list(*OF_THE_EVENT)
    return sorted(map(event_of, rows), key=lambda event: event.order)


def _because(event: Event, outcome: Outcome) -> Iterator[str]:
    if isinstance(event.data, Screened):
        answers = event.data.answers
        matching = {row for lock, row in screened(answers).locks if lock is outcome}
        for row in QUESTIONS:
            if row.id in matching:
                yield from map(_in_words, _witnesses(row.when, answers), [answers] * len(answers))


def _witnesses(when: Callable[[Facts], bool], answers: Facts) -> tuple[str, ...]:
    """The answers without which the row would not match; where several would each be enough, all of those."""
    told = [name for name, answer in answers.items() if answer is not False]
    return tuple(sorted({*_least(when, answers, told), *_least(when, answers, told[::-1])}))


def _least(when: Callable[[Facts], bool], answers: Facts, names: Iterable[str]) -> set[str]:
    left = dict(answers)
    for name in names:
        less = {one: answer for one, answer in left.items() if one != name}
        if when(Facts(less)):
            left = less
    return {name for name, answer in left.items() if answer is not False}


def _in_words(name: str, answers: Facts) -> str:
    question = _questions().get(name)
    if question is None:
        return name.replace("-", " ").capitalize()
    return _answer(question, answers[name])


def _answer(question: QuestionInWords, answer: Fact) -> str:
    match question.kind:
        case AnswerKind.TENTHS:
            return f"{question.ask}: {answer} of 10"
        case AnswerKind.AGE:
            return f"{question.ask}: {answer}"
        case AnswerKind.WEEKS:
            chosen = [one.words for one in question.choices if isinstance(answer, int) and one.number <= answer]
            return f"{question.ask}: {chosen[-1].removeprefix('Yes, ')}" if chosen else question.ask
        case _:
            return question.ask


def _questions() -> dict[str, QuestionInWords]:
    pages = [page for one in question_sets().values() for page in one.pages]
    return {question.answer: question for question in questions_of(pages)}


# Swaps ---------------------------------------------------------------------------------------------------------------


def _swap(program: Program, one: Prescribed) -> Swapped:
    assert one.variant is not None
    how = screening_words().heard.get(one.instead_of_because, "")
    return Swapped(one.title, program.exercise(one.variant).title, how)
