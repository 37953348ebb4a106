"""Draw the icons that a phone shows for the installed site, from the mark.

    python tools/icons.py

Needs Chromium and playwright. Run it after a change of mark.svg, and commit what it writes beside it.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from run import find_chromium  # noqa: E402

FOLDER = ROOT / "src/unkink/site/static/unkink"
ROUNDED = 'rx="11"'
SIDE = 40  # of the mark, in its own units


@dataclass(frozen=True, slots=True)
class Icon:
    """One picture. ``scale`` is the size of the line within the square; ``bleeds`` fills the corners too."""

    name: str
    pixels: int
    scale: float
    bleeds: bool


ICONS = (
    Icon("icon-192.png", 192, scale=1, bleeds=False),
    Icon("icon-512.png", 512, scale=1, bleeds=False),
    # Android cuts its own shape; only the middle circle, four fifths wide, is sure to be seen (W3C, app manifest).
    Icon("icon-maskable-512.png", 512, scale=0.78, bleeds=True),
    Icon("icon-180.png", 180, scale=0.86, bleeds=True),  # Apple rounds the corners itself
)


def main() -> int:
    mark = (FOLDER / "mark.svg").read_text(encoding="utf-8")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=["--no-sandbox"])
        for icon in ICONS:
            page = browser.new_page(viewport={"width": icon.pixels, "height": icon.pixels})
            page.set_content(f"<style>* {{ margin: 0 }} svg {{ display: block }}</style>{drawn(mark, icon)}")
            page.screenshot(path=FOLDER / icon.name, omit_background=True)
            page.close()
        browser.close()
    return 0


def drawn(mark: str, icon: Icon) -> str:
    """The mark at the icon's size."""
    svg = mark.replace("<svg ", f'<svg width="{icon.pixels}" height="{icon.pixels}" ', 1)
    if icon.bleeds:
        svg = svg.replace(ROUNDED, "", 1)
    shift = SIDE * (1 - icon.scale) / 2
    return svg.replace("<path ", f'<path transform="translate({shift} {shift}) scale({icon.scale})" ', 1)


if __name__ == "__main__":
    sys.exit(main())
