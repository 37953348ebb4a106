"""Which phase somebody is in, what leads on, and what keeps them."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import jsonschema
import pytest

import unkink.cli
from tests.unit.coach.people import FIRST, Person, program_of
from unkink.cli.decision_view import as_words
from unkink.coach.deciding import decide
from unkink.coach.decision import Decision, InPhase
from unkink.coach.decision_json import as_json as decision_as_json
from unkink.coach.folding import Snapshot
from unkink.coach.following import Followed
from unkink.coach.keeping import as_json, from_json
from unkink.coach.planning.pace import pace_of, phases_until
from unkink.program.program import Program
from unkink.wire.event import Event
from unkink.wire.facts import Facts
from unkink.wire.told import ProgramChanged, RungSet
from unkink.wire.words import SetBy, Side

FRONT = """---
format: 1
title: Phases
sessions: 3 a week
---
"""
CALM = """
# Calm

- length: 1-2 weeks

## Breathing

- dose: 2 min
- harder:
  - 3 min

1. Breathe slowly.
"""
STRONG = """
# Strong
{facts}

## Stretch

- dose: 30 s per side

1. Kneel.

## Squat

- dose: 8 reps
- harder:
  - reps +1 to 10

1. Bend.
"""
FREE = """
# Free

- sessions: 5 a week

## Jump

- dose: 5 reps

