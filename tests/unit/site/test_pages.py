"""Each page answers, and what has no page says so in plain words."""

from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest
from django.test import Client

from tests.unit.site.conftest import tiny

Own = Callable[[str, str], Path]
PAGES = ["/programs/", "/programs/tight-psoas/", "/programs/tensor-fasciae-latae/", "/about/"]


@pytest.mark.parametrize("address", PAGES)
def test_a_page_is_whole(client: Client, address: str) -> None:
    response = client.get(address)
    text = response.content.decode()
    assert response.status_code == 200
    assert text.count("<h1") == 1 and "</html>" in text and 'lang="en"' in text
    assert client.head(address).status_code == 200


def test_the_list_names_every_program_with_its_times(client: Client) -> None:
    text = client.get("/programs/").content.decode()
    for word in ("Tight psoas", "Tensor fasciae latae", "Short session", "Times a week", "2–3", "4–6 weeks", "ball"):
        assert word in text


def test_the_handout_says_what_a_handout_says(client: Client) -> None:
    text = unescape(client.get("/programs/tight-psoas/").content.decode())
    for word in (
        "You may see no change",
        "Take care",
        "The ladder ahead",
        "as written",
        "No ball today?",
        "tennis ball",
        '<audio controls preload="none" src="/programs/tight-psoas/session.mp3"',
        "/programs/tight-psoas/short-session.mp3#t=0",
        "Eric Wong",
        "CC-BY-4.0",
        'href="/programs/tensor-fasciae-latae/"',
        'href="/programs/hip-foundations/"',
    ):
        assert word in text, word


def test_about_tells_about_safety_and_licences(client: Client) -> None:
    text = " ".join(client.get("/about/").content.decode().split())
    for word in (
        "A physiotherapist has not signed this page yet",
        "You may also see no change",
        "Apache",
        "Pico",
        "Figtree",
    ):
        assert word in text, word


def test_the_source_is_the_file_itself_as_text(client: Client, own: Own) -> None:
    path = own("mine.md", tiny(intro="Grüße <b>"))
    response = client.get("/programs/mine.md")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response.content == path.read_bytes()


def test_health(client: Client) -> None:
    assert client.get("/healthz").content == b"ok\n"


@pytest.mark.parametrize(
    "address", [*PAGES, "/healthz", "/programs/tight-psoas.md", "/programs/tight-psoas/session.mp3"]
)
def test_nothing_can_be_sent(client: Client, address: str) -> None:
    assert client.post(address).status_code == 405


@pytest.mark.parametrize(
    "address",
    [
        "/programs/nobody/",
        "/programs/nobody.md",
        "/programs/nobody/session.mp3",
        "/programs/tight-psoas/other.mp3",
        "/programs/..%2f..%2fetc%2fpasswd/",
        "/programs/../../../etc/passwd.md",
        "/programs/%2e%2e/%2e%2e/secret.key.md",
        "/programs/%00/",
        "/programs/tight-psoas%00.md",
        "/programs/" + "a" * 5000 + "/",
        "/programs/tight-psoas.md/",
        "/static/../settings.py",
        "/static/%2e%2e/%2e%2e/settings.py",
        "/.git/config",
        "/secret.key",
    ],
)
def test_what_has_no_page_is_told_plainly(client: Client, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 404
    assert "There is no page here" in response.content.decode()


def test_another_host_is_refused_in_plain_words(client: Client, capfd: pytest.CaptureFixture[str]) -> None:
    response = client.get("/programs/", headers={"host": "evil.example"})
    assert "Traceback" not in capfd.readouterr().err
    assert response.status_code == 400
    assert "That address does not work" in response.content.decode()
    assert "evil.example" not in response.content.decode()


def test_a_fault_of_ours_is_told_plainly(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise RuntimeError("secret detail")

    monkeypatch.setattr("unkink.site.programs.views.library", broken)
    response = client.get("/programs/")
    text = response.content.decode()
    assert response.status_code == 500
    assert "Something went wrong on our side" in text and "secret detail" not in text


def test_a_broken_program_shows_what_to_mend_and_breaks_nothing_else(client: Client, own: Own) -> None:
    source = tiny().replace("1 reps, hold 1 s", "4 bananas", 1)
    line = source.split("\n").index("- dose: 4 bananas") + 1
    own("mine.md", source)
    text = unescape(client.get("/programs/mine/").content.decode())
    assert "mine.md needs mending" in text
    assert f"mine.md:{line}:" in text and "^" in text and "- dose: 4 bananas" in text
    assert "Traceback" not in text
    assert "mine.md" in client.get("/programs/").content.decode()
    assert client.get("/programs/tight-psoas/").status_code == 200
    assert client.get("/programs/mine/session.mp3").status_code == 404


def test_a_session_too_long_is_said_and_breaks_nothing_else(client: Client, own: Own) -> None:
    own("mine.md", tiny().replace("1 reps, hold 1 s", "100 x 1000 reps, hold 4 min"))
    shelf = client.get("/programs/")
    assert shelf.status_code == 200
    assert "Tight psoas" in shelf.content.decode() and "too long to play" in shelf.content.decode()
    page = client.get("/programs/mine/")
    assert page.status_code == 200
    assert "more than a day" in page.content.decode() and "0 things" not in page.content.decode()
    assert client.get("/programs/mine/session.mp3").status_code == 404


def test_mending_the_file_is_enough(client: Client, own: Own) -> None:
    own("mine.md", "nonsense")
    assert "needs mending" in client.get("/programs/mine/").content.decode()
    own("mine.md", tiny("Mended"))
    assert "<h1>Mended</h1>" in client.get("/programs/mine/").content.decode()


def test_an_unchanged_page_is_not_sent_twice(client: Client) -> None:
    etag = client.get("/programs/")["ETag"]
    assert client.get("/programs/", headers={"if-none-match": etag}).status_code == 304
