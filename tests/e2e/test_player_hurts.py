"""It hurts: stop. What is asked, what is offered, and what is written."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest
from playwright.sync_api import Browser

from tests.e2e.player_mat import NECK, SESSION, Mat, mat, neck_session
from tests.e2e.today_package import Package, package

HOLDING = "sitting.span.phase === 'hold' && sitting.at > sitting.span.at + 300"
Hurting = Callable[..., AbstractContextManager[Mat]]


@pytest.fixture(scope="module")
def neck() -> Package:
    return neck_session()


@pytest.fixture
def hurting(browser: Browser, neck: Package) -> Hurting:
    @contextmanager
    def open_at(usual: int | None = None) -> Iterator[Mat]:
        """Somebody whom it hurts in the second exercise, on the left."""
        with mat(browser, neck) as lying:
            lying.begin(usual=usual)
            lying.run_to(f"sitting.index === 1 && {HOLDING}")
            lying.press("It hurts: stop")
            assert lying.ask("sitting.state") == "paused"
            yield lying
            assert lying.complaints == []

    return open_at


def tell(lying: Mat, level: int | None = None, feeling: str = "", where: str = "") -> None:
    dialog = lying.page.get_by_role("dialog")
    if level is not None:
        dialog.locator(".level").nth(level).click()
    for word in (feeling, where):
        if word:
            dialog.get_by_label(word, exact=True).check()
    dialog.get_by_role("button", name="What now?").click()


def choices(lying: Mat) -> list[str]:
    return lying.page.locator("dialog .choices button").all_inner_texts()


def test_sound_stops_at_once(hurting: Hurting) -> None:
    with hurting() as lying:
        assert lying.page.evaluate("document.querySelector('audio').paused")
        lying.rate(4)  # three, two, one comes first
        lying.press("It was nothing")
        lying.until("sitting.state === 'playing'")
        assert not lying.stage.of_kind("pain")


def test_much_pain_before_the_session_asks_for_a_professional_first(browser: Browser, neck: Package) -> None:
    with mat(browser, neck) as lying:
        lying.open()
        lying.press("Start")
        levels = lying.page.locator(".usual .level")
        levels.nth(6).click()
        assert "professional" in lying.text(".usual p[role=status]")
        assert lying.page.get_by_role("button", name="Not today").is_visible()
        levels.nth(5).click()
        assert lying.text(".usual p[role=status]") == ""
        assert not lying.page.get_by_role("button", name="Not today").is_visible()
        levels.nth(7).click()
        lying.press("I may: begin")
        assert lying.arrived("pain")[0]["data"] == {"of": "usual", "level": 7}


def test_six_ends_the_session(hurting: Hurting) -> None:
    with hurting(usual=2) as lying:
        tell(lying, 6, "aching", "groin")
        assert lying.says("dialog h2", "That is enough for today")
        assert choices(lying) == ["End the session", "Change my answers"]
        lying.press("End the session")
        (ended,) = lying.arrived("session-ended")
        assert ended["data"] == {"reason": "hurt"}
        now = lying.arrived("pain", 2)[1]
        assert (now["exercise"], now["side"]) == ("turn", "left")
        assert now["data"] == {"of": "now", "level": 6, "where": "groin", "feeling": ["aching"]}
        (skipped,) = lying.arrived("exercise-skipped")
        assert skipped["data"] == {"reason": "hurts"}
        assert lying.says("h1", "That is all for today")


def test_tingling_stops_the_exercise_and_asks_at_the_end_whether_it_is_still_there(hurting: Hurting) -> None:
    with hurting() as lying:
        tell(lying, 1, "tingling")
        assert lying.says("dialog h2", "Leave this exercise for today")
        assert choices(lying) == ["Skip to the next exercise", "End the session", "Change my answers"]
        lying.press("Skip to the next exercise")
        lying.until("sitting.state === 'over'")
        (skipped,) = lying.arrived("exercise-skipped")
        assert (skipped["exercise"], skipped["data"]) == ("turn", {"reason": "hurts"})
        lying.page.locator(".chip", has_text="yes").click()
        ended = lying.arrived("session-ended", 2)
        assert ended[1]["data"] == {"reason": "finished", "persists": True}


def test_words_are_kept_also_without_a_number(hurting: Hurting) -> None:
    with hurting() as lying:
        tell(lying, None, "tingling", "ankle or foot")
        lying.press("Skip to the next exercise")
        lying.until("sitting.state === 'over'")
        (now,) = lying.arrived("pain")
        assert now["data"] == {"of": "now", "where": "ankle or foot", "feeling": ["tingling"]}
        lying.page.get_by_label("A note").fill("Gone by now.")
        lying.press("Done")
        assert lying.arrived("session-ended", 2)[1]["data"]["note"] == "Gone by now."


def test_what_is_offered_knows_no_part_of_the_body(hurting: Hurting) -> None:
    with hurting() as lying:
        places = lying.page.locator("dialog .chips input[type=radio]").evaluate_all("all => all.map(one => one.value)")
        assert {"head or neck", "shoulder", "knee", "ankle or foot", "somewhere else"} <= set(places)


def test_a_pop_ends_the_session_and_names_a_professional(hurting: Hurting) -> None:
    with hurting() as lying:
        tell(lying, 2, "a sudden pop")
        assert "professional" in lying.text("dialog p")
        assert choices(lying) == ["End the session", "Change my answers"]


def test_chest_pain_leads_to_urgent_help_without_another_button(hurting: Hurting) -> None:
    with hurting() as lying:
        lying.page.get_by_text("Chest pain, faint, or worse?").click()
        lying.page.locator(".chip", has_text="chest pain").click()
        assert lying.says("dialog h2", "Get help now")
        assert "112" in lying.text("dialog p")
        lying.press("End the session")
        assert lying.says("h1", "Get help now")
        assert lying.page.locator(".numbers a").first.get_attribute("href") == "tel:112"
        (ended,) = lying.arrived("session-ended")
        assert ended["data"] == {"reason": "hurt"}
        assert lying.arrived("pain")[-1]["data"] == {"of": "now", "feeling": ["chest-pain"]}
        assert lying.axe() == []


def test_five_above_usual_takes_the_easier_way(hurting: Hurting) -> None:
    with hurting(usual=3) as lying:
        tell(lying, 5)
        assert choices(lying)[0] == "Do the easier way now" and "Go on as it was" not in choices(lying)
        lying.press("Do the easier way now")
        lying.until("sitting.leg.way === 'easier' && sitting.state === 'playing'")
        assert len(lying.arrived("exercise-eased")) == 1
        lying.press("It hurts: stop")
        assert lying.text("dialog p").startswith("Half turn waits.")


def test_five_as_usual_may_go_on(hurting: Hurting) -> None:
    with hurting(usual=5) as lying:
        tell(lying, 5)
        assert "Go on as it was" in choices(lying)
        lying.press("Go on as it was")
        lying.until("sitting.state === 'lead-in'")


def test_three_above_usual_may_finish(hurting: Hurting) -> None:
    with hurting(usual=1) as lying:
        tell(lying, 3)
        assert choices(lying)[0] == "Go on as it was"
        assert "stays the same" in lying.text("dialog p")


def test_an_answer_that_is_changed_takes_the_place_of_the_first(hurting: Hurting) -> None:
    with hurting() as lying:
        tell(lying, 8, "aching")
        lying.press("Change my answers")
        assert lying.page.get_by_role("dialog").locator("input[value='8']").is_checked()
        assert lying.page.get_by_role("dialog").locator("input[value='aching']").is_checked()
        tell(lying, 2)
        lying.press("Go on as it was")
        first, changed = lying.arrived("pain", 2)
        assert (first["data"]["level"], changed["data"]["level"]) == (8, 2)
        assert (changed["corrects"], changed["exercise"], changed["side"]) == (first["id"], "turn", "left")


def test_an_answer_that_is_changed_to_nothing_is_taken_back(hurting: Hurting) -> None:
    with hurting() as lying:
        tell(lying, 8, "aching")
        lying.press("Change my answers")
        lying.press("It was nothing")
        (undone,) = lying.arrived("undone")
        (pain,) = lying.arrived("pain")
        assert (undone["corrects"], undone["session"]) == (pain["id"], pain["session"])
        lying.until("sitting.state === 'lead-in' || sitting.state === 'playing'")


def test_what_hurts_is_told_before_anything_is_chosen(hurting: Hurting) -> None:
    """Whoever reads that help is needed calls for it, and presses nothing more here."""
    with hurting() as lying:
        lying.page.get_by_text("Chest pain, faint, or worse?").click()
        lying.page.locator(".chip", has_text="chest pain").click()
        assert lying.says("dialog h2", "Get help now")
        assert lying.arrived("pain")[0]["data"] == {"of": "now", "feeling": ["chest-pain"]}


def test_pain_told_at_the_end_that_would_have_ended_the_session_says_what_to_do_next_time(hurting: Hurting) -> None:
    with hurting() as lying:
        tell(lying, 2)
        lying.press("Skip to the next exercise")
        lying.until("sitting.state === 'over'")
        nod = lying.page.locator(".by-exercise").first
        assert not nod.locator(".level").first.is_visible(), "a number is asked only where it hurt"
        nod.get_by_role("button", name="it hurt").click()
        nod.locator(".level").nth(6).click()
        assert "do less of it" in nod.locator("p").inner_text()
        nod.locator(".level").nth(5).click()
        assert nod.locator("p").inner_text() == ""
        lying.press("No other pain")
        assert lying.page.get_by_role("button", name="No other pain").get_attribute("aria-pressed") == "true"
        told = [(one["exercise"], one["data"]["level"]) for one in lying.arrived("pain", 2)]
        assert told == [("turn", 2), ("nod", 5)]


def test_the_worst_pain_already_told_stands_at_the_end(hurting: Hurting) -> None:
    with hurting() as lying:
        tell(lying, 3)
        lying.press("Skip to the next exercise")
        lying.until("sitting.state === 'over'")
        lying.press("No other pain")
        worst = lying.arrived("pain", 2)
        assert [(one["exercise"], one["data"]["of"], one["data"]["level"]) for one in worst] == [
            ("turn", "now", 3),
            ("nod", "worst", 0),
        ]


PRESSING = (
    NECK.replace("- needs: chair\n", "- pressure: ball\n- instead when no-pressure: tall: 1 reps per side, hold 2 s\n")
    + """
