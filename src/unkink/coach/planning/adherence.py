"""Planned against done, week by week. What was not done is not counted up: a week is new every Monday."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from unkink.coach.planning.plan import Plan, Prospect
from unkink.coach.planning.slots import monday_of

COUNTED = (Prospect.PLANNED, Prospect.DONE, Prospect.PASSED)


@dataclass(frozen=True, slots=True)
class WeekKept:
    """``monday`` is its first day. ``done`` are sessions that took place, whether they were planned or not."""

    monday: date
    planned: int
    done: int

    @property
    def words(self) -> str:
        """``2 of 3``."""
        if not self.planned:
            return f"{self.done}, none planned" if self.done else "nothing planned"
        return f"{self.done} of {self.planned}"


def weeks_kept(plan: Plan, sessions: Iterable[date], today: date) -> tuple[WeekKept, ...]:
    """Every week of the plan up to that of today, the present one last. ``sessions`` are the days of those done."""
    return tuple(_weeks(plan, list(sessions), today))


def _weeks(plan: Plan, sessions: list[date], today: date) -> Iterator[WeekKept]:
    mondays = {monday_of(today), *(one.week for one in plan.sessions), *(monday_of(day) for day in sessions)}
    for monday in sorted(mondays):
        if monday_of(plan.first) <= monday <= monday_of(today):
            planned = sum(one.week == monday and one.prospect in COUNTED for one in plan.sessions)
            yield WeekKept(monday, planned, sum(monday_of(day) == monday for day in sessions))
