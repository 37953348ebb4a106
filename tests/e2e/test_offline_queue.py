"""What was done is written down once and for all: however the network, the server and the browser behave."""

from __future__ import annotations

import json
import time
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.e2e.offline import Device, log_in
from tests.e2e.stand_in import ANNA, BERT, Answer, Mood, StandIn, Talk, breaks, error, fails, half, lost, slow, stand_in

NewDevice = Callable[..., Device]


@pytest.fixture
def server() -> Iterator[StandIn]:
    with stand_in() as held:
        yield held


@pytest.fixture
def device(browser: Browser, server: StandIn) -> Iterator[NewDevice]:
    """A new device: ``device(ANNA)``. ``init`` is run before any script of a page."""
    contexts = []

    def make(person: str = ANNA, *, init: str = "") -> Device:
        context = browser.new_context(service_workers="block")
        contexts.append(context)
        if init:
            context.add_init_script(init)
        log_in(context, server, person)
        made = Device(context, context.new_page(), person)
        made.open(server)
        return made

    yield make
    for context in contexts:
        context.close()


def test_an_event_has_every_field_and_an_id_of_its_own_time(device: NewDevice) -> None:
    event = device().run(
        """const session = diary.newSession();
        return diary.write({ kind: "pain", program: "hash", session, exercise: "nod", side: "left",
                             data: { of: "worst", level: 0 } });"""
    )
    assert list(event) == [
        *("v", "id", "person", "clinic", "device", "seq", "at", "tz"),
        *("kind", "program", "session", "exercise", "side", "data", "corrects"),
    ]
    assert {uuid.UUID(event[one]).version for one in ("id", "session", "device")} == {7}
    assert event["v"] == 1 and event["seq"] == 0 and event["corrects"] is None and event["tz"]
    assert event["at"].endswith("Z") and len(event["at"]) == len("2026-11-22T10:00:00.000Z")


def test_ids_follow_the_order_of_their_making_also_within_a_millisecond(device: NewDevice) -> None:
    ids = device().script(
        """const { nextId } = await import("/static/unkink/player/uuid7.js");
        let state = null; const ids = [];
        for (let i = 0; i < 5000; i += 1) {
          const made = nextId(1_700_000_000_000 + Math.floor(i / 1000) - (i === 2500 ? 40 : 0), state);
          state = made.state; ids.push(made.id);
        }
        return ids;"""
    )
    assert ids == sorted(set(ids)) and len(ids) == 5000
    assert {uuid.UUID(one).version for one in ids} == {7}
    assert {uuid.UUID(one).variant for one in ids} == {uuid.RFC_4122}
    assert uuid.UUID(ids[0]).int >> 80 == 1_700_000_000_000


def test_seq_rises_by_one_over_reloads_and_tabs(device: NewDevice, server: StandIn) -> None:
    phone = device()
    phone.run("await many(3);")
    phone.page.reload()
    phone.run("await many(2);")
    other = Device(phone.context, phone.context.new_page(), phone.person)
    other.open(server)
    other.run("await many(2);")
    phone.run("await Promise.all([many(20), many(20)]);")
    phone.run("await sendOnce();")
    events = sorted(server.events_of(ANNA), key=lambda event: event["seq"])
    assert [event["seq"] for event in events] == list(range(47))
    assert len({event["device"] for event in events}) == 1


def test_two_tabs_that_write_at_the_same_time_never_share_a_number(device: NewDevice, server: StandIn) -> None:
    first = device()
    second = Device(first.context, first.context.new_page(), first.person)
    second.open(server)
    for tab in (first, second):
        tab.script(
            """const { openDiary } = await import("/static/unkink/player/queue.js");
            const diary = await openDiary(given);
            const write = async () => { for (let i = 0; i < 100; i += 1) await diary.write({ kind: "pain" }) };
            window.writing = write();"""
        )
    for tab in (first, second):
        tab.script("await window.writing;")
    first.run("await sendOnce();")
    assert sorted(event["seq"] for event in server.events_of(ANNA)) == list(range(200))


