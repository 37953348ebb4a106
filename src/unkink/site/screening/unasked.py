"""Questions of a program that somebody changed to, which the one before had no need to ask."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from unkink.coach.decision import Ask, Asked, Decision, Status
from unkink.coach.footing import Because
from unkink.coach.questions import questions_of
from unkink.coach.reasons import reason
from unkink.program.program import Program
from unkink.site.accounts.models import Person
from unkink.site.programs.library import library
from unkink.site.screening.shelf import question_sets
from unkink.site.screening.telling import last_answers


def has_new_questions(person: Person, program: Program, before: Collection[str]) -> bool:
    """Whether a set that this program names was not asked, because none of those ``before`` (hashes) had to.

    Whoever has only ever been on programs that name the same sets costs no question to the database.
    """
    on_shelf = library().programs()
    lacking = {name for one in before if one in on_shelf for name in _named(program) - _named(on_shelf[one])}
    if not lacking:
        return False
    answers = last_answers(person)
    return bool(answers) and any(answers.keys().isdisjoint(_answers_of(name)) for name in lacking)


def with_new_questions(decision: Decision) -> Decision:
    """The decision where such questions wait: no session begins before they are answered."""
    asks = decision.asks
    if all(one.ask is not Ask.SCREENING for one in asks):
        asks = (Asked(Ask.SCREENING), *asks)
    if decision.status is not Status.READY:
        return replace(decision, asks=asks)
    because = (reason(Because("screening-first")),)
    return replace(decision, status=Status.SCREENING, not_before=None, reasons=because, asks=asks)


def _named(program: Program) -> set[str]:
    return set(program.screening) & question_sets().keys()


def _answers_of(name: str) -> set[str]:
    return {one.answer for one in questions_of(question_sets()[name].pages)}
