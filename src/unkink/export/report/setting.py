"""The report set as PDF: one page, tagged, PDF/UA-1 (ISO 14289-1), the same bytes for the same report."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from unkink.coach.progress.progress import Progress
from unkink.export.handout import NoLettersFor, Paper
from unkink.export.handout.setting import lacking_letters
from unkink.export.report.content import FITS, Report, report_of

if TYPE_CHECKING:
    import typst

HERE = Path(__file__).parent
FONTS = HERE.parent / "handout" / "fonts"


def printed(progress: Progress, made: date, *, paper: Paper = Paper.A4, who: str = "") -> bytes:
    """The page as a file: as full as one sheet holds.

    Raises:
        NoLettersFor: if no font has some of its letters.
    """
    *fuller, least = FITS
    for fit in fuller:
        pdf, pages = _set(report_of(progress, fit, who), made, paper)
        if pages == 1:
            return pdf
    return _set(report_of(progress, least, who), made, paper)[0]


def _set(report: Report, made: date, paper: Paper) -> tuple[bytes, int]:
    """With the computer's own fonts where those that ship lack a letter."""
    import typst

    try:
        return _compiled(report, made, paper, _fonts(system=False))
    except typst.TypstError as error:
        if lacking_letters(error) is None:
            raise
    try:
        return _compiled(report, made, paper, _fonts(system=True))
    except typst.TypstError as error:
        lacking = lacking_letters(error)
        if lacking is None:
            raise
        raise NoLettersFor(lacking) from error


def _compiled(report: Report, made: date, paper: Paper, fonts: typst.Fonts) -> tuple[bytes, int]:
    import typst

    size = "us-letter" if paper is Paper.LETTER else "a4"
    data = {**asdict(report), "made": [made.year, made.month, made.day], "paper": size}
    folder = HERE / "typeset"
    compiler = typst.Compiler(str(folder / "report.typ"), str(folder), fonts, sys_inputs={"report": json.dumps(data)})
    noon = datetime(made.year, made.month, made.day, 12, tzinfo=UTC)
    pdf = compiler.compile(format="pdf", pdf_standards=["ua-1"], timestamp=noon)
    assert isinstance(pdf, bytes)
    return pdf, json.loads(compiler.query("<pages>", field="value", one=True))


@cache
def _fonts(*, system: bool) -> typst.Fonts:
    import typst

    return typst.Fonts(include_system_fonts=system, font_paths=[str(FONTS)])