def test_a_clock_that_goes_back_a_little_keeps_the_order(device: NewDevice) -> None:
    events = device().script(
        """const { openDiary } = await import("/static/unkink/player/queue.js");
        const times = [1_700_000_000_000, 1_699_999_990_000, 1_700_000_001_000, 1_600_000_000_000, 1_600_000_000_001];
        const diary = await openDiary({ ...given, now: () => times.shift() });
        const events = [];
        while (times.length) events.push(await diary.write({ kind: "pain" }));
        return events;"""
    )
    assert [event["seq"] for event in events] == [0, 1, 2, 3, 4]
    assert [event["at"] for event in events] == [
        "2023-11-14T22:13:20.000Z",
        "2023-11-14T22:13:20.000Z",  # ten seconds back: held, so that the order stays
        "2023-11-14T22:13:21.000Z",
        "2020-09-13T12:26:40.000Z",  # years back: the clock was put right
        "2020-09-13T12:26:40.001Z",
    ]
    ids = [event["id"] for event in events]
    assert ids[:3] == sorted(ids[:3]) and ids[3:] == sorted(ids[3:]) and len(set(ids)) == 5


def test_everything_is_sent_once_in_batches_and_then_gone_from_the_device(device: NewDevice, server: StandIn) -> None:
    status = device().run("await many(250); return sendOnce();")
    assert status["words"] == "Everything is sent." and status["pending"] == 0
    assert [len(batch) for batch in server.batches] == [100, 100, 50]
    assert set(server.times_sent.values()) == {1} and len(server.stored) == 250


BAD: dict[str, Mood] = {
    "500": fails(500),
    "502": fails(502),
    "a page instead of an answer": fails(200),
    "JSON of something else": fails(200, "application/json", b'{"hello": 1}'),
    "null": fails(200, "application/json", b"null"),
    "429": fails(429, "application/json", b"{}"),
    "404": fails(404),
    "400 of something in between": fails(400),
    "a redirect": fails(302),
    "half an answer": half,
    "the answer is lost": lost,
}


@pytest.mark.parametrize("mood", BAD)
def test_whatever_the_server_does_nothing_is_lost_and_nothing_doubled(
    device: NewDevice, server: StandIn, mood: str
) -> None:
    phone = device()
    server.moods = [BAD[mood]]
    status = phone.run("await many(7); return sendOnce();")
    assert status["pending"] == 7 and status["refused"] == 0, status
    assert "7 entries wait on this device" in status["words"]
    phone.page.reload()
    assert phone.run("return sendOnce();")["pending"] == 0
    assert len(server.stored) == 7 and len(server.events_of(ANNA)) == 7


def test_a_connection_that_breaks_after_the_server_stored_doubles_nothing(device: NewDevice, server: StandIn) -> None:
    phone = device()
    server.moods = [breaks]
    phone.run("await many(7); return sendOnce();")
    assert phone.run("return sendOnce();")["pending"] == 0
    assert len(server.stored) == 7 and set(server.times_sent.values()) == {2}


def test_a_slow_server_is_waited_for_and_writing_goes_on(device: NewDevice, server: StandIn) -> None:
    phone = device()

    def when_written(talk: Talk, answer: Callable[[], Answer]) -> None:
        for _ in range(1200):
            if "/blank/?written" in server.asked:
                break
            time.sleep(0.05)
        talk.send(*answer())

    server.moods = [when_written]
    phone.run("await many(3); window.sync = new Sync(diary); window.sending = window.sync.flush();")
    phone.until(lambda: not server.moods)  # asked
    phone.run('await many(5, 3); await fetch("/blank/?written");')
    phone.script("await window.sending; await window.sync.flush(); window.sync.stop();")
    assert [len(batch) for batch in server.batches] == [3, 5]
    assert len(server.stored) == 8 and set(server.times_sent.values()) == {1}


def test_it_tries_again_by_itself(device: NewDevice, server: StandIn) -> None:
    phone = device()
    server.moods = [fails(500), lost, fails(502)]
    phone.run("await many(4); window.sync = new Sync(diary); await window.sync.start();")
    phone.until(lambda: len(server.stored) == 4 and not server.moods)
    phone.until(lambda: phone.run("return diary.pending();") == 0)


def test_it_waits_as_long_as_the_server_asks(device: NewDevice, server: StandIn) -> None:
    phone = device()

    asked: list[float] = []

    def later(talk: Talk, _: object) -> None:
        asked.append(time.monotonic())
        talk.send_response(429)
        talk.send_header("Retry-After", "3")
        talk.send_header("Content-Length", "0")
        talk.end_headers()

    def now(talk: Talk, answer: Callable[[], Answer]) -> None:
        asked.append(time.monotonic())
        talk.send(*answer())

    server.moods = [later, now]
    phone.run("await many(1); window.sync = new Sync(diary); await window.sync.start();")
    phone.until(lambda: len(server.stored) == 1)
    assert asked[1] - asked[0] >= 2.9


