"""Print what this implementation makes of a file of the conformance corpus, or write it beside the file.

    python tools/conformance.py tests/conformance/accepted/minimal.md
    python tools/conformance.py --write tests/conformance/warned/*.md

What it writes is a draft: read every line against docs/format.md before it is committed. The corpus says what the
format is, not what this implementation happens to do.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))

from unkink.program.as_json import program_as_json
from unkink.program.check import check
from unkink.program.formatter import format_text
from unkink.program.movement_facts import MovementFacts


def expected_of(path: Path) -> tuple[Path, str]:
    """The file that belongs beside ``path``, and its text."""
    if path.parent.name == "format":
        return path.with_suffix(".formatted.md"), format_text(path.read_bytes())
    facts = path.with_suffix(".movements.json")
    movements = (
        {name: MovementFacts(**fact) for name, fact in json.loads(facts.read_text()).items()}
        if facts.exists()
        else None
    )
    known = path.with_suffix(".tests.json")
    tests = json.loads(known.read_text()) if known.exists() else None
    checked = check(path.read_bytes(), movements=movements, tests=tests)
    found = [
        {
            "severity": str(one.severity),
            "code": one.code,
            "line": one.line,
            "column": one.column,
            "end_column": one.column + one.length,
        }
        for one in checked.diagnostics
    ]
    read = {"diagnostics": found} if found or checked.program is None else program_as_json(checked.program)
    return path.with_suffix(".json"), json.dumps(read, indent=2, ensure_ascii=False) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE.md")
    parser.add_argument("--write", action="store_true", help="write it beside the file instead of printing it")
    arguments = parser.parse_args()
    for path in arguments.files:
        beside, text = expected_of(path)
        if arguments.write:
            beside.write_text(text, encoding="utf-8", newline="\n")
        else:
            sys.stdout.write(text)


if __name__ == "__main__":
    main()
