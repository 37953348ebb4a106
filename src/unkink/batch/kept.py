"""Every case that there has been. Equal ones are the very same, so that one is known by itself."""

from __future__ import annotations

from collections.abc import Callable

from unkink.batch.cases import Around, Core, Facet, Led, Part, Rest, State, Train, Whys
from unkink.batch.facets import load_of, pains_of, rest_of
from unkink.batch.places import FIRST
from unkink.batch.undated import MARK, MARKS, TODAY, undated_course, undated_footings, with_last
from unkink.coach import rules
from unkink.coach.course import Course, Week
from unkink.coach.footing import Footing
from unkink.coach.phases import moving_on
from unkink.coach.replacing import replace
from unkink.coach.steps import Steps

Project = Callable[[Course], Course]


class Kept:
    """The cases of one program. ``count`` is how many there are."""

    def __init__(self, steps: Steps) -> None:
        self.steps = steps
        self.count = 0
        self._cores: dict[tuple[str, tuple[Footing, ...]], Core] = {}
        self._facets: dict[tuple[Project, Course], Facet] = {}
        self._rests: dict[Course, Rest] = {}
        self._arounds: dict[tuple[Course, int], Around] = {}
        self._trains: dict[tuple[Course, int], Train] = {}

    def apart(self, course: Course) -> State:
        """The facets and parts of a course."""
        course = undated_course(course)
        parts = [self._part(name, course) for name in self.steps.exercises]
        return State(self.facet(pains_of, course), self.facet(load_of, course), self.rest(rest_of(course)), parts)

    def facet(self, of: Project, course: Course) -> Facet:
        """What that facet holds of a course."""
        key = (of, of(course))
        if key not in self._facets:
            self.count += 1
            self._facets[key] = Facet(key[1], key[1].easier_week)
        return self._facets[key]

    def rest(self, course: Course) -> Rest:
        """The facet of the rest, of a course that holds nothing else."""
        if course not in self._rests:
            self.count += 1
            away = None if course.last is None else (TODAY - course.last).days
            self._rests[course] = Rest(course, away, self._session(course))
        return self._rests[course]

    def _session(self, course: Course) -> tuple[str, ...]:
        """The session of today, in the phase that somebody is in where there are phases."""
        return moving_on.session_of(moving_on.at_day(course, self.steps, TODAY), self.steps, TODAY).exercises

    def around(self, state: State) -> Around:
        """What of the whole has to do with every exercise."""
        easier, rest = state.load.easier, state.rest
        return rest.arounds.get(easier) or self._around_of(rest, easier=easier)

    def _around_of(self, rest: Rest, *, easier: bool) -> Around:
        """Of locks no more than which rules there are, since an exercise that is locked says no more than that."""
        course = rest.course
        locks = tuple(replace(one, cause="", told=FIRST) for one in course.locks)
        away = rest.away if rest.away and rest.away >= rules.REPEAT_AFTER else 0
        counts = Course(answers=course.answers, chosen=course.chosen, week=Week(0), deload=0 if easier else None)
        train = self._trains.setdefault((counts, away), Train(counts, away))
        shown = replace(counts, advice=course.advice, locks=locks)
        around = self._arounds.setdefault((shown, away), Around(shown, train))
        rest.arounds[easier] = around
        return around

    def _part(self, exercise: str, course: Course) -> Part:
        """The part of a whole course."""
        footings = with_last(undated_footings(course.footings_of(exercise)), course.last)
        core, _ = self.led(exercise, footings)
        return self._with_whys(core, tuple([one.because for one in footings]))

    def led(self, exercise: str, footings: tuple[Footing, ...]) -> Led:
        """Where somebody stands on one exercise, by footings without a calendar, with marks for reasons of before."""
        key = (exercise, tuple([replace(one, because=mark) for one, mark in zip(footings, MARK, strict=False)]))
        core = self._cores.get(key)
        if core is None:
            self.count += 1
            main = {one.side: one.withheld for one in footings if one.instead is None}
            left_out = all(main.get(side) is not None for side in self.steps.sides(exercise))
            stood_in = any(one.instead is not None for one in footings)
            core = self._cores[key] = Core(exercise, key[1], left_out, stood_in)
        return core, tuple([MARKS.get(one.because, one.because) for one in footings])

    def onward(self, part: Part, led: Led) -> Part:
        """The part that this leads to, with the reasons that it had where there are no others."""
        core, whys = led
        return self._with_whys(core, tuple([part.whys[one] if isinstance(one, int) else one for one in whys]))

    def _with_whys(self, core: Core, whys: Whys) -> Part:
        part = core.parts.get(whys)
        if part is None:
            self.count += 1
            part = core.parts[whys] = Part(core, whys, core.left_out)
        return part