def test_it_sends_when_the_network_is_back(device: NewDevice, server: StandIn) -> None:
    phone = device()
    phone.run("window.sync = new Sync(diary); await window.sync.start(); window.diary = diary;")
    phone.context.set_offline(True)
    phone.page.evaluate(
        """async () => { for (let i = 0; i < 6; i += 1) await window.diary.write({ kind: "pain" });
                         for (let i = 0; i < 6; i += 1) await window.sync.flush(); }"""
    )
    assert not server.stored
    assert "Unkink cannot be reached. 6 entries wait" in phone.page.evaluate("window.sync.status()")["words"]
    phone.context.set_offline(False)  # after six failures its own next try is half a minute away
    phone.until(lambda: len(server.stored) == 6, seconds=20)


def test_logged_out_it_keeps_everything_and_says_so(device: NewDevice, server: StandIn) -> None:
    phone = device()
    phone.run("await many(3);")
    phone.context.clear_cookies()
    assert phone.run("return sendOnce();")["words"] == "Log in to send 3 entries."
    assert phone.run("await diary.write({ kind: 'pain' }); return diary.pending();") == 4
    log_in(phone.context, server, ANNA)
    assert phone.run("return sendOnce();")["pending"] == 0
    assert len(server.stored) == 4


def test_an_old_token_is_renewed_once(device: NewDevice, server: StandIn) -> None:
    phone = device()
    server.token_needed = True
    assert phone.run("await many(2); return sendOnce();")["pending"] == 0
    assert len(server.stored) == 2 and server.asked.count("/") == 1


def test_events_of_another_person_are_neither_sent_nor_lost(device: NewDevice, server: StandIn) -> None:
    """Anna's phone is handed to Bert, who logs in; a page of Anna's is still open."""
    annas = device(ANNA)
    annas.run("await many(4);")
    log_in(annas.context, server, BERT)
    berts = Device(annas.context, annas.context.new_page(), BERT)
    berts.open(server)
    berts.script("(await import('/static/unkink/player/store.js')).setHere(given.person);")
    berts.run("await many(2);")
    assert annas.run("return sendOnce();")["words"] == "Log in to send 4 entries."
    assert server.batches == []  # not even tried
    assert berts.run("return sendOnce();")["pending"] == 0
    assert [len(server.events_of(who)) for who in (ANNA, BERT)] == [0, 2]
    devices = {event["device"] for event in server.events_of(BERT)}
    log_in(annas.context, server, ANNA)
    annas.script("(await import('/static/unkink/player/store.js')).setHere(given.person);")
    assert annas.run("return sendOnce();")["pending"] == 0
    assert [len(server.events_of(who)) for who in (ANNA, BERT)] == [4, 2]
    assert devices.isdisjoint(event["device"] for event in server.events_of(ANNA))


def test_events_that_a_wrong_login_makes_the_server_refuse_are_kept_for_the_right_one(
    device: NewDevice, server: StandIn
) -> None:
    phone = device()
    log_in(phone.context, server, BERT)  # behind the page's back
    status = phone.run("await many(3); return sendOnce();")
    assert (status["state"], status["pending"], status["refused"]) == ("login", 3, 0)
    log_in(phone.context, server, ANNA)
    assert phone.run("return sendOnce();")["pending"] == 0
    assert len(server.events_of(ANNA)) == 3


def test_what_is_refused_is_set_aside_with_its_reasons_and_blocks_nothing(device: NewDevice, server: StandIn) -> None:
    phone = device()
    status = phone.run("await many(3); await diary.write({ kind: 'nonsense' }); await many(3); return sendOnce();")
    assert (status["pending"], status["refused"]) == (0, 1)
    assert status["words"] == "Everything is sent. 1 entry was not accepted and stays on this device."
    assert len(server.stored) == 6
    phone.page.reload()
    (aside,) = phone.run("return diary.refused();")
    assert aside["event"]["kind"] == "nonsense" and aside["problems"][0]["path"] == "kind"
    assert phone.run("await many(1); return sendOnce();")["pending"] == 0


