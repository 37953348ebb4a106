"""Sessions as the coach has heard of them, and other things that were told: each worked out once, from its events.

A session that was told is the same for everybody who told the same of it, on their day. It is folded from its events by
the coach, for one exercise as if that had been all of it, and for the whole as if there had been two: the weak spot and
any other, since all others are told alike. How hard or long anything was says nothing about the whole.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import replace
from functools import reduce

from unkink.batch import sayings
from unkink.batch.hearing import Heard, Items, Outing
from unkink.batch.kinds import How, Level, Report
from unkink.batch.sayings import Said
from unkink.batch.telling import Deed, Verb, events_of, sides_of
from unkink.batch.undated import undated
from unkink.coach.days import day_of
from unkink.coach.following import Followed, Following
from unkink.coach.one_exercise import known_by_morning
from unkink.coach.replaying import Entry
from unkink.coach.settling import settled
from unkink.coach.sitting import Sitting
from unkink.coach.steps import Steps
from unkink.coach.verdicts import verdicts_of
from unkink.program.pressure import presses
from unkink.program.program import Program
from unkink.wire.told import PlannedItem
from unkink.wire.words import Side

NOTHING: tuple[Level, Level] = (0, 0)


class Outings:
    """Everything that was ever told, for one program."""

    def __init__(self, program: Program, following: Following, steps: Steps) -> None:
        self.program = program
        self.following = following
        self.steps = steps
        self._begun: dict[tuple[object, ...], Outing] = {}
        self._moments: dict[tuple[object, ...], tuple[Heard, ...]] = {}
        self._same: dict[Entry, Heard] = {}
        self._same_items: dict[Items, Items] = {}
        self._said: dict[tuple[Hashable, int], Said] = {}
        self._all: dict[Hashable, Heard] = {}
        self._typical: dict[tuple[str, bool, bool], PlannedItem] = {}

    def begun(self, place: int, report: Report, weak: str) -> Outing:
        """A session that nothing more was told of yet."""
        key = (place, report, weak)
        found = self._begun.get(key)
        if found is None:
            others = None
            if weak:
                others = self.begun(place, replace(report, weak=NOTHING, how=How.ALL, felt=None, feeling=None), "")
            found = self._begun[key] = Outing(Deed(Verb.TRAIN, 0, place, report, weak, about=0), weak, others=others)
        return found

    def further(self, outing: Outing, deed: Deed) -> Outing:
        """The session with a morning, or with something told late, ``deed.day`` days after it."""
        key = (deed.verb, deed.day, deed.place, id(deed.what))
        found = outing.further.get(key)
        if found is None:
            others = outing.others
            if others is not None and deed.verb is Verb.MORNING:
                others = self.further(others, deed)
            answered = outing.answered or deed.verb is Verb.MORNING
            found = outing.further[key] = Outing(deed, outing.weak, outing, others, answered)
        return found

    def said(self, outing: Outing, items: Items, *, known: bool) -> Said:
        """What it says of one exercise, as these items of it. Equal items have to be the same.

        How much was prescribed says nothing of how it went.
        """
        key = (id(items), known)
        said = outing.said.get(key)
        if said is None:
            says = self._says(outing, self._same_of(_any_dose(item) for item in items), known=known)
            said = self._said.get((says, id(items)))
            if said is None:
                sitting = self._of_one(outing, items)
                plain = self._is_plain(sitting, items[0].exercise)
                said = self._said[says, id(items)] = Said(sitting, known, plain)
            outing.said[key] = said
        return said

    def _is_plain(self, sitting: Sitting, exercise: str) -> bool:
        """Whether all of it was done, and nothing that may ever stand in for it."""
        steps = self.steps
        own = {rung.exercise for rung in steps.ladder(exercise).rungs} - steps.standing_in(exercise)
        verdicts = verdicts_of(sitting, steps)
        return [one.side for one in verdicts] == list(steps.sides(exercise)) and all(
            one.done and all(way.variant in own for record in one.records for way in record.ways) for one in verdicts
        )

    def _says(self, outing: Outing, items: Items, *, known: bool) -> Hashable:
        key = (id(items), known)
        if key not in outing.says:
            outing.says[key] = sayings.of_one(self._of_one(outing, items), self.following.texts.today, known=known)
        return outing.says[key]

    def of_all(self, outing: Outing, plan: Mapping[str, Items]) -> tuple[Heard, bool]:
        """The whole session, and whether it was known by morning what had hurt.

        It is that of the weak spot and of two others, one under pressure, where it had them: all others are told alike,
        and only of phases it matters which they are.
        """
        key = tuple([id(items) for items in plan.values()])
        return outing.of_all.get(key) or self._of_all(outing, key, plan)

    def _of_all(self, outing: Outing, key: tuple[int, ...], plan: Mapping[str, Items]) -> tuple[Heard, bool]:
        weak = plan.get(outing.weak, ())
        others = [item for name, items in plan.items() if name != outing.weak for item in items]
        two = {bool(presses(self.program, item.variant)): item for item in sorted(others, key=_tells_pain)}
        if not self.program.phases:
            two = {pressing: self._typical_of(outing, pressing, one) for pressing, one in two.items()}
        items = self._same_of(_any_dose(item) for item in (*weak, *two.values()))
        found = outing.of_all.get((id(items),))
        if found is None:
            sitting = self._of_one(outing, items)
            says = sayings.of_all(sitting, self.following.texts.today)
            heard = self._all.get(says)
            if heard is None:
                heard = self._all[says] = Heard(Entry(sitting), verdicts_of(sitting, self.following.texts.today))
            found = outing.of_all[id(items),] = (heard, known_by_morning(sitting))
        outing.of_all[key] = found
        return found

    def _typical_of(self, outing: Outing, pressing: bool, item: PlannedItem) -> PlannedItem:  # noqa: FBT001  a key
        """The same of all that are told like this one."""
        return self._typical.setdefault((outing.weak, pressing, _tells_pain(item)), item)

    def _same_of(self, items: Iterable[PlannedItem]) -> Items:
        every = tuple(items)
        return self._same_items.setdefault(every, every)

    def _of_one(self, outing: Outing, items: Items) -> Sitting:
        """The session as if these items had been all of it."""
        sitting = outing.of_one.get(id(items))
        if sitting is None:
            sitting = outing.of_one[id(items)] = self._sitting(outing, items)
        return sitting

    def morning(self, deed: Deed) -> Heard:
        """That a morning was told, ``deed.day`` days after a session: which may be so long ago that it is gone."""
        key = (deed.day, deed.place, id(deed.what))
        if key not in self._moments:
            sitting = self._sitting(Outing(Deed(Verb.TRAIN, 0, deed.place, Report(), about=0), ""), ())
            (event,) = events_of(deed, self.program)
            kept = self.following.let_go(Followed(entries=(Entry(sitting),)), day_of(event.at, event.tz))
            self._moments[key] = self._heard(self.following.fold.step(kept, event), deed.day)
        (heard,) = self._moments[key]
        return heard

    def moments(self, deed: Deed) -> tuple[Heard, ...]:
        """What a deed of today says that is no part of a session; nothing where it is taken back at once."""
        key = (deed.verb, deed.place, deed.what, deed.weak, deed.rung)
        if key not in self._moments:
            told = settled(events_of(deed, self.program)).events
            self._moments[key] = self._heard(reduce(self.following.fold.step, told, Followed()), 0)
        return self._moments[key]

    def _heard(self, state: Followed, days: int) -> tuple[Heard, ...]:
        """What is no session, told from so many days later."""
        moments = (undated(one.moment, days) for one in state.entries if one.moment is not None)
        return tuple(self.same(Entry(moment=one)) for one in moments)

    def same(self, entry: Entry) -> Heard:
        """Of equal entries the very same."""
        return self._same.setdefault(entry, Heard(entry))

    def _sitting(self, outing: Outing, items: Items) -> Sitting:
        """Folded from its events by the coach's own step; what was told until the last deed is known already."""
        before = outing.before
        deed = replace(outing.deed, plan=items) if before is None else outing.deed
        state = Followed() if before is None else Followed(entries=(Entry(self._of_one(before, items)),))
        for event in events_of(deed, self.program):
            state = Followed(entries=self.following.fold.step(state, event).entries[:1])
        sitting = state.entries[0].sitting
        assert sitting is not None
        return sitting


def _tells_pain(item: PlannedItem) -> bool:
    """Pain away from the weak spot is told once for both sides."""
    return item.side is not Side.RIGHT


def _any_dose(item: PlannedItem) -> PlannedItem:
    dose = "1 rep" if sides_of(item) == (None,) else "1 rep per side"
    return PlannedItem(item.exercise, item.variant, 0, dose, sets=1, reps=1, side=item.side)
