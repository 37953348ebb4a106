"""The safety table, row by row, worked by hand: what was told, the colour, and what follows for each exercise."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

import unkink.cli
from tests.unit.coach.people import Person, program_of
from unkink.coach.colours import Colour
from unkink.coach.decision import Ask, Change, Status
from unkink.coach.decision_json import as_json
from unkink.coach.feelings import rows_of
from unkink.coach.safety_table import ROWS, row_of
from unkink.coach.seen import Seen
from unkink.coach.untold import Answer, Untold
from unkink.wire.told import Pain
from unkink.wire.words import MorningAnswer, PainOf, Side

USUAL, SORE, MORE = MorningAnswer.AS_USUAL, MorningAnswer.MUSCLES_SORE, MorningAnswer.MORE_PAIN
SCHEMA = json.loads((Path(unkink.cli.__path__[0]) / "schemas/decision.schema.json").read_text("utf-8"))
ONE_RUNG = """---
format: 1
title: One
sessions: 2-3 a week
---

## Squat {#squat}

- dose: 4 reps

1. Sit down, and stand up again.
"""


@pytest.mark.parametrize(
    ("seen", "number", "colour"),
    [
        (Seen(0, 0, frozenset({1}), USUAL), 1, "black"),
        (Seen(0, 0, frozenset({2}), USUAL), 2, "red"),
        (Seen(9, 0, frozenset({2}), USUAL), 2, "red"),
        (Seen(6, 0, morning=USUAL), 3, "red"),
        (Seen(6, 8, morning=USUAL), 3, "red"),
        (Seen(10, 0), 3, "red"),
        (Seen(2, 0, frozenset({4}), USUAL), 4, "red"),
        (Seen(8, 0, frozenset({4}), USUAL), 3, "red"),
        (Seen(0, 0, morning=MORE), 5, "amber+"),
        (Seen(5, 0, morning=MORE), 5, "amber+"),
        (Seen(None, None, morning=MORE), 5, "amber+"),
        (Seen(4, 3, morning=USUAL), 7, "amber"),
        (Seen(5, 4, morning=USUAL), 7, "amber"),
        (Seen(4, None, morning=USUAL), 7, "amber"),
        (Seen(5, 4), 7, "amber"),
        (Seen(3, 2, morning=USUAL), 8, "amber"),
        (Seen(3, 2), 8, "amber"),
        (Seen(4, 4, morning=USUAL), 9, "green"),
        (Seen(3, 4, morning=USUAL), 9, "green"),
        (Seen(0, 0, morning=USUAL), 9, "green"),
        (Seen(2, 0, morning=USUAL), 10, "green"),
        (Seen(2, None, morning=USUAL), 10, "green"),
        (Seen(0, 0, morning=SORE, soreness=4), 10, "green"),
        (Seen(0, 0, morning=SORE), 11, "grey"),
        (Seen(0, 0), 11, "grey"),
        (Seen(None, 0, morning=USUAL), 11, "grey"),
        (Seen(5, 5), 11, "grey"),
        (Seen(5, 5, morning=USUAL), 12, "amber"),
        (Seen(0, 0, morning=SORE, soreness=5), 12, "amber"),
        (Seen(3, 3, morning=SORE, soreness=2), 12, "amber"),
    ],
)
def test_the_first_row_that_matches_decides(seen: Seen, number: int, colour: str) -> None:
    row = row_of(seen)
    assert (row.number, row.colour) == (number, colour)


@pytest.mark.parametrize(
    ("seen", "missing"),
    [
        (Seen(None, 0), (Answer.PAIN, Answer.MORNING)),
        (Seen(None, 0, morning=USUAL), (Answer.PAIN,)),
        (Seen(0, 0), (Answer.MORNING,)),
        (Seen(None, None, morning=SORE), (Answer.PAIN, Answer.SORENESS)),
        (Seen(0, 0, morning=SORE, soreness=0), ()),
        (Seen(0, None, morning=USUAL), ()),
    ],
)
def test_what_was_not_told_is_named(seen: Seen, missing: tuple[Answer, ...]) -> None:
    """Usual pain that nobody told is none, and nothing that is missing."""
    assert seen.missing == missing


def test_every_row_says_something_and_names_its_source() -> None:
    assert [row.number for row in ROWS] == [1, 2, 3, 4, 5, 7, 8, 9, 10, 11, 12]
    assert all(row.says.endswith(".") and row.source and row.then for row in ROWS)


def test_the_words_that_the_player_offers_lead_to_the_rows_that_it_names() -> None:
    """The player and the coach agree about every feeling."""
    static = Path(__file__).parents[3] / "src/unkink/site/static/unkink/player/safety.js"
    offered = re.findall(r'word: "([\w-]+)",.*?row: (\d+)', static.read_text(encoding="utf-8"))
    assert len(offered) > 15
    for word, row in offered:
        assert min(rows_of([word]), default=0) == int(row)


SQUAT_ALONE = """---
format: 1
title: One
sessions: 2-3 a week
---