def test_what_was_refused_is_shown_and_can_be_saved_sent_again_or_removed(device: NewDevice, server: StandIn) -> None:
    phone = device()
    phone.run("await diary.write({ kind: 'nonsense' }); await diary.write({ kind: 'nonsense', exercise: 'nod' });")
    phone.open(server, "/")
    shown = phone.page.locator("[data-refused]")
    phone.until(lambda: shown.locator("li").count() == 2)
    shown.locator("summary").click()
    assert '“kind” should be a kind of event, not "nonsense".' in shown.locator("li").first.inner_text()
    assert "nonsense, nod, " in shown.inner_text()
    remove = shown.get_by_role("button", name="Remove from this device")
    assert not remove.is_visible()
    with phone.page.expect_download() as saving:
        shown.get_by_role("button", name="Save as a file").click()
    lines = Path(saving.value.path()).read_text().splitlines()
    assert [json.loads(line)["exercise"] for line in lines] == [None, "nod"]
    assert remove.is_visible()
    server.knows_nonsense = True
    shown.get_by_role("button", name="Send again").click()
    phone.until(lambda: len(server.stored) == 2)
    phone.until(lambda: shown.inner_text() == "")
    server.knows_nonsense = False
    phone.run("await diary.write({ kind: 'nonsense' }); await sendOnce();")
    phone.page.reload()
    phone.until(lambda: shown.locator("li").count() == 1)
    with phone.page.expect_download():
        shown.get_by_role("button", name="Save as a file").click()
    remove.click()
    phone.until(lambda: shown.inner_text() == "")
    assert phone.run("return diary.refused();") == []


def test_one_event_that_spoils_its_batch_is_found_and_set_aside(device: NewDevice, server: StandIn) -> None:
    """A server that rejects the whole batch as unreadable: the others still arrive."""
    phone = device()

    def picky(talk: object, answer: object) -> None:
        body, well = answer.__closure__, answer  # type: ignore[attr-defined]
        held = next(cell.cell_contents for cell in body if isinstance(cell.cell_contents, bytes))
        talk.send(*(error(422, "unreadable") if b"nonsense" in held else well()))  # type: ignore[operator, attr-defined]

    server.moods = [picky] * 40
    phone.run("await many(60); await diary.write({ kind: 'nonsense' }); await many(60);")
    status = phone.run("return sendOnce();")
    assert (status["pending"], status["refused"]) == (0, 1)
    assert len(server.stored) == 120 and set(server.times_sent.values()) == {1}
    assert len(server.moods) > 20  # it halves, and does not ask one by one


def test_the_same_events_from_two_devices_are_stored_once(device: NewDevice, server: StandIn) -> None:
    """Two devices that hold the same events: the same moment twice, as after a restored phone."""
    phone, copy = device(), device()
    events = phone.run("await many(5); return diary.batch(100);")
    copy.run(
        """const { withDatabase } = await import("/static/unkink/player/database.js");
        for (const event of given.events) await withDatabase(kept => kept.put("queue", event));
        await sendOnce();""",
        events=events,
    )
    assert phone.run("return sendOnce();")["pending"] == 0
    assert len(server.stored) == 5 and set(server.times_sent.values()) == {2}


def test_two_tabs_send_an_event_once(device: NewDevice, server: StandIn) -> None:
    first = device()
    second = Device(first.context, first.context.new_page(), first.person)
    second.open(server)
    first.run("await many(120);")
    server.moods = [slow(0.5), slow(0.5)]
    for tab in (first, second):
        tab.run("window.sending = sendOnce();")
    for tab in (first, second):
        assert tab.page.evaluate("window.sending")["pending"] == 0
    assert len(server.stored) == 120 and set(server.times_sent.values()) == {1}


NO_DATABASE = {
    "none": "delete Window.prototype.indexedDB; Object.defineProperty(window, 'indexedDB', { value: undefined });",
    "refuses": "IDBFactory.prototype.open = () => { throw new DOMException('private', 'SecurityError') };",
    "never answers": """IDBFactory.prototype.open = () =>
        Object.setPrototypeOf(new EventTarget(), IDBOpenDBRequest.prototype);""",
}


