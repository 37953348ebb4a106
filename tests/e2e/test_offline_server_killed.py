"""The real server, killed while it stores: what the device holds and what the server has is the whole, each once."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.e2e.real_server import NewFolder, Server

OPEN = """
const name = async file => {
  const text = await (await fetch("/sw.js")).text();
  return JSON.parse(text.match(/const UNKINK = (.*);/)[1]).shell.find(url => url.includes(`/player/${file}.`));
};
const { openDiary } = await import(await name("queue"));
const { Sync } = await import(await name("sync"));
const person = document.querySelector("meta[name=unkink-person]").content;
const diary = await openDiary({ person, clinic: given.clinic });
const pain = async n => {
  const told = i => ({ kind: "pain", session: given.session, data: { of: "usual", level: i % 11 } });
  for (let i = 0; i < n; i += 1) await diary.write(told(i));
};
const sendOnce = async () => { const sync = new Sync(diary); await sync.flush(); sync.stop(); return sync.status(); };
"""
SESSION = "01930000-0000-3000-8000-0000000000ee"


@pytest.fixture
def server(new_folder: NewFolder, empty_database: dict[str, str]) -> Iterator[Server]:
    made = Server({**os.environ, **empty_database, "UNKINK_DATA": str(new_folder()), "PYTHONUNBUFFERED": "1"})
    made.start()
    yield made
    made.kill()


@pytest.fixture
def page(browser: Browser, server: Server) -> Iterator[Page]:
    context = browser.new_context(service_workers="block")
    made = context.new_page()
    made.goto(f"{server.address}/about/", wait_until="load")
    yield made
    context.close()


@pytest.fixture
def run(page: Page, server: Server) -> Callable[[str], Any]:
    """Run a script in the page with the diary of the person at home."""
    clinic = clinic_of(server)

    def script(text: str) -> Any:
        return page.evaluate(f"async given => {{ {OPEN} {text} }}", {"clinic": clinic, "session": SESSION})

    return script


def clinic_of(server: Server) -> str:
    """The household of this computer's owner, which the site made at its first start."""
    ask = (
        "import django; django.setup(); from unkink.site.accounts.models import Person;"
        "print(Person.objects.get().clinic_id)"
    )
    command = [sys.executable, "-c", ask]
    environment = {**server.environment, "DJANGO_SETTINGS_MODULE": "unkink.site.settings"}
    return subprocess.run(command, capture_output=True, text=True, check=True, env=environment).stdout.strip()


def test_what_the_device_holds_the_server_takes_once(run: Callable[[str], Any], server: Server) -> None:
    status = run("await pain(230); return sendOnce();")
    assert status["words"] == "Everything is sent.", run("return diary.refused();")
    events = server.events()
    assert sorted(event["seq"] for event in events) == list(range(230))
    run("await pain(1); return sendOnce();")
    assert len(server.events()) == 231


@pytest.mark.parametrize("after", [0.0, 0.05, 0.15, 0.4])
def test_killed_during_a_batch_nothing_is_lost_and_nothing_doubled(
    run: Callable[[str], Any], page: Page, server: Server, after: float
) -> None:
    run("await pain(300); window.sending = sendOnce();")
    time.sleep(after)
    server.kill()
    status = page.evaluate("window.sending")
    server.start()
    stored = {event["id"] for event in server.events()}
    kept = {event["id"] for event in run("return diary.batch(10_000);")}
    assert len(stored | kept) == 300
    assert len(kept) == status["pending"]
    assert run("return sendOnce();")["pending"] == 0
    events = server.events()
    assert len(events) == 300 and len({event["id"] for event in events}) == 300
    assert sorted(event["seq"] for event in events) == list(range(300))


def test_an_event_of_another_household_is_not_set_aside(run: Callable[[str], Any], server: Server) -> None:
    """What is not this login's waits for the right one, whatever the server calls it."""
    status = run(
        """const other = await openDiary({ person, clinic: "01930000-0000-3000-8000-0000000000ff" });
        await other.write({ kind: "pain", session: given.session, data: { of: "usual", level: 1 } });
        return sendOnce();"""
    )
    assert (status["state"], status["pending"], status["refused"]) == ("login", 1, 0)
    assert server.events() == []


def test_an_event_that_makes_no_sense_is_set_aside_with_the_reasons_of_the_server(
    run: Callable[[str], Any], server: Server
) -> None:
    status = run(
        """await diary.write({ kind: "pain", session: given.session, data: { of: "usual", level: 99 } });
        await pain(3); return sendOnce();"""
    )
    assert (status["pending"], status["refused"]) == (0, 1)
    (refused,) = run("return diary.refused();")
    assert refused["problems"][0]["path"].startswith("data") and refused["problems"][0]["expected"]
    assert len(server.events()) == 3
