"""Once Today was opened, its session is on the device and opens without network, for the person whose it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser, Error, Page

from tests.e2e.offline import Device, log_in
from tests.e2e.stand_in import ANNA, BERT, NOW, PARTS, TRACK_BYTES, TRACKS, StandIn, stand_in

NewDevice = Callable[..., Device]
WITHOUT = "Unkink cannot be reached. The session is on this device and goes without network."
OFFLINE = 'const offline = await import("/static/unkink/player/offline.js");'


@pytest.fixture
def server() -> Iterator[StandIn]:
    with stand_in() as held:
        yield held


@pytest.fixture
def device(browser: Browser, server: StandIn) -> Iterator[NewDevice]:
    contexts = []

    def make(person: str = ANNA, *, init: str = "") -> Device:
        context = browser.new_context()
        contexts.append(context)
        context.clock.set_fixed_time(NOW)  # midnight would make a kept session one of yesterday
        if init:
            context.add_init_script(init)
        log_in(context, server, person)
        return Device(context, context.new_page(), person)

    yield make
    for context in contexts:
        context.close()


def status(device: Device) -> str:
    return device.page.locator("[data-offline-status]").inner_text()


def state(device: Device) -> str | None:
    return device.page.locator("[data-offline-status]").get_attribute("data-state")


def ready(device: Device, server: StandIn) -> None:
    """Open Today and wait until all of it is there."""
    device.open(server, "/")
    device.until(lambda: state(device) == "ready")


def heading(page: Page) -> str:
    return page.locator("h1").inner_text()


def cache_names(device: Device) -> list[str]:
    names: list[str] = device.page.evaluate("caches.keys()")
    return names


def kept(device: Device, person: str = ANNA) -> list[str]:
    """What is in the cache of that person, without the pages and the list."""
    found: list[str] = device.script(
        """const cache = await caches.open("unkink-person-" + given.of);
        return (await cache.keys()).map(({ url }) => url.replace(location.origin, ""));""",
        of=person,
    )
    return sorted(url for url in found if url.startswith(("/api/", "/tracks/")))


def test_once_today_was_opened_the_whole_session_goes_without_network(device: NewDevice, server: StandIn) -> None:
    phone = device()
    ready(phone, server)
    assert status(phone) == "Ready without network"
    server.cut = True
    phone.page.goto(server.address + "/")
    assert heading(phone.page) == "Today"
    phone.until(lambda: status(phone) == WITHOUT)
    assert state(phone) == "ready"
    phone.page.goto(server.address + "/session/?kind=whole&first=left")
    assert heading(phone.page) == "Session"
    loaded, sizes = phone.script(
        OFFLINE
        + """const sizes = []; const make = URL.createObjectURL;
        URL.createObjectURL = blob => { sizes.push([blob.size, blob.type]); return make.call(URL, blob) };
        const loaded = await offline.loadPackage("kind=whole&missing=&first=left");
        const { items, tracks } = loaded.session;
        const all = [...tracks, loaded.lead_in, ...items.flatMap(item => item.easier?.tracks ?? [])];
        for (const track of all) await offline.trackBlobUrl(track);
        return [loaded, sizes];"""
    )
    assert loaded["from_device"] is True and loaded["session"]["kind"] == "whole"
    assert sizes == [[TRACK_BYTES, "audio/mpeg"]] * TRACKS


def test_styles_and_scripts_are_there_too(device: NewDevice, server: StandIn) -> None:
    phone = device()
    ready(phone, server)
    server.cut = True
    phone.page.goto(server.address + "/session/")
    colour = phone.page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--paper')")
    assert colour.strip()
    scripts = phone.page.evaluate(
        """async () => { for (const name of ["queue", "sync", "offline", "store", "uuid7"])
            await import(`/static/unkink/player/${name}.js`); return true }"""
    )
    assert scripts


def test_another_page_says_that_it_is_not_here_and_that_nothing_is_lost(device: NewDevice, server: StandIn) -> None:
    phone = device()
    ready(phone, server)
    server.cut = True
    phone.page.goto(server.address + "/history/")
    assert heading(phone.page) == "Unkink cannot be reached"


def test_it_says_how_far_it_is(device: NewDevice, server: StandIn) -> None:
    phone = device()
    ready(phone, server)
    told = phone.script(
        OFFLINE
        + """const told = []; const session = await offline.loadPackage({ kind: "short" });
        await offline.keep(session, progress => told.push(progress)); return told;"""
    )
    assert [one["done"] for one in told] == [*range(1, PARTS + 1), PARTS]
    assert told[5]["words"] == f"Getting today's session onto this device … 6 of {PARTS}"
    assert [one["ready"] for one in told] == [False] * PARTS + [True]
    assert told[-1]["words"] == "Ready without network"


@pytest.mark.parametrize("tracks", range(TRACKS))
def test_cut_off_half_way_it_says_so_and_goes_on_from_there(device: NewDevice, server: StandIn, tracks: int) -> None:
    phone = device()
    server.tracks_until_cut = tracks
    phone.open(server, "/")
    phone.until(lambda: state(phone) == "not")
    assert status(phone).startswith("Unkink cannot be reached. ")
    assert status(phone).endswith(f" of {PARTS} parts of today's session are on this device.")
    server.cut = True
    ask = OFFLINE + "return offline.loadPackage({}).catch(error => [error.constructor.name, error.message]);"
    words = phone.script(ask)
    assert words == [
        "NotOnDevice",
        "Unkink cannot be reached, and today's session is not on this device yet. Open Today once with network.",
    ]
    here = [url for url in kept(phone) if url.startswith("/tracks/")]
    assert len(here) <= tracks
    server.cut, server.tracks_until_cut = False, None
    server.asked.clear()
    ready(phone, server)
    fetched = [path for path in server.asked if path.startswith("/tracks/")]
    assert sorted(here + fetched) == sorted(url for url in kept(phone) if url.startswith("/tracks/"))
    assert len(here + fetched) == TRACKS


def test_what_is_here_is_not_fetched_again(device: NewDevice, server: StandIn) -> None:
    phone = device()
    ready(phone, server)
    server.asked.clear()
    ready(phone, server)
    assert [path for path in server.asked if path.startswith("/tracks/")] == []


@pytest.mark.parametrize(
    ("init", "words"),
    [
        (
            """Cache.prototype.put = async () => { throw new DOMException("full", "QuotaExceededError") };""",
            f"There is no room on this device for the whole session (0 of {PARTS} parts fit). It plays with network.",
        ),
        (
            """CacheStorage.prototype.open = async () => { throw new DOMException("no", "SecurityError") };""",
            "This browser keeps nothing for later, so the session needs network while it plays.",
        ),
        (
            """delete Window.prototype.caches; delete window.caches;""",
            "This browser keeps nothing for later, so the session needs network while it plays.",
        ),
    ],
    ids=["no room", "refused", "no caches"],
)
def test_where_nothing_can_be_kept_it_says_so_and_still_plays(
    device: NewDevice, server: StandIn, init: str, words: str
) -> None:
    phone = device(init=init)
    phone.open(server, "/")
    phone.until(lambda: state(phone) == "not")
    assert status(phone) == words
    address = phone.script(OFFLINE + "return offline.trackBlobUrl((await offline.loadPackage({})).session.tracks[0]);")
    assert address.startswith("blob:")


def test_a_choice_that_is_not_here_is_not_taken_for_another(device: NewDevice, server: StandIn) -> None:
    phone = device()
    ready(phone, server)
    server.cut = True
    ask = OFFLINE + "return offline.loadPackage(given.query).then(made => made.session.kind, error => error.message);"
    other = "Unkink cannot be reached, and this choice is not on this device. Another one is: see Today."
    assert phone.script(ask, query={"kind": "whole"}) == "whole"
    assert phone.script(ask, query={"missing": []}) == "whole"
    assert phone.script(ask, query={"kind": "short"}) == other
    assert phone.script(ask, query={"missing": ["no-ball"]}) == other
    assert phone.script(ask, query={"first": "right"}) == other


def test_each_kept_choice_has_its_own_today(device: NewDevice, server: StandIn) -> None:
    phone = device()
    ready(phone, server)
    choice = "/?missing=&missing=no-ball&kind=short&first=right"
    phone.open(server, choice)
    phone.until(lambda: state(phone) == "ready")
    server.cut = True
    query = phone.page.locator("[data-offline-status]")
    for address, kind in ((choice, "short"), ("/", "short"), ("/?kind=whole&first=left", "short")):
        phone.page.goto(server.address + address)  # Today as it was last, where this choice was never opened
        assert f"kind={kind}" in str(query.get_attribute("data-query")), address
        phone.until(lambda: status(phone) == WITHOUT)


def test_a_wish_that_makes_no_difference_is_found_again(device: NewDevice, server: StandIn) -> None:
    phone = device()
    phone.open(server, "/?kind=whole&missing=no-rope")
    phone.until(lambda: state(phone) == "ready")
    ready(phone, server)
    server.cut = True
    load = OFFLINE + "return (await offline.loadPackage(given.query)).session.kind;"
    for query in ("kind=whole&missing=no-rope", "kind=whole&missing=", "", "first=left"):
        assert phone.script(load, query=query) == "whole", query


def test_what_did_not_arrive_is_tried_again_by_itself(device: NewDevice, server: StandIn) -> None:
    phone = device()
    server.tracks_until_cut = 2
    phone.open(server, "/")
    phone.until(lambda: state(phone) == "not")
    server.tracks_until_cut = None
    phone.until(lambda: state(phone) == "ready")


def test_only_the_last_three_sessions_stay(device: NewDevice, server: StandIn) -> None:
    phone = device()
    ready(phone, server)
    phone.script(
        OFFLINE
        + """for (const missing of [["no-wall"], ["no-ball"], ["no-ball", "no-wall"]])
               await offline.keep(await offline.loadPackage({ missing }));"""
    )
    found = kept(phone)
    assert [url for url in found if url.startswith("/api/")] == [
        "/api/v1/today?kind=whole&missing=no-ball%2Cno-wall&first=left",
        "/api/v1/today?kind=whole&missing=no-ball&first=left",
        "/api/v1/today?kind=whole&missing=no-wall&first=left",
    ]
    assert not [url for url in found if url.startswith("/tracks/whole/0")]
    assert [url for url in found if url.startswith("/tracks/wholeno-wall/0")]


def test_the_next_person_sees_nothing_of_the_first(device: NewDevice, server: StandIn) -> None:
    phone = device(ANNA)
    ready(phone, server)
    phone.run("await many(2);")
    log_in(phone.context, server, BERT)
    ready(phone, server)
    assert [name for name in cache_names(phone) if name.startswith("unkink-person-")] == [f"unkink-person-{BERT}"]
    server.cut = True
    phone.page.goto(server.address + "/")
    assert phone.page.locator(f'meta[content="{BERT}"]').count() == 1
    assert phone.run("return diary.pending();") == 2  # Anna's still wait


def test_logged_out_nothing_of_anybody_is_shown_and_what_waits_stays(device: NewDevice, server: StandIn) -> None:
    phone = device()
    ready(phone, server)
    phone.run("await many(2);")
    phone.context.clear_cookies()
    phone.open(server, "/history/")
    phone.until(lambda: not any(name.startswith("unkink-person-") for name in cache_names(phone)))
    server.cut = True
    phone.page.goto(server.address + "/")
    assert heading(phone.page) == "Unkink cannot be reached"
    assert phone.run("return diary.pending();") == 2


@pytest.mark.parametrize("cut", [False, True])
def test_logging_out_clears_at_once_even_if_no_answer_comes(device: NewDevice, server: StandIn, cut: bool) -> None:
    phone = device()
    ready(phone, server)
    phone.page.reload()  # the worker answers for this page from its start
    beside = Device(phone.context, phone.context.new_page(), phone.person)
    beside.open(server)
    assert any(name.startswith("unkink-person-") for name in cache_names(beside))
    server.cut = cut
    phone.page.evaluate(
        """() => { const form = document.createElement("form"); form.method = "post"; form.action = "/account/logout/";
                   document.body.append(form); form.submit() }"""
    )
    beside.until(lambda: not any(name.startswith("unkink-person-") for name in cache_names(beside)))
    server.cut = True
    phone.until(lambda: comes_to(phone, server.address + "/"))
    assert heading(phone.page) == "Unkink cannot be reached"


def comes_to(phone: Device, address: str) -> bool:
    """Whether nothing came in between: where the network is cut, the way to where one wanted before fails late."""
    try:
        phone.page.goto(address, timeout=10_000)
    except Error:
        return False
    return True


def test_events_wait_while_today_is_open_and_are_sent_from_there(device: NewDevice, server: StandIn) -> None:
    phone = device()
    ready(phone, server)
    server.cut = True
    phone.run("await many(3);")
    phone.page.reload()
    waiting = phone.page.locator("[data-queue-status]")
    phone.until(lambda: waiting.is_visible() and "3 entries wait on this device" in waiting.inner_text())
    server.cut = False
    phone.until(lambda: len(server.stored) == 3)
    phone.until(lambda: not waiting.is_visible())


@pytest.mark.parametrize("status_code", [500, 502, 503])
def test_a_server_in_trouble_is_as_good_as_none(device: NewDevice, server: StandIn, status_code: int) -> None:
    phone = device()
    ready(phone, server)
    server.pages_fail = status_code
    phone.page.goto(server.address + "/")
    assert heading(phone.page) == "Today"


def test_a_page_from_something_in_between_is_never_kept(device: NewDevice, server: StandIn) -> None:
    phone = device()
    ready(phone, server)
    server.pages_fail = 502
    phone.page.goto(server.address + "/")
    phone.until(lambda: state(phone) == "not")
    assert "The server has trouble" in status(phone)
    server.cut = True
    phone.page.goto(server.address + "/")
    assert heading(phone.page) == "Today"


def test_after_a_new_version_what_was_kept_still_opens(device: NewDevice, server: StandIn) -> None:
    phone = device()
    ready(phone, server)
    for version in ("two", "three"):
        server.version = version
        phone.until(lambda version=version: gets(phone, version))  # type: ignore[misc]
        phone.until(lambda: takes_over(phone, server))
    phone.until(lambda: len([name for name in cache_names(phone) if name.startswith("unkink-static-")]) == 2)
    assert {"unkink-static-two", "unkink-static-three"} <= set(cache_names(phone))
    server.cut = True
    phone.page.goto(server.address + "/")
    assert heading(phone.page) == "Today"
    phone.until(lambda: status(phone) == WITHOUT)


def gets(phone: Device, version: str) -> bool:
    """Look for a new version, again if an earlier look came to nothing; and whether its files are here."""
    phone.page.evaluate(
        """async () => {
            const found = await navigator.serviceWorker.getRegistration()
            if (!found.installing && !found.waiting) await found.update().catch(() => undefined)
        }"""
    )
    return f"unkink-static-{version}" in cache_names(phone)


def takes_over(phone: Device, server: StandIn) -> bool:
    """The last page is closed, so that a new worker may; and whether it did before the next was opened."""
    phone.page.goto("about:blank")
    phone.page.wait_for_timeout(300)
    phone.open(server, "/blank/")
    did: bool = phone.page.evaluate(
        "navigator.serviceWorker.getRegistration().then(found => !found.waiting && !found.installing)"
    )
    return did


def test_a_session_left_half_way_is_offered(device: NewDevice, server: StandIn) -> None:
    phone = device()
    phone.open(server, "/blank/")
    phone.script(
        """const { savePlace } = await import("/static/unkink/player/store.js");
        await savePlace(given.person, { session: "s", query: "kind=short&first=right", title: "Nod", block: 1 });"""
    )
    phone.open(server, "/")
    offer = phone.page.locator("[data-go-on]")
    phone.until(offer.is_visible)
    assert offer.locator("a").get_attribute("href") == "/session/?kind=short&first=right"
    assert offer.locator("[data-go-on-words]").inner_text() == "Nod"


def test_the_browser_sends_in_the_background_when_no_page_is_open(device: NewDevice, server: StandIn) -> None:
    phone = device()
    ready(phone, server)
    phone.run("await many(4);")
    session = phone.context.new_cdp_session(phone.page)
    found: dict[str, Any] = {}
    session.on("ServiceWorker.workerRegistrationUpdated", lambda told: found.update(told))  # noqa: PLW0108 (playwright marks it)
    session.send("ServiceWorker.enable")
    phone.until(lambda: found.get("registrations"))
    assert not server.stored
    session.send(
        "ServiceWorker.dispatchSyncEvent",
        {
            "origin": server.address,
            "registrationId": found["registrations"][0]["registrationId"],
            "tag": "unkink-events",
            "lastChance": False,
        },
    )
    phone.until(lambda: len(server.stored) == 4)
    phone.until(lambda: phone.run("return diary.pending();") == 0)


def test_where_the_browser_offers_to_install_there_is_a_button(device: NewDevice, server: StandIn) -> None:
    phone = device()
    ready(phone, server)
    button = phone.page.locator("[data-install]")
    assert not button.is_visible()
    phone.page.evaluate(
        """() => { const offer = new Event("beforeinstallprompt", { cancelable: true });
                   offer.prompt = async () => { window.prompted = offer.defaultPrevented }; dispatchEvent(offer) }"""
    )
    button.click()
    phone.until(lambda: not button.is_visible())
    assert phone.page.evaluate("window.prompted") is True


LOAD = OFFLINE + """try { return (await offline.loadPackage()).day } catch (error) { return error.message }"""


def test_that_there_is_no_session_is_known_without_network(device: NewDevice, server: StandIn) -> None:
    """The last decision counts: a session that is still on the device is none when the server said so."""
    phone = device()
    ready(phone, server)
    server.no_session = {"code": "locked", "message": "The program waits.", "what_to_do": "See somebody first."}
    phone.page.goto(server.address + "/")
    phone.until(lambda: status(phone) == "The program waits. See somebody first.")
    server.cut = True
    assert phone.script(LOAD) == "The program waits. See somebody first."
    server.cut, server.no_session = False, None
    phone.script(LOAD)
    server.cut = True
    assert phone.script(LOAD) == NOW.date().isoformat(), "when it gives one again, the device does too"


@pytest.mark.parametrize(("until", "waits"), [(1, True), (0, False)], ids=["tomorrow", "since today"])
def test_a_day_of_rest_ends_without_network(device: NewDevice, server: StandIn, until: int, waits: bool) -> None:
    phone = device()
    ready(phone, server)
    day = (NOW + timedelta(days=until)).date().isoformat()
    server.no_session = {"code": "rest-day", "message": "A day of rest.", "what_to_do": "", "until": day}
    phone.script(LOAD)
    server.cut = True
    assert (phone.script(LOAD) == "A day of rest.") is waits
