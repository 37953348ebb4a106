"""``unkink people``: what it prints, and what it does to whom."""

from __future__ import annotations

import io

import pytest

from tests.unit.site.household import Cast, elsewhere, make_cast
from unkink.cli.main import main
from unkink.site.accounts.models import Person, User

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return make_cast()


def test_the_list_names_everybody(cast: Cast, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["people"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 3 and "Owner  (login name owner, Home, keeps this household)" in lines


def test_with_nobody_there_it_says_how_to_begin(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["people", "list"]) == 0
    assert "unkink serve" in capsys.readouterr().out and not Person.objects.exists()


def test_somebody_added_lives_in_the_owners_household(cast: Cast) -> None:
    assert main(["people", "add", "Ben"]) == 0
    assert Person.objects.get(name="Ben").clinic == cast.owner.clinic


def test_the_link_lets_in(cast: Cast, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["people", "link", "ANNA", "--at", "https://laptop.local:8443/"]) == 0
    link = capsys.readouterr().out.strip()
    assert link.startswith("https://laptop.local:8443/pair/")
    phone = elsewhere()
    phone.post(link.removeprefix("https://laptop.local:8443"))
    assert 'value="Anna"' in phone.get("/settings/").content.decode()


def test_erasing_asks_for_the_name(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    for typed, left in (("Ann", True), ("", True), ("anna\n", False)):
        monkeypatch.setattr("sys.stdin", Terminal(typed))
        assert main(["people", "erase", "Anna"]) == (2 if left else 0)
        assert Person.objects.filter(pk=cast.anna.pk).exists() is left
    assert not User.objects.filter(person=cast.anna).exists()


def test_without_a_terminal_nothing_is_erased_unless_told_so(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("Anna\n"))
    assert main(["people", "erase", "Anna"]) == 2
    assert Person.objects.filter(pk=cast.anna.pk).exists()
    assert main(["people", "erase", "Anna", "--yes"]) == 0
    assert not Person.objects.filter(pk=cast.anna.pk).exists()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["add"], "whom?"),
        (["link", "  "], "whom?"),
        (["list", "Anna"], "one word too many"),
        (["add", "A" * 121], "too long for a name"),
        (["link", "Nobody"], "nobody is called `Nobody`"),
        (["link", "Anna", "--at", "laptop"], "--at is where Unkink is open"),
    ],
)
def test_what_cannot_be_done_is_said(
    cast: Cast, words: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["people", *words]) == 2
    assert told in capsys.readouterr().err


def test_two_of_the_same_name_are_told_apart_by_their_login_names(
    cast: Cast, capsys: pytest.CaptureFixture[str]
) -> None:
    Person.objects.filter(pk=cast.stranger.pk).update(name="Same")
    Person.objects.filter(pk=cast.owner.pk).update(name="same")
    assert main(["people", "erase", "Same", "--yes"]) == 2
    assert "owner, strange-stella" in capsys.readouterr().err
    assert Person.objects.count() == 3
