"""Pressure on the body: which sections press, and with what."""

from __future__ import annotations

from unkink.program.program import Program, Section

NONE = "none"
NO_PRESSURE = "no-pressure"  # the answer of those whom nothing may press
SOMETHING = "whatever presses"  # where a file says that something does, and not what


def presses(program: Program, name: str) -> str:
    """What presses on the body in that section, such as ``ball``; empty where nothing does.

    Where ``pressure`` is not written, a section that names a substitute for ``no-pressure`` presses, or nothing would
    have to stand in for it; a circuit presses where a member does; and a variant does as its exercise does, but for
    one that stands in for ``no-pressure`` itself.

    Raises:
        KeyError: if the program has no such section.
    """
    section = program.sections[name]
    said = _said(section)
    if said is None:
        said = next((found for member in section.circuit if (found := _said(program.sections[member]))), None)
    if said is None and section.variant_of and name not in without_pressure(program):
        said = _said(program.sections[section.variant_of])
    return said or ""


def without_pressure(program: Program) -> frozenset[str]:
    """The sections that stand in where nothing may press."""
    sections = program.sections.values()
    return frozenset(one.exercise for section in sections for one in section.substitutes if one.when == NO_PRESSURE)


def _said(section: Section) -> str | None:
    """What the section itself says: empty for ``none``, None where it says nothing."""
    if section.pressure is not None:
        return "" if section.pressure == NONE else section.pressure
    return SOMETHING if any(one.when == NO_PRESSURE for one in section.substitutes) else None