## Squat {#squat}

- dose: 4 reps

1. Sit down, and stand up again.
"""


@pytest.mark.parametrize("words", [("aching",), ("a dull ache", "warm"), ("stiff",), ("unlocked",), ()])
def test_any_other_word_says_nothing_beyond_its_number(words: tuple[str, ...]) -> None:
    assert rows_of(words) == frozenset()


@pytest.mark.parametrize("word", ["popped", "Popping", "caught", "locked", "it locks", "limped", "sudden pop"])
def test_what_moved_wrongly_is_known_by_any_form_of_its_word(word: str) -> None:
    assert rows_of(["aching", word]) == {4}


class TestRow1:
    def test_chest_pain_locks_until_a_clinician_has_seen_them_and_all_is_clear(self) -> None:
        someone = Person()
        someone.train(0, feeling={"squat": ("chest-pain",)})
        assert someone.decide().status is Status.LOCKED
        assert {one.change for one in someone.decide().exercises} == {Change.LOCKED}
        assert [one.rule for one in someone.dose("reach").reasons] == ["lock-emergency"]
        someone.screen(3, hernia=False)
        assert someone.decide().status is Status.LOCKED
        someone.screen(4, seen_by_clinician=True, numb_saddle=True)
        assert someone.decide().status is Status.LOCKED
        someone.screen(5, seen_by_clinician=True)
        assert someone.decide().status is Status.READY


class TestRow2:
    @pytest.mark.parametrize(
        "word",
        [
            "numb",
            "tingling",
            "Shooting pain",
            "pulsing",
            "sick",
            "sharp belly",
            "sharp",
            "a_sharp_pain",
            "throbbing",
            "nauseous",
        ],
    )
    def test_that_exercise_goes_a_rung_down_whatever_the_number(self, word: str) -> None:
        someone = Person()
        someone.train(0, 1, feeling={"squat": (word,)})
        assert (someone.rung("squat"), someone.rung("reach")) == (-1, 0)
        assert (someone.dose().change, someone.dose().reasons[0].row) == (Change.DOWN, 2)

    def test_where_it_stays_the_exercise_waits_for_a_professional(self) -> None:
        someone = Person()
        someone.train(0, feeling={"squat": ("numb",)}, persists=True)
        someone.train(2)
        someone.train(4)
        assert someone.dose().change is Change.WITHHELD
        assert someone.dose().reasons[0].rule == "withheld-professional"
        assert someone.dose("reach").change is not Change.WITHHELD
        someone.screen(6, cleared_by_professional=True)
        assert (someone.dose().change, someone.rung()) == (Change.DOWN, -1)


def test_where_nothing_is_left_to_do_a_fine_morning_is_asked_for_and_brings_it_back() -> None:
    someone = Person(program_of(SQUAT_ALONE))
    someone.train(0, 7)
    assert someone.dose().change is Change.WITHHELD
    assert [[one.ask for one in someone.decide(day=day).asks] for day in (1.5, 2, 20)] == [
        [],
        [Ask.USUAL_AGAIN],
        [Ask.USUAL_AGAIN],
    ]
    someone.morning(3, "as usual")
    assert str(someone.dose().dose) == "4 reps"
    assert someone.decide().asks == ()


def test_who_was_cleared_still_waits_for_a_fine_morning_where_the_easiest_step_hurt() -> None:
    """A professional's word opens what the feeling closed, not what the pain did."""
    someone = Person()
    someone.set_rung(0, "squat", -2)
    someone.train(0, {"squat": 7}, feeling={"squat": ("shooting",)}, persists=True)
    assert someone.dose().reasons[0].rule == "withheld-professional"
    someone.screen(1, cleared_by_professional=True, seen_by_clinician=True)
    dose = someone.dose()
    assert (dose.change, [one.rule for one in dose.reasons]) == (Change.WITHHELD, ["withheld", "row-2"])
    someone.train(3)
    assert someone.dose().change is not Change.WITHHELD


