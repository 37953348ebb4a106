"""Settings, logging in and passkeys in a real browser: for eyes, for keys, for fingers, and without script."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, CDPSession, Page

from tests.databases import fresh_database
from tests.e2e.axe import problems, problems_in_every_look
from tests.e2e.household import household, people
from tests.e2e.real_server import NewFolder

OPEN_TO_THE_OWNER = [
    "/settings/",
    "/settings/phone/",
    "/settings/devices/",
    "/settings/keys/",
    "/account/login/",
    "/account/signup/",
    "/pair/never/",
    "/about/",
]
LOGGED_IN = [
    "/account/logout/",
    "/settings/devices/",
    "/settings/keys/",
    "/settings/keys/password/first/",
    "/settings/keys/password/forgotten/",
    "/settings/keys/passkeys/add/",
]


@dataclass(frozen=True, slots=True)
class Home:
    address: str
    environment: dict[str, str]

    def link_for(self, name: str) -> str:
        return people(self.environment, "link", name, "--at", self.address)


@pytest.fixture(scope="module")
def home(new_folder: NewFolder) -> Iterator[Home]:
    data = new_folder()
    with fresh_database() as database, household(data, database) as address:
        yield Home(address, {**os.environ, **database, "UNKINK_DATA": str(data)})


@pytest.fixture
def window(browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    opened = []

    def open_window(
        size: tuple[int, int] = (360, 740), theme: Literal["light", "dark"] = "light", **more: Any
    ) -> BrowserContext:
        given = {"service_workers": "block", **more}
        context = browser.new_context(viewport={"width": size[0], "height": size[1]}, color_scheme=theme, **given)
        opened.append(context)
        return context

    yield open_window
    for context in opened:
        context.close()


def stepped_in(home: Home, context: BrowserContext, name: str = "Anna") -> Page:
    page = context.new_page()
    page.goto(home.link_for(name))
    page.get_by_role("button", name="Yes, open it").click()
    return page


def unfold(page: Page) -> None:
    page.evaluate("document.querySelectorAll('details').forEach(details => { details.open = true })")


def test_axe_finds_nothing_on_any_page(home: Home, window: Callable[..., BrowserContext]) -> None:
    page = window().new_page()
    addresses = [*OPEN_TO_THE_OWNER, *_pages_about_somebody(page, home)]
    for address in addresses:
        page.goto(home.address + address)
        unfold(page)
        assert problems_in_every_look(page) == {}, address


def test_axe_finds_nothing_on_the_pages_of_somebody_logged_in(
    home: Home, window: Callable[..., BrowserContext]
) -> None:
    page = stepped_in(home, window())
    for address in LOGGED_IN:
        page.goto(home.address + address)
        unfold(page)
        assert problems_in_every_look(page) == {}, address
    page.goto(home.link_for("Benedikt Oberhuber-Winterstein"))
    assert problems_in_every_look(page) == {}


def test_what_is_wrong_is_announced_and_easy_to_read(home: Home, window: Callable[..., BrowserContext]) -> None:
    page = window().new_page()
    page.goto(home.address + "/settings/")
    page.evaluate("document.querySelectorAll('form').forEach(form => { form.noValidate = true })")
    page.get_by_label("Countdown").fill("99")
    page.locator("#playing").get_by_role("button", name="Keep").click()
    field = page.get_by_label("Countdown")
    assert field.input_value() == "99" and field.get_attribute("aria-invalid") == "true"
    described = " ".join(
        page.locator(f"#{name}").inner_text() for name in (field.get_attribute("aria-describedby") or "").split()
    )
    assert "Write a number from 0 to 10 seconds." in described
    assert problems_in_every_look(page) == {}
    page.goto(home.address + "/account/login/")
    page.get_by_label("Login name").fill("nobody")
    page.get_by_label("Password").fill("nothing")
    page.get_by_role("button", name="Log in", exact=True).click()
    assert "do not belong together" in page.get_by_role("alert").first.inner_text()
    assert problems_in_every_look(page) == {}


def test_no_request_leaves_and_the_browser_has_no_complaint(home: Home, window: Callable[..., BrowserContext]) -> None:
    page = window(service_workers="allow").new_page()
    asked: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    for address in OPEN_TO_THE_OWNER:
        if address != "/pair/never/":  # the browser notes the 404 that was asked for
            page.goto(home.address + address, wait_until="networkidle")
    assert asked and all(url.startswith(home.address) for url in asked)
    assert complaints == []


@pytest.mark.parametrize("width", [320, 360, 1440])
def test_text_twice_as_large_still_fits(home: Home, window: Callable[..., BrowserContext], width: int) -> None:
    page = window((width, 800)).new_page()
    for address in OPEN_TO_THE_OWNER:
        page.goto(home.address + address)
        unfold(page)
        page.evaluate("document.documentElement.style.setProperty('font-size', '225%')")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address


def test_everything_under_settings_is_reached_by_keys_and_shows_it(
    home: Home, window: Callable[..., BrowserContext]
) -> None:
    page = window((1440, 900)).new_page()
    page.goto(home.address + "/settings/")
    wanted = page.evaluate(
        """(() => {
            const radios = new Set()
            const found = [...document.querySelectorAll('a[href], summary, button, input:not([type=hidden])')]
                .filter(element => element.checkVisibility())
                .filter(element => element.type !== 'radio' || element.checked)
            found.forEach((element, number) => { element.dataset.number = number })
            return found.length
        })()"""
    )
    reached = set()
    for _ in range(wanted + 3):
        page.keyboard.press("Tab")
        number, ringed = page.evaluate(
            """(() => {
                const element = document.activeElement
                const style = getComputedStyle(element)
                return [element.dataset.number ?? null,
                        style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2]
            })()"""
        )
        if number is not None:
            assert ringed, page.evaluate("document.activeElement.outerHTML.slice(0, 200)")
            reached.add(number)
    assert len(reached) == wanted


def test_things_to_touch_are_large_enough(home: Home, window: Callable[..., BrowserContext]) -> None:
    page = window().new_page()
    for address in OPEN_TO_THE_OWNER:
        page.goto(home.address + address)
        small = page.evaluate(
            """[...document.querySelectorAll('summary, nav a, button, .button, .small-button, .ways a, input')]
                .filter(element => element.checkVisibility())
                .map(element => [element.outerHTML.slice(0, 80), element.getBoundingClientRect()])
                .filter(([, box]) => box.width < 24 || box.height < 24).map(([text]) => text)"""
        )
        assert small == [], address


def test_colours_chosen_here_hold_on_every_page(home: Home, window: Callable[..., BrowserContext]) -> None:
    page = window(theme="light").new_page()
    page.goto(home.address + "/settings/")
    light = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.get_by_label("Dark").check()
    page.locator("#appearance").get_by_role("button", name="Keep").click()
    for address in ("/settings/", "/programs/tight-psoas/", "/about/"):
        page.goto(home.address + address)
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") != light, address
        assert not problems(page), address


def test_everything_but_passkeys_works_without_script(home: Home, window: Callable[..., BrowserContext]) -> None:
    page = stepped_in(home, window(java_script_enabled=False))
    page.goto(home.address + "/settings/")
    page.get_by_label("Name", exact=True).fill("Anna")
    page.locator("#you").get_by_role("button", name="Keep").click()
    assert page.get_by_role("status").inner_text() == "Kept."
    page.goto(home.address + "/settings/keys/passkeys/add/")
    assert "This browser cannot make one" in page.locator("main").inner_text()
    assert not page.get_by_role("button", name="Add the passkey").is_visible()


def test_a_new_person_gets_in_by_the_link_that_the_keeper_shows(
    home: Home, window: Callable[..., BrowserContext]
) -> None:
    keeper = window().new_page()
    keeper.goto(home.address + "/settings/")
    keeper.get_by_label("Add somebody: their name").fill("Carla")
    keeper.get_by_role("button", name="Add them").click()
    keeper.get_by_role("button", name="Make the link").click()
    link = keeper.get_by_label("The link").input_value()
    assert not problems(keeper)
    carla = window().new_page()
    carla.goto(link)
    carla.get_by_role("button", name="Yes, open it").click()
    assert "Carla" in carla.locator(".who").inner_text()
    assert keeper.goto(link).status == 404  # type: ignore[union-attr]


def with_authenticator(page: Page) -> tuple[CDPSession, str]:
    """A device that keeps passkeys and whose owner always puts their finger on it."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    made = devtools.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    return devtools, made["authenticatorId"]


