"""The handout over the site: whose doses stand on it, where its code leads, and who may have it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from django.test import Client
from pypdf import PdfReader
from pytest_django.fixtures import Settings

from tests.unit.site.conftest import tiny
from tests.unit.site.household import Cast, elsewhere, make_cast
from unkink.site.accounts.models import Person
from unkink.site.diary.write import record
from unkink.site.programs.library import library
from unkink.wire.event import Kind

Own = Callable[[str, str], Path]
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
PAPER = "/programs/mine/handout.pdf"
LADDERED = tiny().replace(
    "- dose: 1 reps, hold 1 s\n\n1. Nod.", "- dose: 1 reps, hold 1 s\n- harder:\n  - hold +6 s to 7 s\n\n1. Nod."
)

PHASED = LADDERED.replace("## Nod", "# First {#first}\n\n- length: 2 weeks\n\n## Nod").replace(
    "## Turn", "# Second {#second}\n\n- length: 3 weeks\n- enter when: after 2 weeks\n\n## Turn"
)


@pytest.fixture
def mine(own: Own) -> Path:
    return own("mine.md", LADDERED)


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


def text_of(pdf: bytes) -> str:
    return "".join("".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf)).pages)


def links_of(pdf: bytes) -> list[str]:
    annotations = (one.get_object() for page in PdfReader(BytesIO(pdf)).pages for one in page.get("/Annots", ()))
    return [str(one["/A"]["/URI"]) for one in annotations if "/URI" in one.get("/A", {})]


def started(person: Person, rung: int | None = None, name: str = "mine") -> None:
    """That person is on that program, with the first exercise on that rung."""
    volume = library().volumes()[name]
    assert volume.handout
    record(person, Kind.ENROLLED, {"name": name, "title": "T"}, now=NOW, program=volume.handout.program.hash)
    if rung is not None:
        record(person, Kind.RUNG_SET, {"rung": rung, "by": "person"}, now=NOW, exercise="nod")


def test_it_is_a_pdf_with_the_name_of_its_program(client: Client, mine: Path) -> None:
    response = client.get(PAPER)
    assert (response.status_code, response["Content-Type"]) == (200, "application/pdf")
    assert response["Content-Disposition"] == 'inline; filename="mine.pdf"'
    assert response["Cache-Control"] == "private, no-cache"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"
    assert int(response["Content-Length"]) == len(response.content)
    assert "Tiny" in text_of(response.content)
    assert client.head(PAPER).status_code == 200


def test_paper_and_print_are_those_that_were_asked_for(client: Client, mine: Path) -> None:
    letter = PdfReader(BytesIO(client.get(f"{PAPER}?paper=letter").content))
    assert float(letter.pages[0].mediabox.width) == 612
    usual, large = (PdfReader(BytesIO(client.get(f"{PAPER}?print={one}").content)) for one in ("standard", "large"))
    assert len(large.pages) > len(usual.pages)


@pytest.mark.parametrize("query", ["paper=a3", "print=tiny", "paper=", "x=%00", "paper=letter&paper=a4"])
def test_what_no_form_of_ours_sends_counts_as_not_asked(client: Client, mine: Path, query: str) -> None:
    assert client.get(f"{PAPER}?{query}").content == client.get(PAPER).content


def test_the_doses_are_those_of_whoever_asks(cast: Cast, mine: Path) -> None:
    started(cast.anna, rung=1)
    started(cast.stranger)
    hers, others = (text_of(elsewhere(one).get(PAPER).content) for one in (cast.anna, cast.stranger))
    assert "heldfor7seconds" in hers.partition("Nod.")[0]
    assert "heldfor7seconds" not in others.partition("Nod.")[0]
    assert "heldfor1second" in others.partition("Nod.")[0]


def test_of_a_longer_program_it_is_the_phase_that_somebody_is_in(cast: Cast, own: Own) -> None:
    own("mine.md", PHASED)
    device = elsewhere(cast.anna)
    assert "Phase1of2" in text_of(device.get(PAPER).content)
    started(cast.anna)
    record(cast.anna, Kind.SCREENING, {"answers": {}}, now=NOW)
    device.post("/phases/choose/", {"phase": "second"})
    mine = text_of(device.get(PAPER).content)
    assert "Phase2of2" in mine and "Phase1of2" not in mine
    assert "Phase1of2" in text_of(device.get(f"{PAPER}?phase=first").content)
    whole = text_of(device.get(f"{PAPER}?phase=all").content)
    assert "Phase1of2" in whole and "Phase2of2" in whole
    assert device.get(f"{PAPER}?phase=third").content == device.get(PAPER).content
    assert 'name="phase" value="all"' in device.get("/programs/mine/").content.decode()


def test_a_program_without_phases_offers_none(client: Client, mine: Path) -> None:
    assert 'name="phase"' not in client.get("/programs/mine/").content.decode()
    assert client.get(f"{PAPER}?phase=all").content == client.get(PAPER).content


def test_rungs_of_another_program_are_no_rungs_of_this_one(cast: Cast, own: Own, mine: Path) -> None:
    own("yours.md", LADDERED.replace("title: Tiny", "title: Yours"))
    started(cast.anna, rung=1, name="yours")
    assert "heldfor7seconds" not in text_of(elsewhere(cast.anna).get(PAPER).content).partition("Nod.")[0]


def test_whoever_has_to_log_in_for_the_page_has_to_log_in_for_the_handout(cast: Cast, mine: Path) -> None:
    page, paper = (elsewhere().get(address) for address in ("/programs/mine/", PAPER))
    assert (page.status_code, paper.status_code) == (302, 302)
    assert "login" in paper["Location"]
    assert elsewhere(cast.anna).get(PAPER).status_code == 200


def test_the_code_leads_to_the_program_where_the_server_is(cast: Cast, mine: Path, settings: Settings) -> None:
    settings.ALLOWED_HOSTS = ["192.168.1.7"]
    response = elsewhere(cast.anna).get(PAPER, headers={"host": "192.168.1.7:8000"})
    assert links_of(response.content) == ["http://192.168.1.7:8000/programs/mine/"]


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "127.0.0.1:8123", "[::1]:8123"])
def test_no_phone_is_sent_to_itself(client: Client, mine: Path, host: str) -> None:
    response = client.get(PAPER, headers={"host": host})
    assert response.status_code == 200
    assert links_of(response.content) == []


def test_a_program_that_is_not_there_has_no_handout(client: Client) -> None:
    assert client.get("/programs/nothing/handout.pdf").status_code == 404


def test_a_program_that_needs_mending_says_so_on_its_page(client: Client, own: Own) -> None:
    own("broken.md", "# Nothing\n")
    response = client.get("/programs/broken/handout.pdf")
    assert (response.status_code, response["Location"]) == (302, "/programs/broken/")


def test_letters_that_nobody_can_print_are_said_on_a_page(client: Client, own: Own) -> None:
    own("odd.md", tiny(intro="For \U0010fffd."))
    response = client.get("/programs/odd/handout.pdf")
    assert response.status_code == 501
    assert "No font on this computer has the letters" in response.content.decode()


def test_a_name_in_another_script_is_no_broken_header(client: Client, own: Own) -> None:
    own("колено.md", tiny())
    response = client.get("/programs/колено/handout.pdf")
    assert response.status_code == 200
    assert response["Content-Disposition"].isascii()


def test_nothing_can_be_sent(client: Client, mine: Path) -> None:
    assert client.post(PAPER).status_code == 405


def test_the_pictures_are_of_whom_somebody_chose(cast: Cast, own: Own) -> None:
    own(
        "drawn.md",
        tiny().replace("- dose: 1 reps, hold 1 s\n\n1. Nod.", "- dose: 1 reps\n- movement: bridge\n\n1. Nod."),
    )
    Person.objects.filter(pk=cast.anna.pk).update(preferences={"body": "cedar"})
    hers, others = (elsewhere(one).get("/programs/drawn/handout.pdf").content for one in (cast.anna, cast.stranger))
    assert hers.count(b"/Alt") == others.count(b"/Alt") >= 2
    assert hers != others


def test_a_movement_that_nobody_can_draw_leaves_words(client: Client, own: Own) -> None:
    own(
        "undrawn.md",
        tiny().replace("- dose: 1 reps, hold 1 s\n\n1. Nod.", "- dose: 1 reps\n- movement: flying\n\n1. Nod."),
    )
    response = client.get("/programs/undrawn/handout.pdf")
    assert response.status_code == 200 and b"/Figure" not in response.content


def test_its_button_stands_on_the_page_and_a_link_on_today(client: Client, cast: Cast, mine: Path) -> None:
    assert f'action="{PAPER}"' in client.get("/programs/mine/").content.decode()
    started(cast.anna)
    assert f'href="{PAPER}"' in elsewhere(cast.anna).get("/").content.decode()
