"""Histories that were worked out by hand from the tables before anybody ran them: rules that meet over weeks."""

from __future__ import annotations

from tests.unit.coach.people import Person
from unkink.coach.decision import Status


class TestPainThatGrewBeforeALongTimeAway:
    """Pain of 1, 2, 3 and 4 in four weeks, never more than usual; nothing after day 24. Row 6 locks on day 28."""

    def test_a_session_without_the_questions_does_not_open_its_lock(self) -> None:
        someone = Person()
        for week, pain in enumerate((1, 2, 3, 4)):
            for day in (0, 3):
                someone.train(7 * week + day, pain, usual=5)
        locked = someone.decide(day=54)
        assert (locked.status, [one.rule for one in locked.reasons]) == (Status.LOCKED, ["lock-professional"])
        someone.train(55, morning=None)
        assert someone.decide().status is Status.LOCKED
        someone.screen(56, cleared_by_professional=True)
        assert someone.decide(day=57).status is Status.READY

    def test_and_its_step_down_stays(self) -> None:
        """Row 6 on day 21, from 0 to -1; four weeks away are one step below that."""
        someone = Person()
        for week, pain in enumerate((1, 2, 3)):
            for day in (0, 3):
                someone.train(7 * week + day, pain, usual=5, rpe=8)
        assert [someone.rung(day=day) for day in (20, 21, 54)] == [0, -1, -2]
        someone.train(55, None)
        assert someone.rung() == -2