class TestRow3:
    @pytest.mark.parametrize("pain", [6, 10])
    def test_that_exercise_goes_a_rung_down_at_once(self, pain: int) -> None:
        someone = Person()
        someone.train(0, {"squat": pain}, morning=None)
        assert (someone.rung(), someone.dose().change, someone.rung("reach")) == (-1, Change.DOWN, 0)
        told = {event.id for event in someone.events if event.exercise == "squat" and event.kind == "pain"}
        assert (someone.dose().reasons[0].rule, set(someone.dose().reasons[0].events)) == ("row-3", told)

    def test_it_is_left_out_at_the_bottom_until_another_session_had_a_fine_morning(self) -> None:
        someone = Person()
        someone.train(0, {"reach": 7})
        assert someone.dose("reach").change is Change.WITHHELD
        assert someone.dose("reach").dose is None
        someone.train(2, morning=None)
        assert someone.dose("reach").change is Change.WITHHELD
        someone.morning(3, "muscles sore", 5)
        assert someone.dose("reach").change is Change.WITHHELD
        someone.morning(4, "as usual")
        assert (someone.dose("reach").change, someone.rung("reach")) == (Change.SAME, 0)

    def test_where_nothing_is_left_to_do_a_fine_morning_two_days_later_is_enough(self) -> None:
        someone = Person(program_of(ONE_RUNG))
        someone.train(0, 6)
        assert someone.dose().change is Change.WITHHELD
        someone.morning(2, "as usual")
        assert someone.dose().change is Change.SAME

    def test_two_red_sessions_in_14_days_lock_until_the_questions_are_answered_again(self) -> None:
        someone = Person()
        someone.train(0, {"squat": 6})
        someone.train(14, {"reach": 6})
        assert someone.decide().status is Status.LOCKED
        assert someone.dose().reasons[0].rule == "lock-two-reds"
        someone.morning(16, "as usual")
        assert someone.decide().status is Status.LOCKED
        someone.screen(17, hernia=False)
        assert someone.decide().status is Status.READY

    def test_two_red_sessions_further_apart_do_not_lock(self) -> None:
        someone = Person()
        someone.train(0, {"squat": 6})
        someone.train(15, {"squat": 6})
        assert someone.decide().status is not Status.LOCKED


class TestRow4:
    def test_everything_waits_for_a_professional(self) -> None:
        someone = Person()
        someone.train(0, 2, feeling={"squat": ("locking",)})
        assert someone.decide().status is Status.LOCKED
        someone.screen(2, hernia=False)
        assert someone.decide().status is Status.LOCKED
        someone.screen(3, cleared_by_professional=True)
        assert (someone.decide().status, someone.rung(), someone.rung("reach")) == (Status.READY, -1, 0)

    def test_a_pop_is_not_made_harmless_by_a_pain_of_8(self) -> None:
        someone = Person()
        someone.train(0, {"squat": 8}, feeling={"squat": ("pop",)})
        assert someone.decide().sessions[-1].exercises[0].row == 3
        assert someone.decide().status is Status.LOCKED


class TestRow5:
    def test_those_with_pain_of_3_or_more_go_down(self) -> None:
        someone = Person()
        someone.train(0, {"squat": 3, "reach": 2}, usual=3, morning="more pain")
        assert (someone.rung("squat"), someone.dose("reach").change) == (-1, Change.SAME)
        assert someone.dose("squat").reasons[0].rule == "row-5"

    def test_where_none_hurt_all_that_was_done_goes_down(self) -> None:
        someone = Person()
        someone.train(0, 2, morning="more pain")
        assert (someone.rung("squat"), someone.dose("reach").change) == (-1, Change.WITHHELD)

    def test_rest_until_it_is_as_usual(self) -> None:
        someone = Person()
        someone.train(0, morning="more pain")
        assert someone.decide(day=9).status is Status.REST
        assert Ask.USUAL_AGAIN in [one.ask for one in someone.decide(day=9).asks]
        someone.morning(10, "muscles sore", 1)
        assert someone.decide().status is Status.REST
        someone.morning(11, "as usual")
        assert (someone.decide().status, someone.rung()) == (Status.READY, -1)

    def test_a_second_answer_never_makes_it_better(self) -> None:
        someone = Person()
        someone.train(0, morning="more pain")
        someone.morning(3, "as usual")
        assert {one.row for one in someone.decide().sessions[-1].exercises} == {5}

    def test_a_red_exercise_goes_down_by_one_rung_and_not_by_two(self) -> None:
        someone = Person()
        someone.set_rung(-0.5, "squat", 2)
        someone.train(0, {"squat": 8}, morning="more pain")
        assert someone.rung() == 1


