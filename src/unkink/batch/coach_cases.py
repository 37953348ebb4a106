"""From case to case, as the coach has it: each step is worked out once for everybody, by the coach's own functions."""

from __future__ import annotations

from unkink.batch.cases import Facet, For, Parts, Rest, State
from unkink.batch.facets import YESTERDAY, in_its_week, load_of, pains_of, rest_of, together
from unkink.batch.hearing import Heard, Items, Outing
from unkink.batch.kept import Kept, Project
from unkink.batch.one_part import OneExercise, is_plain
from unkink.batch.outings import Outings
from unkink.batch.places import FIRST
from unkink.batch.showing import Showing
from unkink.batch.undated import NOBODY, TODAY, undated_course
from unkink.coach import rules, weeks
from unkink.coach.course import Course
from unkink.coach.following import Following
from unkink.coach.judging import in_week
from unkink.coach.remembering import Remembered
from unkink.coach.replacing import replace
from unkink.coach.replaying import Entry, Moment, replayed
from unkink.coach.steps import Steps
from unkink.program.program import Program
from unkink.wire.event import Kind

MOST_VERDICTS = 50_000
"""So many are remembered, those on sessions as one exercise hears of them: each decides on many cases."""


class Cases:
    """All cases of one program, what leads from one to the next, and what is shown of each."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.following = Following(program)
        self.texts = self.following.texts
        self.steps = self.texts.today
        sessions = Steps(program, Remembered(MOST_VERDICTS))
        self.outings = Outings(program, self.following, sessions)
        self.kept = Kept(self.steps)
        self.showing = Showing(self.kept)
        self.places = self.showing.places
        self.one = OneExercise(self.kept, self.texts, sessions)
        self.start = self.kept.apart(Course())

    def later(self, state: State, days: int) -> State:
        """The same so many days later, when weeks have gone by."""
        return self._later(state, days, For.A_DAY) if days else state

    def into_session(self, state: State, later: State, days: int) -> State:
        """The same ``later``, so many days, on the way into a session: after a long time away weeks count anew."""
        away = state.rest.away
        new = away is None or away + days >= rules.SCREEN_AFTER
        return self._later(state, days, For.A_NEW_START) if new else later

    def _later(self, state: State, days: int, what: For) -> State:
        pains, load, rest, parts = state
        key = (days, what)
        pains_then = pains.later[key] if key in pains.later else self._facet_later(pains, key, pains_of)
        load_then = load.later.get(key) or self._facet_later(load, key, load_of)
        if pains_then is None or load_then is None:
            return self._all_later(state, days, what)
        if not days:
            return State(pains_then, load_then, rest, parts)
        rest_then = rest.later.get(days) or self._rest_later(rest, days)
        parts = [part.later.get(days) or self.one.later(part, days) for part in parts]
        return State(pains_then, load_then, rest_then, parts)

    def _facet_later(self, facet: Facet, key: tuple[int, For], of: Project) -> Facet | None:
        """None where it lowers all exercises, and so is no matter of this facet alone."""
        days, what = key
        last = None if what is For.A_NEW_START else YESTERDAY
        after = self._at(replace(undated_course(facet.course, days), last=last), what)
        then = facet.later[key] = None if after.footings else self.kept.facet(of, undated_course(after))
        return then

    def _all_later(self, state: State, days: int, what: For) -> State:
        return self.kept.apart(self._at(undated_course(together(state), days), what))

    def _at(self, course: Course, what: For) -> Course:
        return (weeks.at_day if what is For.A_DAY else weeks.at_session)(course, self.steps, TODAY)

    def _rest_later(self, rest: Rest, days: int) -> Rest:
        then = rest.later[days] = self.kept.rest(undated_course(rest.course, days))
        return then

    def trained(self, state: State, outing: Outing, plan: dict[str, Items]) -> State:
        """After a session of today."""
        pains, load, rest, before = state
        around, weak, others, away = self.kept.around(state).train, outing.weak, outing.others or outing, rest.away or 0
        all_of_it, known = self.outings.of_all(outing, plan)
        parts = before.copy() if len(plan) == len(before) else self._missed(before, away)
        for name, items in plan.items():
            place = self.places[name]
            said = self.outings.said(outing if name == weak else others, items, known=known)
            part = before[place]
            key = (said, around, 0 if is_plain(said, part.core) else away)
            parts[place] = part.trained.get(key) or self.one.trained(part, key)
        return State(
            pains.heard.get(all_of_it) or self._facet_trained(pains, all_of_it, pains_of),
            load.heard.get(all_of_it) or self._facet_trained(load, all_of_it, load_of),
            rest.heard.get(all_of_it) or self._rest_heard(rest, all_of_it),
            parts,
        )

    def _missed(self, parts: Parts, away: int) -> Parts:
        """What has no place in a session of today keeps its day, so many days ago."""
        return [part.missed.get(away) or self.one.missed(part, away) for part in parts]

    def _facet_trained(self, facet: Facet, heard: Heard, of: Project) -> Facet:
        sitting = heard.entry.sitting
        assert sitting is not None
        course = in_week(facet.course, sitting, heard.verdicts)
        after = facet.heard[heard] = self.kept.facet(of, undated_course(course))
        return after

    def heard(self, state: State, heard: Heard) -> State:
        """After something was told today that is no part of a session."""
        pains, load, rest, parts = state
        nothing_left = all(parts[self.places[name]].left_out for name in rest.exercises)
        if nothing_left or (heard.is_a_choice and (rest.away or 0) >= rules.REPEAT_AFTER):
            # Where nothing at all is left to do, a morning says more than where something is; a choice after a time
            # away is held against what that time had made of the rung.
            return self.kept.apart(replayed(together(state), self.texts, [heard.entry]))
        rest = rest.heard.get(heard) or self._rest_heard(rest, heard)
        return State(pains, load, rest, [part.heard.get(heard) or self.one.heard(part, heard) for part in parts])

    def _rest_heard(self, rest: Rest, heard: Heard) -> Rest:
        course = replayed(in_its_week(rest.course), self.texts, [heard.entry])
        after = rest.heard[heard] = self.kept.rest(undated_course(rest_of(course)))
        return after

    def told_late(self, before: Parts, days: int, after: Parts) -> Heard | None:
        """The steps up that an answer of today ended or let through, of how it was so many days ago; None for none."""
        late = [
            up
            for was, now in zip(before, after, strict=True)
            if was.core is not now.core
            for up in self.one.late(was.core, days, now.core)
        ]
        if not late:
            return None
        return self.outings.same(Entry(moment=Moment(NOBODY, FIRST, TODAY, Kind.MORNING, steps_up=tuple(late))))