def test_a_passkey_is_added_renamed_used_to_log_in_and_removed(
    home: Home, window: Callable[..., BrowserContext]
) -> None:
    page = stepped_in(home, window())
    devtools, authenticator = with_authenticator(page)
    page.goto(home.address + "/settings/keys/")
    page.get_by_role("link", name="Add a passkey").click()
    assert page.get_by_label("What to call it").input_value() == "Chrome on Linux"
    page.get_by_role("button", name="Add the passkey").click()
    page.wait_for_url("**/settings/keys/")
    assert "Chrome on Linux" in page.locator(".rows").inner_text()
    kept = devtools.send("WebAuthn.getCredentials", {"authenticatorId": authenticator})["credentials"]
    assert len(kept) == 1 and kept[0]["isResidentCredential"] and kept[0]["rpId"] == "localhost"
    assert not problems(page)

    page.get_by_role("link", name=re.compile("Rename")).click()
    page.get_by_label("What to call it").fill("My laptop")
    page.get_by_role("button", name="Keep the name").click()
    assert "My laptop" in page.locator(".rows").inner_text()

    page.goto(home.address + "/account/logout/")
    page.get_by_role("button", name="Log out").click()
    page.goto(home.address + "/account/login/?next=/settings/keys/")
    page.get_by_role("button", name="Log in with a passkey").click()
    page.wait_for_url("**/settings/keys/")
    assert "Anna" in page.locator(".who").inner_text()

    page.get_by_role("link", name=re.compile("Remove")).click()
    assert not problems(page)
    if page.get_by_role("button", name="Use your passkey").is_visible():  # it asks once more who it is
        page.get_by_role("button", name="Use your passkey").click()
        page.wait_for_url("**/remove/")
    page.get_by_role("button", name="Remove it").click()
    page.wait_for_url("**/settings/keys/")
    assert page.locator(".rows").count() == 0


def test_a_finger_that_is_not_the_right_one_is_told_in_words(home: Home, window: Callable[..., BrowserContext]) -> None:
    page = window().new_page()
    with_authenticator(page)  # it has no passkey of ours
    page.goto(home.address + "/account/login/")
    page.get_by_role("button", name="Log in with a passkey").click()
    trouble = page.locator("#passkey-trouble")
    trouble.wait_for(state="visible")
    assert "this device has no passkey for Unkink" in trouble.inner_text()


def test_at_a_bare_address_no_passkey_is_offered(home: Home, window: Callable[..., BrowserContext]) -> None:
    page = window().new_page()
    page.goto(home.address.replace("localhost", "127.0.0.1") + "/account/login/", wait_until="networkidle")
    assert not page.get_by_role("button", name="Log in with a passkey").is_visible()


def _pages_about_somebody(page: Page, home: Home) -> list[str]:
    page.goto(home.address + "/settings/")
    found: list[str] = page.evaluate(
        "[...document.querySelectorAll('a[href*=\"/people/\"]')].map(link => new URL(link.href).pathname)"
    )
    assert {address.rstrip("/").rpartition("/")[2] for address in found} == {"link", "remove"}
    return found
