"""Laws of the coach, held against people who do and tell anything at all, step by step."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Any
from uuid import UUID

from hypothesis import HealthCheck, event, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from tests.unit.coach.people import FIRST, ZONE
from unkink.coach.days import day_of
from unkink.coach.deciding import decide, decided
from unkink.coach.decision import Change, Decision, Prescribed, Status
from unkink.coach.folding import Snapshot
from unkink.coach.following import Followed, Following
from unkink.coach.keeping import as_json, from_json
from unkink.program.check import check
from unkink.program.dose import Reps
from unkink.program.ladder import ladder_of
from unkink.program.program import Program
from unkink.wire.event import Event, Kind
from unkink.wire.facts import Facts
from unkink.wire.told import (
    Amount,
    Enrolled,
    ExerciseDone,
    ExerciseEased,
    Exertion,
    MorningAfter,
    Pain,
    PlannedItem,
    RungSet,
    Screened,
    SessionEnded,
    SessionStarted,
    Told,
    Undone,
)
from unkink.wire.words import EndReason, Felt, MorningAnswer, PainOf, SessionKind, SetBy, Side, Starting

TEXT = """---
format: 1
title: Three
sessions: 2-3 a week
---

## Squat {#squat}

- dose: 4 reps
- instead when bad-knee: bridge: 5 reps
- easier:
  - half-squat: 4 reps
- harder:
  - reps +1 to 7

1. Sit down, and stand up again.

## Reach {#reach}

- dose: 2-4 reps per side
- sides: separate

1. Reach.

## Lunge {#lunge}

- dose: 3-6 reps per side

1. Step forward and bend both knees.

## Half squat {#half-squat}

- variant of: squat

1. Sit down half-way.

## Bridge {#bridge}

- variant of: squat