class TestRow6:
    def weeks(self, *pains: int) -> Person:
        """Two sessions a week, always with the same pain, no more than usual."""
        someone = Person()
        for week, pain in enumerate(pains):
            for day in (0, 3):
                someone.train(7 * week + day, pain, usual=4)
        return someone

    def test_all_go_a_rung_down_when_pain_grew_two_weeks_running(self) -> None:
        someone = self.weeks(1, 2, 3)
        before = someone.rung(day=20)
        after = someone.dose(day=21)
        assert (after.rung, after.reasons[0].rule, after.reasons[0].row) == (before - 1, "row-6", 6)
        assert after.reasons[0].colour is Colour.AMBER_PLUS

    @pytest.mark.parametrize("pains", [(0, 1, 2), (2, 2, 3), (3, 4), (3, 3, 4)])
    def test_less_than_that_is_not_enough(self, pains: tuple[int, ...]) -> None:
        someone = self.weeks(*pains)
        assert someone.dose(day=7 * len(pains)).reasons[0].rule != "row-6"

    def test_one_session_makes_no_mean(self) -> None:
        someone = Person()
        for day, pain in ((0, 1), (3, 1), (7, 2), (14, 3), (17, 3)):
            someone.train(day, pain, usual=4)
        assert someone.dose(day=21).reasons[0].rule != "row-6"

    def test_after_a_third_week_a_professional_comes_first(self) -> None:
        someone = self.weeks(1, 2, 3, 4)
        assert someone.decide(day=27).status is not Status.LOCKED
        assert someone.decide(day=28).status is Status.LOCKED
        assert someone.decide(day=28).reasons[0].rule == "lock-professional"


class TestRows7And8:
    @pytest.mark.parametrize(("pain", "row"), [(5, 7), (4, 7), (3, 8)])
    def test_the_same_rung_again_and_the_greens_count_from_nothing(self, pain: int, row: int) -> None:
        someone = Person()
        someone.train(0)
        someone.train(2, pain, usual=1)
        assert (someone.rung(), someone.dose().change, someone.dose().reasons[0].row) == (0, Change.SAME, row)
        someone.train(4)
        assert someone.rung() == 0
        someone.train(6)
        assert someone.rung() == 1


class TestRows9And10:
    def test_two_greens_in_a_row_may_rise(self) -> None:
        someone = Person()
        someone.train(0, 4, usual=4)
        someone.train(2, 2, usual=None, morning="muscles sore", soreness=4)
        assert (someone.rung(), someone.dose().change) == (1, Change.UP)


class TestRow11:
    @pytest.mark.parametrize("told", [{"pain": None}, {"morning": None}, {"morning": "muscles sore"}])
    def test_a_missing_answer_neither_counts_nor_resets(self, told: dict[str, None]) -> None:
        someone = Person()
        someone.train(0)
        someone.train(2, **told)  # type: ignore[arg-type]
        assert (someone.rung(), someone.dose().reasons[0].row) == (0, 11)
        someone.train(4)
        assert someone.rung() == 1

    def test_a_colour_is_provisional_until_the_morning_and_can_be_told_for_7_days(self) -> None:
        someone = Person()
        someone.train(0)
        session = someone.train(2, morning=None)
        (*_, judged) = someone.decide(day=5).sessions
        assert {(one.colour, one.provisional, one.expected) for one in judged.exercises} == {("grey", True, "green")}
        assert [one.session for one in someone.decide(day=9).asks if one.ask is Ask.MORNING] == [session]
        assert [one for one in someone.decide(day=10).asks if one.ask is Ask.MORNING] == []
        late = someone.morning(10, "as usual", session=session)
        assert someone.rung() == 0
        someone.events.remove(late)
        someone.morning(9, "as usual", session=session)
        assert someone.rung() == 1

    def test_the_evening_of_the_same_day_is_no_morning(self) -> None:
        someone = Person()
        someone.train(0)
        session = someone.train(2, morning=None)
        someone.morning(2.4, "as usual", session=session)
        assert someone.rung() == 0


