"""Where the figure is, over whole sessions of the shipped programs: the player's own script works it out, undrawn."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.e2e.player_mat import neck_session
from tests.e2e.player_stage import open_stage
from tests.e2e.today_package import LIBRARY
from unkink.body.check import check_movement
from unkink.body.motion import start_of
from unkink.program.check import check
from unkink.program.prescription import Item, prescribe
from unkink.program.program import Program
from unkink.session.as_json import as_json
from unkink.session.compile import compile_session
from unkink.session.settings import Settings

PROGRAMS = sorted(path.stem for path in LIBRARY.glob("*.md"))
MOVEMENTS = LIBRARY.parent / "movements"
STEP_MS = 80
WALK = """async ({timeline, clips, step}) => {
  const [{legsOf, spanAt}, {standAt, sideAt}] = await Promise.all(
    ["score", "figure/course"].map(name => import(`/static/unkink/player/${name}.js`)));
  return legsOf(timeline, []).map(leg => {
    const seen = [];
    for (let at = 0; at < leg.ms; at += step) {
      const span = spanAt(leg, at);
      const clip = clips[span.exercise];
      const {exercise, kind, phase} = span;
      const told = {at, into: at - span.at, exercise, kind, phase, side: sideAt(leg, at)};
      if (clip) seen.push({...told, ...standAt(clip, leg, at)});
    }
    return seen;
  });
}"""
Sight = dict[str, Any]


@cache
def texts() -> dict[str, str]:
    return {path.stem: path.read_text(encoding="utf-8") for path in MOVEMENTS.glob("*.yaml")}


@cache
def clip(name: str) -> dict[str, Any]:
    """What the course is worked out from: the phases of a movement, and which poses have a way between them."""
    movement = check_movement(texts()[name], name, others=texts()).movement
    assert movement is not None
    phases = [
        {
            "name": phase.name,
            "does": str(phase.does),
            "stage": phase.stage,
            "seconds": phase.seconds,
            "from": start_of(movement.phases, index),
            "pose": phase.pose,
            "muscles": list(phase.highlight),
        }
        for index, phase in enumerate(movement.phases)
    ]
    ways = [{"from": one["from"], "to": one["pose"], "frames": [0, 1]} for one in phases if one["from"] != one["pose"]]
    return {"phases": phases, "ways": ways, "poses": {}, "muscles": [], "start": movement.phases[0].pose}


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    with open_stage(neck_session()) as stage:
        context = browser.new_context(service_workers="block")
        opened = context.new_page()
        opened.goto(f"{stage.address}/session/")
        yield opened
        context.close()


@cache
def program(name: str) -> Program:
    found = check((LIBRARY / f"{name}.md").read_text(encoding="utf-8")).program
    assert found is not None
    return found


def clips_of(of: Program, items: tuple[Item, ...]) -> dict[str, Any]:
    """A clip for each exercise that cues name, where there is a movement for it."""
    done = {name: name for item in items for name in item.members}
    done |= {item.exercise: item.variant for item in items if not item.members}
    named = {exercise: of.exercise(section).movement for exercise, section in done.items()}
    return {exercise: clip(movement) for exercise, movement in named.items() if movement in texts()}


@cache
def walked(name: str) -> tuple[dict[str, Any], str]:
    of = program(name)
    prescription = prescribe(of)
    timeline = as_json(compile_session(of, prescription, Settings()), Settings())
    return clips_of(of, prescription.items), json.dumps(timeline)


def walk(page: Page, name: str) -> tuple[dict[str, Any], list[list[Sight]]]:
    clips, timeline = walked(name)
    legs: list[list[Sight]] = page.evaluate(WALK, {"timeline": json.loads(timeline), "clips": clips, "step": STEP_MS})
    assert any(legs), "this program shows nothing"
    return clips, legs


@pytest.mark.parametrize("name", PROGRAMS)
def test_it_stays_while_the_person_holds(page: Page, name: str) -> None:
    """From the first tenth of a hold to its end the figure is in one pose, away from the start."""
    clips, legs = walk(page, name)
    for sight in (one for leg in legs for one in leg if one["phase"] in ("hold", "pause")):
        if sight["into"] > 1500:
            assert sight["from"] == sight["to"] != clips[sight["exercise"]]["start"] and sight["part"] == 1, sight


@pytest.mark.parametrize("name", PROGRAMS)
def test_it_waits_at_the_start_for_work_to_begin(page: Page, name: str) -> None:
    clips, legs = walk(page, name)
    for sight in (one for leg in legs for one in leg if one["kind"] == "countdown"):
        if sight["into"] > 500:
            assert sight["to"] == clips[sight["exercise"]]["start"] and sight["part"] == 1, sight


@pytest.mark.parametrize("name", PROGRAMS)
def test_it_never_jumps(page: Page, name: str) -> None:
    """Within an exercise and a side, the next look is at the same way a little further, or at one that joins it."""
    _, legs = walk(page, name)
    for leg in legs:
        for before, after in pairwise(leg):
            if before["exercise"] == after["exercise"] and before["side"] == after["side"]:
                assert joins(before, after), (before, after)


def joins(before: Sight, after: Sight) -> bool:
    if (before["from"], before["to"]) == (after["from"], after["to"]):
        return bool(abs(after["part"] - before["part"]) < 0.2 or before["from"] == before["to"])
    here = {before["to"]} if before["part"] > 0.8 else {before["from"]} if before["part"] < 0.2 else set()
    there = {after["from"]} if after["part"] < 0.2 else {after["to"]} if after["part"] > 0.8 else set()
    return bool(here & (there | ({after["from"]} if after["from"] == after["to"] else set())))


def test_the_side_is_the_one_that_is_done_next(page: Page) -> None:
    """While a person gets into position, the figure is already on the side that comes first."""
    _, legs = walk(page, "tight-psoas")
    for leg in legs:
        worked = [sight["side"] for sight in leg if sight["kind"] == "phase"]
        if worked and worked[0]:
            assert leg[0]["side"] == worked[0]
