"""Conditions of longer programs: when a phase is entered, and what an assessment's outcome leads to."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from unkink.program.cursor import MOST_COUNT, Cursor


@dataclass(frozen=True, slots=True)
class Bound:
    """``at least -5``: what a test's value is held against. ``how`` is as it is written."""

    how: str
    number: int

    def holds(self, value: float) -> bool:
        match self.how:
            case "at least":
                return value >= self.number
            case "at most":
                return value <= self.number
            case "below":
                return value < self.number
            case _:
                return value > self.number

    def __str__(self) -> str:
        return f"{self.how} {self.number}"


@dataclass(frozen=True, slots=True)
class After:
    """``after 2 weeks`` or ``after 6 sessions`` of the phase before. ``unit`` is one of the two words."""

    count: int
    unit: str

    def __str__(self) -> str:
        return f"after {self.count} {self.unit}"


@dataclass(frozen=True, slots=True)
class Measured:
    """``thigh-angle at least 0``: the name of a test, and the bound for its value."""

    test: str
    bound: Bound

    def __str__(self) -> str:
        return f"{self.test} {self.bound}"


Clause = After | Measured
OTHERWISE = "otherwise"


@lru_cache(maxsize=256)
def clauses_of(text: str) -> tuple[Clause, ...]:
    """The clauses of an ``enter when`` condition, all of which have to hold.

    ``condition = clause {"and" clause}``,
    ``clause = "after" n ("weeks" | "sessions") | test ("at least" | "at most" | "below" | "above") ["-"] n``.

    Raises:
        DoseError: with the place, what was found and what could stand there.
    """
    return _ConditionReader(text).condition()


@lru_cache(maxsize=256)
def bound_of(text: str) -> Bound | None:
    """The bound of a ``choose by`` outcome: ``below 0``, ``at least 5``; None for ``otherwise``.

    Raises:
        DoseError: as `clauses_of`.
    """
    return _ConditionReader(text).outcome()


def read_condition(text: str) -> str:
    """The one canonical spelling of an ``enter when`` condition. Raises DoseError as `clauses_of`."""
    return " and ".join(map(str, clauses_of(text)))


def read_outcome(text: str) -> str:
    """The one canonical spelling of a ``choose by`` outcome. Raises DoseError as `clauses_of`."""
    return str(bound_of(text) or OTHERWISE)


class _ConditionReader(Cursor):
    def condition(self) -> tuple[Clause, ...]:
        clauses = [self._clause()]
        while self._take_if("and"):
            clauses.append(self._clause())
        self._end("the end of the condition")
        return tuple(clauses)

    def outcome(self) -> Bound | None:
        bound = None if self._take_if(OTHERWISE) else self._bound()
        self._end("the end of the outcome")
        return bound

    def _clause(self) -> Clause:
        if self._take_if("after"):
            number = self._number(MOST_COUNT)
            unit = self._must("weeks", "week", "sessions")
            return After(number, "sessions" if unit == "sessions" else "weeks")
        self._expected.append("the name of a test")
        if self._next.kind != "word":
            raise self._stuck()
        return Measured(self._take().text, self._bound())

    def _bound(self) -> Bound:
        how = f"at {self._must('least', 'most')}" if self._take_if("at") else self._must("below", "above")
        sign = -1 if self._take_if("-") else 1
        return Bound(how, sign * self._number(MOST_COUNT, 0))

    def _end(self, what: str) -> None:
        if self._next.kind != "end":
            self._expected.append(what)
            raise self._stuck()
