"""A dead battery, a killed tab: what was said to be written is there, and counts once."""

from __future__ import annotations

import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Error
from playwright.sync_api import TimeoutError as NoAnswer

from tests.e2e.conftest import FLAGS
from tests.e2e.offline import Device, log_in
from tests.e2e.stand_in import ANNA, Answer, StandIn, Talk, stand_in

STARTS = 4


@pytest.fixture
def server() -> Iterator[StandIn]:
    with stand_in() as held:
        yield held


class Phone:
    """A browser process with a profile on the disk, that can be killed and started again."""

    def __init__(self, chromium: str, profile: Path, browser: Browser, server: StandIn) -> None:
        self.chromium, self.profile, self.browser, self.server = chromium, profile, browser, server
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> Device:
        context = self._browser().contexts[0]
        log_in(context, self.server, ANNA)
        device = Device(context, context.new_page(), ANNA)
        device.open(self.server)
        return device

    def _browser(self) -> Browser:
        """Started and connected to. Now and then Chromium comes up after a kill and does not answer: then once more."""
        for _ in range(STARTS):
            port = self._launch()
            with suppress(NoAnswer):
                return self.browser.browser_type.connect_over_cdp(f"http://127.0.0.1:{port}", timeout=60_000)
            self.kill()
        raise AssertionError(f"Chromium did not answer {STARTS} times running")

    def _launch(self) -> str:
        port_file = self.profile / "DevToolsActivePort"
        port_file.unlink(missing_ok=True)
        flags = [*FLAGS, "--headless=new", "--remote-debugging-port=0", f"--user-data-dir={self.profile}"]
        self.process = subprocess.Popen(
            [self.chromium, *flags], start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        for _ in range(2400):
            if port_file.exists() and port_file.read_text().strip():
                break
            time.sleep(0.05)
        return port_file.read_text().split()[0]

    def strike(self) -> None:
        """All of its processes at once, without a word."""
        if self.process is not None:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)

    def kill(self) -> None:
        self.strike()
        if self.process is not None:
            self.process.wait()


@pytest.fixture
def phone(chromium_path: str, browser: Browser, server: StandIn, tmp_path: Path) -> Iterator[Phone]:
    made = Phone(chromium_path, tmp_path / "profile", browser, server)
    yield made
    made.kill()


@pytest.mark.parametrize("after", [0.05, 0.4, 1.1])
def test_killed_while_it_writes_everything_said_to_be_written_is_there(
    phone: Phone, server: StandIn, after: float
) -> None:
    device = phone.start()
    said: list[str] = []
    device.page.on("console", lambda message: said.extend(message.text.split()[1:] if "wrote" in message.text else []))
    device.run(
        """window.writing = (async () => {
          for (;;) console.log("wrote", (await diary.write({ kind: "pain", data: { of: "usual", level: 0 } })).id);
        })();"""
    )
    device.until(lambda: said)
    with suppress(Error):
        device.page.wait_for_timeout(after * 1000)
    phone.kill()
    device = phone.start()
    kept = device.run("return diary.batch(100_000);")
    assert set(said) <= {event["id"] for event in kept} and said
    assert [event["seq"] for event in kept] == list(range(len(kept)))
    assert device.run("return (await diary.write({ kind: 'pain' })).seq;") == len(kept)
    assert len({event["device"] for event in device.run("return diary.batch(100_000);")}) == 1
    assert device.run("return sendOnce();")["pending"] == 0
    assert len(server.stored) == len(kept) + 1


def test_killed_while_it_sends_everything_arrives_once(phone: Phone, server: StandIn) -> None:
    device = phone.start()
    device.run("await many(30);")
    gone = threading.Event()

    def late(talk: Talk, answer: Callable[[], Answer]) -> None:
        gone.wait(60)
        talk.send(*answer())

    server.moods = [late]
    device.run("window.sending = sendOnce();")
    device.until(lambda: not server.moods)  # asked
    phone.kill()
    assert not server.stored
    gone.set()
    device = phone.start()
    device.until(lambda: len(server.stored) == 30)
    assert device.run("return sendOnce();")["pending"] == 0
    assert len(server.stored) == 30


def test_killed_after_the_server_stored_and_before_the_receipts_were_noted(phone: Phone, server: StandIn) -> None:
    device = phone.start()
    device.run("await many(30);")

    def stored_then_killed(talk: object, answer: Callable[[], object]) -> None:
        answer()
        phone.strike()

    server.moods = [stored_then_killed]
    with suppress(Error):
        device.run("await sendOnce();")
    phone.kill()
    device = phone.start()
    assert len(server.stored) == 30
    assert device.run("return diary.pending();") == 30
    assert device.run("return sendOnce();")["pending"] == 0
    assert len(server.stored) == 30 and set(server.times_sent.values()) == {2}


def test_a_place_outlives_the_kill(phone: Phone) -> None:
    device = phone.start()
    save = "await (await import('/static/unkink/player/store.js')).savePlace(given.person, { session: 's', block: 3 });"
    device.script(save)
    device.page.wait_for_timeout(500)
    phone.kill()
    device = phone.start()
    found = device.script("return (await import('/static/unkink/player/store.js')).loadPlace(given.person);")
    assert found["block"] == 3
