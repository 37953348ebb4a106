"""What the shipped programs, the docs and the pages may say: no medical claim, no promise, in any inflection."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
PROGRAMS = sorted((ROOT / "src/unkink/library/programs").glob("*.md"))
PAGES = sorted(
    page
    for pattern in ("*.md", "docs/**/*.md", "src/unkink/**/templates/**/*.html", "src/unkink/**/templates/**/*.txt")
    for page in ROOT.glob(pattern)
    if page.name != "THIRD-PARTY-NOTICES.md"  # other people's licences, word for word
)

# Claims that nothing of ours makes. `diagnostic` is also what a compiler prints, so outside programs it is free.
CLAIMS = (
    r"\btreat(?:s|ed|ing|ment|ments|able)?\b",
    r"\bdiagnos(?:e|es|ed|ing|is|tician)\b",
    r"\b(?:cure|cures|cured|curing|curative)\b",
    r"\brehab\w*",
    r"\bprevent\w*\s+(?:[\w-]+\s+){0,4}?(?:injur|pain|strain|tight|stiff)\w*",
    r"\bcorrect(?:s|ed|ing)?\s+(?:[\w-]+\s+){0,3}?(?:posture|pelvi|hip|imbalance|alignment|back|spine|muscle|gait)\w*",
    r"\b(?:break|breaks|breaking|broken|broke)\s+(?:up|down)\s+(?:[\w-]+\s+){0,2}?(?:adhesion|scar|knot|fascia)\w*",
    r"\b(?:your|the)\s+(?:[\w-]+\s+)?(?:\w*psoas|flexors?|muscles?|tensor\w*)\s+(?:is|are)\s+(?:too\s+)?(?:tight|short)",
    r"\btight\w*\s+(?:[\w-]+\s+){0,3}?detected\b",
    r"\bdetect\w*\s+(?:[\w-]+\s+){0,3}?tight\w*",
    r"\bguarantee\w*\s+(?:[\w-]+\s+){0,3}?(?:relief|result|range|flexib)\w*",
)

# In a program, where every word is heard by somebody on a mat, the whole family of each word is out.
CLAIMS_IN_PROGRAMS = (
    *CLAIMS,
    r"\bdiagnos\w*",
    r"\bprevent\w*",
    r"\bcorrect\w*",
    r"\badhesions?\b",
    r"\b(?:heal|heals|healed|healing)\b",
    r"\brelie(?:f|ve|ves|ved|ving)\b",
    r"\btherap\w*",
)

# Lines outside programs that state the rule itself, by file: each is a part of one line, and must still be there.
RULE_QUOTES: Mapping[str, tuple[str, ...]] = {}


def claims_in(text: str, claims: tuple[str, ...]) -> list[str]:
    """Each claim found, with its line. A claim that wraps over two lines counts."""
    flat = text.replace("\n", " ")
    return [
        f"line {flat_line(text, found.start())}: {found.group()!r}"
        for claim in claims
        for found in re.finditer(claim, flat, re.IGNORECASE)
    ]


def flat_line(text: str, offset: int) -> int:
    return text.count("\n", 0, offset) + 1


def without_credit(text: str) -> str:
    """A credit names a work by its own title, whatever that says."""
    return re.sub(r"^credit:.*$", "credit:", text, flags=re.MULTILINE)


def without_rule_quotes(text: str, quotes: tuple[str, ...]) -> str:
    return "\n".join("" if any(quote in line for quote in quotes) else line for line in text.split("\n"))


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("program", PROGRAMS, ids=named)
def test_a_program_makes_no_medical_claim(program: Path) -> None:
    assert claims_in(without_credit(program.read_text("utf-8")), CLAIMS_IN_PROGRAMS) == []


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_a_page_makes_no_medical_claim(page: Path) -> None:
    """Where a page has to state the rule itself, its line goes into RULE_QUOTES."""
    text = without_rule_quotes(without_credit(page.read_text("utf-8")), RULE_QUOTES.get(named(page), ()))
    assert claims_in(text, CLAIMS) == []


def test_every_exemption_is_still_needed() -> None:
    stale = [
        (page, quote)
        for page, quotes in RULE_QUOTES.items()
        for quote in quotes
        if not any(quote in line and claims_in(line, CLAIMS) for line in (ROOT / page).read_text("utf-8").split("\n"))
    ]
    assert stale == []


@pytest.mark.parametrize(
    "claim",
    [
        "This treats hip pain.",
        "A treatment for the hips",
        "Unkink can diagnose it",
        "Your psoas is too tight",
        "the hip flexors are short",
        "Tight psoas detected!",
        "we detected a tight hip",
        "It cures stiffness",
        "a rehab plan",
        "home rehabilitation",
        "prevents running injuries",
        "corrects your posture",
        "It breaks\nup adhesions",
    ],
)
def test_a_claim_is_noticed(claim: str) -> None:
    assert claims_in(claim, CLAIMS)


@pytest.mark.parametrize(
    "innocent",
    [
        "All diagnostics at once",
        "A secure, accurate, obscure page",
        "the correct dose",
        "The policy prevents inline scripts.",
        "A hip can feel tight without any muscle being short.",
        "Tight psoas",
    ],
)
def test_plain_words_are_left_alone(innocent: str) -> None:
    assert claims_in(innocent, CLAIMS) == []


@pytest.mark.parametrize("program", PROGRAMS, ids=named)
def test_a_program_promises_nothing(program: Path) -> None:
    """It says that there may be no change, and where a figure comes from."""
    intro = " ".join(program.read_text("utf-8").split("\n---\n")[1].split("\n## ")[0].split())
    assert "you may see no change" in intro
    unsourced = [sentence for sentence in re.split(r"(?<=\.) ", intro) if "%" in sentence and "20" not in sentence]
    assert unsourced == []
