"""The one door of the language: any bytes in, a program or diagnostics out."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from unkink.findings.diagnostic import Diagnostic, has_errors
from unkink.findings.findings import Findings
from unkink.findings.source import read_source
from unkink.program.blocks import Block, BlockKind, read_blocks
from unkink.program.dose import Span
from unkink.program.facts import SECTION_KEYS
from unkink.program.formatter import normal_lines
from unkink.program.front import read_front_matter
from unkink.program.header import Header, read_header
from unkink.program.lint import lint, warn_of_unknown_tests
from unkink.program.movement_facts import MovementFacts
from unkink.program.outline import Outline, outline_of
from unkink.program.phases import PhaseDraft, read_phase
from unkink.program.pressure_sense import pressure_makes_sense
from unkink.program.program import Program
from unkink.program.sections import Draft, others, read_section, texts
from unkink.program.slips import warn_of_facts_outside, warn_of_slips
from unkink.program.whole import answer_names, climbable, is_exercise, one_kind_each, unique


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found. ``program`` is None exactly when a diagnostic is an error."""

    program: Program | None
    diagnostics: tuple[Diagnostic, ...]


def check(
    source: bytes | str,
    *,
    movements: Mapping[str, MovementFacts] | None = None,
    tests: Collection[str] | None = None,
) -> Checked:
    """Read a program file.

    Args:
        source: the text of one program file, or any bytes whatever.
        movements: facts about movements by name; None leaves the names of movements unchecked.
        tests: the names of the home tests that are known; None leaves them unchecked.

    Returns:
        The program, or None, and every diagnostic in the order of the file. Never raises, in time linear in the size.
    """
    read = read_source(source)
    if not read.lines:
        return Checked(None, read.diagnostics)
    front = read_front_matter(read.lines)
    findings = Findings(read.lines, (*read.diagnostics, *front.diagnostics))
    header = read_header(front, findings)
    blocks = read_blocks(read.lines, front.body)
    outline = outline_of(blocks)
    warn_of_slips([block for block in outline.intro if block.kind is BlockKind.PARAGRAPH], (), SECTION_KEYS, findings)
    warn_of_facts_outside(outline.intro, SECTION_KEYS, findings)
    drafts, phases = _read_parts(outline, findings)
    by_id = unique(drafts, phases, findings)
    members = frozenset(name for draft in drafts for name in draft.section.circuit)
    one_kind_each(by_id, members, findings)
    answer_names(by_id, phases, header, findings)
    pressure_makes_sense(by_id, findings)
    climbable(by_id, findings)
    exercises = tuple(dict.fromkeys(draft.id for draft in drafts if is_exercise(draft, members)))
    if not exercises and not front.diagnostics and not has_errors(findings.all()):
        place = (len(read.lines), 1)
        findings.error(
            "exercise-missing", "a program has at least one exercise with a dose", place, suggestion="- dose: 8 reps"
        )
    if has_errors(findings.all()) or header.sessions is None:
        return Checked(None, findings.all())
    program = _program(header, header.sessions, outline, exercises, by_id, phases)
    lint(program, by_id, movements, findings)
    if tests is not None:
        warn_of_unknown_tests((*header.tests, *(name for phase in phases for name in phase.tests)), tests, findings)
    normal = "\n".join(normal_lines(read.lines, front.body, blocks)) + "\n"
    return Checked(replace(program, hash=hashlib.sha256(normal.encode()).hexdigest()), findings.all())


def _read_parts(outline: Outline, findings: Findings) -> tuple[list[Draft], list[PhaseDraft]]:
    drafts = [read_section(part.heading, part.blocks, findings) for part in outline.all_sections]
    members = frozenset(name for draft in drafts for name in draft.section.circuit)
    if not _has_phases(outline):
        return drafts, []
    _none_before(drafts[: len(outline.sections)], members, findings)
    rest = iter(drafts[len(outline.sections) :])
    phases = []
    for part in outline.phases:
        own = [next(rest) for _ in part.sections]
        exercises = tuple(draft.id for draft in own if is_exercise(draft, members))
        phases.append(read_phase(part, exercises, findings))
    return drafts, phases


def _none_before(drafts: Sequence[Draft], members: frozenset[str], findings: Findings) -> None:
    """Every exercise of a program with phases stands in one, or nobody would ever play it."""
    for draft in drafts:
        if is_exercise(draft, members):
            message = f"`{draft.id}` stands before the first phase and is never played"
            findings.error("exercise-before-phase", message, draft.heading, suggestion="move it under a phase")


def _has_phases(outline: Outline) -> bool:
    """One H1 without facts above everything is the handout's title, and no phase."""
    if len(outline.phases) == 1 and not outline.sections:
        return any(block.kind is BlockKind.BULLET for block in outline.phases[0].blocks)
    return bool(outline.phases)


def _program(
    header: Header,
    sessions: Span,
    outline: Outline,
    exercises: tuple[str, ...],
    drafts: Mapping[str, Draft],
    phases: Sequence[PhaseDraft],
) -> Program:
    intro: list[Block] = list(outline.intro)
    if not phases and outline.phases:
        intro += outline.phases[0].blocks
    bullets = [block for block in intro if block.kind is BlockKind.BULLET]
    return Program(
        title=header.title,
        hash="",
        sessions=sessions,
        exercises=exercises,
        sections={name: draft.section for name, draft in drafts.items()},
        length=header.length,
        credit=header.credit,
        licence=header.licence,
        language=header.language,
        short_session=tuple(name.content for name in header.short_session),
        screening=header.screening,
        assess=header.assess,
        next=header.next,
        translation_of=header.translation_of,
        intro=texts(intro, BlockKind.PARAGRAPH),
        other=others(intro, bullets),
        phases=tuple(phase.phase for phase in phases),
    )
