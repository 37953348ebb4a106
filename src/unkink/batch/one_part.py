"""From case to case of one exercise: its later days, sessions, and what else was told of it."""

from __future__ import annotations

from datetime import date

from unkink.batch.cases import Core, Led, Part, Train
from unkink.batch.facets import YESTERDAY
from unkink.batch.hearing import Heard
from unkink.batch.kept import Kept
from unkink.batch.sayings import Said
from unkink.batch.undated import BEFORE, LAST, TODAY, not_again, undated_footings, with_days, with_last
from unkink.coach import gaps
from unkink.coach.course import Course
from unkink.coach.footing import Footing
from unkink.coach.one_exercise import after_exercise
from unkink.coach.replacing import replace
from unkink.coach.replaying import Texts, replayed
from unkink.coach.steps import Steps
from unkink.coach.steps_up import Risen, told_late


class OneExercise:
    """What leads from one part to the next, worked out once for each core.

    ``sessions`` are the steps again, for what sessions say, so that nothing else takes the place of what they said.
    """

    def __init__(self, kept: Kept, texts: Texts, sessions: Steps) -> None:
        self.kept = kept
        self.texts = texts
        self.sessions = sessions
        self._trained: dict[tuple[str, tuple[Footing, ...], Said, Train], Led] = {}

    def later(self, part: Part, days: int) -> Part:
        """The same so many days later."""
        core = part.core
        led = core.later.get(days)
        if led is None:
            led = core.later[days] = self.kept.led(core.exercise, undated_footings(core.footings, days))
        later = part.later[days] = self.kept.onward(part, led)
        return later

    def missed(self, part: Part, away: int) -> Part:
        """After a session of today in which it had no place, so many days after the last one."""
        missed = part.missed[away] = self._part_missed(part, away, LAST)
        return missed

    def _part_missed(self, part: Part, away: int, which: date) -> Part:
        core = part.core
        footings = with_days(core.footings, away, which)
        return part if footings is core.footings else self.kept.onward(part, self.kept.led(core.exercise, footings))

    def trained(self, part: Part, key: tuple[Said, Train, int]) -> Part:
        """After a session of today, by what it said, what counts of the whole, and the days since the last one."""
        core, (said, train, away) = part.core, key
        after = self.kept.onward(part, core.trained.get((said, train)) or self._core_trained(core, said, train))
        if not is_plain(said, core):
            after = self._part_missed(after, away, BEFORE)
        part.trained[key] = after
        return after

    def _core_trained(self, core: Core, said: Said, train: Train) -> Led:
        """The days since the last session matter for what they lower, and to what was not done in this one."""
        dated = with_days(core.footings, train.away or 1)
        if is_plain(said, core):
            course = replace(train.course, footings=dated)
            ready = tuple([self._ready(one, course) for one in dated])
            whence = (core.exercise, ready, said, train)
            led = self._trained.get(whence)
            if led is None:
                led = self._trained[whence] = self._led_by(core, said, replace(course, footings=ready))
        else:
            led = self._led_by(core, said, replace(train.course, footings=dated))
        core.trained[said, train] = led
        return led

    def _led_by(self, core: Core, said: Said, course: Course) -> Led:
        done = undated_footings(after_exercise(course, self.sessions, said.sitting, core.exercise, said.known))
        if not is_plain(said, core):
            done = not_again(core.footings, course.footings, done)
        return self.kept.led(core.exercise, with_last(done, TODAY))

    def _ready(self, footing: Footing, course: Course) -> Footing:
        """How a session finds what is done in it: since when no longer matters."""
        found = gaps.after_gap(course, self.sessions, footing, TODAY)
        return replace(found, done=TODAY, set_on=None, because=footing.because)

    def heard(self, part: Part, heard: Heard) -> Part:
        """After something was told today that is no part of a session."""
        core = part.core
        led = core.heard.get(heard) or self._core_heard(core, heard)
        after = part.heard[heard] = self.kept.onward(part, led)
        return after

    def _core_heard(self, core: Core, heard: Heard) -> Led:
        """Nothing is told on the evening of a session but the session: whatever was done was so before today."""
        if heard.of_what_is_left_out and all(one.withheld is None for one in core.footings):
            led: Led = (core, tuple(range(len(core.footings))))
        else:
            course = Course(footings=with_days(core.footings, 1))
            course = replayed(course, self.texts, [heard.entry])
            footings = with_last(undated_footings(course.footings_of(core.exercise)), YESTERDAY)
            led = self.kept.led(core.exercise, footings)
        core.heard[heard] = led
        return led

    def late(self, was: Core, days: int, now: Core) -> tuple[Risen, ...]:
        """The steps up that a late answer made count anew, of how it was so many days ago."""
        late = was.late.get((now, days))
        if late is None:
            before = Course(footings=undated_footings(was.footings, days))
            late = was.late[now, days] = told_late(before, Course(footings=now.footings), TODAY)
        return late


def is_plain(said: Said, core: Core) -> bool:
    """Whether all of the exercise was done, and nothing ever stood in for it."""
    return said.plain and not core.stood_in
