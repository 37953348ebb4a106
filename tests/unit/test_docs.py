"""The pages are held to each other: every link finds its place, and what several say is the same."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from tests.unit.pages import DOCS, PAGES, ROOT, SOURCE, named, text_of
from unkink import __version__

INDEX = DOCS / "README.md"
FENCED = re.compile(r"^( *)(```+|~~~+).*?^\1\2\s*$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\[[^\]]*\]\(\s*([^)\s]+)[^)]*\)|\b(?:src|srcset|href)=\"([^\"\s]+)")
HEADING = re.compile(r"^#{1,6} +(.+?)(?: +\{#([\w-]+)\})? *#* *$", re.MULTILINE)


def prose_of(path: Path) -> str:
    """The page without its fenced blocks, whose links are examples."""
    return FENCED.sub("", text_of(path))


def links_of(path: Path) -> list[str]:
    return [target for found in LINK.findall(prose_of(path)) for target in found if target]


def places_of(path: Path) -> set[str]:
    """What may stand after ``#``: every heading as a code host names it."""
    return {
        re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading, _ in HEADING.findall(prose_of(path))
    }


def is_outside(link: str) -> bool:
    return re.match(r"[a-z][a-z+.-]*:", link) is not None


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_a_link_to_a_file_finds_it(page: Path) -> None:
    targets = [(link, page.parent / link.partition("#")[0]) for link in links_of(page) if not is_outside(link)]
    assert [link for link, target in targets if not link.startswith("#") and not target.exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_a_link_to_a_heading_finds_it(page: Path) -> None:
    lost = []
    for link in links_of(page):
        file, _, place = link.partition("#")
        target = page.parent / file if file else page
        if place and not is_outside(link) and target.suffix == ".md" and place not in places_of(target):
            lost.append(link)
    assert lost == []


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_a_link_to_elsewhere_is_safe(page: Path) -> None:
    assert [link for link in links_of(page) if is_outside(link) and not link.startswith(("https://", "mailto:"))] == []


def test_every_page_can_be_reached_from_the_index() -> None:
    reached: set[Path] = set()
    waiting = [INDEX]
    while waiting:
        page = waiting.pop().resolve()
        if page.suffix != ".md" or page in reached or not page.exists():
            continue
        reached.add(page)
        waiting += [page.parent / link.partition("#")[0] for link in links_of(page) if not is_outside(link)]
    assert [named(page) for page in PAGES if page.resolve() not in reached] == []


def test_the_readme_asks_for_the_python_that_is_needed() -> None:
    project = tomllib.loads(text_of(ROOT / "pyproject.toml"))["project"]
    assert f"Python {project['requires-python'].removeprefix('>=')} or newer" in text_of(ROOT / "README.md")


def test_the_changelog_begins_with_this_version() -> None:
    versions = re.findall(r"^## (\S+)", text_of(ROOT / "CHANGELOG.md"), re.MULTILINE)
    assert versions[0] == __version__


def test_whoever_reads_about_safety_learns_that_nobody_has_signed_it() -> None:
    """The site and the page say it together, or neither."""
    about = text_of(SOURCE / "site" / "about" / "templates" / "about" / "parts" / "safety.html")
    unsigned = "physiotherapist has not signed"
    assert [unsigned in text for text in (text_of(DOCS / "safety.md"), text_of(ROOT / "README.md"), about)] == [
        True
    ] * 3


def test_every_benchmark_has_its_place_and_every_place_its_benchmark() -> None:
    text = text_of(DOCS / "performance.md")
    shown = set(re.findall(r"^\.venv/bin/python (benchmarks/\w+\.py)", text, re.MULTILINE))
    assert shown == {named(path) for path in (ROOT / "benchmarks").glob("bench_*.py")}
