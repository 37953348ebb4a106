"""``serve --behind``: one door, for the proxy alone."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator

import pytest

from tests.unit.site.served import Served, ask, served

pytestmark = [pytest.mark.database, pytest.mark.real_clock]

PUBLIC = "__import__('unkink.site.serving.public_address', fromlist=['x']).PublicAddress"
CALL = f"serve_behind({PUBLIC}('unkink.example.org', 'https://unkink.example.org'), port=0{{}})"
SEEN = {"Host": "unkink.example.org", "X-Forwarded-Proto": "https", "X-Forwarded-For": "203.0.113.9"}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(tmp_path_factory.mktemp("data"), CALL.format("")) as found:
        yield found


def address_of(server: Served) -> str:
    return f"http://127.0.0.1:{server.lines[-1].rstrip('.').split()[-1]}"


@pytest.mark.parametrize("path", ["/", "/settings/", "/programs/"])
def test_everybody_logs_in_who_comes_through_the_proxy(server: Served, path: str) -> None:
    answer = ask(address_of(server) + path, headers=SEEN)
    assert (answer.status, answer.header("location")) == (302, f"/account/login/?next={path}")


def test_it_answers_to_its_public_name_alone(server: Served) -> None:
    assert ask(f"{address_of(server)}/healthz", headers=SEEN).status == 200
    for host in ("127.0.0.1", "localhost", "evil.example"):
        assert ask(f"{address_of(server)}/healthz", headers={**SEEN, "Host": host}).status == 400


def test_browsers_are_told_to_stay_with_https(server: Served) -> None:
    answer = ask(f"{address_of(server)}/account/login/", headers=SEEN)
    assert answer.header("strict-transport-security") == "max-age=31536000"
    cookies = [value for name, value in answer.headers if name.lower() == "set-cookie"]
    assert cookies and all("; Secure" in cookie for cookie in cookies)
    assert not any("Secure; Secure" in cookie for cookie in cookies)
    assert all(cookie.startswith("__Host-") for cookie in cookies)


def test_the_first_start_makes_the_owner_and_prints_no_secret(server: Served) -> None:
    """Their way in is a link that is asked for, not one that lies in the log of the system."""
    assert "pair" not in "\n".join(server.lines)
    command = [sys.executable, "-m", "unkink", "people", "link", "owner", "--at", "https://unkink.example.org"]
    said = subprocess.run(command, env=server.environment, capture_output=True, text=True, check=True).stdout
    (link,) = [word for word in said.split() if word.startswith("https://unkink.example.org/pair/")]
    page = ask(address_of(server) + link.removeprefix("https://unkink.example.org"), headers=SEEN)
    assert page.status == 200 and "on this device" in page.text


def test_a_form_from_another_site_is_refused(server: Served) -> None:
    origin = {"Origin": "https://evil.example"}
    assert ask(f"{address_of(server)}/account/login/", method="POST", headers={**SEEN, **origin}).status == 403


def test_a_client_that_is_not_the_proxy_gets_no_answer(tmp_path_factory: pytest.TempPathFactory) -> None:
    """The proxy is elsewhere, so whoever asks from this computer is a stranger, whatever they claim."""
    call = CALL.format(", proxies=['10.9.9.9']")
    with served(tmp_path_factory.mktemp("data"), call) as server:
        answer = ask(f"{address_of(server)}/healthz", headers={**SEEN, "X-Forwarded-For": "10.9.9.9"})
        assert answer.status == 403
        assert server.interrupt() == 0
