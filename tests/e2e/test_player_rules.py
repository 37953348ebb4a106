"""The player's pure parts, run where they live: the safety table, the score, the tally, the captions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.e2e.player_stage import open_stage
from tests.e2e.today_package import PERSON, psoas

MODULES = "/static/unkink/player/"


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    with open_stage(psoas()) as stage:
        context = browser.new_context(service_workers="block")
        found = context.new_page()
        found.goto(stage.address + "/session/")
        yield found
        context.close()


def run(page: Page, module: str, expression: str, given: Any = None) -> Any:
    """An expression on the exports of a module: ``m.decide(given)``."""
    return page.evaluate(
        f"async given => {{ const m = await import('{MODULES}{module}.js'); return {expression} }}", given
    )


def decide(page: Page, feeling: list[str], level: int | None, usual: int | None, *, pressure: bool = False) -> Any:
    given = {"feeling": feeling, "level": level, "usual": usual, "pressure": pressure}
    return run(page, "safety", "m.decide(given)", given)


ROWS: list[tuple[int, str, str, list[str], int | None, int | None]] = [
    (1, "black", "help", ["chest-pain"], None, None),
    (1, "black", "help", ["faint"], 1, 2),
    (1, "black", "help", ["breathless", "pop"], 9, 0),
    (1, "black", "help", ["numb-between-legs", "numb"], 0, 0),
    (1, "black", "help", ["sudden-severe"], None, 3),
    (2, "red", "stop-exercise", ["numb"], 0, 0),
    (2, "red", "stop-exercise", ["tingling"], 2, 5),
    (2, "red", "stop-exercise", ["shooting"], 5, 0),
    (2, "red", "stop-exercise", ["pulsing"], None, None),
    (2, "red", "stop-exercise", ["sick", "aching"], 3, 3),
    (2, "red", "stop-exercise", ["sharp-belly-or-groin"], 1, 0),
    (3, "red", "end", [], 6, 8),
    (3, "red", "end", ["aching"], 10, None),
    (4, "red", "end", ["pop"], 0, 0),
    (4, "red", "end", ["catching"], 3, 3),
    (4, "red", "end", ["locking"], None, None),
    (4, "red", "end", ["limping"], 2, 2),
    (7, "amber", "easier", [], 4, 3),
    (7, "amber", "easier", ["pinching"], 5, 0),
    (7, "amber", "easier", [], 5, None),
    (8, "amber", "finish", [], 3, 2),
    (8, "amber", "finish", [], 3, None),
    (9, "green", "go-on", [], 4, 4),
    (9, "green", "go-on", [], 3, 3),
    (9, "green", "go-on", [], 0, None),
    (10, "green", "go-on", [], 2, 1),
    (10, "green", "go-on", [], 1, None),
    (11, "grey", "choose", [], None, 3),
    (11, "grey", "choose", ["aching"], None, None),
    (12, "amber", "go-on", [], 5, 5),
]


@pytest.mark.parametrize(("row", "colour", "action", "feeling", "level", "usual"), ROWS)
def test_the_first_row_of_the_safety_table_that_matches_decides(
    page: Page, row: int, colour: str, action: str, feeling: list[str], level: int | None, usual: int | None
) -> None:
    decision = decide(page, feeling, level, usual)
    assert (decision["row"], decision["colour"], decision["action"]) == (row, colour, action)


def test_of_several_red_rows_the_strictest_is_done(page: Page) -> None:
    """Tingling at 8 out of 10 ends the session, and tingling after a pop waits for a professional."""
    assert decide(page, ["tingling"], 8, 0)["action"] == "end"
    popped = decide(page, ["tingling", "pop"], 1, 0)
    assert (popped["row"], popped["action"], popped["professional"], popped["locks"]) == (2, "end", True, True)
    severe = decide(page, ["pop"], 7, 0)
    assert (severe["row"], severe["action"], severe["professional"], severe["locks"]) == (3, "end", True, True)
    assert not decide(page, ["tingling"], 8, 0)["professional"]


def test_a_ball_comes_off_above_three_whatever_is_usual(page: Page) -> None:
    assert decide(page, [], 4, 6, pressure=True)["row"] == 7
    assert decide(page, [], 4, 6)["row"] == 9
    assert decide(page, [], 3, 3, pressure=True)["row"] == 9
    assert decide(page, [], 3, 0, pressure=True)["row"] == 10
    assert decide(page, [], 3, 0)["row"] == 8
    stretch = {"title": "Stretch", "dose_words": "30 s"}
    for easier_presses, spares, wanted in (
        (True, None, {"skip", "end"}),
        (False, None, {"ease", "skip", "end"}),
        (True, stretch, {"spare", "skip", "end"}),
    ):
        exercise = {"title": "X", "canEase": True, "presses": "ball", "easierPresses": easier_presses, "spares": spares}
        told = run(page, "offers", "m.offer({row: 7, action: 'easier', professional: false}, given)", exercise)
        assert {one["value"] for one in told["choices"]} - {"change"} == wanted
        assert any("Take the ball off." in text for text in told["texts"])
        assert any("Stretch, 30 s" in text for text in told["texts"]) is (spares is not None)


def test_only_what_waits_for_a_professional_locks(page: Page) -> None:
    rows = run(page, "safety", "m.ROWS")
    assert {int(number) for number, row in rows.items() if row["locks"]} == {1, 4}


def test_every_combination_has_an_answer_and_more_pain_is_never_answered_more_lightly(page: Page) -> None:
    """Over all levels, usual pains and feelings: a decision always, and as pain rises it only becomes stricter."""
    broken = run(
        page,
        "safety",
        """(() => {
            const strict = {"go-on": 0, finish: 1, easier: 2, "stop-exercise": 3, end: 4, help: 5}
            const bad = []
            for (const word of [null, ...m.FEELINGS.map(({word}) => word)])
                for (const usual of [null, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
                    for (const pressure of [false, true]) {
                        let before = -1
                        for (let level = 0; level <= 10; level += 1) {
                            const {action} = m.decide({feeling: word ? [word] : [], level, usual, pressure})
                            if (!(strict[action] >= before)) bad.push([word, usual, level, action])
                            before = strict[action]
                        }
                    }
            return bad
        })()""",
    )
    assert broken == []


@pytest.mark.parametrize("can_ease", [True, False])
def test_every_decision_offers_what_the_table_allows_and_nothing_more(page: Page, can_ease: bool) -> None:
    offers = run(
        page,
        "safety",
        """(async () => {
            const {offer} = await import('/static/unkink/player/offers.js')
            const exercise = {title: 'X', canEase: given, presses: ''}
            return Object.entries(m.ROWS).map(([row, decision]) =>
                [Number(row), offer(decision, exercise).choices.map(one => one.value)])
        })()""",
        can_ease,
    )
    ways = {row: set(choices) - {"change"} for row, choices in offers}
    assert all("change" in choices for _, choices in offers)
    assert ways[1] == {"help"}
    assert ways[2] == {"skip", "end"}
    assert ways[3] == ways[4] == {"end"}
    assert ways[7] == ({"ease", "skip", "end"} if can_ease else {"skip", "end"})
    for row in (8, 9, 10, 11, 12):
        assert ways[row] == {"go-on", "skip", "end"} | ({"ease"} if can_ease else set())


SCORE = """(() => {
    const {timeline, tracks} = given.session
    const legs = m.legsOf(timeline, tracks)
    return %s
})()"""


def on_score(page: Page, expression: str) -> Any:
    return run(page, "score", SCORE % expression, psoas().today)


def test_work_that_was_interrupted_begins_again_and_rests_go_on(page: Page) -> None:
    """Of each span of the whole session, at its middle; a minute on the ball goes on as far as it was held."""
    found = on_score(
        page,
        """legs.flatMap(leg => leg.spans.map(span => {
            const at = span.at + span.ms / 2
            const to = m.resumeAt(leg, at, span.at + span.ms / 4)
            const rep = m.repOf(leg, span)
            return {ms: span.ms, kind: span.kind, phase: span.phase, rep: span.rep, at, to: to.at, leadIn: to.leadIn,
                repAt: rep[0].at, repEnd: rep.at(-1).end, spanAt: span.at}
        }))""",
    )
    assert len(found) > 100
    for one in found:
        if one["kind"] in ("rest", "switch", "finish"):
            assert (one["to"], one["leadIn"]) == (one["at"], False)
        elif one["kind"] == "countdown":
            assert one["to"] <= one["spanAt"] and not one["leadIn"]
        elif one["kind"] != "phase":
            assert one["spanAt"] <= one["to"] <= one["at"]
        elif one["phase"] == "return":
            assert one["to"] == one["repEnd"]  # all of the hold was held
        elif one["ms"] == 60_000:
            assert (one["to"], one["leadIn"]) == (one["spanAt"] + 15_000, True)
        else:
            assert one["ms"] < 15_000 and (one["to"], one["leadIn"]) == (one["repAt"], True)
    assert len([one for one in found if one["ms"] == 60_000]) == 2


def test_going_back_step_by_step_reaches_the_beginning(page: Page) -> None:
    """Each step is earlier than the one before, whatever the place."""
    steps = on_score(
        page,
        """(() => {
            const steps = []
            let here = {index: legs.length - 1, at: legs.at(-1).ms}
            while (here.index > 0 || here.at > 0) {
                here = m.stepBack(legs, here.index, here.at)
                steps.push([here.index, here.at])
                if (steps.length > 100) break
            }
            return steps
        })()""",
    )
    assert steps[-1] == [0, 0]
    assert steps == sorted(steps, reverse=True) and len({tuple(step) for step in steps}) == len(steps)
    assert len(steps) == 5 + 9  # five exercises and nine sets


def test_captions_are_the_words_that_are_spoken_in_their_order(page: Page) -> None:
    shown = run(
        page,
        "captions",
        """(async () => {
            const {legsOf} = await import('/static/unkink/player/score.js')
            return legsOf(given.session.timeline, given.session.tracks).map(leg => {
                const lines = []
                for (let at = 0; at < leg.ms; at += 20) {
                    const line = m.captionAt(leg, at)
                    if (line && line !== lines.at(-1)) lines.push(line)
                }
                return lines
            })
        })()""",
        psoas().today,
    )
    cues = psoas().today["session"]["timeline"]["cues"]
    for block, lines in enumerate(shown):
        spoken = [phrase for cue in cues if cue["block"] == block for phrase in cue["say"]]
        once = [phrase for phrase, before in zip(spoken, ["", *spoken], strict=False) if phrase != before]
        assert lines == once, block


def test_only_what_was_played_through_counts(page: Page) -> None:
    """A tenth of a second less than a whole hold is no hold; running it twice is one."""
    counted = run(
        page,
        "tally",
        """(async () => {
            const {legsOf} = await import('/static/unkink/player/score.js')
            const leg = legsOf(given.session.timeline, given.session.tracks)[2]
            const holds = leg.spans.filter(span => span.phase === 'hold' && span.side === 'left')
            const tally = new m.Tally()
            const count = () => { const {reps, seconds, sets} = tally.done([leg]).left; return [sets, reps, seconds] }
            const counts = [count()]
            tally.ran(leg, holds[0].at + 100, holds[0].end); counts.push(count())
            tally.ran(leg, holds[0].at, holds[0].end - 100); counts.push(count())
            tally.ran(leg, holds[0].at, holds[0].end); counts.push(count())
            tally.ran(leg, holds[0].at, holds[0].end); counts.push(count())
            const kept = new m.Tally(JSON.parse(JSON.stringify(tally)))
            kept.ran(leg, holds[1].at, holds[3].end)
            counts.push((({reps, seconds, sets}) => [sets, reps, seconds])(kept.done([leg]).left))
            return counts
        })()""",
        psoas().today,
    )
    assert counted == [[0, 0, 0], [0, 0, 0], [0, 0, 0], [0, 1, 5], [0, 1, 5], [1, 4, 20]]


def test_a_minute_counts_in_parts_that_leave_no_gap(page: Page) -> None:
    """Jumped over is not done; done twice is done once; what was held is not forgotten with the page."""
    counted = run(
        page,
        "tally",
        """(async () => {
            const {legsOf} = await import('/static/unkink/player/score.js')
            const leg = legsOf(given.session.timeline, given.session.tracks)[0]
            const [first, second] = leg.spans.filter(span => span.kind === 'phase')
            const told = []
            const tell = tally => {
                const {left, right} = tally.done([leg])
                told.push([tally.heldTo(leg, first) - first.at, left.seconds, left.sets, right.seconds])
            }
            let tally = new m.Tally()
            tally.ran(leg, 0, first.at + 50_000); tell(tally)
            tally.ran(leg, first.at + 52_000, leg.ms); tell(tally)
            tally.ran(leg, first.at + 20_000, first.at + 40_000); tell(tally)
            const {played, held} = JSON.parse(JSON.stringify({played: tally, held: tally.held}))
            tally = new m.Tally(played, held)
            tally.ran(leg, first.at + 50_000, first.at + 59_999); tell(tally)
            tally.ran(leg, first.at + 55_000, first.at + 60_000); tell(tally)
            tally.ran(leg, first.at, second.at + 1000); tell(tally)
            return told
        })()""",
        psoas().today,
    )
    assert counted == [
        [50_000, 0, 0, 0],
        [50_000, 0, 0, 60],
        [50_000, 0, 0, 60],
        [59_999, 0, 0, 60],
        [60_000, 60, 1, 60],
        [60_000, 60, 1, 60],
    ]


def test_the_device_asks_after_its_last_session_on_a_page_that_was_kept_before(page: Page) -> None:
    """On the evening not yet, on seven days after, then no more; never twice, and not once the server knows."""
    asked = run(
        page,
        "morning_later",
        """(async () => {
            const zeros = '00000000-0000-0000-0000-000000000000'
            const hour = 3_600_000, night = new Date(2026, 10, 22, 23, 30).getTime()
            const made = day => {
                document.querySelectorAll('form, template').forEach(one => one.remove())
                const template = document.createElement('template')
                Object.assign(template.dataset, {morningLater: day, days: '7'})
                template.innerHTML = `<form action="/morning/${zeros}/" data-morning="${zeros}"></form>`
                document.body.append(template)
            }
            const forms = () => [...document.querySelectorAll('form')].map(
                one => [one.getAttribute('action').split('/').at(-2), one.dataset.morning])
            const told = []
            const look = async (hours, day = '2026-11-22') => {
                made(day)
                await m.askLater(given, night + hours * hour)
                await m.askLater(given, night + hours * hour)
                told.push(forms())
            }
            await look(10)
            await m.noteBegun(given, 'aaaa', night)
            for (const hours of [0, 4, 5, 24 * 7, 24 * 8]) await look(hours)
            await look(10, '2026-11-23')
            await m.noteTold(given, 'bbbb'); await look(10)
            await m.noteTold(given, 'aaaa'); await look(10)
            await m.noteBegun('someone', 'cccc', night); await look(10)
            return told
        })()""",
        PERSON,
    )
    once = [["aaaa", "aaaa"]]
    assert asked == [[], [], [], once, once, [], [], once, [], []]


def test_two_seconds_of_motion_say_how_smooth_it_is(page: Page) -> None:
    """Rests in between say nothing, one late picture says little, and once it is known nothing changes it."""
    found = run(
        page,
        "figure/pace",
        """(() => {
            const moved = steps => {
                const pace = new m.Pace()
                let now = 1000
                const told = steps.map(([every, count, rest = 0]) => {
                    for (let n = 0; n < count; n += 1) pace.drawn(now += every)
                    if (rest) { pace.rested(); now += rest }
                    return pace.found && Math.round(pace.found)
                })
                return told
            }
            return [
                moved([[40, 50], [40, 1], [1000, 20]]),
                moved([[100, 20], [100, 1]]),
                moved([[40, 26, 60_000], [40, 26, 60_000], [40, 1]]),
                moved([[40, 20], [5000, 1], [40, 20]]),
                moved([[2000, 6]]),
            ]
        })()""",
    )
    assert found == [[None, 25, 25], [None, 10], [None, 25, 25], [None, None, None], [3]]
