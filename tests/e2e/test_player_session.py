"""The flagship session from the first tap to the summary, with time made to fly."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Browser

from tests.e2e.player_mat import Mat, mat, neck_session
from tests.e2e.today_package import psoas

SEEN = """() => {
    window.seen = []
    const note = () => {
        const of = name => document.querySelector(name)?.textContent ?? ''
        const session = document.querySelector('.session')
        const now = [of('.title'), of('.word'), session?.dataset.side ?? '', of('.counts')].join('|')
        if (session && now !== window.seen.at(-1)) window.seen.push(now)
    }
    new MutationObserver(note).observe(document.querySelector('unkink-player'), {subtree: true, childList: true,
        characterData: true, attributes: true})
}"""


def spans_of(today: dict[str, Any], title: str) -> list[dict[str, Any]]:
    cues = today["session"]["timeline"]["cues"]
    name = next(item["exercise"] for item in today["session"]["items"] if item["title"] == title)
    return [cue for cue in cues if cue["exercise"] == name and cue["kind"] == "phase"]


def test_the_whole_session_is_shown_and_written_as_it_was_prescribed(browser: Browser) -> None:
    with mat(browser, psoas()) as lying:
        lying.open()
        lying.page.evaluate(SEEN)
        lying.begin_here(usual=2)
        lying.play_out()
        items = psoas().today["session"]["items"]
        done = lying.arrived("exercise-done", 9)
        asked = [(item["exercise"], side) for item in items for side in item["prescribed"]]
        assert [(event["exercise"], event["side"] or "both") for event in done] == asked
        for event, (exercise, side) in zip(done, asked, strict=True):
            item = next(item for item in items if item["exercise"] == exercise)
            prescribed = {name: count for name, count in item["prescribed"][side].items() if count}
            assert event["data"]["done"] == event["data"]["prescribed"] == prescribed
        (started,), (ended,) = lying.arrived("session-started"), lying.arrived("session-ended")
        assert started["data"]["pace"] == "timed" and ended["data"] == {"reason": "finished"}
        assert lying.arrived("pain")[0]["data"] == {"of": "usual", "level": 2}
        assert not lying.stage.of_kind("exercise-skipped")
        assert_all_was_seen(lying)
        assert lying.says(".end h1", "Well done")


def assert_all_was_seen(lying: Mat) -> None:
    """The holds of every rep on every side stood on the screen, in order.

    Sixteen times as fast a hold of two seconds lasts for eight frames, and a busy computer may drop all of them: few
    may be missing, none may be out of order.
    """
    seen = [line.split("|") for line in lying.page.evaluate("window.seen")]
    for item in psoas().today["session"]["items"]:
        title = item["title"]
        wanted = [
            (cue["side"] or "", cue["rep"] or cue["round"] or 0)
            for cue in spans_of(psoas().today, title)
            if cue["prescribed"]
        ]
        shown = [
            (side, int(counts.split()[1]) if counts else 0)
            for name, word, side, counts in seen
            if name == title and word in ("Hold", "Go", "Extend", "Flex")
        ]
        left = iter(wanted)
        assert all(one in left for one in shown), (title, shown)
        assert len(shown) >= 0.75 * len(wanted), (title, shown)


def test_what_is_asked_at_the_end_is_written_once_and_a_changed_answer_corrects_the_first(browser: Browser) -> None:
    with mat(browser, neck_session()) as lying:
        lying.begin()
        lying.play_out()
        page = lying.page
        page.locator(".end section", has_text="How hard").locator(".level", has_text="5").first.click()
        (effort,) = lying.arrived("effort")
        page.locator(".end section", has_text="How hard").locator(".level", has_text="7").first.click()
        first, second = lying.arrived("effort", 2)
        assert (first["data"], second["data"]) == ({"rpe": 5}, {"rpe": 7})
        assert first["id"] == effort["id"] == second["corrects"]
        page.get_by_role("button", name="No pain anywhere").click()
        worst = lying.arrived("pain", 2)
        assert [(one["exercise"], one["data"]) for one in worst] == [
            ("nod", {"of": "worst", "level": 0}),
            ("turn", {"of": "worst", "level": 0}),
        ]
        page.locator(".felt", has_text="Turn").locator(".chip", has_text="too hard").click()
        page.get_by_role("textbox", name="A note").fill("The chair creaks.")
        page.get_by_role("button", name="Done").click()
        page.get_by_role("heading", name="All kept").wait_for()
        felt = lying.arrived("effort", 3)[-1]
        assert (felt["exercise"], felt["data"]) == ("turn", {"felt": "too hard"})
        ended = lying.arrived("session-ended", 2)
        assert [one["data"] for one in ended] == [
            {"reason": "finished"},
            {"reason": "finished", "note": "The chair creaks."},
        ]
        assert ended[1]["corrects"] == ended[0]["id"]
        assert "2 of 2" in lying.text(".summary .facts")


def test_no_pain_says_nothing_of_an_exercise_of_which_it_is_said_that_it_hurt(browser: Browser) -> None:
    with mat(browser, neck_session()) as lying:
        lying.begin()
        lying.play_out()
        page = lying.page
        nod, turn = page.locator(".by-exercise").all()
        nod.get_by_role("button", name="it hurt").click()
        page.get_by_role("button", name="No other pain").click()
        (zero,) = lying.arrived("pain")
        assert (zero["exercise"], zero["data"]["level"]) == ("turn", 0)
        turn.get_by_role("button", name="it hurt").click()
        assert turn.locator("input:checked").count() == 0
        (undone,) = lying.arrived("undone")
        assert undone["corrects"] == zero["id"]
        turn.locator(".level", has_text="5").click()
        turn.get_by_role("button", name="it hurt").click()
        assert turn.locator("input:checked").is_visible(), "what was told stays to be seen"
        page.get_by_role("button", name="Done").click()
        assert lying.arrived("pain", 2)[1]["data"] == {"of": "worst", "level": 5}


def test_an_answer_at_the_end_that_is_pressed_again_is_taken_back(browser: Browser) -> None:
    with mat(browser, neck_session()) as lying:
        lying.begin()
        lying.play_out()
        nine = lying.page.locator(".end section", has_text="How hard").locator(".level", has_text="9")
        nine.click()
        (effort,) = lying.arrived("effort")
        nine.click()
        (undone,) = lying.arrived("undone")
        assert undone["corrects"] == effort["id"]
        nine.click()
        nine.click()
        lying.press("Done")
        lying.page.get_by_role("heading", name="All kept").wait_for()
        assert len(lying.stage.of_kind("effort")) == 1, "what was taken back before it was written was never told"
        assert "Effort" not in lying.text(".summary .facts")


def test_leaving_the_questions_unanswered_writes_nothing_more(browser: Browser) -> None:
    with mat(browser, neck_session()) as lying:
        lying.begin()
        lying.play_out()
        lying.arrived("session-ended")
        lying.press("Done")
        lying.page.get_by_role("heading", name="All kept").wait_for()
        assert {event["kind"] for event in lying.stage.events} == {"session-started", "exercise-done", "session-ended"}
        assert lying.complaints == []
