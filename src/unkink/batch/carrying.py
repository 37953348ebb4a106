"""A person's course from day to day, by the cases of everybody.

As in the coach, an answer that comes later changes the session that it is about, and all that came since follows anew.
Made-up people only ever answer for their last session; all before it stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from operator import attrgetter

from unkink.batch.cases import Part, State
from unkink.batch.coach_cases import Cases
from unkink.batch.hearing import Heard, Items, Outing
from unkink.batch.kinds import Morning, Report
from unkink.batch.laws import Broken, broken_by_day
from unkink.batch.looks import Look, View
from unkink.batch.telling import Deed, Verb
from unkink.coach.rules import DAYS_FOR_THE_MORNING


@dataclass(slots=True, eq=False)
class Stand:
    """A decision of one day, of that ``state``. ``plan`` is what is to be done, by exercise."""

    look: Look
    views: list[View]
    state: State | None = None
    _plan: dict[str, Items] | None = None

    @property
    def plan(self) -> dict[str, Items]:
        plan = self._plan
        if plan is None:
            plan = self._plan = {view.exercise: view.items for view in self.views if view.items}
        return plan

    @property
    def idle(self) -> bool:
        """Nothing locks, and still there is nothing to do: all of it is left out."""
        return not self.look.closed and not any(view.doses for view in self.views)

    @property
    def breaks(self) -> bool:
        """Whether it may break a law by itself: a look that locks is looked at more closely."""
        return self.look.closed or any(map(attrgetter("broken"), self.views))

    @property
    def broken(self) -> Iterator[Broken]:
        """The laws that it breaks by itself, with the exercises."""
        yield from broken_by_day(self.look, self.views)
        yield from ((law, view.exercise) for view in self.views for law in view.broken)


@dataclass(slots=True)
class Carried:
    """Where a person has come to: ``state`` is that of ``day``, after everything that was told.

    ``evening`` is the day of the last session, ``before`` the state on the way into it, ``since`` what was told later
    that is no part of it, with the day. ``stood`` is the decision of day ``stood_on``, while nothing happens.
    """

    state: State
    day: int = 0
    evening: int = -1
    before: State | None = None
    outing: Outing | None = None
    plan: dict[str, Items] = field(default_factory=dict)
    weak: str = ""
    since: list[tuple[int, Heard]] = field(default_factory=list)
    stood: Stand | None = None
    stood_on: int = -1


class Carrying:
    """Carries courses on, by the cases of one program."""

    def __init__(self, cases: Cases) -> None:
        self.cases = cases

    def stand(self, course: Carried, day: int) -> Stand:
        """What a decision shows on that day, the same in the evening as in the morning, while nothing happens."""
        if course.stood is None or course.stood_on != day:
            state = self.cases.later(course.state, day - course.day)
            course.stood = Stand(*self.cases.showing.look(state), state)
            course.stood_on = day
        return course.stood

    def _later(self, course: Carried, day: int) -> State:
        """The state of that day, while nothing happens."""
        stood = course.stood
        if stood is not None and course.stood_on == day and stood.state is not None:
            return stood.state
        return self.cases.later(course.state, day - course.day)

    def train(self, course: Carried, day: int, place: int, report: Report, plan: dict[str, Items], weak: str) -> None:
        course.before = self.cases.into_session(course.state, self._later(course, day), day - course.day)
        course.day = course.evening = day
        course.outing = self.cases.outings.begun(place, report, weak)
        course.plan, course.weak = plan, weak
        course.since.clear()
        self._again(course)

    def tell_morning(self, course: Carried, day: int, place: int, morning: Morning) -> None:
        """The morning after the last session, however long after."""
        deed = Deed(Verb.MORNING, day - course.evening, place, morning, about=0)
        self._answer(course, day, deed, self.cases.outings.morning(deed))

    def confess(self, course: Carried, day: int, place: int) -> None:
        """That it hurt in the last session after all."""
        self._answer(course, day, Deed(Verb.CONFESS, day - course.evening, place, None, course.weak, about=0), None)

    def tell(self, course: Carried, day: int, deed: Deed) -> None:
        """What is no part of a session."""
        for heard in self.cases.outings.moments(deed):
            self._hear(course, day, heard)

    def _answer(self, course: Carried, day: int, deed: Deed, heard: Heard | None) -> None:
        outing, parts, days = course.outing, course.state.parts, day - course.day
        assert outing is not None
        reaches = deed.day <= DAYS_FOR_THE_MORNING
        late = reaches and (outing.answered or any(one.is_a_choice for _, one in course.since))
        if reaches:
            course.outing = self.cases.outings.further(outing, deed)
            self._again(course)
        if heard is not None:
            self._hear(course, day, heard)
        if late:
            self._count(course, day, parts, days)

    def _count(self, course: Carried, day: int, parts: list[Part], days: int) -> None:
        """Steps up that were on show, and that this answer ended; and those that it let through."""
        now = self._later(course, day).parts
        heard = self.cases.told_late(parts, days, now)
        if heard is not None:
            self._hear(course, day, heard)

    def _again(self, course: Carried) -> None:
        """The last session as it is told now, and everything since."""
        assert course.before is not None and course.outing is not None
        since = course.since
        course.state = self.cases.trained(course.before, course.outing, course.plan)
        course.day, course.since, course.stood = course.evening, [], None
        for day, heard in since:
            self._hear(course, day, heard)

    def _hear(self, course: Carried, day: int, heard: Heard) -> None:
        course.state = self.cases.heard(self._later(course, day), heard)
        course.day, course.stood = day, None
        course.since.append((day, heard))