class TestRow12:
    def test_as_bad_as_usual_at_5_is_the_same_again(self) -> None:
        someone = Person()
        someone.train(0)
        someone.train(2, 5, usual=5)
        assert (someone.rung(), someone.dose().reasons[0].row) == (0, 12)

    def test_very_sore_muscles_get_one_more_day_of_rest(self) -> None:
        someone = Person()
        someone.train(0, morning="muscles sore", soreness=5)
        assert someone.decide().not_before is not None
        assert (someone.decide(day=2).status, someone.decide(day=3).status) == (Status.REST_DAY, Status.READY)
        assert [one.rule for one in someone.decide(day=2).reasons] == ["rest-day", "very-sore"]


def test_the_worse_side_decides_and_both_do_the_same() -> None:
    someone = Person()
    session = someone.train(0, {"reach": None}, morning=None)
    for side, level in ((Side.LEFT, 0), (Side.RIGHT, 4)):
        someone.tell("pain", Pain(PainOf.WORST, level), "reach", session=session, side=side)
    someone.morning(1, "as usual", session=session)
    assert [(one.side, one.row) for one in someone.decide().sessions[-1].exercises] == [(None, 9), (None, 7)]


class TestAMissingAnswer:
    """The reason says which one, and of which session: in words, and as data."""

    @pytest.mark.parametrize(
        ("told", "rule", "answers", "words"),
        [
            ({"morning": None}, "row-11", (Answer.MORNING,), "does not count: the morning after."),
            ({"pain": None}, "row-11", (Answer.PAIN,), "does not count: how much it hurt."),
            (
                {"pain": None, "morning": None},
                "row-11",
                (Answer.PAIN, Answer.MORNING),
                "does not count: how much it hurt and the morning after.",
            ),
            ({"morning": "muscles sore"}, "row-11", (Answer.SORENESS,), "does not count: how sore the muscles were."),
            ({"rpe": None}, "effort-missing", (Answer.EFFORT,), "how hard the session on 2027-01-06 was"),
        ],
    )
    def test_is_named_in_the_reason(
        self, told: dict[str, Any], rule: str, answers: tuple[Answer, ...], words: str
    ) -> None:
        someone = Person()
        someone.train(0)
        session = someone.train(2, **told)
        why = someone.dose().reasons[0]
        assert (why.rule, why.untold) == (rule, Untold(session, date(2027, 1, 6), answers))
        assert words in why.says and "2027-01-06" in why.says

    def test_is_still_named_when_it_is_not_asked_for_any_more(self) -> None:
        """The session is worked in by then; what it lacked is kept with the reason."""
        someone = Person()
        session = someone.train(0, morning=None)
        someone.set_rung(8, "reach", 0)
        assert not someone.decide().sessions
        assert someone.dose().reasons[0].untold == Untold(session, date(2027, 1, 4), (Answer.MORNING,))

    def test_of_one_exercise_says_nothing_of_another(self) -> None:
        someone = Person()
        someone.train(0, {"squat": None, "reach": 0})
        found = {one.exercise: one for one in someone.decide().exercises}
        assert found["squat"].reasons[0].rule == "row-11"
        assert (found["reach"].reasons[0].rule, found["reach"].reasons[0].untold) == ("ceiling", None)
        judged = {one.exercise: one.missing for one in someone.decide().sessions[0].exercises}
        assert judged == {"squat": (Answer.PAIN,), "reach": ()}

    def test_told_later_it_counts(self) -> None:
        someone = Person()
        someone.train(0)
        session = someone.train(2, None)
        assert someone.rung() == 0
        someone.tell("pain", Pain(PainOf.WORST, 1), "squat", session=session)
        assert (someone.rung(), someone.dose().reasons[0].untold) == (1, None)

    def test_stands_in_the_document(self) -> None:
        someone = Person()
        session = someone.train(0, None)
        document: Any = as_json(someone.decide())
        assert not list(Draft202012Validator(SCHEMA).iter_errors(document))
        untold = document["exercises"][0]["reasons"][0]["untold"]
        assert untold == {"session": str(session), "day": "2027-01-04", "answers": ["pain"]}
        assert document["sessions"][0]["exercises"][0]["missing"] == ["pain"]
