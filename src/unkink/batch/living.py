"""Lives: made-up people go through their weeks, one day after the other, and everything is held against the laws."""

from __future__ import annotations

from dataclasses import dataclass, field

from unkink.batch.carrying import Carried, Carrying, Stand
from unkink.batch.chance import OF
from unkink.batch.coach_cases import Cases
from unkink.batch.holding import Holding
from unkink.batch.kinds import USUAL, Morning, Report
from unkink.batch.looks import View
from unkink.batch.tally import Tally
from unkink.batch.telling import Deed, Verb
from unkink.batch.traits import A_DAY, CLEARED, CLEARED_BUT, NOTHING_NEW, Traits
from unkink.coach.decision import Status

WEEK = 7
DAYS_FOR_THE_MORNING = 7
WAYS_OUT = (CLEARED_BUT, NOTHING_NEW, *[CLEARED] * 6)
"""What people answer to come out of a lock: some that a professional cleared them, some only the questions again."""
CLOSED = (Status.LOCKED, Status.SCREENING)

ABOUT_A_SESSION = (Verb.TRAIN, Verb.MORNING, Verb.CONFESS)


@dataclass(slots=True)
class Life:
    """One person on their way: what they have told, where they stand, and what they did of what they had planned."""

    index: int
    traits: Traits
    weak: str
    carried: Carried
    stand: Stand
    holding: Holding
    deeds: list[Deed] = field(default_factory=list)
    trained: int = -1
    answered: bool = True
    planned: int = 0
    sessions: int = 0
    locks: set[str] = field(default_factory=set)


class Living:
    """Lives people of one program, and counts."""

    def __init__(self, cases: Cases) -> None:
        self.cases = cases
        self.carrying = Carrying(cases)
        self.names = cases.start.rest.exercises
        self.tally = Tally()
        self.seen: list[View] = []

    def live(self, index: int, traits: Traits, weeks: int) -> Life:
        """All of that person's weeks."""
        carried = Carried(self.cases.start)
        weak = self.names[traits.weak]
        life = Life(index, traits, weak, carried, self.carrying.stand(carried, 0), Holding(index, weak, self.tally))
        self._do(life, Verb.BEGIN, 0, traits.screening)
        for day in range(WEEK * weeks):
            chance = traits.chance[A_DAY * day : A_DAY * (day + 1)]
            self._morning(life, day, chance)
            self._evening(life, day, chance)
        self._count(life)
        return life

    # A day ----------------------------------------------------------------------------------------------------------

    def _morning(self, life: Life, day: int, chance: bytes) -> None:
        """The morning after is answered, or forgotten, or told days later; a lock is taken to a clinician."""
        if not life.answered and 0 < day - life.trained <= DAYS_FOR_THE_MORNING:
            answer = life.traits.habits.mornings[chance[0]]
            if answer is not None:
                life.answered = True
                self._do(life, Verb.MORNING, day, answer)
        elif life.stand.look.status is Status.REST and chance[0] < OF // 2:
            self._do(life, Verb.MORNING, day, USUAL)
        if life.stand.look.status in CLOSED and chance[1] < life.traits.habits.clinician:
            self._do(life, Verb.SCREEN, day, WAYS_OUT[chance[1] % len(WAYS_OUT)])

    def _evening(self, life: Life, day: int, chance: bytes) -> None:
        habits = life.traits.habits
        planned = day % WEEK in life.traits.weekdays
        life.planned += planned
        comes = chance[1] >= habits.misses if planned else chance[1] < habits.extra
        if comes and day != life.trained:
            stand = self.carrying.stand(life.carried, day)
            status = stand.look.status
            if stand.plan and (status is Status.READY or (status is Status.REST_DAY and not planned)):
                self._train(life, day, habits.reports[chance[2]])
                return
            if status is Status.SCREENING:
                self._do(life, Verb.SCREEN, day, life.traits.screening)
        if chance[3] < habits.by_hand:
            verb = Verb.TAKEN_BACK if chance[3] % 2 else Verb.BY_HAND
            self._do(life, verb, day, rung=self._rung(life) + 1)
        elif OF - chance[3] <= habits.confesses and life.sessions and day - life.trained <= DAYS_FOR_THE_MORNING:
            self._do(life, Verb.CONFESS, day)

    def _train(self, life: Life, day: int, report: Report) -> None:
        life.trained, life.answered = day, False
        life.sessions += 1
        self._do(life, Verb.TRAIN, day, report)

    def _rung(self, life: Life) -> int:
        """The highest on which the weak spot stands, on either side."""
        views = [view for view in life.stand.views if view.exercise == life.weak] or life.stand.views
        return max(one.rung for one in views[0].shown)

    def _do(self, life: Life, verb: Verb, day: int, what: Report | Morning | int | None = None, rung: int = 0) -> None:
        """What is done leads to another decision, and both are held against the laws."""
        carried, place = life.carried, life.traits.place(day)
        before = self.carrying.stand(carried, day)
        about, plan = (life.trained if verb in ABOUT_A_SESSION else -1), {}
        match verb, what:
            case Verb.TRAIN, Report() as report:
                plan = before.plan
                self.carrying.train(carried, day, place, report, plan, life.weak)
                self._count_plan(before)
            case Verb.MORNING, Morning() as morning:
                self.carrying.tell_morning(carried, day, place, morning)
            case Verb.CONFESS, _:
                self.carrying.confess(carried, day, place)
            case _:
                self.carrying.tell(carried, day, Deed(verb, 0, place, what, life.weak, rung))
        items = tuple(item for one in plan.values() for item in one)
        life.deeds.append(Deed(verb, day, place, what, life.weak, rung, about, items))
        after = self.carrying.stand(carried, day)
        life.holding.hold(verb, what, day, life.stand, before, after)
        life.stand = after
        life.locks |= after.look.locks

    # Counting -------------------------------------------------------------------------------------------------------

    def _count(self, life: Life) -> None:
        tally, kind, stand = self.tally, life.traits.habits.kind, life.stand
        tally.people += 1
        tally.sessions += life.sessions
        tally.decisions += 2 * len(life.deeds)
        tally.kinds[kind] += 1
        tally.locked += bool(stand.look.locks)
        tally.locks.update(life.locks)
        tally.adherence[kind, life.sessions * 10 // max(life.planned, 1)] += 1
        for view in stand.views:
            self._see(view)
            view.last += 1

    def _count_plan(self, stand: Stand) -> None:
        for view in stand.views:
            self._see(view)
            view.planned += 1

    def _see(self, view: View) -> None:
        if not view.planned and not view.last:
            self.seen.append(view)

    def count_views(self) -> None:
        """Count what was shown, and begin anew with the next people."""
        for view in self.seen:
            for one in view.shown:
                self.tally.changes[one.change, one.rules[0]] += view.planned
                if not one.instead and view.last:
                    self.tally.rungs[one.exercise, one.side or "", one.rung] += view.last
            view.planned = view.last = 0
        self.seen = []
