"""Warnings: programs that can be played, and are probably not what their author meant."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from itertools import pairwise

from unkink.findings.findings import Findings
from unkink.findings.text import Text
from unkink.findings.words import counted
from unkink.program.dose import Span
from unkink.program.dose_work import effort_of
from unkink.program.ladder import Ladder, ladder_of
from unkink.program.movement_facts import MovementFacts
from unkink.program.program import Program
from unkink.program.sections import Draft


def lint(
    program: Program,
    drafts: Mapping[str, Draft],
    movements: Mapping[str, MovementFacts] | None,
    findings: Findings,
) -> None:
    """Add every warning and note about a program without errors."""
    _unreached_variants(drafts, findings)
    of_phase = {name: phase.length for phase in program.phases for name in phase.exercises}
    for draft in drafts.values():
        _steps(draft, findings)
        _answers(program, draft, findings)
        if movements is not None:
            _movement(draft, drafts, movements, findings)
        if draft.section.dose and not draft.section.rungs:
            ladder = ladder_of(program, draft.id)
            _jumps(ladder, draft, findings)
            _too_long_to_climb(ladder, of_phase.get(draft.id) or program.length, draft, findings)


def warn_of_unknown_tests(names: Iterable[Text], tests: Collection[str], findings: Findings) -> None:
    """A home test that nobody knows is asked of nobody, and a phase that waits for one waits for good."""
    for name in names:
        if name.content not in tests:
            near = findings.nearest(name.content, tests) or ""
            message = f"no home test is called `{name.content[:40]}`"
            findings.warn("test-unknown", message, name, expected=tuple(tests), suggestion=near)


def _unreached_variants(drafts: Mapping[str, Draft], findings: Findings) -> None:
    reached = {
        reference.name.content
        for draft in drafts.values()
        for reference in draft.references
        if reference.role != "variant of"
    }
    for draft in drafts.values():
        if draft.section.variant_of and draft.id not in reached:
            message = f"nobody reaches the variant `{draft.id}`: it stands on no ladder and substitutes nothing"
            suggestion = f"name it under `easier:` or `harder:` of `{draft.section.variant_of}`"
            findings.warn("variant-unreached", message, draft.heading, suggestion=suggestion)


def _steps(draft: Draft, findings: Findings) -> None:
    if not draft.section.steps and not draft.section.circuit and draft.keys:
        message = f"`{draft.id}` has no steps to speak or print"
        findings.note("steps-missing", message, draft.heading, suggestion="1. Stand with your feet hip-width apart.")


def _answers(program: Program, draft: Draft, findings: Findings) -> None:
    """``instead when no-bal`` where nothing called ``bal`` is needed."""
    parent = program.sections.get(draft.section.variant_of or "")
    needs = [need.answer for section in (draft.section, parent) if section for need in section.needs]
    ladder = (*draft.section.easier, *draft.section.harder, *draft.section.rungs)
    names = [line.exercise for line in ladder if hasattr(line, "exercise") and line.exercise]
    needs += [need.answer for name in names if name in program.sections for need in program.sections[name].needs]
    for substitute in draft.section.substitutes:
        if substitute.when.startswith("no-") and needs and substitute.when not in needs:
            near = findings.nearest(substitute.when, needs)
            if near:
                message = f"`{substitute.when}` answers for nothing that this exercise needs"
                findings.warn("answer-unknown", message, draft.keys["instead when"], expected=needs, suggestion=near)


def _movement(
    draft: Draft, drafts: Mapping[str, Draft], movements: Mapping[str, MovementFacts], findings: Findings
) -> None:
    name = draft.section.movement
    if name is None:
        return
    if name not in movements:
        near = findings.nearest(name, movements)
        findings.warn(
            "movement-unknown", f"no movement is called `{name}`", draft.keys["movement"], suggestion=near or ""
        )
        return
    parent = drafts.get(draft.section.variant_of or "")
    cautions = draft.section.cautions or (parent.section.cautions if parent else ())
    if movements[name].loads_belly and not cautions:
        message = f"`{draft.id}` loads the belly and has no caution"
        findings.warn("caution-missing", message, draft.heading, suggestion="> Stop if …")


def _jumps(ladder: Ladder, draft: Draft, findings: Findings) -> None:
    for lower, upper in pairwise(ladder.rungs):
        before, after = effort_of(lower.dose), effort_of(upper.dose)
        if before and after > 2 * before:
            message = f"from `{lower.dose}` to `{upper.dose}` is a jump to more than double the work"
            findings.warn("ladder-jump", message, draft.heading, suggestion="put a rung between them")
    for lower, upper in pairwise(ladder.rungs):
        if (lower.exercise, lower.dose) == (upper.exercise, upper.dose):
            message = f"`{lower.dose}` stands twice in a row on this ladder"
            findings.warn("ladder-same-twice", message, draft.heading, suggestion="delete one of them")


def _too_long_to_climb(ladder: Ladder, length: Span | None, draft: Draft, findings: Findings) -> None:
    rises = ladder.rungs[-1].number
    if length and rises > length.high:
        message = f"at one rise a week, {counted(rises, 'rise')} cannot be climbed in {counted(length.high, 'week')}"
        findings.warn("ladder-beyond-length", message, draft.heading, suggestion="fewer or larger steps")
