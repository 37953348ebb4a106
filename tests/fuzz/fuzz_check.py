"""Any bytes whatever through the whole language: check, normal form, ladders, prescription.

`python -m pytest tests/fuzz` mutates the shipped programs a bounded number of times. Where atheris is installed,
`python tests/fuzz/fuzz_check.py [libFuzzer options]` goes on for as long as it is let.
"""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path

import unkink.library
from unkink.findings.diagnostic import as_json, as_text, has_errors
from unkink.program.check import check
from unkink.program.formatter import format_text
from unkink.program.ladder import ladder_of
from unkink.program.movement_facts import MovementFacts
from unkink.program.prescription import answers_of, prescribe

SEEDS = [path.read_bytes() for path in sorted((Path(unkink.library.__file__).parent / "programs").glob("*.md"))]
MOVEMENTS = {"bridge": MovementFacts(loads_belly=True)}


def check_one_input(source: bytes) -> None:
    """A program or errors, never a traceback; and whatever was accepted can be climbed, prescribed and formatted."""
    checked = check(source, movements=MOVEMENTS)
    assert (checked.program is None) == has_errors(checked.diagnostics)
    for found in checked.diagnostics:
        assert as_text(found, "a.md") and as_json(found, "a.md")
    normal = format_text(source)
    assert format_text(normal) == normal
    if checked.program is None:
        return
    for name in checked.program.exercises:
        assert ladder_of(checked.program, name).rungs
    for answer in ("", *answers_of(checked.program)):
        prescribe(checked.program, answers=[answer])
    assert check(normal).program == checked.program


def main() -> None:
    atheris = import_module("atheris")
    atheris.instrument_all()
    atheris.Setup(sys.argv, check_one_input)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