1. Jump.
"""
SCHEMA = json.loads((Path(unkink.cli.__path__[0]) / "schemas/decision.schema.json").read_text("utf-8"))
WEEKS = (0, 2, 4, 7, 9, 11)


def phases(facts: str = "", *, calm: str = CALM, free: str = FREE) -> Program:
    return program_of(FRONT + calm + STRONG.format(facts=facts) + free)


def measure(person: Person, day: float, left: float, right: float, test: str = "thigh-angle") -> tuple[Event, Event]:
    person.on(day)
    unit = "degrees" if test == "thigh-angle" else "seconds"
    told = [person.tell("assessment", Facts({"test": test, unit: [value]}), side=side)
            for side, value in ((Side.LEFT, left), (Side.RIGHT, right))]  # fmt: skip
    return told[0], told[1]


def trained(program: Program, days: tuple[float, ...] = WEEKS) -> Person:
    person = Person(program)
    for day in days:
        person.train(day)
    return person


def phase_of(person: Person, day: float | None = None) -> InPhase:
    found = person.decide(day=day).phase
    assert found is not None
    return found


def rules_of(found: InPhase) -> list[str]:
    return [one.rule for one in found.reasons]


def exercises(decision: Decision) -> list[str]:
    return [one.exercise for one in decision.exercises]


def choose(person: Person, day: float, phase: str) -> Event:
    person.on(day)
    return person.tell("rung-set", RungSet(0, SetBy.PERSON), phase)


class TestTheWay:
    def test_it_begins_with_the_first(self) -> None:
        decision = Person(phases()).decide()
        assert decision.phase is not None
        assert (decision.phase.phase, decision.phase.since, decision.phase.sessions) == ("calm", None, 0)
        assert rules_of(decision.phase) == ["phase-first"]
        assert exercises(decision) == ["breathing"]
        assert [(one.phase, one.here) for one in decision.phase.steps] == [
            ("calm", True), ("strong", False), ("free", False)]  # fmt: skip

    def test_a_program_without_phases_has_none(self) -> None:
        assert Person().decide().phase is None

    def test_without_a_condition_the_longest_length_leads_on(self) -> None:
        person = trained(phases())
        assert phase_of(person, 13.4).phase == "calm"
        after = person.decide(day=14)
        assert after.phase is not None
        assert after.phase.phase == "strong"
        assert rules_of(after.phase) == ["phase-entered"]
        assert exercises(after) == ["stretch", "squat"]

    def test_weeks_ask_for_the_sessions_that_they_plan(self) -> None:
        person = trained(phases(), WEEKS[:5])
        waiting = phase_of(person, 20)
        assert (waiting.phase, waiting.onward.sessions) == ("calm", 1)
        person.train(20)
        assert phase_of(person).phase == "strong"

    def test_without_condition_and_length_only_a_hand_leads_on(self) -> None:
        person = trained(phases(calm=CALM.replace("- length: 1-2 weeks\n", "")), tuple(range(0, 60, 2)))
        found = phase_of(person)
        assert (found.phase, found.onward.possible, found.onward.to) == ("calm", False, "strong")

    def test_sessions_lead_on(self) -> None:
        person = Person(phases("\n- enter when: after 2 sessions"))
        person.train(0)
        assert phase_of(person).onward.sessions == 1
        person.train(2)
        assert phase_of(person).phase == "strong"

    def test_the_last_phase_says_so(self) -> None:
        person = Person(phases())
        choose(person, 0, "free")
        found = phase_of(person)
        assert (found.onward.possible, found.onward.to) == (False, None)

    def test_the_events_that_led_on_are_named(self) -> None:
        person = Person(phases("\n- enter when: after 1 sessions and thigh-angle at most 0"))
        told = measure(person, -0.5, -3, -1)
        person.train(0)
        (why,) = phase_of(person).reasons
        assert {one.id for one in told} <= set(why.events)
        assert {one.id for one in person.events if one.kind == "morning"} <= set(why.events)


class TestTests:
    ASKS = "\n- enter when: after 1 sessions and thigh-angle at most 0"

    def test_a_missing_test_moves_nobody_on(self) -> None:
        person = trained(phases(self.ASKS), (0, 2, 4, 7))
        found = phase_of(person)
        assert (found.phase, found.onward.measure) == ("calm", ("thigh-angle",))
        assert "thigh angle" in found.onward.says

    def test_one_side_is_no_answer(self) -> None:
        person = trained(phases(self.ASKS), (0,))
        person.tell("assessment", Facts({"test": "thigh-angle", "degrees": [-5]}), side=Side.LEFT)
        assert phase_of(person).phase == "calm"

    @pytest.mark.parametrize(("left", "right", "phase"), [(-3, 2, "calm"), (-3, 0, "strong"), (0.5, -9, "calm")])
    def test_the_worse_side_decides(self, left: float, right: float, phase: str) -> None:
        person = trained(phases(self.ASKS), (0,))
        measure(person, 1.5, left, right)
        assert phase_of(person).phase == phase

    def test_the_last_result_counts_and_one_taken_back_does_not(self) -> None:
        person = trained(phases(self.ASKS), (0,))
        measure(person, 1.2, -3, -3)
        later, _ = measure(person, 1.5, 8, 8)
        assert phase_of(person).phase == "calm"
        person.undo(later)
        assert phase_of(person).phase == "calm", "the other side is still 8"
        person.undo(person.events[-2])
        assert phase_of(person).phase == "strong"

    def test_once_a_session_was_done_there_a_worse_result_leads_nowhere(self) -> None:
        person = trained(phases(self.ASKS), (0,))
        measure(person, 1.5, -3, -3)
        person.train(2)
        measure(person, 3.5, 20, 20)
        assert phase_of(person).phase == "strong"

    def test_an_outcome_leads_to_a_phase(self) -> None:
        calm = CALM.replace("- length", "- choose by: thigh-angle\n  - above 5: strong\n  - otherwise: free\n- length")
        for value, phase in ((9, "strong"), (5, "free")):
            person = trained(phases(calm=calm))
            assert phase_of(person, 14).onward.measure == ("thigh-angle",)
            measure(person, 14, value, value)
            found = phase_of(person)
            assert (found.phase, rules_of(found)) == (phase, ["phase-chosen"])

    def test_an_outcome_leads_to_an_exercise(self) -> None:
        facts = "\n- choose by: thigh-angle\n  - above 0: stretch\n  - otherwise: squat"
        person = Person(phases(facts))
        choose(person, 0, "strong")
        waiting = person.decide()
        assert exercises(waiting) == ["stretch", "squat"], "nothing else is in the session"
        assert waiting.phase is not None
        assert "phase-measure" in rules_of(waiting.phase)
        measure(person, 0.5, 3, -3)
        assert exercises(person.decide()) == ["stretch"]
        measure(person, 0.7, -1, -3)
        after = person.decide()
        assert exercises(after) == ["squat"]
        assert after.phase is not None
        assert "phase-exercise" in rules_of(after.phase)

    def test_what_is_not_chosen_yet_waits_while_there_is_something_else(self) -> None:
        person = Person(phases("\n- choose by: thigh-angle\n  - above 0: stretch"))
        choose(person, 0, "strong")
        assert exercises(person.decide()) == ["squat"]


class TestWhatKeepsSomebody:
    def test_a_session_with_an_answer_missing_does_not_count(self) -> None:
        for without in ({"morning": None}, {"rpe": None}, {"pain": None}):
            person = trained(phases(), WEEKS[:5])
            person.train(11, **without)  # type: ignore[arg-type]
            found = phase_of(person, 20)
            assert (found.phase, found.sessions) == ("calm", 5), without
            assert "phase-waits-green" in rules_of(found)

    @pytest.mark.parametrize("pain", [4, 6, 9])
    def test_pain_in_the_last_session_keeps_the_phase(self, pain: int) -> None:
        person = trained(phases())
        person.train(13, pain)
        assert phase_of(person, 20).phase == "calm"
        assert "phase-waits-green" in rules_of(phase_of(person, 20))
        person.train(20)
        assert phase_of(person).phase == "strong"

    def test_rest_and_locks_keep_the_phase(self) -> None:
        person = trained(phases(), WEEKS[:5])
        person.train(11, morning="more pain")
        assert "phase-waits-rest" in rules_of(phase_of(person, 14))
        other = trained(phases())
        other.screen(13, chest_pain=True)
        assert phase_of(other, 15).phase == "calm"
        assert "phase-waits-lock" in rules_of(phase_of(other, 15))

    def test_a_session_without_anything_done_changes_nothing(self) -> None:
        person = trained(phases())
        person.train(13, None, only=(), rpe=None, morning=None)
        assert phase_of(person, 14).phase == "strong"

    def test_after_four_weeks_away_it_begins_again(self) -> None:
        person = trained(phases(), WEEKS[:5])
        found = phase_of(person, 9 + 28)
        assert (found.phase, found.since, found.sessions) == ("calm", None, 0)
        assert rules_of(found) == ["phase-again"]
        person.screen(40)
        person.train(40)
        assert (phase_of(person).since, phase_of(person).sessions) == (_day(40), 1)

    def test_four_weeks_away_lead_back_to_no_phase_that_was_over(self) -> None:
        """Six good sessions by day 11: the second phase from day 14 on, and still so on day 39, its first day away."""
        person = trained(phases())
        assert [phase_of(person, day).phase for day in (13.4, 14, 38, 39, 60)] == ["calm", *["strong"] * 4]
        assert rules_of(phase_of(person, 60)) == ["phase-entered"]
        person.screen(61)
        person.train(61)
        assert (phase_of(person).phase, phase_of(person).since) == ("strong", _day(61))

    def test_nor_does_what_is_measured_or_answered_meanwhile(self) -> None:
        person = trained(phases(TestTests.ASKS), (0, 2))
        measure(person, 3.5, -3, -3)
        assert phase_of(person, 20).phase == "strong"
        person.screen(40, chest_pain=True)
        measure(person, 41, 8, 8)
        assert phase_of(person, 41.5).phase == "strong"

    def test_a_test_that_is_done_only_then_leads_on_from_no_session_before(self) -> None:
        person = trained(phases(TestTests.ASKS), (0, 2))
        measure(person, 41, -3, -3)
        assert (phase_of(person, 41.5).phase, phase_of(person, 41.5).sessions) == ("calm", 0)

    def test_a_later_answer_takes_back_a_phase_that_was_begun_on_it(self) -> None:
        person = trained(phases(), WEEKS[:5])
        last = person.train(11)
        person.train(14)
        assert phase_of(person).phase == "strong"
        person.morning(15.5, "more pain", session=last)
        assert phase_of(person).phase == "calm"


class TestByHand:
    def test_on_and_back(self) -> None:
        person = Person(phases())
        choose(person, 0, "free")
        found = phase_of(person)
        assert (found.phase, rules_of(found)) == ("free", ["phase-by-hand"])
        choose(person, 1, "calm")
        assert phase_of(person).phase == "calm"

    def test_who_went_back_begins_there_anew(self) -> None:
        person = trained(phases("\n- enter when: after 1 sessions"), (0, 2, 4))
        choose(person, 6, "calm")
        assert (phase_of(person).phase, phase_of(person).sessions) == ("calm", 0)
        person.train(7)
        assert phase_of(person).phase == "strong"

    def test_who_stays_stays_until_it_is_undone(self) -> None:
        person = trained(phases("\n- enter when: after 2 sessions"), (0,))
        stay = choose(person, 1.5, "calm")
        for day in (2, 4, 7):
            person.train(day)
            assert phase_of(person).phase == "calm"
        assert rules_of(phase_of(person)) == ["phase-stays"]
        person.undo(stay)
        assert phase_of(person).phase == "strong"

    def test_undone_is_as_if_never_chosen(self) -> None:
        person = trained(phases())
        before = phase_of(person, 12)
        person.undo(choose(person, 11.9, "free"))
        assert phase_of(person, 12) == before

    def test_steps_of_other_phases_are_kept(self) -> None:
        person = trained(phases(), (0, 2, 4))
        step = person.rung("breathing")
        assert step > 0
        choose(person, 5.9, "strong")
        person.train(6)
        choose(person, 7.9, "calm")
        assert person.rung("breathing") == step

    def test_a_phase_that_is_not_there_changes_nothing(self) -> None:
        person = Person(phases())
        choose(person, 0, "nowhere")
        assert phase_of(person).phase == "calm"


class TestOtherTexts:
    def test_another_text_goes_on_in_the_phase_with_that_id(self) -> None:
        person = trained(phases("\n- enter when: after 1 sessions"), (0, 2))
        other = phases("\n- enter when: after 1 sessions\n- sessions: 2 a week")
        person.tell("program-changed", ProgramChanged("legs"), program=other.hash)
        after = decide(other, person.events, person.at + timedelta(hours=1), "UTC", earlier=[person.program])
        assert after.phase is not None
        assert (after.phase.phase, after.phase.sessions) == ("strong", 1)

    def test_another_program_begins_at_its_first(self) -> None:
        person = trained(phases("\n- enter when: after 1 sessions"), (0, 2))
        other = phases("\n- enter when: after 1 sessions\n- sessions: 2 a week")
        person.tell("program-changed", ProgramChanged("arms"), program=other.hash)
        after = decide(other, person.events, person.at + timedelta(hours=1), "UTC", earlier=[person.program])
        assert after.phase is not None
        assert after.phase.phase == "calm"


def test_what_is_kept_of_a_phase_comes_back() -> None:
    person = trained(phases())
    measure(person, 20, -3.25, 1)
    for day in (21, 30, 40):
        person.train(day)
    kept = person.following.follow(person.events)
    assert kept.state.course.stage is not None
    assert kept.state.course.readings
    assert from_json(Snapshot[Followed], as_json(kept)) == kept


def test_a_session_of_the_phase_needs_its_own_rest() -> None:
    """The phase's own sessions a week decide whether a day of rest lies between two."""
    person = Person(phases())
    choose(person, 0, "free")
    person.train(0)
    assert person.decide(day=1).not_before == _day(1)
    choose(person, 2, "calm")
    person.train(3)
    assert person.decide(day=4).not_before == _day(5)


