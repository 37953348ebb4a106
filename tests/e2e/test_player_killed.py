"""A tab that is killed loses nothing and doubles nothing: coming back goes on at the interrupted rep."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Error

from tests.e2e.player_mat import Mat, mat, neck_session, watch
from tests.e2e.today_package import Package

HOLDING = "sitting.span.phase === 'hold' && sitting.at > sitting.span.at + 300"
PLACES = {
    "first steps": "sitting.index === 0 && sitting.span.kind === 'position'",
    "first countdown": "sitting.span.kind === 'countdown'",
    "second rep": f"{HOLDING} && sitting.span.rep === 2",
    "between exercises": "sitting.index === 1 && sitting.span.kind === 'next-up'",
    "changing sides": "sitting.index === 1 && sitting.span.kind === 'switch'",
    "last rep": f"{HOLDING} && sitting.span.side === 'right' && sitting.span.set === 2 && sitting.span.rep === 2",
}


@pytest.fixture(scope="module")
def neck() -> Package:
    return neck_session()


@pytest.fixture
def lying(browser: Browser, neck: Package) -> Iterator[Mat]:
    with mat(browser, neck) as found:
        yield found


def kill(lying: Mat) -> None:
    """The renderer dies without a last word; another tab is opened."""
    with pytest.raises(Error, match="crash"):
        lying.page.goto("chrome://crash", timeout=60_000)
    lying.page = lying.context.new_page()
    watch(lying)


def come_back(lying: Mat) -> None:
    lying.open("/session/?kind=whole&go-on=1")
    lying.page.get_by_role("button", name="Go on", exact=True).click()
    lying.until("sitting.state === 'playing' || sitting.state === 'lead-in'")


def whole(lying: Mat) -> None:
    """Everything is there once."""
    lying.play_out()
    lying.arrived("session-ended")
    events = lying.stage.events
    assert len({event["session"] for event in events}) == 1
    kinds = Counter(event["kind"] for event in events)
    assert (kinds["session-started"], kinds["session-ended"], kinds["exercise-done"]) == (1, 1, 3), kinds
    done = {(one["exercise"], one["side"]): one["data"]["done"] for one in lying.stage.of_kind("exercise-done")}
    assert done == {
        ("nod", None): {"sets": 1, "reps": 2, "seconds": 8},
        ("turn", "left"): {"sets": 2, "reps": 4, "seconds": 24},
        ("turn", "right"): {"sets": 2, "reps": 4, "seconds": 24},
    }
    assert len({event["seq"] for event in events}) == len(events)


@pytest.mark.parametrize("place", PLACES)
def test_killed_anywhere_it_goes_on_and_everything_is_written_once(lying: Mat, place: str) -> None:
    lying.begin()
    lying.run_to(PLACES[place])
    lying.kept()
    index = lying.ask("sitting.index")
    kill(lying)
    come_back(lying)
    assert lying.ask("sitting.index") == index
    whole(lying)


def test_killed_again_and_again(lying: Mat) -> None:
    lying.begin()
    for condition in ("sitting.at > 3000", f"{HOLDING}", "sitting.index === 1", f"sitting.index === 1 && {HOLDING}"):
        lying.run_to(condition)
        lying.kept()
        kill(lying)
        come_back(lying)
    whole(lying)


def test_killed_while_the_server_is_away_nothing_is_lost(lying: Mat) -> None:
    lying.begin()
    lying.stage.is_deaf = True
    lying.run_to("sitting.index === 1 && sitting.span.kind === 'next-up'")
    lying.kept()
    kill(lying)
    lying.stage.is_deaf = False
    come_back(lying)
    whole(lying)


def test_an_event_noted_but_not_written_when_the_tab_died_is_written_under_its_own_id(lying: Mat) -> None:
    """The narrow gap: the place is kept, the diary is not yet. Coming back writes it, and only once."""
    lying.begin()
    lying.page.evaluate(
        """async () => {
            const {Diary} = await import('/static/unkink/player/queue.js')
            Diary.prototype.write = () => new Promise(() => {})
        }"""
    )
    lying.run_to("sitting.index === 1")
    lying.kept()
    kill(lying)
    assert not lying.stage.of_kind("exercise-done")
    come_back(lying)
    whole(lying)


def test_killed_at_the_advice_it_is_given_again_and_the_pain_is_told_once(lying: Mat) -> None:
    lying.begin()
    lying.run_to(f"sitting.index === 1 && {HOLDING}")
    lying.press("It hurts: stop")
    lying.page.get_by_role("dialog").locator(".level").nth(8).click()
    lying.press("What now?")
    lying.arrived("pain")
    lying.kept()
    kill(lying)
    lying.open("/session/?kind=whole&go-on=1")
    lying.page.get_by_role("button", name="Go on", exact=True).click()
    assert lying.says("dialog h2", "That is enough for today")
    lying.press("End the session")
    assert lying.arrived("session-ended")[0]["data"] == {"reason": "hurt"}
    assert [one["data"] for one in lying.arrived("pain")] == [{"of": "now", "level": 8}]


def test_killed_at_the_questions_they_are_asked_again(lying: Mat) -> None:
    lying.begin()
    lying.play_out()
    lying.kept()
    kill(lying)
    lying.open("/session/?kind=whole&go-on=1")
    lying.page.get_by_role("button", name="Go on", exact=True).click()
    assert lying.says(".end h1", "Well done")
    lying.page.locator(".end .level").nth(4).click()
    lying.press("Done")
    assert lying.arrived("effort")[0]["data"] == {"rpe": 4}
    assert len(lying.stage.of_kind("session-ended")) == 1


def test_starting_afresh_ends_the_session_that_was_left(lying: Mat) -> None:
    lying.begin()
    lying.run_to("sitting.index === 1")
    lying.kept()
    kill(lying)
    lying.open("/session/?kind=whole")
    lying.press("Start from the beginning")
    lying.press("Begin")
    lying.until("sitting.state === 'playing'")
    started = lying.arrived("session-started", 2)
    (ended,) = lying.arrived("session-ended")
    assert ended["session"] == started[0]["session"] != started[1]["session"]
    assert ended["data"] == {"reason": "stopped"}


def test_closing_the_page_notes_where_it_stood(lying: Mat) -> None:
    lying.begin()
    lying.run_to(f"sitting.index === 1 && {HOLDING}")
    lying.page.goto("about:blank")
    lying.page.wait_for_timeout(300)
    come_back(lying)
    (paused,) = lying.arrived("session-paused")
    assert paused["data"]["block"] == 1
