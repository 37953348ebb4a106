"""What each press does: pause and go on, ready and done, back and skip, easier, leaving and coming back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.e2e.player_mat import NECK, OWN_PACE, PHONE_ON_ITS_SIDE, SESSION, Mat, mat, neck_session
from tests.e2e.today_package import QUIET, Package, package

LONG_REST = "sitting.index === 1 && sitting.span.kind === 'rest' && sitting.span.ms > 9000"
HOLDING = "sitting.span.phase === 'hold' && sitting.at > sitting.span.at + 500"


@pytest.fixture(scope="module")
def neck() -> Package:
    return neck_session()


@pytest.fixture
def lying(browser: Browser, neck: Package) -> Iterator[Mat]:
    with mat(browser, neck) as found:
        yield found
        assert found.complaints == []


def done(lying: Mat) -> list[tuple[str, str | None, dict[str, int]]]:
    return [(event["exercise"], event["side"], event["data"]["done"]) for event in lying.stage.of_kind("exercise-done")]


def test_a_tap_pauses_and_the_next_counts_in_and_begins_the_rep_again(lying: Mat) -> None:
    lying.begin()
    lying.run_to(f"{HOLDING} && sitting.span.rep === 2")
    rep_at = lying.ask("sitting.leg.spans.find(span => span.rep === 2).at")
    lying.tap()
    assert lying.ask("sitting.state") == "paused" and lying.text(".word") == "Paused"
    stopped = lying.ask("sitting.at")
    lying.page.wait_for_timeout(400)
    assert lying.ask("sitting.at") == stopped
    assert "rep 2 again" in lying.text(".hint")
    lying.tap()
    lying.until("sitting.state === 'lead-in'")
    lying.until("document.querySelector('.word').textContent === 'Ready'")
    shown = lying.page.evaluate("['.word', '.numeral', '.caption'].map(one => document.querySelector(one).textContent)")
    assert shown in (["Ready", "3", "Three."], ["Ready", "2", "Two."], ["Ready", "1", "One."])
    lying.page.keyboard.press("p")
    assert lying.ask("sitting.state") == "paused"  # a pause within three, two, one forgets nothing
    lying.rate(8)
    assert lying.lands(".stage") == rep_at
    paused = lying.arrived("session-paused", 2)[0]
    assert paused["data"] == {"block": 0, "position_ms": round(stopped)}
    lying.run_to("sitting.index === 1")
    lying.arrived("exercise-done")
    assert done(lying) == [("nod", None, {"sets": 1, "reps": 2, "seconds": 8})]


def test_a_long_piece_of_work_goes_on_where_it_was_after_three_two_one(browser: Browser) -> None:
    """Nobody does it twice: what was held before the pause, or before the page was gone, counts with the rest."""
    program = OWN_PACE.replace("max reps, until RPE 8", "40 s")
    with mat(browser, package(program, only=["squat"])) as lying:
        lying.begin()
        lying.run_to("sitting.span.kind === 'phase' && sitting.at > sitting.span.at + 25000")
        lying.tap()
        stopped = lying.ask("sitting.at")
        left = lying.ask("Math.ceil((sitting.span.end - sitting.at) / 1000)")
        assert f"Three, two, one, then on where it was: {left} s left." in lying.text(".hint")
        lying.page.goto("about:blank")
        lying.open(f"{SESSION}&go-on=1")
        lying.press("Go on")
        lying.until("sitting?.state === 'lead-in'")
        assert abs(lying.ask("sitting.at") - stopped) <= 1  # whole milliseconds are kept
        lying.run_to("sitting.state === 'over'")
        lying.arrived("exercise-done")
        assert done(lying) == [("squat", None, {"sets": 1, "seconds": 40})]


def test_a_rest_goes_on_where_it_was(lying: Mat) -> None:
    lying.begin()
    lying.run_to(f"{LONG_REST} && sitting.at > sitting.span.at + 2000")
    lying.tap()
    stopped = lying.ask("sitting.at")
    assert lying.ask("sitting.state") == "paused"
    assert lying.lands(".stage") == stopped


def test_a_countdown_that_was_interrupted_counts_again(lying: Mat) -> None:
    lying.begin()
    lying.run_to("sitting.span.kind === 'countdown' && sitting.span.show === '2'")
    lying.tap()
    stopped = lying.ask("sitting.at")
    first = lying.ask("sitting.leg.spans.find(({kind}) => kind === 'countdown').at")
    assert lying.lands(".stage") == first < stopped


def test_being_ready_ends_what_only_prepares(lying: Mat) -> None:
    lying.begin()
    lying.page.keyboard.press("r")
    lying.until("sitting.span.kind === 'countdown'")
    assert not lying.page.get_by_role("button", name="I am ready").is_visible()
    lying.run_to(LONG_REST)
    lying.press("I am ready")
    lying.until("sitting.span.set === 2")


def test_skipping_says_so_and_what_was_done_of_it(lying: Mat) -> None:
    lying.begin()
    lying.run_to(f"{HOLDING} && sitting.span.rep === 2")
    lying.press("Skip")
    lying.until("sitting.index === 1")
    (skipped,) = lying.arrived("exercise-skipped")
    assert (skipped["exercise"], skipped["data"]) == ("nod", {"reason": "person"})
    assert done(lying) == [("nod", None, {"sets": 0, "reps": 1, "seconds": 4})]
    lying.press("Skip")
    lying.until("sitting.state === 'over'")
    lying.arrived("exercise-skipped", 2)
    assert "left out" in lying.text(".done-list li:nth-child(2)")


def test_back_goes_to_the_set_then_to_the_exercise_then_to_what_was_before(lying: Mat) -> None:
    lying.begin()
    lying.run_to(f"sitting.index === 1 && {HOLDING} && sitting.span.set === 2 && sitting.span.side === 'left'")
    lying.press("Back")
    lying.until("sitting.span.kind === 'countdown' && sitting.span.set === 2")
    lying.press("Back")
    lying.until("sitting.span.kind === 'countdown' && sitting.span.set === 1 && sitting.span.side === 'left'")
    lying.press("Back")
    lying.until("sitting.index === 1 && sitting.at < 1000")
    lying.press("Back")
    lying.until("sitting.index === 0 && sitting.span.kind === 'countdown'")


def test_an_exercise_done_twice_is_written_once(lying: Mat) -> None:
    lying.begin()
    lying.run_to("sitting.index === 1")
    lying.arrived("exercise-done")
    lying.press("Back")
    lying.run_to("sitting.index === 1")
    lying.play_out()
    lying.arrived("session-ended")
    assert [one[:2] for one in done(lying)] == [("nod", None), ("turn", "left"), ("turn", "right")]


def test_easier_today_plays_the_easier_way_from_its_beginning_and_a_second_press_says_it_is_the_easiest(
    lying: Mat,
) -> None:
    lying.begin()
    lying.run_to(f"sitting.index === 1 && {HOLDING}")
    lying.press("Easier today")
    lying.until("sitting.leg.way === 'easier' && sitting.at < 1500")
    assert lying.text(".title") == "Half turn"
    (eased,) = lying.arrived("exercise-eased")
    assert eased["exercise"] == "turn"
    assert eased["data"] == {"variant": "half-turn", "rung": -1, "dose": "1 reps per side, hold 4 s", "from_rung": 0}
    lying.press("Easier today")
    assert lying.page.get_by_role("heading", name="This is the easiest way").is_visible()
    assert lying.ask("sitting.state") == "paused"
    lying.page.get_by_role("dialog").get_by_role("button", name="Go on").click()
    lying.play_out()
    lying.arrived("session-ended")
    found = lying.arrived("exercise-done", 3)
    sides = {(event["data"]["variant"], event["side"]): event["data"]["done"] for event in found}
    assert sides["half-turn", "left"] == sides["half-turn", "right"] == {"sets": 1, "reps": 1, "seconds": 4}
    assert "the easier way" in lying.text(".done-list li:nth-child(2)")


def test_a_tap_that_slips_from_the_stage_does_not_reach_the_buttons(lying: Mat) -> None:
    """A double tap to pause whose second half lands on a button: the button does nothing."""
    lying.begin()
    lying.page.evaluate(
        """() => {
            const tap = selector => document.querySelector(selector).dispatchEvent(
                new MouseEvent('click', {bubbles: true, detail: 1}))
            tap('.stage'); tap('.control.easier'); tap('.control.next-one'); tap('.control.leave')
        }"""
    )
    assert lying.ask("sitting.state") == "paused"
    assert lying.ask("sitting.index") == 0 and lying.ask("sitting.leg.way") == "own"
    assert not lying.page.get_by_role("dialog").is_visible()


def test_stop_takes_one_tap_whatever_was_tapped_before(lying: Mat) -> None:
    """Somebody in pain taps the screen, and at once the button; what was paused stays so when it was nothing."""
    lying.begin()
    lying.page.evaluate(
        """() => {
            const tap = selector => document.querySelector(selector).dispatchEvent(
                new MouseEvent('click', {bubbles: true, detail: 1}))
            tap('.stage'); tap('.control.hurts')
        }"""
    )
    assert lying.says("dialog h2", "Stopped. What hurts?")
    lying.press("It was nothing")
    lying.page.wait_for_timeout(300)
    assert lying.ask("sitting.state") == "paused"


def test_the_controls_stand_apart_from_the_stage(lying: Mat) -> None:
    lying.begin()
    gap: float = lying.page.evaluate(
        """document.querySelector('.control.back').getBoundingClientRect().top
            - document.querySelector('.stage').getBoundingClientRect().bottom"""
    )
    assert gap >= 12


def test_leaving_keeps_the_place_and_coming_back_goes_on(lying: Mat) -> None:
    lying.begin(usual=1)
    lying.run_to(f"sitting.index === 1 && {HOLDING} && sitting.span.side === 'right' && sitting.span.rep === 2")
    lying.press("Leave")
    lying.page.get_by_role("button", name="Leave, and come back later").click()
    lying.page.wait_for_url("**/")
    lying.open("/session/?kind=whole&go-on=1")
    assert lying.says("h1", "Go on where you stopped")
    lying.page.get_by_role("button", name="Go on", exact=True).click()
    lying.until("sitting.state === 'lead-in'")
    lying.play_out()
    lying.arrived("session-ended")
    assert len(lying.stage.of_kind("session-started")) == 1
    assert len({event["session"] for event in lying.stage.events}) == 1
    assert done(lying) == [
        ("nod", None, {"sets": 1, "reps": 2, "seconds": 8}),
        ("turn", "left", {"sets": 2, "reps": 4, "seconds": 24}),
        ("turn", "right", {"sets": 2, "reps": 4, "seconds": 24}),
    ]


def test_ending_early_writes_the_part_that_was_done(lying: Mat) -> None:
    lying.begin()
    lying.run_to(f"sitting.index === 1 && {HOLDING} && sitting.span.side === 'right'")
    lying.press("Leave")
    lying.press("End the session here")
    assert lying.says("h1", "That is all for today")
    (ended,) = lying.arrived("session-ended")
    assert ended["data"] == {"reason": "stopped"}
    assert [one[:2] for one in done(lying)] == [("nod", None), ("turn", "left")]


def test_own_pace_waits_for_the_person(browser: Browser) -> None:
    with mat(browser, package(OWN_PACE), PHONE_ON_ITS_SIDE) as lying:
        lying.begin()
        lying.run_to("sitting.leg.own")
        estimate = lying.ask("sitting.leg.ms")
        assert "Planned for about 30 s" in lying.text(".hint")
        lying.rate(16)
        lying.until(f"sitting.at > {estimate} + 5000")
        lying.rate(1)
        assert lying.ask("sitting.state") == "playing" and lying.text(".numeral") > "0:30"
        lying.page.keyboard.press("p")
        assert lying.ask("sitting.state") == "paused"
        lying.page.keyboard.press("p")
        lying.until("sitting.state === 'playing'")
        lying.page.keyboard.press("Space")
        lying.until("!sitting.leg.own")
        lying.play_out()
        squat = lying.arrived("exercise-done", 2)[0]
        assert squat["data"]["confirmed"] is True and squat["data"]["done"] == {"sets": 1}


def test_with_manual_start_each_exercise_waits_before_its_countdown(browser: Browser) -> None:
    manual: dict[str, Any] = {**QUIET, "manual_start": True}
    with mat(browser, package(NECK, preferences=manual)) as lying:
        lying.begin()
        lying.run_to("sitting.state === 'waiting'")
        assert lying.page.get_by_role("button", name="Start", exact=True).is_visible()
        lying.page.wait_for_timeout(300)
        assert lying.ask("sitting.state") == "waiting" and lying.ask("sitting.span.kind") == "countdown"
        lying.tap()
        lying.until("sitting.state === 'playing'")
        lying.run_to("sitting.state === 'waiting' && sitting.index === 1")
        lying.page.keyboard.press("Space")
        lying.rate(16)
        lying.until("sitting.state === 'over'")
        (started,) = lying.arrived("session-started")
        assert started["data"]["pace"] == "manual"
        assert len(lying.arrived("exercise-done", 3)) == 3