def test_the_plan_goes_at_the_pace_of_the_phase_and_as_long_as_the_phases_take() -> None:
    program = phases("\n- length: 3 weeks")
    assert pace_of(program).words == "3 sessions a week"
    assert pace_of(program, phase="free").words == "5 sessions a week"
    assert phases_until(program, "calm", _day(0), _day(0)) is None, "the last phase has no length"
    closed = program_of(FRONT + CALM + STRONG.format(facts="\n- length: 3 weeks"))
    assert phases_until(closed, "calm", _day(0), _day(3)) == _day(5 * 7 - 1)
    assert phases_until(closed, "calm", _day(0), _day(20)) == _day(20 + 3 * 7 - 1), "held back"
    assert phases_until(closed, "strong", _day(20), _day(20)) == _day(20 + 3 * 7 - 1)


def test_the_decision_keeps_its_schema() -> None:
    person = trained(phases("\n- enter when: after 2 weeks and thigh-angle at most 0"))
    for decision in (Person().decide(), person.decide()):
        jsonschema.validate(decision_as_json(decision), SCHEMA)
    told = decision_as_json(person.decide())["phase"]
    assert isinstance(told, dict)
    assert (told["phase"], told["onward"]["measure"]) == ("calm", ["thigh-angle"])
    words = as_words(person.decide())
    assert "Phase: Calm" in words and "What leads on? Next comes Strong" in words


def _day(number: int) -> date:
    return (FIRST + timedelta(days=number)).date()
