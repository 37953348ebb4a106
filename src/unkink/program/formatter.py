"""The normal form of a program file: what writers mean, spelled one way."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from unkink.findings.diagnostic import has_errors
from unkink.findings.source import read_source
from unkink.program.blocks import Block, BlockKind, read_blocks
from unkink.program.conditions import read_condition, read_outcome
from unkink.program.cursor import DoseError
from unkink.program.dose_grammar import read_dose, read_rung, read_scheduled_rung, read_span_of
from unkink.program.facts import INSTEAD, PHASE_KEYS, SECTION_KEYS, Fact, read_fact
from unkink.program.front import read_front_matter
from unkink.program.lever import is_lever, read_lever, spell_lever
from unkink.program.sections import spell_pressure

KEYS_UNDER = {1: PHASE_KEYS, 2: SECTION_KEYS}
"""The keys that a bullet can have, by the level of the heading that it stands under."""


def format_text(source: bytes | str) -> str:
    """The normal form of a program's text: doses, keys, bullets, headings, blank lines and line ends spelled one way.

    Idempotent, and reading its output gives the same program. What cannot be read is left as it stands; a file that
    cannot be read whole (too large, a line too long, not text) gives an empty text, and its diagnostics say why.
    """
    read = read_source(source)
    if has_errors(read.diagnostics):
        return ""
    lines = read.lines
    body = read_front_matter(lines).body
    normal = normal_lines(lines, body, read_blocks(lines, body))
    return "\n".join(normal) + "\n" if normal else ""


def normal_lines(lines: Sequence[str], body: int, blocks: Sequence[Block]) -> list[str]:
    """The lines of the normal form, without blank lines at either end. Code and the like stand in it as one."""
    front = [line.rstrip() for line in lines[:body]]
    normal = list(_without_idle_blanks([*front, "", *_body(lines, body, blocks)]))
    while normal and not normal[-1].strip():
        normal.pop()
    return normal


def _body(lines: Sequence[str], body: int, blocks: Sequence[Block]) -> Iterator[str]:
    at = body
    keys: Sequence[str] = ()
    for index, block in enumerate(blocks):
        if block.kind is BlockKind.HEADING:
            keys = KEYS_UNDER.get(block.level, keys)
        yield from (line.rstrip() for line in lines[at : block.first - 1])
        yield from _block(lines, block, keys)
        at = block.last
        following = blocks[index + 1] if index + 1 < len(blocks) else None
        if following and _parted(block, following):
            yield ""
    yield from (line.rstrip() for line in lines[at:])


def _parted(block: Block, following: Block) -> bool:
    """Whether a blank line belongs between two blocks: always, but between the bullets or steps of one list."""
    same_list = block.kind is following.kind and block.kind in (BlockKind.BULLET, BlockKind.STEP)
    return not same_list


def _block(lines: Sequence[str], block: Block, keys: Sequence[str]) -> Iterator[str]:
    written = [line.rstrip() for line in lines[block.first - 1 : block.last]]
    match block.kind:
        case BlockKind.HEADING:
            yield f"{'#' * block.level} {block.text.content}".rstrip()
        case BlockKind.BULLET:
            fact = read_fact(block, keys)
            yield from _fact(fact) if fact else written
        case BlockKind.OTHER:
            kept = lines[block.first - 1 : block.last] if _is_verbatim(block) else written
            yield "\n".join(kept).rstrip("\n")
        case _:
            yield from written


def _is_verbatim(block: Block) -> bool:
    return block.raw.lstrip().startswith(("```", "~~~"))


def _fact(fact: Fact) -> Iterator[str]:
    spell = _SPELLERS.get(INSTEAD if fact.key.startswith(INSTEAD) else fact.key, str)
    yield f"- {fact.key}: {_spelled(spell, fact.value.content)}".rstrip()
    for child in fact.children:
        yield f"  - {_spelled(spell, child.content)}".rstrip()


def _spelled(spell: Callable[[str], object], text: str) -> str:
    try:
        return str(spell(text)) if text else ""
    except DoseError:
        return text


def _harder(text: str) -> object:
    return spell_lever(read_lever(text)) if is_lever(text) else read_rung(text)


def _names(text: str) -> str:
    names = text.removeprefix("[").removesuffix("]").split(",")
    return f"[{', '.join(name.strip() for name in names)}]"


def _instead(text: str) -> object:
    return read_rung(text) if ":" in text else text


def _choice(text: str) -> object:
    outcome, colon, target = text.partition(":")
    return f"{read_outcome(outcome.strip())}: {target.strip()}" if colon else text


def _a_week(text: str) -> object:
    return f"{read_span_of(text, 'a week')} a week"


def _weeks(text: str) -> object:
    return f"{read_span_of(text, 'weeks')} weeks"


_SPELLERS: dict[str, Callable[[str], object]] = {
    "dose": read_dose,
    "easier": read_rung,
    "harder": _harder,
    "rungs": read_scheduled_rung,
    "circuit": _names,
    "sides": str.lower,
    "pressure": spell_pressure,
    INSTEAD: _instead,
    "sessions": _a_week,
    "length": _weeks,
    "enter when": read_condition,
    "choose by": _choice,
}


def _without_idle_blanks(lines: Sequence[str]) -> Iterator[str]:
    """The lines with no blank one at the beginning and never two in a row."""
    blank = True
    for line in lines:
        if line.strip():
            yield line
            blank = False
        elif not blank:
            blank = True
            yield ""