## Tall {#tall}

Nothing presses here.

- variant of: turn
- pressure: none

1. Grow tall.

> Stop if you feel dizzy.
"""
)


def test_what_presses_too_much_gives_way_to_what_does_not_also_where_the_easier_way_presses(browser: Browser) -> None:
    """Half of it on the ball first, then none: each is counted by itself, and both are told."""
    with mat(browser, package(PRESSING)) as lying:
        lying.begin(usual=6)
        lying.run_to(f"sitting.index === 1 && {HOLDING}")
        lying.press("Easier today")
        lying.until("sitting.leg.way === 'easier' && sitting.state === 'playing'")
        nothing = {side: {"sets": 0, "reps": 0, "rounds": 0, "seconds": 0} for side in ("left", "right")}
        assert lying.ask("sitting.summary()[1].ways.find(({name}) => name === 'easier').done") == nothing
        lying.run_to(HOLDING)
        lying.press("It hurts: stop")
        tell(lying, 5)
        assert choices(lying)[0] == "Do that instead" and "Do the easier way now" not in choices(lying)
        assert "Tall, once on each side" in lying.text("dialog p:nth-of-type(2)")
        lying.press("Do that instead")
        lying.until("sitting.leg.way === 'without_pressure' && sitting.state === 'playing'")
        assert lying.text(".dose").startswith("Without pressure today: ")
        assert [one["data"]["variant"] for one in lying.arrived("exercise-eased", 2)] == ["half-turn", "tall"]
        lying.page.goto("about:blank")
        lying.open(f"{SESSION}&go-on=1")
        lying.press("Go on")
        lying.until("sitting?.leg.way === 'without_pressure' && sitting.state === 'playing'")
        lying.run_to("sitting.state === 'over'")
        done = [one["data"] for one in lying.arrived("exercise-done", 3) if one["data"]["variant"] == "tall"]
        assert [one["done"] for one in done] == [{"sets": 1, "reps": 1, "seconds": 2}] * 2
