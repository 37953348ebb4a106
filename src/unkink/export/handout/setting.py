"""A sheet set as PDF: tagged, PDF/UA-1 (ISO 14289-1), the same bytes for the same sheet."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from functools import cache
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from unkink.export.handout.paper import Paper, Print
from unkink.export.handout.prose import Words
from unkink.export.handout.qr_code import qr_code
from unkink.export.handout.sheet import Sheet
from unkink.export.handout.stop_rules import ASK_FIRST, ELSEWHERE, HONEST, LIGHTS, MORNING, PRESSURE, RISING, STOP_RULES

if TYPE_CHECKING:
    import typst

HERE = Path(__file__).parent
TEMPLATES = HERE / "typeset"
MOST_PAGES = 3  # of a handout in standard print, where tighter setting can reach it
_NO_LETTERS = re.compile(r"text `\"?(?P<text>.*?)\"?` could not be displayed")
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")


class NoLettersFor(ValueError):
    """No font on this computer has the letters of a piece of the text; ``str()`` says which and what to do."""

    def __init__(self, text: str) -> None:
        super().__init__(f"no font on this computer has the letters “{text}”; install one that has them, and try again")
        self.text = text


@dataclass(frozen=True, slots=True)
class Setting:
    """A theme of the template, and how much taller than the words beside them pictures may be, in millimetres."""

    theme: str
    slack_mm: int = 0


LARGE = Setting("large")
TIGHT = Setting("tight")
SETTINGS = (
    *(Setting("standard", 10), Setting("standard")),
    *(Setting("tight", 10), TIGHT, Setting("tighter"), Setting("tightest")),
)


@dataclass(frozen=True, slots=True)
class Printed:
    """A handout as a file, and how many sheets it takes."""

    pdf: bytes
    pages: int


def printed(
    sheet: Sheet,
    made: date,
    *,
    paper: Paper = Paper.A4,
    size: Print = Print.STANDARD,
    link: str = "",
) -> Printed:
    """The handout as a file.

    Standard print is set tighter where that makes it one page, or brings it down to MOST_PAGES.

    Args:
        sheet: what stands on it.
        made: the day that stands at the foot, and in the file.
        paper: the size of the sheet.
        size: how large the letters are.
        link: where the QR code leads; without it there is none.

    Raises:
        NoLettersFor: if no font has some of its letters.
        ValueError: if the link is too long for a QR code.
    """
    data = _data(sheet, made, paper, link)
    if size is Print.LARGE:
        return _set(data, LARGE, made)
    tried = (_set(data, setting, made) for setting in _settings(sheet))
    first = next(tried)
    short = next((one for one in chain([first], tried) if one.pages <= MOST_PAGES), first)
    if short.pages == 2:
        on_one = _set(data, TIGHT, made)
        return on_one if on_one.pages == 1 else short
    return short


def _settings(sheet: Sheet) -> Sequence[Setting]:
    """What is tried, the most comfortable first. How large the pictures are matters only where there are some."""
    pictured = any(part.pictures for chapter in sheet.chapters for one in chapter.exercises for part in one.parts)
    return [setting for setting in SETTINGS if pictured or not setting.slack_mm]


def _data(sheet: Sheet, made: date, paper: Paper, link: str) -> dict[str, object]:
    """Everything that the template asks for, but for the theme."""
    language, _, region = sheet.language.partition("-")
    return {
        **asdict(sheet),
        "description": _plain(sheet.lead),
        "language": language,
        "region": region if len(region) == 2 else None,
        "made": [made.year, made.month, made.day],
        "paper": "us-letter" if paper is Paper.LETTER else "a4",
        "link": link,
        "code": asdict(qr_code(link)) if link else None,
        "rules": {
            "lights": [asdict(light) for light in LIGHTS],
            "stops": [asdict(rule) for rule in STOP_RULES],
            "morning": MORNING,
            "ask_first": f"{ASK_FIRST} {PRESSURE}" if sheet.presses else ASK_FIRST,
            "honest": HONEST,
            "rising": RISING,
            "elsewhere": ELSEWHERE,
        },
    }


def _plain(words: Words) -> str:
    return "".join(run.text for run in words)


def _set(data: dict[str, object], setting: Setting, made: date) -> Printed:
    """In that setting; with the computer's own fonts where those that ship lack a letter."""
    import typst

    try:
        return _compiled(data, setting, made, _shipped_fonts())
    except typst.TypstError as error:
        if lacking_letters(error) is None:
            raise
    try:
        return _compiled(data, setting, made, _all_fonts())
    except typst.TypstError as error:
        lacking = lacking_letters(error)
        if lacking is None:
            raise
        raise NoLettersFor(lacking) from error


def lacking_letters(error: typst.TypstError) -> str | None:
    """The piece of text for which no font has letters; None where something else went wrong."""
    lacking = _NO_LETTERS.search(error.message)
    return None if lacking is None else _ESCAPED.sub(lambda found: chr(int(found[1], 16)), lacking["text"])


def _compiled(data: dict[str, object], setting: Setting, made: date, fonts: typst.Fonts) -> Printed:
    import typst

    inputs = {"sheet": json.dumps({**data, "theme": setting.theme, "slack": setting.slack_mm})}
    compiler = typst.Compiler(str(TEMPLATES / "handout.typ"), str(TEMPLATES), fonts, sys_inputs=inputs)
    noon = datetime(made.year, made.month, made.day, 12, tzinfo=UTC)
    pdf = compiler.compile(format="pdf", pdf_standards=["ua-1"], timestamp=noon)
    pages = json.loads(compiler.query("<pages>", field="value", one=True))
    assert isinstance(pdf, bytes)
    return Printed(pdf, pages)


@cache
def _shipped_fonts() -> typst.Fonts:
    """The site's letters and those inside typst: with these alone, the same sheet is the same file everywhere."""
    import typst

    return typst.Fonts(include_system_fonts=False, font_paths=[str(HERE / "fonts")])


@cache
def _all_fonts() -> typst.Fonts:
    import typst

    return typst.Fonts(include_system_fonts=True, font_paths=[str(HERE / "fonts")])
