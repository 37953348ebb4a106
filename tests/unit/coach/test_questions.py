"""Questions are read strictly, put together page by page, and asked only where they concern somebody."""

from __future__ import annotations

import pytest

from unkink.coach.questions import (
    AnswerKind,
    QuestionSet,
    answers_asked,
    asked_pages,
    put_together,
)
from unkink.coach.reading_questions import check_outcome_words, check_questions
from unkink.coach.screening import Outcome

GENERAL = """\
format: 1
title: General
pages:
  - id: first
    title: First
    lead: Read this.
    groups:
      - id: now
        urgent: yes
        ask: Is this so?
        why: It matters.
        none: None
        questions:
          - answer: fainting
            ask: Fainting
          - answer: cold-leg
            ask: A cold leg
  - id: more
    title: More
    groups:
      - id: weeks
        ask: How long?
        why: It matters.
        questions:
          - answer: weeks-of-pain
            kind: weeks
            ask: Weeks
            choices:
              0: None
              7: Long
  - id: pain
    title: Pain
    groups:
      - id: rest
        only if: [weeks-of-pain]
        ask: How bad?
        why: It matters.
        questions:
          - answer: pain-at-rest
            kind: 0-10
            ask: At rest
"""
HIP = """\
format: 1
title: Hip
pages:
  - id: first
    title: Never shown
    groups:
      - id: hip
        ask: And the hip?
        why: It matters.
        questions:
          - answer: locking
            ask: It locks
"""


def read(text: str, name: str = "general") -> QuestionSet:
    checked = check_questions(text, name)
    assert checked.questions is not None, checked.diagnostics
    return checked.questions


SETS = {"general": read(GENERAL), "hip": read(HIP, "hip")}


def test_a_set_is_read_as_written() -> None:
    first, more, pain = read(GENERAL).pages
    assert (first.title, first.lead) == ("First", "Read this.")
    (now,) = first.groups
    assert now.urgent and now.none == "None" and [one.answer for one in now.questions] == ["fainting", "cold-leg"]
    (weeks,) = more.groups[0].questions
    assert weeks.kind is AnswerKind.WEEKS and [one.number for one in weeks.choices] == [0, 7]
    assert pain.groups[0].only_if == ("weeks-of-pain",)


def test_pages_of_one_id_become_one_and_the_first_set_is_always_asked() -> None:
    pages = put_together(SETS, ["hip", "hip", "nobody-knows"])
    assert [page.id for page in pages] == ["first", "more", "pain"]
    assert [group.id for group in pages[0].groups] == ["now", "hip"] and pages[0].title == "First"
    assert put_together(SETS, []) == SETS["general"].pages


def test_what_concerns_nobody_is_not_asked_and_not_told() -> None:
    pages = put_together(SETS, [])
    assert [page.id for page in asked_pages(pages, {"weeks-of-pain": 0})] == ["first", "more"]
    assert [page.id for page in asked_pages(pages, {"weeks-of-pain": 7})] == ["first", "more", "pain"]
    changed = {"weeks-of-pain": 0, "pain-at-rest": 8, "fainting": False, "cold-leg": False}
    assert "pain-at-rest" not in answers_asked(pages, changed)
    assert answers_asked(pages, {**changed, "weeks-of-pain": 7})["pain-at-rest"] == 8


def test_a_page_is_open_until_each_question_on_it_has_an_answer() -> None:
    first, _, pain = put_together(SETS, [])
    assert first.open_in({"fainting": False})
    assert not first.open_in({"fainting": False, "cold-leg": False})
    assert pain.open_in({"weeks-of-pain": 7}) and not pain.open_in({"weeks-of-pain": 0})


NEITHER = "        ask: Is this so?\n        why: It matters."
URGENT = f"        urgent: yes\n{NEITHER}\n        none: None"


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("format: 1", "format: 2", "format-unknown"),
        ("title: General", "title: ", "not-a-text"),
        ("title: General", "titel: General", "key-unknown"),
        ("title: General", "title: General\ntitle: Twice", "key-twice"),
        ("    title: First\n", "", "key-missing"),
        ("- answer: cold-leg", "- answer: fainting", "name-twice"),
        ("- answer: cold-leg", "- answer: cold leg", "not-a-name"),
        ("id: more", "id: first", "name-twice"),
        ("id: weeks", "id: now", "name-twice"),
        ("urgent: yes", "urgent: perhaps", "not-yes"),
        ("        none: None\n", "", "urgent-without-none"),
        ("        urgent: yes\n", "", None),
        (URGENT, NEITHER, "one-question"),
        ("kind: weeks", "kind: months", "kind-unknown"),
        ("kind: weeks", "kind: age", "choices"),
        ("              0: None\n", "", "choices"),
        ("              7: Long", "              0: Long", "choices"),
        ("              0: None", "              1: None", "choices"),
        ("        ask: How bad?", "        ask: How bad?\n        none: None", "none-of-numbers"),
        ("pages:", "pages: []\nmore:", "key-unknown"),
        ("        why: It matters.", "        why: " + "x" * 401, "not-a-text"),
        ("lead: Read this.", "lead: &a Read this.", "questions-yaml"),
    ],
)  # fmt: skip
def test_what_is_not_as_it_should_be_is_refused_with_its_place(old: str, new: str, code: str | None) -> None:
    assert old in GENERAL
    checked = check_questions(GENERAL.replace(old, new, 1), "general")
    codes = {one.code for one in checked.diagnostics}
    assert (checked.questions is None) == (code is not None)
    assert code is None or code in codes, codes
    assert all(one.line >= 1 and one.message for one in checked.diagnostics)


@pytest.mark.parametrize("source", [b"", b"\xff\xfe\x00", b"- a", b"[", b"\x00", b"pages: {a: [", b"x" * 300_000])
def test_whatever_the_bytes_they_are_refused_in_words(source: bytes) -> None:
    for checked in (check_questions(source, "general"), check_outcome_words(source)):
        assert checked.diagnostics and all(one.message for one in checked.diagnostics)


def test_the_words_of_a_lock_say_what_to_do_and_what_opens_it() -> None:
    lock = "{title: A, says: B, do: [C], opens: D}"
    names = [str(one) for one in Outcome]
    text = "format: 1\noutcomes:\n" + "".join(
        f"  {name}: {lock if name not in ('advice', 'swap') else '{title: A, says: B}'}\n" for name in names
    )
    whole = check_outcome_words(f"{text}heard: {{no-pressure: gently}}\n")
    assert whole.words is not None and whole.words.heard == {"no-pressure": "gently"}
    for old, new, code in (
        (f"  emergency: {lock}\n", "", "key-missing"),
        ("do: [C], ", "", "key-missing"),
        ("  advice: {title: A,", "  advice: {title: A, opens: D,", "key-unknown"),
        ("  swap:", "  swop:", "key-unknown"),
        ("opens: D}", "opens: D, claim: {answer: x}}", "key-missing"),
    ):
        checked = check_outcome_words(f"{text.replace(old, new, 1)}heard: {{no-pressure: gently}}\n")
        assert checked.words is None and code in {one.code for one in checked.diagnostics}, old
