"""docs/coach.md says what the code holds, and its example can be followed.

After a change that is meant: ``python -m tests.unit.coach.test_docs_coach``.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.property import test_coach_laws
from tests.unit.pages import DOCS, text_of
from tests.unit.worked_examples import blocks, follow, refreshed
from unkink.coach.feelings import OF_ROW
from unkink.coach.rules import RULES
from unkink.coach.safety_table import ROWS
from unkink.coach.screening import QUESTIONS, Outcome, screened
from unkink.program.check import check
from unkink.wire.facts import Facts
from unkink.wire.lines import read_lines

PAGE = DOCS / "coach.md"
LOG = "legs.jsonl"


def written(page: str, folder: Path) -> None:
    """Put the log of the example beside its program."""
    for block in blocks(page):
        if block.kind == "jsonl":
            (folder / block.about).write_text(block.text, encoding="utf-8")


def test_the_example_prints_what_it_says(tmp_path: Path) -> None:
    written(text_of(PAGE), tmp_path)
    runs = [one for _, done in follow(text_of(PAGE), tmp_path) for one in done]
    assert len(runs) == 2
    for one in runs:
        assert one.agrees, "\n".join([f"$ {one.command}", *refreshed(one.written, one.printed)])


def test_the_state_of_the_example_can_be_carried_on() -> None:
    page = list(blocks(text_of(PAGE)))
    (source,) = (block.text for block in page if block.about == "legs.md")
    (log,) = (block.text for block in page if block.about == LOG)
    (code,) = (block.text for block in page if block.kind == "python")
    known = {
        "program": check(source.encode()).program,
        "events": list(read_lines(line.encode() for line in log.splitlines())),
        "now": datetime(2027, 1, 8, 9, tzinfo=UTC),
        "zone": "Europe/Warsaw",
    }
    exec(compile(code, "coach.md", "exec"), known)
    assert "further" in known


def test_the_tables_of_rows_and_rules_are_those_of_the_code() -> None:
    page = text_of(PAGE)
    for row in ROWS:
        assert f"| `{row.id}` | {row.colour} | {row.says} | {', '.join(row.then)} | {row.source} |" in page
    for rule in RULES:
        assert f"| `{rule.id}` | {rule.says} | {rule.source} |" in page
    assert len(re.findall(r"^\| `row-\d+` \| [a-z+]+ \|", page, re.MULTILINE)) == len(ROWS)


def test_the_words_of_each_row_are_those_of_the_code() -> None:
    said = re.search(r"What it feels like.*?Any other word", text_of(PAGE), re.DOTALL)
    assert said is not None
    rows = re.findall(r"to row (\d)\s([^;.]+)", said[0])
    assert {int(row): tuple(re.findall(r"`([\w-]+)`", words)) for row, words in rows} == OF_ROW


ANSWERS = re.findall(r"^\| (`[^|]+) \| ([a-z-]+) \| ([^|]*)\|$", text_of(PAGE), re.MULTILINE)


@pytest.mark.parametrize(("names", "outcome", "heard"), ANSWERS, ids=lambda text: text[:30])
def test_every_answer_of_the_table_leads_where_it_says(names: str, outcome: str, heard: str) -> None:
    assert len(ANSWERS) == 8
    for name in re.findall(r"`([\w-]+)`", names):
        told = screened(Facts({name: True}))
        locks = {str(lock) for lock, _ in told.locks}
        assert locks == ({outcome} if outcome in {"emergency", "same-day", "professional", "out-of-scope"} else set())
        assert set(re.findall(r"`([\w-]+)`", heard)) <= set(told.answers)
        assert not screened(Facts({name: False})).locks


@pytest.mark.parametrize(
    ("answers", "locks"),
    [
        ({"weeks-of-pain": 6, "pain-worsening": True}, set()),
        ({"weeks-of-pain": 7, "pain-worsening": True}, {"professional"}),
        ({"weeks-of-pain": 7}, set()),
        ({"pain-at-rest": 5, "pain-at-night": 5}, set()),
        ({"pain-at-rest": 6}, {"professional"}),
        ({"pain-at-night": 6}, {"professional"}),
        ({"age": 17}, {"out-of-scope"}),
        ({"age": 18}, set()),
        ({"heart-disease": True, "active": True}, set()),
        ({"heart-disease": True, "active": True, "symptoms": True}, {"professional"}),
        ({"hip-replacement": True, "cleared-by-professional": True}, set()),
        ({"cold-leg": True, "cleared-by-professional": True}, {"emergency"}),
    ],
)
def test_numbers_and_answers_together(answers: dict[str, bool | int], locks: set[str]) -> None:
    assert {str(one) for one, _ in screened(Facts(answers)).locks} == locks


def test_old_smokers_get_no_pressure_and_the_steady_are_advised() -> None:
    assert "no-pressure" in screened(Facts({"age": 65, "ever-smoked": True})).answers
    assert "no-pressure" not in screened(Facts({"age": 64, "ever-smoked": True})).answers
    assert screened(Facts({"weeks-of-pain": 7})).advice == ("advice-look-at",)
    assert all(question.source for question in QUESTIONS)
    assert {question.outcome for question in QUESTIONS} == {*Outcome} - {Outcome.TWO_REDS}


def test_the_laws_are_held_against_as_many_steps_as_it_says() -> None:
    assert f"lives of at least {test_coach_laws.STEPS:,} steps" in text_of(DOCS / "coach.md")


if __name__ == "__main__":
    import tempfile

    text = text_of(PAGE)
    with tempfile.TemporaryDirectory() as folder:
        written(text, Path(folder))
        done = list(follow(text, Path(folder)))
    for block, runs in reversed(done):
        lines = [line for one in runs for line in (f"$ {one.command}", *refreshed(one.written, one.printed))]
        text = text[: block.start] + "\n".join(lines) + "\n" + text[block.end :]
    PAGE.write_text(text, encoding="utf-8")
