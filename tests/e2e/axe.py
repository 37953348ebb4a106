"""What axe finds wrong with a page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

from playwright.sync_api import Page

Theme = Literal["light", "dark"]
_SCRIPT = (Path(__file__).parent / "vendor" / "axe.min.js").read_text(encoding="utf-8")
_ARRIVED = "for (const one of document.getAnimations()) if (one instanceof CSSTransition) one.finish()"
"""A colour that is on its way to another is neither."""
LOOKS: tuple[tuple[tuple[int, int], Theme], ...] = (((360, 740), "light"), ((1440, 900), "dark"))
"""A phone by day and a laptop by night: its rules are about sizes or about colours, never about both at once."""


def problems(page: Page, tried: int = 12) -> list[tuple[str, str]]:
    """The rules that are broken, each with the element. It did look: at least that many rules had something to try."""
    how = "{resultTypes: ['violations']}"  # what is fine need not be told one by one
    run = f"async () => {{ {_ARRIVED}; if (!window.axe) {{ {_SCRIPT} }}; return await axe.run({how}) }}"
    found: dict[str, Any] = page.evaluate(run)
    assert len(found["passes"]) >= tried
    return [(rule["id"], node["html"][:200]) for rule in found["violations"] for node in rule["nodes"]]


def each_look(page: Page) -> Iterator[str]:
    """The page as it is open, in one look after the other: coming again for each would show nothing else."""
    page.emulate_media(reduced_motion="reduce")  # colours that are on their way to the other theme are neither
    for (width, height), theme in LOOKS:
        page.emulate_media(color_scheme=theme)
        page.set_viewport_size({"width": width, "height": height})
        yield f"{theme}, {width}"


def problems_in_every_look(page: Page, tried: int = 12) -> dict[str, list[tuple[str, str]] | int]:
    """Of each look what axe finds wrong, and by how much the page is wider than its window; of a good page nothing."""
    found: dict[str, list[tuple[str, str]] | int] = {}
    for look in each_look(page):
        found[f"axe, {look}"] = problems(page, tried)
        found[f"sideways, {look}"] = sideways(page)
    return {where: what for where, what in found.items() if what}


def sideways(page: Page) -> int:
    """By how much the page is wider than its window."""
    over: int = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    return max(over, 0)
