"""What is counted of many lives, so that it can be added up in any order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from unkink.batch.laws import Violation

MOST_VIOLATIONS = 1000
"""So many are listed, those of the first people; all are counted."""


@dataclass(slots=True)
class Tally:
    """Counts of people, and of what they did and were told.

    The keys of ``rungs`` are exercise, side and rung on the last day; of ``changes`` the change and the rule that made
    it, at every session; of ``adherence`` a kind and tenths of the planned sessions that were done; of ``locks`` rules.
    ``locked`` are people who are locked on the last day; ``violations`` the first of ``broken``; ``checked`` those$
    whose whole log was decided on again, from the start and in another order.
    """

    people: int = 0
    sessions: int = 0
    decisions: int = 0
    checked: int = 0
    broken: int = 0
    locked: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    rungs: Counter[tuple[str, str, int]] = field(default_factory=Counter)
    changes: Counter[tuple[str, str]] = field(default_factory=Counter)
    adherence: Counter[tuple[str, int]] = field(default_factory=Counter)
    locks: Counter[str] = field(default_factory=Counter)
    violations: list[Violation] = field(default_factory=list)

    def add(self, other: Tally) -> None:
        """Take in what was counted of other people."""
        self.people += other.people
        self.sessions += other.sessions
        self.decisions += other.decisions
        self.checked += other.checked
        self.broken += other.broken
        self.locked += other.locked
        self.kinds.update(other.kinds)
        self.rungs.update(other.rungs)
        self.changes.update(other.changes)
        self.adherence.update(other.adherence)
        self.locks.update(other.locks)
        self.violations = sorted([*self.violations, *other.violations])[:MOST_VIOLATIONS]

    def breaks(self, violation: Violation) -> None:
        self.broken += 1
        if len(self.violations) < MOST_VIOLATIONS:
            self.violations.append(violation)


def total(tallies: Iterable[Tally]) -> Tally:
    whole = Tally()
    for one in tallies:
        whole.add(one)
    return whole
