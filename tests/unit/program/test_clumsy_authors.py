"""Programs as people really break them: the finding stands in the right place, and following it mends the file."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from unkink.findings.diagnostic import Diagnostic, Severity
from unkink.program.check import Checked, check
from unkink.program.dose_grammar import read_dose

HEAD = "---\nformat: 1\ntitle: Hips\nsessions: 2-3 a week\n---\n\n"
EXERCISE = HEAD + "## Bridge\n\n"  # so that what follows begins on line 9
STEP = "\n\n1. Lie down.\n"


@dataclass(frozen=True)
class Slip:
    """What somebody wrote, the finding that it should meet, and what of it the suggestion replaces."""

    text: str
    code: str
    place: tuple[int, int]
    replaces: str = ""  # "value" (of the key), "line", "words" (those under the caret), or "" for advice


def facts(text: str, code: str, place: tuple[int, int], replaces: str = "") -> Slip:
    return Slip(f"{EXERCISE}{text}{STEP}", code, place, replaces)


VARIANT = "\n## Low bridge {#low-bridge}\n\n- variant of: bridge\n\n1. Less.\n"
SLIPS = {
    "comma forgotten": facts("- dose: 8 reps hold 5 s", "dose-syntax", (9, 16), "value"),
    "semicolon": facts("- dose: 8 reps; hold 5 s", "dose-syntax", (9, 15), "value"),
    "and": facts("- dose: 8 reps and hold 5 s", "dose-syntax", (9, 16), "value"),
    "with": facts("- dose: 8 reps with 5 s hold", "dose-syntax", (9, 16), "value"),
    "at sign": facts("- dose: 8 reps @ RPE 8", "dose-syntax", (9, 16), "value"),
    "full stop": facts("- dose: 8 reps.", "dose-syntax", (9, 15), "value"),
    "letters swapped": facts("- dose: 8 resp", "dose-syntax", (9, 11), "value"),
    "German decimal": facts("- dose: 2,5 min per side", "dose-whole-numbers", (9, 9), "value"),
    "decimal seconds": facts("- dose: 4 reps, hold 2.5 s", "dose-whole-numbers", (9, 22), "value"),
    "range from above": facts("- dose: 10-8 reps, hold 3 s", "dose-range-order", (9, 9), "value"),
    "no unit": facts("- dose: 12 each side", "dose-ambiguous", (9, 9)),
    "both sides": facts("- dose: 8 reps both sides", "dose-ambiguous", (9, 16)),
    "a schedule in a dose": facts("- dose: 8 reps for 2 weeks", "dose-has-schedule", (9, 16), "value"),
    "dose in two bullets": facts("- dose:\n  - 8 reps\n  - hold 5 s", "value-nested", (10, 5)),
    "a detail nested": facts("- dose: 8 reps\n  - hold 5 s", "value-nested", (10, 5)),
    "equals sign": facts("- dose = 8 reps", "key-missing", (9, 3), "line"),
    "colon forgotten": facts("- dose 8 reps", "key-missing", (9, 3), "line"),
    "full-width colon": facts("- dose： 8 reps", "key-missing", (9, 3), "line"),
    "key forgotten": facts("- 8 reps", "key-missing", (9, 3), "line"),
    "bullet forgotten": facts("**Dose:** 8 reps", "key-missing", (9, 1), "line"),
    "bullet pasted from a letter": facts("•\tdose: 8 reps", "key-missing", (9, 1), "line"),
    "key in German": facts("- dosis: 8 reps", "unknown-key", (9, 3)),
    "key misspelt": facts("- dose: 8 reps\n- movment: bridge", "unknown-key", (10, 3)),
    "dose said twice": facts("- dose: 8 reps\n- dose: 9 reps", "key-twice", (10, 3)),
    "nothing said": facts("- dose:", "value-missing", (9, 3)),
    "separate misspelt": facts("- dose: 8 reps\n- sides: seperate", "sides-form", (10, 10), "words"),
    "list not indented": facts("- dose: 8 reps\n- easier:\n- 4 reps", "line-not-indented", (11, 3), "line"),
    "list indented by one": facts("- dose: 8 reps\n- easier:\n - 4 reps", "line-not-indented", (11, 4), "line"),
    "plus forgotten": facts("- dose: 8 reps\n- harder:\n  - reps 2 to 12", "dose-syntax", (11, 10)),
    "bound below": facts("- dose: 8 reps\n- harder:\n  - reps +2 to 6", "line-unreachable", (11, 5)),
    "lever of nothing": facts("- dose: 8 reps\n- harder:\n  - hold +1 s to 5 s", "lever-missing", (11, 5)),
    "week by number": facts("- rungs:\n  - week 1: 8 reps\n  - 9 reps", "name-form", (10, 5), "words and rest"),
    "no colon after an answer": facts(
        "- dose: 8 reps\n- instead when no-wall march" + STEP + "\n## March\n\n- dose: 9 reps",
        "key-missing",
        (10, 3),
        "line",
    ),
    "title for an id": Slip(
        f"{EXERCISE}- dose: 8 reps\n- easier:\n  - Low bridge: 4 reps{STEP}{VARIANT}",
        "name-form",
        (11, 5),
        "words and rest",
    ),
    "capitals in an id": Slip(
        f"{EXERCISE}- dose: 8 reps\n- easier:\n  - low-bridge: 4 reps{STEP}{VARIANT}".replace(
            "of: bridge", "of: Bridge"
        ),
        "unknown-section",
        (17, 15),
        "words",
    ),
    "name of a variant misspelt": Slip(
        f"{EXERCISE}- dose: 8 reps\n- easier:\n  - lowbridge: 4 reps{STEP}{VARIANT}",
        "unknown-section",
        (11, 5),
        "words",
    ),
    "the same heading twice": Slip(
        f"{EXERCISE}- dose: 8 reps{STEP}\n## Bridge\n\n- dose: 9 reps{STEP}", "id-twice", (13, 4)
    ),
    "blanks in an id": Slip(f"{HEAD}## Bridge {{#my bridge}}\n\n- dose: 8 reps{STEP}", "id-form", (7, 13)),
    "heading without a blank": Slip(f"{HEAD}##Bridge\n\n- dose: 8 reps{STEP}", "heading-form", (7, 1), "line"),
    "heading too small": Slip(f"{HEAD}### Bridge\n\n- dose: 8 reps{STEP}", "fact-outside", (9, 3)),
    "dose in prose": Slip(f"{HEAD}## Bridge\n\nDo 8 reps.{STEP}", "dose-missing", (7, 4)),
    "colon in a title": Slip(
        f"{EXERCISE}- dose: 8 reps{STEP}".replace("Hips", "Hips: a start"), "front-matter-yaml", (3, 12)
    ),
    "tab in the front matter": Slip(
        f"{EXERCISE}- dose: 8 reps{STEP}".replace("sessions", "\tsessions"), "front-matter-yaml", (4, 1)
    ),
    "sessions without unit": Slip(
        f"{EXERCISE}- dose: 8 reps{STEP}".replace("2-3 a week", "3"), "dose-syntax", (4, 12), "value"
    ),
    "title misspelt": Slip(f"{EXERCISE}- dose: 8 reps{STEP}".replace("title", "titel"), "unknown-key", (3, 1)),
    "no front matter": Slip("# Hips\n\n## Bridge\n\n- dose: 8 reps\n", "front-matter-missing", (1, 1)),
}


def found_in(slip: Slip) -> Diagnostic:
    return next(
        one for one in check(slip.text).diagnostics if (one.line, one.column) == slip.place and one.code == slip.code
    )


@pytest.mark.parametrize("name", SLIPS)
def test_a_slip_is_found_where_it_is(name: str) -> None:
    """The line and column are those of the slip, and nobody is left without a way out."""
    slip = SLIPS[name]
    places = [(one.code, one.line, one.column) for one in check(slip.text).diagnostics]
    assert (slip.code, *slip.place) in places
    found = found_in(slip)
    assert found.suggestion or found.expected


@pytest.mark.parametrize("name", [name for name in SLIPS if SLIPS[name].replaces])
def test_following_the_suggestion_mends_the_file(name: str) -> None:
    """Put in its place, the suggestion makes a program of the file, or at the least removes the finding."""
    slip = SLIPS[name]
    mended = check(with_suggestion(slip))
    assert mended.program is not None, mended.diagnostics
    assert slip.code not in {one.code for one in mended.diagnostics}


def with_suggestion(slip: Slip) -> str:
    found, lines = found_in(slip), slip.text.split("\n")
    line, start = lines[found.line - 1], found.column - 1
    end = len(line) if slip.replaces == "words and rest" else start + found.length
    if slip.replaces == "value":
        start, end = line.index(":") + 2, len(line)
    if slip.replaces == "line":
        start, end = 0, len(line)
    lines[found.line - 1] = line[:start] + found.suggestion + line[end:]
    return "\n".join(lines)


@pytest.mark.parametrize("name", SLIPS)
def test_one_slip_is_not_buried_under_others(name: str) -> None:
    """What follows from a slip adds at most two findings to it."""
    assert len(check(SLIPS[name].text).diagnostics) <= 3


@pytest.mark.parametrize(("written", "meant"), [
    ("4 reps, hold 5”", "4 reps, hold 5 s"),
    ("8\u00a0reps, hold\u00a05\u00a0s", "8 reps, hold 5 s"),
    ("3 sets of 12", "3 x 12 reps"),
    ("12 reps ea side", "12 reps per side"),
    ("30-60s each side", "30-60 s per side"),
    ("30 secs x 3", "3 x 30 s"),
    ("3 x 8 reps, 1 min rest between sets", "3 x 8 reps, rest 60 s"),
    ("8 reps, load 2,5 kg", "8 reps, load 2,5 kg"),
])  # fmt: skip
def test_what_is_clear_is_understood(written: str, meant: str) -> None:
    assert str(read_dose(written)) == meant


@pytest.mark.parametrize("habit", [
    "- **Dose:** 8 reps", "* dose: 8 reps", "-\tdose:\t8 reps", "- DOSE: 8 reps", "+ dose:   8 reps",
    "- `dose`: 8 reps", "- dose: 8 reps\r", "- dose:\n  8 reps",
])  # fmt: skip
def test_habits_of_markdown_are_understood(habit: str) -> None:
    checked: Checked = check(f"{EXERCISE}{habit}{STEP}")
    assert checked.program is not None
    assert str(checked.program.sections["bridge"].dose) == "8 reps"
    assert not [one for one in checked.diagnostics if one.severity is Severity.WARNING]
