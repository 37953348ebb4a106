"""What a decision shows of a case: whether a session may begin, and each exercise of it."""

from __future__ import annotations

from collections.abc import Iterable
from operator import attrgetter

from unkink.batch.cases import Around, Core, Part, Play, State
from unkink.batch.facets import together
from unkink.batch.hearing import Items
from unkink.batch.kept import Kept
from unkink.batch.laws import bounds_of, broken_by_view
from unkink.batch.looks import Look, Shown, View, item_of, shown_of
from unkink.batch.undated import MARKS, TODAY, with_days
from unkink.coach import gaps, rules
from unkink.coach.course import Course
from unkink.coach.deciding import standing_on
from unkink.coach.prescribing import Today, prescribed
from unkink.coach.replacing import replace
from unkink.program.pressure import presses


class Showing:
    """What is shown of the cases of one program. Equal looks and views are the very same."""

    def __init__(self, kept: Kept) -> None:
        self.kept = kept
        self.steps = kept.steps
        self.bounds = bounds_of(self.steps.program, self.steps.exercises)
        self.places = {name: place for place, name in enumerate(self.steps.exercises)}
        self._looks: dict[tuple[object, ...], Look] = {}
        self._views: dict[tuple[object, ...], View] = {}
        self._items: dict[Items, Items] = {}

    def look(self, state: State) -> tuple[Look, list[View]]:
        """What a decision shows today."""
        rest, around = state.rest, self.kept.around(state)
        parts = state.parts if rest.exercises == self.steps.exercises else self._in_session(state)
        views = [part.views.get(around) or self._view(part, around) for part in parts]
        often = any(map(attrgetter("often"), views))
        look = rest.looks.get(often)
        if look is None:
            look = rest.looks[often] = self._look(state, often=often)
        return look, views

    def _in_session(self, state: State) -> list[Part]:
        return [state.parts[self.places[name]] for name in state.rest.exercises]

    def _look(self, state: State, *, often: bool) -> Look:
        """Whether a session may begin has to do with few things: where these are equal, so is the look."""
        course, names = state.rest.course, state.rest.exercises
        key = (course.locks, course.last, course.screened, course.rest, course.sore, often, names)
        known = self._looks.get(key)
        if known is None:
            known = self._looks[key] = self._stands(state)
        return known

    def _stands(self, state: State) -> Look:
        names = state.rest.exercises
        standing = standing_on(together(state), self.steps, names, TODAY)
        told = tuple(one.rule for one in standing.reasons)
        waits = None if standing.not_before is None else (standing.not_before - TODAY).days
        locks = frozenset(rule for rule in told if rule.startswith("lock-"))
        return Look(standing.status, locks, told, waits, names)

    def _view(self, part: Part, around: Around) -> View:
        core = part.core
        play = core.plays.get(around) or self._play(core, around)
        shown = tuple([_because(*one, part) for one in zip(play.shown, play.places, strict=True)])
        key = (shown, play.items, play.often)
        view = self._views.get(key)
        if view is None:
            pressing = any(presses(self.steps.program, item.variant) for item in play.items)
            broken = broken_by_view(shown, self.bounds[core.exercise])
            view = self._views[key] = View(core.exercise, shown, play.items, pressing, play.often, broken)
        part.views[around] = view
        return view

    def _play(self, core: Core, around: Around) -> Play:
        name = core.exercise
        course = replace(around.course, footings=with_days(core.footings, around.train.away))
        today = Today(course, self.steps, TODAY, frozenset(course.answers))
        doses = [prescribed(today, name, side) for side in self.steps.sides(name)]
        shown = tuple([shown_of(one, TODAY) for one in doses])
        places = tuple([tuple([PLACE_OF.get(why.events) for why in one.reasons]) for one in doses])
        items = tuple(item for one in doses if (item := item_of(one)) is not None)
        often = max(self._a_week(course, name)) >= rules.WITHOUT_REST_DAYS
        play = core.plays[around] = Play(shown, places, self._items.setdefault(items, items), often)
        return play

    def _a_week(self, course: Course, name: str) -> Iterable[int]:
        ladder = self.steps.ladder(name)
        for side in self.steps.sides(name):
            yield gaps.sessions_a_week(self.steps.program, name, ladder, course.footing(name, side).rung)


PLACE_OF = {mark.events: place for mark, place in MARKS.items()}


def _because(shown: Shown, places: tuple[int | None, ...], part: Part) -> Shown:
    """The same with the reasons of a part, where they are those of its footings."""
    if all(place is None for place in places):
        return shown
    pairs = zip(shown.rules, places, strict=True)
    return replace(shown, rules=tuple([rule if place is None else part.whys[place].rule for rule, place in pairs]))
