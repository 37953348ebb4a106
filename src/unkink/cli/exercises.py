"""The exercises of a program that a command line may name."""

from __future__ import annotations

from unkink.cli.arguments import did_you_mean
from unkink.cli.exit_codes import Stop
from unkink.findings.words import listed
from unkink.program.program import Program


def known_exercise(program: Program, word: str) -> str:
    """That exercise.

    Raises:
        Stop: where the program has none of that name; a variant is answered with the exercise whose ladder it is on.
    """
    known = program.exercises
    if word in known:
        return word
    section = program.sections.get(word)
    if section is not None and section.variant_of:
        raise Stop(f"`{word}` is a variant; its doses are on the ladder of `{section.variant_of}`")
    raise Stop(f"there is no exercise `{word}`{did_you_mean(word, known) or f'; there is {listed(known)}'}")
