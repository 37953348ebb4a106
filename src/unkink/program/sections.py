"""Sections: every H2 of the file with its facts read, before anything is held against anything else."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from unkink.findings.findings import Findings
from unkink.findings.text import Text, split_at
from unkink.findings.words import NAME, nearest, slug
from unkink.program.blocks import Block, BlockKind
from unkink.program.cursor import DoseError
from unkink.program.dose_grammar import RungText, read_dose, read_rung, read_scheduled_rung
from unkink.program.facts import INSTEAD, SECTION_KEYS, Fact, facts_of
from unkink.program.lever import is_lever, read_lever
from unkink.program.program import Lever, Need, Section, Substitute, WrittenRung
from unkink.program.slips import warn_of_slips

# One to four words, as they stand in "the ball comes off".
PRESSING_THING = re.compile(r"[^\W\d_]+(?:[- ]+[^\W\d_]+){0,3}")
_HEADING_ID = re.compile(r"\{#([^{}]*)\}$")


@dataclass(frozen=True, slots=True)
class Reference:
    """A name that stands somewhere for a section: ``role`` is the key that it stands under."""

    role: str
    name: Text


@dataclass(slots=True)
class Draft:
    """A section as read, with the places that later findings need."""

    section: Section
    heading: Text
    keys: dict[str, Text] = field(default_factory=dict)
    references: list[Reference] = field(default_factory=list)
    lines: dict[str, list[Text]] = field(default_factory=dict)
    """The places of the ladder lines that could be read, by ``easier``, ``harder`` and ``rungs``."""

    @property
    def id(self) -> str:
        return self.section.id


def heading_of(block: Block, findings: Findings) -> tuple[str, Text]:
    """The id of a heading, written ``{#id}`` or made from its title, and the title."""
    content = block.text.content
    match = _HEADING_ID.search(content)
    title = block.text.part(0, match.start()) if match else block.text
    if not title.content:
        findings.error("heading-empty", "this heading has no title", (block.first, 1), length=len(content) or 1)
    if match is None:
        return slug(title.content) or f"section-{block.first}", title
    name = match.group(1)
    if not NAME.fullmatch(name):
        place = block.text.part(match.start(1), match.end(1))
        findings.error(
            "id-form",
            "an id is letters, digits and hyphens",
            place if name else title,
            suggestion=f"{{#{slug(name or title.content)}}}",
        )
    return name.strip() or slug(title.content), title


def read_section(heading: Block, blocks: Sequence[Block], findings: Findings) -> Draft:
    """The section under ``heading``; what is wrong with it goes to ``findings``."""
    name, title = heading_of(heading, findings)
    bullets = [block for block in blocks if block.kind is BlockKind.BULLET]
    facts, plain = facts_of(bullets, SECTION_KEYS, findings)
    warn_of_slips(blocks, facts, SECTION_KEYS, findings)
    section = Section(
        id=name,
        title=title.content,
        line=heading.first,
        why=texts(blocks, BlockKind.PARAGRAPH),
        steps=texts(blocks, BlockKind.STEP),
        cautions=texts(blocks, BlockKind.QUOTE),
        other=others(blocks, plain),
    )
    draft = Draft(section, title if title.content else heading.text)
    for fact in facts:
        draft.keys[INSTEAD if fact.key.startswith(INSTEAD) else fact.key] = fact.name
        if fact.entries:
            _READERS[INSTEAD if fact.key.startswith(INSTEAD) else fact.key](draft, fact, findings)
    return draft


def texts(blocks: Iterable[Block], kind: BlockKind) -> tuple[str, ...]:
    return tuple(block.text.content for block in blocks if block.kind is kind)


def others(blocks: Iterable[Block], plain: Sequence[Block]) -> tuple[str, ...]:
    """Whatever the handout keeps and the language ignores, as Markdown, in the order of the file."""
    kept = [(block.first, block.raw) for block in blocks if block.kind is BlockKind.OTHER]
    kept += [
        (block.first, f"{'#' * block.level} {block.text.content}")
        for block in blocks
        if block.kind is BlockKind.HEADING
    ]
    for block in plain:
        lines = [f"- {block.text.content}", *(f"  - {child.text.content}" for child in block.children)]
        kept.append((block.first, "\n".join(lines)))
    return tuple(raw for _, raw in sorted(kept))


# One reader a key ------------------------------------------------------------------------------------------


def _dose(draft: Draft, fact: Fact, findings: Findings) -> None:
    if fact.children:
        return
    try:
        draft.section = replace(draft.section, dose=read_dose(fact.value.content))
    except DoseError as error:
        findings.mistake(error, fact.value)


def _movement(draft: Draft, fact: Fact, findings: Findings) -> None:
    if name := _one_name(fact, findings):
        draft.section = replace(draft.section, movement=name.content)


def _variant_of(draft: Draft, fact: Fact, findings: Findings) -> None:
    if name := _one_name(fact, findings):
        draft.section = replace(draft.section, variant_of=name.content)
        draft.references.append(Reference("variant of", name))


def _one_name(fact: Fact, findings: Findings) -> Text | None:
    if NAME.fullmatch(fact.value.content):
        return fact.value
    findings.error(
        "name-form",
        f"`{fact.key}` takes one name of letters, digits and hyphens",
        fact.value if fact.value.content else fact.name,
        suggestion=f"{fact.key}: {slug(fact.value.content)}" if fact.value.content else "",
    )
    return None


def _needs(draft: Draft, fact: Fact, findings: Findings) -> None:
    needs = []
    for entry in fact.entries:
        for text in split_at(entry, ","):
            name, _, household = text.content.rstrip(")").partition("(")
            if not name.strip() or text.content.count("(") != text.content.count(")"):
                findings.error(
                    "needs-form",
                    "needs are names between commas, each with household substitutes in parentheses",
                    text if text.content else fact.name,
                    expected=("ball (tennis ball or rolled-up socks), wall",),
                )
                continue
            instead = tuple(part.strip(" ,") for part in household.split(" or ") if part.strip(" ,"))
            needs.append(Need(" ".join(name.split()).lower(), instead))
    draft.section = replace(draft.section, needs=tuple(needs))


def _pressure(draft: Draft, fact: Fact, findings: Findings) -> None:
    if fact.children:
        return
    value = fact.value.content
    if not PRESSING_THING.fullmatch(value):
        findings.error(
            "pressure-form",
            "`pressure` says in a word or two what presses on the body, or `none`",
            fact.value,
            expected=("pressure: ball", "pressure: none"),
            suggestion=_pressing_thing(value),
        )
        return
    draft.section = replace(draft.section, pressure=spell_pressure(value))


def _pressing_thing(text: str) -> str:
    """The first thing that is named in it, as a suggestion."""
    found = PRESSING_THING.match(text.strip(" ([-*_`"))
    return f"pressure: {spell_pressure(found[0])}" if found else "pressure: ball"


def spell_pressure(text: str) -> str:
    """The one canonical spelling of what presses."""
    return " ".join(text.lower().split())


def _instead(draft: Draft, fact: Fact, findings: Findings) -> None:
    answer = slug(fact.key.removeprefix(INSTEAD))
    value = fact.value
    name, dose = value, None
    if ":" in value.content:
        try:
            rung = read_rung(value.content)
        except DoseError as error:
            findings.mistake(error, value)
            return
        name = value.part(rung.exercise_offset, rung.exercise_offset + len(rung.exercise or ""))
        dose = rung.dose
    if not answer or not NAME.fullmatch(name.content):
        findings.error(
            "instead-form",
            "a substitute is `instead when ANSWER: EXERCISE`, with a dose after a second colon if it needs one",
            value if value.content else fact.name,
            expected=("instead when no-ball: towel-release",),
        )
        return
    substitute = Substitute(answer, name.content, dose)
    draft.section = replace(draft.section, substitutes=(*draft.section.substitutes, substitute))
    draft.references.append(Reference(INSTEAD, name))


def _easier(draft: Draft, fact: Fact, findings: Findings) -> None:
    rungs = []
    for text in fact.entries:
        if is_lever(text.content):
            findings.error(
                "easier-lever",
                "`easier` lists doses, the easiest first; only `harder` takes levers",
                text,
                expected=("VARIANT: DOSE", "DOSE"),
            )
        elif rung := _rung(draft, "easier", text, findings):
            rungs.append(rung)
    draft.section = replace(draft.section, easier=tuple(rungs))


def _harder(draft: Draft, fact: Fact, findings: Findings) -> None:
    lines: list[WrittenRung | Lever] = []
    for text in fact.entries:
        if not is_lever(text.content):
            if rung := _rung(draft, "harder", text, findings):
                lines.append(rung)
            continue
        try:
            lines.append(read_lever(text.content))
            draft.lines.setdefault("harder", []).append(text)
        except DoseError as error:
            findings.mistake(error, text)
    draft.section = replace(draft.section, harder=tuple(lines))


def _rungs(draft: Draft, fact: Fact, findings: Findings) -> None:
    found = [_rung(draft, "rungs", text, findings) for text in fact.entries]
    draft.section = replace(draft.section, rungs=tuple(rung for rung in found if rung))


def _rung(draft: Draft, key: str, text: Text, findings: Findings) -> WrittenRung | None:
    reader: Callable[[str], RungText] = read_scheduled_rung if key == "rungs" else read_rung
    try:
        rung = reader(text.content)
    except DoseError as error:
        if NAME.fullmatch(text.content) and not text.content[0].isdigit():
            message = f"`{text.content[:60]}` stands here without a dose"
            findings.error(
                "rung-without-dose", message, text, expected=("NAME: DOSE",), suggestion=f"{text.content}: 4 reps"
            )
        else:
            findings.mistake(error, text)
        return None
    draft.lines.setdefault(key, []).append(text)
    if rung.exercise:
        name = text.part(rung.exercise_offset, rung.exercise_offset + len(rung.exercise))
        draft.references.append(Reference(key, name))
    return WrittenRung(rung.dose, rung.exercise, rung.weeks, rung.sessions, rung.a_week)


def _sides(draft: Draft, fact: Fact, findings: Findings) -> None:
    value = fact.value.content.lower()
    if value not in ("separate", "together"):
        findings.error(
            "sides-form",
            "`sides` is `separate` or `together`",
            fact.value,
            expected=("separate", "together"),
            suggestion=nearest(value, ("separate", "together")) or "",
        )
    draft.section = replace(draft.section, sides_separate=value == "separate")


def _circuit(draft: Draft, fact: Fact, findings: Findings) -> None:
    members = []
    for entry in fact.entries:
        start = 1 if entry.content.startswith("[") else 0
        end = len(entry.content) - 1 if entry.content.endswith("]") else None
        for name in split_at(entry.part(start, end), ","):
            if NAME.fullmatch(name.content):
                members.append(name.content)
                draft.references.append(Reference("circuit", name))
            else:
                findings.error(
                    "name-form",
                    "`circuit` lists the ids of its exercises",
                    name if name.content else fact.name,
                    expected=("[first-exercise, second-exercise]",),
                )
    draft.section = replace(draft.section, circuit=tuple(members))


_READERS: dict[str, Callable[[Draft, Fact, Findings], None]] = {
    "dose": _dose,
    "movement": _movement,
    "variant of": _variant_of,
    "needs": _needs,
    "pressure": _pressure,
    INSTEAD: _instead,
    "easier": _easier,
    "harder": _harder,
    "rungs": _rungs,
    "sides": _sides,
    "circuit": _circuit,
}
