"""Conditions of longer programs: when a phase is entered, and what an assessment's outcome leads to."""

from __future__ import annotations

from functools import lru_cache

from unkink.program.cursor import MOST_COUNT, Cursor


@lru_cache(maxsize=256)
def read_condition(text: str) -> str:
    """The one canonical spelling of an ``enter when`` condition.

    ``condition = clause {"and" clause}``,
    ``clause = "after" n ("weeks" | "sessions") | test ("at least" | "at most" | "below" | "above") ["-"] n``.

    Raises:
        DoseError: with the place, what was found and what could stand there.
    """
    return _ConditionReader(text).condition()


@lru_cache(maxsize=256)
def read_outcome(text: str) -> str:
    """The one canonical spelling of a ``choose by`` outcome: ``below 0``, ``at least 5`` or ``otherwise``."""
    return _ConditionReader(text).outcome()


class _ConditionReader(Cursor):
    def condition(self) -> str:
        clauses = [self._clause()]
        while self._take_if("and"):
            clauses.append(self._clause())
        self._end("the end of the condition")
        return " and ".join(clauses)

    def outcome(self) -> str:
        spelled = "otherwise" if self._take_if("otherwise") else self._comparison()
        self._end("the end of the outcome")
        return spelled

    def _clause(self) -> str:
        if self._take_if("after"):
            number = self._number(MOST_COUNT)
            unit = self._must("weeks", "week", "sessions")
            return f"after {number} {'sessions' if unit == 'sessions' else 'weeks'}"
        self._expected.append("the name of a test")
        if self._next.kind != "word":
            raise self._stuck()
        return f"{self._take().text} {self._comparison()}"

    def _comparison(self) -> str:
        how = f"at {self._must('least', 'most')}" if self._take_if("at") else self._must("below", "above")
        sign = "-" if self._take_if("-") else ""
        return f"{how} {sign}{self._number(MOST_COUNT, 0)}"

    def _end(self, what: str) -> None:
        if self._next.kind != "end":
            self._expected.append(what)
            raise self._stuck()
