"""Slips of the pen: what an author meant as a fact or a heading, and what Markdown takes for ordinary text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from unkink.findings.findings import Findings
from unkink.findings.text import Text
from unkink.findings.words import nearest
from unkink.program.blocks import Block, BlockKind
from unkink.program.cursor import DoseError
from unkink.program.dose_grammar import read_dose
from unkink.program.facts import FACT, INSTEAD, LIST_KEYS, Fact, is_key, normal_key

MOST_PLAIN = 50  # plain bullets of one section that are looked at closely
_PASTED = re.compile(r"[•·◦▪●‣–—][ \t]*")  # what a word processor makes of a bullet
_COUNT_FIRST = re.compile(r"\d|max |amrap", re.IGNORECASE)
_TIGHT_HEADING = re.compile(r"(#{2,6})([^\W_].*)")
_NO_COLON = re.compile(r"([^\W\d_]+(?: [a-z]+)?)[ \t]*[=：][ \t]*(.*)")


def warn_of_slips(blocks: Iterable[Block], facts: Sequence[Fact], keys: Sequence[str], findings: Findings) -> None:
    """Warn of every paragraph and plain bullet that looks like a fact or a heading and is none of the ``facts``."""
    stated = {fact.block.first: fact for fact in facts}
    emptied, plain = "", 0
    for block in blocks:
        if block.kind is BlockKind.PARAGRAPH:
            _paragraph(block.text, keys, findings)
        elif block.kind is BlockKind.BULLET:
            if fact := stated.get(block.first):
                emptied = fact.key if fact.key in LIST_KEYS and not fact.entries else ""
            elif emptied:
                message = f"this line does not stand under `{emptied}`: indent it by two blanks"
                findings.warn("line-not-indented", message, block.text, suggestion=f"  - {block.text.content[:80]}")
            elif (plain := plain + 1) <= MOST_PLAIN:
                _bullet(block.text, keys, findings)


def warn_of_facts_outside(blocks: Iterable[Block], keys: Sequence[str], findings: Findings) -> None:
    """Warn, once, of a fact that stands before the first exercise: its heading is probably too small."""
    for block in blocks:
        match = FACT.match(block.text.content) if block.kind is BlockKind.BULLET else None
        if match and is_key(normal_key(match.group(1)), keys):
            message = "this fact stands in no exercise; an exercise begins with a heading of two `#`"
            findings.warn("fact-outside", message, block.text, suggestion="## Bridge")
            return


def _paragraph(text: Text, keys: Sequence[str], findings: Findings) -> None:
    if tight := _TIGHT_HEADING.match(text.content):
        marks, title = tight.groups()
        message = f"this is no heading: a blank belongs after `{marks}`"
        findings.warn("heading-form", message, text, length=len(marks), suggestion=f"{marks} {title[:60]}")
        return
    pasted = _PASTED.match(text.content)
    said = text.part(pasted.end() if pasted else 0)
    match = FACT.match(said.content)
    if match and is_key(normal_key(match.group(1)), keys):
        meant = f"- {normal_key(match.group(1))}: {said.part(match.end()).content[:60]}"
        findings.warn("key-missing", "this is a paragraph: a fact begins with `- `", text, suggestion=meant)


def _bullet(text: Text, keys: Sequence[str], findings: Findings) -> None:
    match = FACT.match(text.content)
    if match is None:
        _without_colon(text, keys, findings)
        return
    key = normal_key(match.group(1))
    if is_key(key, keys):
        return  # said twice, which is an error of its own
    reads = "dose" in keys and _reads_as_dose(text.part(match.end()).content)
    if near := nearest(key, keys) or ("dose" if reads else None):
        name = text.part(match.start(1), match.end(1))
        message = f"`{name.content}` is no key and is kept as text; did you mean `{near}`?"
        findings.warn("unknown-key", message, name, expected=keys, suggestion=f"{near}:")


def _without_colon(text: Text, keys: Sequence[str], findings: Findings) -> None:
    """`- dose = 8 reps`, `- dose 8 reps`, `- instead when no-wall march`, `- 8 reps`."""
    content, meant = text.content, ""
    other_mark = _NO_COLON.match(content)
    if other_mark and is_key(normal_key(other_mark.group(1)), keys):
        meant = f"{normal_key(other_mark.group(1))}: {other_mark.group(2)}"
    elif INSTEAD in keys and len(words := content.split()) == 4 and content.lower().startswith(INSTEAD + " "):
        meant = f"{INSTEAD} {words[2]}: {words[3]}"
    elif "dose" in keys and _reads_as_dose(said := re.sub("^dose ", "", content, flags=re.IGNORECASE)):
        meant = f"dose: {said}"
    if meant:
        message = "this bullet is kept as text: a fact is `key: value`"
        findings.warn("key-missing", message, text, suggestion=f"- {meant[:80]}")


def _reads_as_dose(text: str) -> bool:
    if not _COUNT_FIRST.match(text):
        return False
    try:
        read_dose(text)
    except DoseError:
        return False
    return True