@pytest.mark.parametrize("how", NO_DATABASE)
def test_where_nothing_is_kept_the_session_goes_on_and_sends_at_once(
    device: NewDevice, server: StandIn, how: str
) -> None:
    phone = device(init=NO_DATABASE[how])
    phone.run("window.sync = new Sync(diary); await window.sync.start(); await many(3); await window.sync.flush();")
    assert len(server.stored) == 3
    assert sorted(event["seq"] for event in server.events_of(ANNA)) == [0, 1, 2]
    words = phone.page.evaluate("window.sync.status()")["words"]
    assert words.startswith("Everything is sent. This browser keeps nothing for later")
    place = phone.script(
        """const store = await import("/static/unkink/player/store.js");
        return [await store.savePlace(given.person, { session: "s", query: "", block: 1, position_ms: 2 }),
                await store.loadPlace(given.person)];"""
    )
    assert place == [False, None]


FULL = """
const put = IDBObjectStore.prototype.put;
IDBObjectStore.prototype.put = function (...given) {
  if (window.full) throw new DOMException("no room", "QuotaExceededError");
  return put.apply(this, given);
};
"""


def test_with_no_room_left_the_event_waits_in_memory_and_is_kept_with_the_next(
    device: NewDevice, server: StandIn
) -> None:
    phone = device(init=FULL)
    found = phone.run(
        """await many(2); window.full = true; await many(2, 2);
        const during = [diary.lasting, await diary.pending()];
        window.full = false; await many(1, 4);
        return [during, [diary.lasting, await diary.pending()]];"""
    )
    assert found == [[False, 4], [True, 5]]
    phone.page.reload()
    assert phone.run("const events = await diary.batch(9); return events.map(({ seq }) => seq);") == [0, 1, 2, 3, 4]
    assert phone.run("return sendOnce();")["pending"] == 0
    assert len(server.stored) == 5


def test_with_no_room_left_what_is_refused_or_received_ends_all_the_same(device: NewDevice, server: StandIn) -> None:
    phone = device(init=FULL)
    status = phone.run("window.full = true; await many(2); await diary.write({ kind: 'nonsense' }); return sendOnce();")
    assert (status["pending"], status["refused"]) == (0, 1) and len(server.stored) == 2


CUT_DATABASE = """
const begin = IDBDatabase.prototype.transaction;
IDBDatabase.prototype.transaction = function (...given) {
  if (window.broken > 0) { window.broken -= 1; throw new DOMException("connection lost", "InvalidStateError"); }
  return begin.apply(this, given);
};
"""


def test_a_connection_that_the_phone_cut_is_opened_again(device: NewDevice) -> None:
    phone = device(init=CUT_DATABASE)
    found = phone.run("await many(1); window.broken = 1; await many(1); return [diary.lasting, await diary.pending()];")
    assert found == [True, 2]


def test_a_place_is_kept_for_each_person_until_it_is_cleared(device: NewDevice) -> None:
    found = device().script(
        """const store = await import("/static/unkink/player/store.js");
        const place = { session: "s", query: "kind=short", title: "Nod", block: 2, position_ms: 31_000 };
        await store.savePlace("anna", place); await store.savePlace("bert", { ...place, block: 0 });
        await store.clearPlace("bert");
        const kept = await store.loadPlace("anna");
        const lately = Math.abs(Date.now() - kept.left) < 5000;
        return [kept.block, kept.position_ms, lately, await store.loadPlace("bert")];"""
    )
    assert found == [2, 31_000, True, None]


def test_the_browser_is_asked_to_keep_the_data_at_the_first_session_not_before(device: NewDevice) -> None:
    phone = device(init="StorageManager.prototype.persist = async () => { window.asked = (window.asked ?? 0) + 1 };")
    assert phone.run("await many(2); return window.asked ?? 0;") == 0
    assert phone.run("await diary.write({ kind: 'session-started' }); return window.asked;") == 1


def test_events_are_written_before_they_are_said_to_be(device: NewDevice) -> None:
    """Each write is one transaction over the queue and the device, with strict durability."""
    phone = device(
        init="""window.begun = []; const begin = IDBDatabase.prototype.transaction;
        IDBDatabase.prototype.transaction = function (names, mode, options) {
          const made = begin.call(this, names, mode, options);
          if (mode === "readwrite") {
            const one = { names: [...names], durability: made.durability, complete: false };
            made.addEventListener("complete", () => { one.complete = true }); window.begun.push(one);
          }
          return made;
        };"""
    )
    found = phone.run(
        "const event = await diary.write({ kind: 'pain' }); return window.begun.map(one => ({ ...one }));"
    )
    assert found == [{"names": ["queue", "devices"], "durability": "strict", "complete": True}]
