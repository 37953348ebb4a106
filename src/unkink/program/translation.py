"""Translations: one file a language, with the keys and doses of the original."""

from __future__ import annotations

from unkink.findings.diagnostic import Diagnostic, Severity
from unkink.program.pressure import NONE
from unkink.program.program import Program, Section

KEPT = ("dose", "variant_of", "movement", "substitutes", "easier", "harder", "rungs", "sides_separate", "circuit")


def check_translation(translation: Program, original: Program) -> tuple[Diagnostic, ...]:
    """Where a translation says something else than its original in anything but words.

    The original is the program that ``translation of: id@hash`` names; a hash that is not its own means that the
    original has changed since.
    """
    found = []
    pinned = (translation.translation_of or "").partition("@")[2]
    if pinned != original.hash:
        found.append(
            _finding(
                Severity.WARNING,
                "translation-stale",
                "the original has changed since this was translated",
                1,
                found=pinned,
                expected=original.hash,
            )
        )
    if list(translation.sections) != list(original.sections):
        found.append(
            _finding(
                Severity.ERROR,
                "translation-sections",
                "a translation has the sections of its original, in the same order and with the same ids",
                1,
                found=", ".join(translation.sections),
                expected=", ".join(original.sections),
            )
        )
    for name, section in translation.sections.items():
        if name in original.sections:
            found += _differences(section, original.sections[name])
    return tuple(found)


def _differences(section: Section, original: Section) -> list[Diagnostic]:
    kept = [(key, _spell(getattr(section, key)), _spell(getattr(original, key)))
            for key in KEPT if getattr(section, key) != getattr(original, key)]  # fmt: skip
    if _presses(section) != _presses(original):
        kept.append(("pressure", _presses(section), _presses(original)))
    found = []
    for key, ours, theirs in kept:
        message = f"`{key.replace('_', ' ')}` of `{section.id}` differs from the original's"
        found.append(
            _finding(Severity.ERROR, "translation-differs", message, section.line, found=ours, expected=theirs)
        )
    if len(section.steps) != len(original.steps):
        message = f"`{section.id}` has {len(section.steps)} steps, the original {len(original.steps)}"
        found.append(_finding(Severity.WARNING, "translation-steps", message, section.line))
    return found


def _presses(section: Section) -> str:
    """Whether it is said that something presses; what it is called there is a word like any other."""
    if section.pressure is None:
        return "not said"
    return NONE if section.pressure == NONE else "something presses"


def _spell(value: object) -> str:
    return str(value) if not isinstance(value, tuple) else f"{len(value)} lines"


def _finding(severity: Severity, code: str, message: str, line: int, found: str = "", expected: str = "") -> Diagnostic:
    return Diagnostic(severity, code, message, line, 1, found=found, expected=(expected,) if expected else ())
