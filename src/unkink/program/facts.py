"""Facts: the bullets ``key: value`` of a section or a phase."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from unkink.program.blocks import Block
from unkink.program.findings import Findings
from unkink.program.text import Text
from unkink.program.words import nearest

# Every key that a section, or a phase, can have. docs/format.md describes each; a test holds it to that.
SECTION_KEYS = (
    "dose",
    "movement",
    "needs",
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

# Writers set keys in bold or in capitals, with spaces or hyphens.
_FACT = re.compile(r"[*_`]*([^\W\d_][^:*_`]{0,60}?)[*_`]*[ \t]*:[*_`]*(?=\s|$)", re.ASCII)


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
    match = _FACT.match(block.text.content)
    if match is None:
        return None
    name = block.text.part(match.start(1), match.end(1))
    key = normal_key(name.content)
    if key not in keys and not (INSTEAD in keys and key.startswith(INSTEAD + " ")):
        return None
    children = tuple(child.text for child in block.children)
    return Fact(key, name, block.text.part(match.end()), block, children)


def normal_key(key: str) -> str:
    """``Variant-of`` and ``VARIANT  OF`` are ``variant of``; the answer after ``instead when`` keeps its hyphens."""
    words = key.lower().split()
    if len(words) == 1 and not key.lower().startswith(INSTEAD.replace(" ", "-")):
        words = key.lower().replace("-", " ").split()
    return " ".join(words)


def facts_of(bullets: Iterable[Block], keys: Sequence[str], findings: Findings) -> tuple[list[Fact], list[Block]]:
    """The facts among some bullets, and the bullets that are ordinary text. Warns of keys that look misspelt."""
    facts: dict[str, Fact] = {}
    rest: list[Block] = []
    for block in bullets:
        fact = read_fact(block, keys)
        if fact is None:
            rest.append(block)
            _warn_if_misspelt(block, keys, findings)
        elif earlier := facts.get(fact.key):
            message = f"`{fact.key}` is said twice; the first time on line {earlier.name.line}"
            findings.error("key-twice", message, fact.name, suggestion="keep one of them")
        elif not fact.value.content and not fact.children:
            findings.error("value-missing", f"`{fact.key}` says nothing", fact.name)
        else:
            facts[fact.key] = fact
    return list(facts.values()), rest


def _warn_if_misspelt(block: Block, keys: Sequence[str], findings: Findings) -> None:
    match = _FACT.match(block.text.content)
    if match and (near := nearest(normal_key(match.group(1)), keys)):
        name = block.text.part(match.start(1), match.end(1))
        message = f"`{name.content}` is no key and is kept as text; did you mean `{near}`?"
        findings.warn("unknown-key", message, name, expected=keys, suggestion=f"{near}:")
