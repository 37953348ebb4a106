"""Facts: the bullets ``key: value`` of a section or a phase."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from unkink.findings.findings import Findings
from unkink.findings.text import Text
from unkink.program.blocks import Block

# Every key that a section, or a phase, can have. docs/format.md describes each; a test holds it to that.
SECTION_KEYS = (
    "dose",
    "movement",
    "needs",
    "pressure",
    "instead when",
    "easier",
    "harder",
    "rungs",
    "variant of",
    "sides",
    "circuit",
)
PHASE_KEYS = ("sessions", "length", "enter when", "choose by")
INSTEAD = "instead when"
LIST_KEYS = ("needs", "easier", "harder", "rungs", "circuit", "choose by")
"""The keys whose value may stand in bullets nested under them."""

# Writers set keys in bold or in capitals, with spaces or hyphens.
FACT = re.compile(r"[*_`]*([^\W\d_][^:*_`]{0,60}?)[*_`]*[ \t]*:[*_`]*(?=\s|$)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact: its key as the format spells it, its value, and the bullets nested under it."""

    key: str
    name: Text
    value: Text
    block: Block
    children: tuple[Text, ...] = ()

    @property
    def entries(self) -> tuple[Text, ...]:
        """The lines of a list: the nested bullets, or the value where all stands on one line."""
        return (self.value, *self.children) if self.value.content else self.children


def read_fact(block: Block, keys: Sequence[str]) -> Fact | None:
    """The fact that a bullet states, or None where it is ordinary text."""
    match = FACT.match(block.text.content)
    if match is None:
        return None
    name = block.text.part(match.start(1), match.end(1))
    key = normal_key(name.content)
    if not is_key(key, keys):
        return None
    children = tuple(child.text for child in block.children)
    return Fact(key, name, block.text.part(match.end()), block, children)


def is_key(key: str, keys: Sequence[str]) -> bool:
    """Whether a key in its normal spelling is one of ``keys``, the answer of ``instead when`` included."""
    return key in keys or (INSTEAD in keys and key.startswith(INSTEAD + " "))


@lru_cache(maxsize=1024)
def normal_key(key: str) -> str:
    """``Variant-of`` and ``VARIANT  OF`` are ``variant of``; the answer after ``instead when`` keeps its hyphens."""
    words = key.lower().split()
    if len(words) == 1 and not key.lower().startswith(INSTEAD.replace(" ", "-")):
        words = key.lower().replace("-", " ").split()
    return " ".join(words)


def facts_of(bullets: Iterable[Block], keys: Sequence[str], findings: Findings) -> tuple[list[Fact], list[Block]]:
    """The facts among some bullets, and the bullets that are ordinary text. A fact that says nothing has no entries."""
    facts: dict[str, Fact] = {}
    rest: list[Block] = []
    for block in bullets:
        fact = read_fact(block, keys)
        if fact is None:
            rest.append(block)
        elif earlier := facts.get(fact.key):
            message = f"`{fact.key}` is said twice; the first time on line {earlier.name.line}"
            findings.error("key-twice", message, fact.name, suggestion="keep one of them")
        else:
            facts[fact.key] = fact
            _one_line(fact, findings)
    return list(facts.values()), rest


def _one_line(fact: Fact, findings: Findings) -> None:
    """Something is said, and under a key that holds no list all of it on one line."""
    if not fact.entries:
        findings.error(
            "value-missing", f"`{fact.key}` says nothing", fact.name, suggestion="say it, or delete the line"
        )
    elif fact.children and fact.key not in LIST_KEYS:
        said = ", ".join(entry.content for entry in fact.entries)
        message = f"`{fact.key}` stands on one line; what is under it is not read"
        findings.error("value-nested", message, fact.children[0], suggestion=f"{fact.key}: {said[:80]}")
