"""Phases: every H1 of a longer program, with when it is entered and what decides within it."""

from __future__ import annotations

from dataclasses import dataclass, field

from unkink.findings.findings import Findings
from unkink.findings.text import Text
from unkink.findings.words import NAME
from unkink.program.blocks import BlockKind
from unkink.program.conditions import Measured, clauses_of, read_condition, read_outcome
from unkink.program.cursor import DoseError
from unkink.program.facts import PHASE_KEYS, Fact, facts_of
from unkink.program.header import read_span
from unkink.program.outline import PhasePart
from unkink.program.program import Choice, PhaseOfProgram
from unkink.program.sections import Reference, heading_of, others, texts
from unkink.program.slips import warn_of_slips


@dataclass(slots=True)
class PhaseDraft:
    """A phase as read, with the places that later findings need."""

    phase: PhaseOfProgram
    heading: Text
    references: list[Reference] = field(default_factory=list)
    tests: tuple[Text, ...] = ()


def read_phase(part: PhasePart, exercises: tuple[str, ...], findings: Findings) -> PhaseDraft:
    """The phase under an H1; ``exercises`` are the ids of its session in order."""
    name, title = heading_of(part.heading, findings)
    bullets = [block for block in part.blocks if block.kind is BlockKind.BULLET]
    found, plain = facts_of(bullets, PHASE_KEYS, findings)
    facts = {fact.key: fact for fact in found if fact.entries}
    warn_of_slips(part.blocks, found, PHASE_KEYS, findings)
    references: list[Reference] = []
    choose_by = facts.get("choose by")
    phase = PhaseOfProgram(
        id=name,
        title=title.content,
        line=part.heading.first,
        why=texts(part.blocks, BlockKind.PARAGRAPH),
        exercises=exercises,
        sessions=read_span(facts["sessions"].value, "a week", findings) if "sessions" in facts else None,
        length=read_span(facts["length"].value, "weeks", findings) if "length" in facts else None,
        enter_when=_enter_when(facts["enter when"], findings) if "enter when" in facts else None,
        choose_by=choose_by.value.content if choose_by else None,
        choices=_choices(choose_by, references, findings) if choose_by else (),
        other=others(part.blocks, plain),
    )
    asked = _tests_of(facts["enter when"].value, phase.enter_when) if phase.enter_when else ()
    return PhaseDraft(phase, title, references, (*asked, *([choose_by.value] if choose_by else ())))


def _tests_of(written: Text, condition: str) -> tuple[Text, ...]:
    """The names of tests in a condition that can be read, each with its place."""
    names = (clause.test for clause in clauses_of(condition) if isinstance(clause, Measured))
    starts = ((name, written.content.lower().find(name.lower())) for name in names)
    return tuple(written.part(start, start + len(name)) for name, start in starts if start >= 0)


def _enter_when(fact: Fact, findings: Findings) -> str | None:
    try:
        return read_condition(fact.value.content)
    except DoseError as error:
        findings.mistake(error, fact.value)
        return None


def _choices(fact: Fact, references: list[Reference], findings: Findings) -> tuple[Choice, ...]:
    """The lines ``OUTCOME: TARGET`` under ``choose by: TEST``."""
    if not NAME.fullmatch(fact.value.content):
        findings.error(
            "choose-form",
            "`choose by` names one assessment; its outcomes stand below it",
            fact.value if fact.value.content else fact.name,
            expected=("choose by: thigh-angle",),
        )
    choices = []
    for line in fact.children:
        outcome, colon, _ = line.content.partition(":")
        target = line.part(len(outcome) + len(colon))
        if not NAME.fullmatch(target.content):
            findings.error(
                "choose-form",
                "an outcome is `OUTCOME: PHASE-OR-EXERCISE`",
                target if target.content else line,
                expected=("below 0: first-phase", "otherwise: second-phase"),
            )
            continue
        references.append(Reference("choose by", target))
        try:
            choices.append(Choice(read_outcome(outcome.strip()), target.content))
        except DoseError as error:
            findings.mistake(error, line)
    if not fact.children:
        findings.error(
            "choose-form", "`choose by` has no outcomes under it", fact.name, expected=("otherwise: some-phase",)
        )
    return tuple(choices)