1. Lift your hips.
"""


def three_exercises() -> Program:
    program = check(TEXT.encode()).program
    assert program is not None
    return program


PROGRAM = three_exercises()
CEILING = {name: ladder_of(PROGRAM, name).rungs[-1].number for name in PROGRAM.exercises}
BOTTOM = {name: ladder_of(PROGRAM, name).rungs[0].number for name in PROGRAM.exercises}

Key = tuple[str, Side | None]
Told_of = dict[Key, tuple[int | None, ...]]
Answers = tuple[Told_of, int | None, int | None]
STEPS, HALF_WAY = 10_000, 30
Pains = tuple[int | None, int | None, int | None, tuple[int | None, int | None]]
levels = st.sampled_from([None, 0, 0, 0, 1, 2, 3, 4, 5, 6, 8])
words = st.sampled_from([(), (), (), (), (), (), ("numb",), ("pop",), ("chest-pain",), ("aching",)])
SCREENINGS: tuple[dict[str, bool | int], ...] = (
    {},
    {"hernia": False},
    {"bad-knee": True},
    {"numb-saddle": True},
    {"hip-replacement": True},
    {"seen-by-clinician": True},
    {"cleared-by-professional": True},
    {"seen-by-clinician": True, "cleared-by-professional": True},
    {"seen-by-clinician": True, "cleared-by-professional": True, "swollen-calf": True},
)


def keyed(decision: Decision) -> dict[Key, Prescribed]:
    return {(one.exercise, one.side): one for one in decision.exercises}


class Lives(RuleBasedStateMachine):
    """Somebody who trains when they like, tells what they like, and changes their mind; time never goes back."""

    steps = 0

    def __init__(self) -> None:
        super().__init__()
        self.following = Following(PROGRAM)
        self.kept: Snapshot[Followed] = self.following.follow([])
        self.earlier, self.since = self.kept, list[Event]()
        self.events: list[Event] = []
        self.known: set[UUID] = set()
        self.new: list[Event] = []
        self.at = FIRST
        self.seq = 0
        self.session: UUID | None = None
        self.trained_at, self.trained_on = FIRST, day_of(FIRST, ZONE)
        self.answers: Answers = ({}, None, None)
        self.rises = defaultdict[Key, date](lambda: date.min)
        self.trained_with = self.rises.copy()
        self.lived, self.before = 0, 0
        self.text: str | None = None
        self.late = False
        self.decision = self.decide()
        self.looked = self.at

    # Telling -----------------------------------------------------------------------------------------------------

    def tell(self, kind: Kind, data: Told, exercise: str | None = None, **other: Any) -> Event:
        self.seq += 1
        self.at += timedelta(seconds=5)
        fields: dict[str, Any] = {"at": self.at, "session": None, "side": None, "corrects": None, **other}
        told = Event(
            id=UUID(int=self.seq),
            person=UUID(int=1),
            clinic=UUID(int=2),
            device=UUID(int=3 + self.seq % 2),
            seq=self.seq,
            tz=ZONE,
            kind=kind,
            program=PROGRAM.hash,
            exercise=exercise,
            data=data,
            **fields,
        )
        self.events.append(told)
        self.known.add(told.id)
        self.new.append(told)
        return told

    def decide(self) -> Decision:
        if self.new:
            self.kept, self.earlier, self.since = self.further(), self.kept, self.new
            self.new = []
        return decided(self.following, self.kept.state, self.at + timedelta(seconds=1), ZONE)

    def further(self) -> Snapshot[Followed]:
        """Carried on from the last snapshot, else from the one before, else followed from the start."""
        return (
            self.following.carried_on(self.kept, self.new)
            or self.following.carried_on(self.earlier, [*self.since, *self.new])
            or self.following.follow(self.events)
        )

    def look(self) -> Decision:
        """The decision now, worked out only where something has happened since."""
        if self.new or self.looked != self.at:
            self.decision, self.looked = self.decide(), self.at
        return self.decision

    # What people do --------------------------------------------------------------------------------------------------

    @initialize(answers=st.sampled_from(SCREENINGS[:3]))
    def begin(self, answers: dict[str, bool | int]) -> None:
        self.tell(Kind.ENROLLED, Enrolled("three"))
        self.tell(Kind.SCREENING, Screened(Facts(answers)))
        self.look()

    @rule(days=st.sampled_from([0, 1, 1, 2, 2, 2, 3, 4, 8, 15, 30]))
    def wait(self, days: int) -> None:
        """Time passes: nothing rises, and no lock opens."""
        self.at += timedelta(days=days)
        before = keyed(self.decision)
        locked = self.decision.status is Status.LOCKED
        after = self.look()
        assert not locked or after.status is Status.LOCKED
        for key, one in keyed(after).items():
            if one.change is not Change.SWAP and before[key].change is not Change.SWAP:
                assert one.rung <= before[key].rung

    @precondition(lambda self: self.decision.status is not Status.LOCKED)
    @rule(
        pain=st.tuples(levels, levels, levels, st.tuples(levels, levels)),
        usual=st.sampled_from([None, 0, 0, 2, 5]),
        rpe=st.sampled_from([None, 4, 5, 6, 7, 8]),
        felt=st.sampled_from([None, None, None, *Felt]),
        feeling=words,
        how=st.sampled_from(["all", "all", "all", "all", "short", "eased"]),
        morning=st.sampled_from([None, MorningAnswer.AS_USUAL, MorningAnswer.AS_USUAL, *MorningAnswer]),
        soreness=st.sampled_from([None, 2, 6]),
    )
    def train(
        self,
        pain: Pains,
        usual: int | None,
        rpe: int | None,
        felt: Felt | None,
        feeling: tuple[str, ...],
        how: str,
        morning: MorningAnswer | None,
        soreness: int | None,
    ) -> None:
        """A session with any answers, and perhaps the morning after it."""
        self._train(pain, usual, rpe, felt, feeling, how, morning, soreness)

    @precondition(lambda self: self.decision.status is not Status.LOCKED)
    @rule(days=st.sampled_from([2, 2, 3]), lacks=st.sampled_from(["", "", "", "effort", "pain", "morning"]))
    def train_well(self, days: int, lacks: str) -> None:
        """Two good sessions with a rest between them, what people rise by; the second may lack an answer."""
        for lacking in ("", lacks):
            self.at += timedelta(days=days - 1)
            pain: Pains = (None, None, None, (0, None)) if lacking == "pain" else (0, 0, 0, (0, 0))
            rpe = None if lacking == "effort" else 5
            self._train(pain, 0, rpe, None, (), "all", None if lacking == "morning" else MorningAnswer.AS_USUAL, None)

    def _train(
        self,
        pain: Pains,
        usual: int | None,
        rpe: int | None,
        felt: Felt | None,
        feeling: tuple[str, ...],
        how: str,
        morning: MorningAnswer | None,
        soreness: int | None,
    ) -> None:
        start = keyed(self.look())
        plays = {key: one for key, one in start.items() if one.dose is not None}
        if not plays:
            return
        session = self.session = UUID(int=10_000_000 + self.seq)
        told = [one if isinstance(one, tuple) else (one,) for one in pain]
        hurt: Told_of = {key: levels for key, levels in zip(start, told, strict=True) if key in plays}
        self.trained_at, self.trained_on, self.answers = self.at, day_of(self.at, ZONE), (hurt, usual, rpe)
        self.trained_with = self.rises.copy()
        self._play(plays, hurt, usual, how, session)
        if feeling:
            self.tell(Kind.PAIN, Pain(PainOf.NOW, None, None, feeling), "squat", session=session)
        if felt is not None:
            self.tell(Kind.EFFORT, Exertion(felt=felt), "squat", session=session)
        if rpe is not None:
            self.tell(Kind.EFFORT, Exertion(rpe), session=session)
        self.tell(Kind.SESSION_ENDED, SessionEnded(EndReason.FINISHED), session=session)
        after = keyed(self.look())
        self._after_pain_of_6_it_is_lower_swapped_or_withheld(start, after, hurt)
        self._one_session_lowers_by_one_rung_at_most(start, after)
        for key, one in after.items():
            self._never_up(one, start[key])  # before the morning after
        if morning is not None:
            self.at += timedelta(days=1)
            first = keyed(self.look())
            self.tell(Kind.MORNING, MorningAfter(morning, soreness), session=session)
            self._never_two_rises_in_7_days_nor_one_on_a_missing_answer(first, keyed(self.look()), hurt, usual, rpe)

    def _play(self, plays: dict[Key, Prescribed], hurt: Told_of, usual: int | None, how: str, session: UUID) -> None:
        if usual is not None:
            self.tell(Kind.PAIN, Pain(PainOf.USUAL, usual), session=session)
        items = {key: _item(one) for key, one in plays.items()}
        starting = SessionStarted(SessionKind.WHOLE, tuple(items.values()), (), Side.LEFT, Starting.TIMED)
        self.tell(Kind.SESSION_STARTED, starting, session=session)
        for (name, side), one in plays.items():
            item, told = _item(one), {"side": side, "session": session}
            if how == "eased":
                eased = ExerciseEased(item.variant, item.rung - 1, item.dose, item.rung)
                self.tell(Kind.EXERCISE_EASED, eased, name, **told)
            amount = Amount(reps=1) if how == "short" else item.prescribed
            done = ExerciseDone(item.variant, item.rung, item.dose, amount, item.prescribed)
            levels = hurt[name, side]
            for of, level in zip(Side if len(levels) > 1 else (side,), levels, strict=True):
                self.tell(Kind.EXERCISE_DONE, done, name, side=of, session=session)
                if level is not None:
                    self.tell(Kind.PAIN, Pain(PainOf.WORST, level), name, side=of, session=session)

    def _after_pain_of_6_it_is_lower_swapped_or_withheld(
        self, start: dict[Key, Prescribed], after: dict[Key, Prescribed], hurt: Told_of
    ) -> None:
        """On whichever side it was."""
        for key, levels in hurt.items():
            if any(level is not None and level >= 6 for level in levels):
                event("pain of 6 or more")
                one = after[key]
                swapped = Change.SWAP in (one.change, start[key].change)
                assert one.dose is None or swapped or one.rung < start[key].rung

    def _one_session_lowers_by_one_rung_at_most(
        self, start: dict[Key, Prescribed], after: dict[Key, Prescribed]
    ) -> None:
        for key, one in after.items():
            if Change.SWAP not in (one.change, start[key].change) and start[key].dose is not None:
                assert one.rung >= start[key].rung - 1, "one session lowers by one rung at most"

    def _never_two_rises_in_7_days_nor_one_on_a_missing_answer(
        self,
        first: dict[Key, Prescribed],
        later: dict[Key, Prescribed],
        hurt: Told_of,
        usual: int | None,
        rpe: int | None,
    ) -> None:
        """What a morning does: it raises by one rung at most, and never where an answer of the session is missing."""
        for key, one in later.items():
            if Change.SWAP in (one.change, first[key].change) or one.rung <= first[key].rung:
                continue
            event("rose")
            assert one.rung == first[key].rung + 1
            assert rpe is not None
            assert all(level is not None and (usual is not None or level <= 2) for level in hurt[key])
            now = day_of(self.at, ZONE)
            assert (now - self.rises[key]).days >= 7, "never two rises in 7 days"
            self.rises[key] = now

    @staticmethod
    def _never_up(after: Prescribed, before: Prescribed) -> None:
        """A second answer never raises. One that takes a rise back leaves its 7 days as they are."""
        assert Change.SWAP in (after.change, before.change) or after.rung <= before.rung

    @precondition(lambda self: self.session is not None)
    @rule(answer=st.sampled_from(MorningAnswer), soreness=st.sampled_from([None, 1, 7]))
    def tell_a_morning(self, answer: MorningAnswer, soreness: int | None) -> None:
        """What completes the answer may raise, however late. A further one never makes it better; none opens a lock."""
        self._tell_a_morning(answer, soreness)

    @precondition(lambda self: self.session is not None)
    @rule()
    def tell_more_pain_and_then_better(self) -> None:
        """Of two mornings the worse counts, whichever came first."""
        self._tell_a_morning(MorningAnswer.MORE_PAIN, None)
        self._tell_a_morning(MorningAnswer.AS_USUAL, None)

    def _tell_a_morning(self, answer: MorningAnswer, soreness: int | None) -> None:
        locked = self.decision.status is Status.LOCKED
        complete = self._morning_is_told()
        before = keyed(self.look())
        self.tell(Kind.MORNING, MorningAfter(answer, soreness), session=self.session)
        after = self.look()
        assert not locked or after.status is Status.LOCKED
        if complete:
            for key, one in keyed(after).items():
                self._never_up(one, before[key])
        else:
            self._never_two_rises_in_7_days_nor_one_on_a_missing_answer(before, keyed(after), *self.answers)

    def _morning_is_told(self) -> bool:
        """Sore muscles without a number are a missing answer; so is one of that evening, or one that was taken back."""
        taken_back = {one.corrects for one in self.events}
        told = [
            one.data
            for one in self.events
            if isinstance(one.data, MorningAfter) and one.session == self.session and self._counts(one, one.data)
            if one.id not in taken_back
        ]
        answers = {one.answer for one in told}
        if MorningAnswer.MUSCLES_SORE in answers and MorningAnswer.MORE_PAIN not in answers:
            return any(one.soreness is not None for one in told)
        return bool(answers)

    def _counts(self, told: Event, morning: MorningAfter) -> bool:
        return morning.answer is MorningAnswer.MORE_PAIN or day_of(told.at, ZONE) > self.trained_on

    @precondition(lambda self: self.session is not None)
    @rule(answer=st.sampled_from(MorningAnswer), soreness=st.sampled_from([None, 1, 7]))
    def tell_a_morning_and_take_it_back(self, answer: MorningAnswer, soreness: int | None) -> None:
        """What is undone restores exactly, whatever it had made or taken back."""
        self._undo_restores_exactly(
            lambda: self.tell(Kind.MORNING, MorningAfter(answer, soreness), session=self.session)
        )

    @rule(answers=st.sampled_from(SCREENINGS))
    def screen(self, answers: dict[str, bool | int]) -> None:
        """A lock holds until a permitted answer."""
        locks = {one.rule for one in self.look().reasons if one.rule.startswith("lock-")}
        self.tell(Kind.SCREENING, Screened(Facts(answers)))
        left = {one.rule for one in self.look().reasons if one.rule.startswith("lock-")}
        if "lock-emergency" in locks and not answers.get("seen-by-clinician"):
            assert "lock-emergency" in left
        if "lock-professional" in locks and not answers.get("cleared-by-professional"):
            assert "lock-professional" in left
        if answers.get("swollen-calf"):
            assert "lock-same-day" in left

    @rule(exercise=st.sampled_from(PROGRAM.exercises), rung=st.integers(-5, 9))
    def set_by_hand_and_take_it_back(self, exercise: str, rung: int) -> None:
        """What is undone restores exactly."""
        self._undo_restores_exactly(lambda: self.tell(Kind.RUNG_SET, RungSet(rung, SetBy.PERSON), exercise))

    def _undo_restores_exactly(self, tell: Callable[[], Event]) -> None:
        before = self.look()
        told = tell()
        self.look()
        self.tell(Kind.UNDONE, Undone(), corrects=told.id)
        after = self.look()
        assert (after.exercises, after.status, after.reasons) == (before.exercises, before.status, before.reasons)

    @rule(exercise=st.sampled_from(PROGRAM.exercises), rung=st.integers(-5, 9))
    def set_by_hand(self, exercise: str, rung: int) -> None:
        before = keyed(self.look())
        self.tell(Kind.RUNG_SET, RungSet(rung, SetBy.PERSON), exercise)
        for key, one in keyed(self.look()).items():
            if one.rung > before[key].rung:
                self.rises[key] = self.trained_with[key] = day_of(self.at, ZONE)

    @precondition(lambda self: self.session is not None)
    @rule(level=st.integers(6, 10), exercise=st.sampled_from(PROGRAM.exercises))
    def tell_pain_late(self, level: int, exercise: str) -> None:
        """Later answers about a session only ever worsen it."""
        before = keyed(self.look())
        self.tell(Kind.PAIN, Pain(PainOf.WORST, level), exercise, session=self.session)
        for key, one in keyed(self.look()).items():
            self._never_up(one, before[key])

    @precondition(lambda self: self.session is not None and not self.late)
    @rule(level=st.integers(6, 10), exercise=st.sampled_from(PROGRAM.exercises))
    def a_device_sends_late(self, level: int, exercise: str) -> None:
        """What was told in the session arrives after all that came since.

        It may excuse the others: that one of them hurt was known, after all, when there was more pain in the morning.
        What the coach would not have raised, had it known, nobody has trained with: those rises never were.
        """
        self.late = True  # once in a life: all of it is followed anew
        before = keyed(self.look())
        at = self.trained_at + timedelta(seconds=1)
        self.tell(Kind.PAIN, Pain(PainOf.WORST, level), exercise, session=self.session, at=at)
        for key, one in keyed(self.look()).items():
            if key[0] == exercise:
                self._never_up(one, before[key])
            if key[0] == exercise or (one.rung, one.change) != (before[key].rung, before[key].change):
                self.rises[key] = self.trained_with[key]

    @precondition(lambda self: self.session is not None)
    @rule(exercise=st.sampled_from(PROGRAM.exercises))
    def tell_again(self, exercise: str) -> None:
        """What was told of the last session, once more: nothing rises by it, however late."""
        told = [one for one in self.events if one.session == self.session and one.kind in (Kind.PAIN, Kind.EFFORT)]
        once = {(one.kind, one.exercise, one.side, one.data): one for one in told if one.exercise in (None, exercise)}
        before = keyed(self.look())
        for again in once.values():
            self.tell(again.kind, again.data, again.exercise, session=again.session, side=again.side)
        for key, one in keyed(self.look()).items():
            self._never_up(one, before[key])

    # What always holds -----------------------------------------------------------------------------------------------

    @invariant()
    def a_step_is_counted(self) -> None:
        Lives.steps += 1
        self.lived += 1
        if self.lived == HALF_WAY and not self.new:
            self.text, self.before = as_json(self.kept), len(self.events)

    @invariant()
    def never_above_the_ceiling(self) -> None:
        for one in self.decision.exercises:
            if one.change is not Change.SWAP:
                assert BOTTOM[one.exercise] <= one.rung <= CEILING[one.exercise]
            assert one.rung in [step.rung for step in one.steps]
            assert [step.rung for step in one.steps if step.here] == [one.rung]
            assert (one.dose is None) == (one.change in (Change.LOCKED, Change.WITHHELD))

    @invariant()
    def locked_means_that_nothing_is_to_be_done(self) -> None:
        locked = self.decision.status is Status.LOCKED
        assert all((one.change is Change.LOCKED) == locked for one in self.decision.exercises)

    @invariant()
    def every_reason_names_events_that_there_are(self) -> None:
        for one in self.decision.exercises:
            assert one.reasons
            assert all(self.known.issuperset(reason.events) for reason in one.reasons)

    def teardown(self) -> None:
        self._the_order_of_delivery_changes_nothing()
        self._from_a_snapshot_as_from_the_start()
        self._the_worse_side_decides()

    def _the_order_of_delivery_changes_nothing(self) -> None:
        """Shuffled, some of it twice, and followed from the start: the decision that was carried on to."""
        random = Random(self.seq)
        shuffled = [*self.events, *random.sample(self.events, len(self.events) // 3)]
        random.shuffle(shuffled)
        assert decide(PROGRAM, shuffled, self.at + timedelta(seconds=1), ZONE) == self.decide()

    def _from_a_snapshot_as_from_the_start(self) -> None:
        """A snapshot that was kept as text is the same again, and one of an earlier day carries on to the same."""
        assert from_json(Snapshot[Followed], as_json(self.kept)) == self.kept
        if self.text is not None:
            further = self.following.carried_on(from_json(Snapshot[Followed], self.text), self.events[self.before :])
            assert further is None or further.state == self.kept.state

    def _the_worse_side_decides(self) -> None:
        """Told of both sides, the worse answer leads to the very same doses."""
        worst: dict[UUID | None, list[int]] = {}
        for one in self.events:
            if _is_of_a_lunge(one) and isinstance(one.data, Pain) and one.data.level is not None:
                worst.setdefault(one.session, []).append(one.data.level)
        worse = [
            replace(one, data=Pain(PainOf.WORST, max(worst[one.session]))) if _is_of_a_lunge(one) else one
            for one in self.events
        ]
        if worse != self.events:
            event("one side was worse")
            now = self.at + timedelta(seconds=1)
            assert decide(PROGRAM, worse, now, ZONE).exercises == self.decide().exercises


def _is_of_a_lunge(told: Event) -> bool:
    """Pain on one side of an exercise whose sides climb together."""
    return told.kind is Kind.PAIN and told.exercise == "lunge" and told.side is not None


def _item(one: Prescribed) -> PlannedItem:
    assert one.dose is not None and one.variant is not None
    assert isinstance(one.dose.work, Reps)
    return PlannedItem(one.exercise, one.variant, one.rung, str(one.dose), reps=one.dose.work.count.low, side=one.side)


class TestLives(Lives.TestCase):  # type: ignore[misc, valid-type]  # Hypothesis makes it
    settings = settings(
        max_examples=STEPS // 51,
        stateful_step_count=70,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
    )

    def runTest(self) -> None:  # noqa: N802  unittest's name
        """At least 10,000 steps, however they are spread over lives."""
        Lives.steps = 0
        super().runTest()
        assert Lives.steps >= STEPS
