"""The page about home tests says what the code does."""

from __future__ import annotations

import contextlib
import io
import re
from itertools import pairwise

from tests.unit.pages import DOCS, text_of
from tests.unit.worked_examples import blocks
from unkink.coach.measuring import change, due, tilt
from unkink.coach.measuring.known import TESTS
from unkink.coach.measuring.put_off import Why
from unkink.coach.measuring.results import How

PAGE = text_of(DOCS / "assessments.md")
EVENTS = text_of(DOCS / "events.md").partition("### assessment\n")[2].partition("\n### ")[0]


def test_every_test_stands_in_the_table_and_in_the_events() -> None:
    named = re.findall(r"^\| `([a-z-]+)` \|", PAGE, re.MULTILINE)
    assert named == list(TESTS)
    for test in TESTS.values():
        assert f"`{test.name}`" in EVENTS and f"`{test.unit}`" in EVENTS
        assert f"{abs(test.least):g}" in EVENTS and f"{test.most:g}" in EVENTS
    for word in (*How, *Why):
        assert f"`{word}`" in EVENTS


def test_the_numbers_on_the_page_are_those_of_the_code() -> None:
    assert f"{change.MDC95_OF_SEM} x SEM" in PAGE
    assert f"{change.ANGLE_ERROR:g} degrees (judgement" in PAGE
    assert f"at least {change.LEAST_HOLD_ERROR:g} seconds" in PAGE
    assert f"{change.TASKS_ERROR:g} on their mean" in PAGE
    assert (change.DAYS_OF_A_SEM, change.BASELINE.days, due.ASKED_FOR.days) == (3, 28, 14)
    assert tilt.LEAST_UP > 0


def test_the_python_on_the_page_prints_what_it_says() -> None:
    page = list(blocks(PAGE))
    for code, shown in pairwise(page):
        if code.kind == "python" and shown.kind == "text":
            printed = io.StringIO()
            with contextlib.redirect_stdout(printed):
                exec(compile(code.text, "assessments.md", "exec"), {})
            assert printed.getvalue() == shown.text


def test_the_last_example_reads_any_log() -> None:
    code = [one.text for one in blocks(PAGE) if one.kind == "python"][-1]
    exec(compile(code, "assessments.md", "exec"), {"events": []})
