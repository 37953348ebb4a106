"""How long a handout takes: what stands on it, its pictures, and setting it, by paper and print.

    python benchmarks/bench_handout.py

Processor time, the least of several runs, so that a busy machine disturbs little. The first line is what happens once
in a process: loading the typesetter and its fonts. Pictures are drawn once for each program; a server keeps them on
its disk.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date
from functools import partial
from importlib import resources
from pathlib import Path

import unkink.library
from unkink.export.handout import Paper, Pictures, Print, no_pictures, printed, sheet_of
from unkink.export.handout.shipped import shipped_pictures
from unkink.program.check import check
from unkink.program.program import Program

PROGRAMS = Path(unkink.library.__file__).parent / "programs"
DAY = date(2026, 11, 22)
LINK = "https://unkink.example.org/programs/tight-psoas/"
RUNS = 5
TINY = """---
format: 1
title: Tiny
sessions: 2 a week
---

For a neck.

## Nod

- dose: 2 reps

1. Nod.
"""


def seconds(job: Callable[[], object]) -> float:
    start = time.process_time()
    job()
    return time.process_time() - start


def program_of(source: str | bytes) -> Program:
    program = check(source).program
    assert program
    return program


def main() -> None:
    library = resources.files("unkink.library")
    tiny = program_of(TINY)
    print(f"{'once in a process':42}{1000 * seconds(lambda: printed(sheet_of(tiny), DAY)):7.0f} ms")
    pictures = shipped_pictures(library)
    for name in ("tight-psoas", "tensor-fasciae-latae"):
        program = program_of((PROGRAMS / f"{name}.md").read_bytes())
        drawn = [section.movement for section in map(program.exercise, program.exercises) if section.movement]
        took = seconds(partial(sheet_of, program, pictures))
        print(f"{name + ': its pictures, ' + str(len(drawn)) + ' movements':42}{1000 * took:7.0f} ms")
        _sizes(name, program, pictures)
    _line("Tiny", tiny, no_pictures, Paper.A4, Print.STANDARD)


def _sizes(name: str, program: Program, pictures: Pictures) -> None:
    for paper, size in ((Paper.A4, Print.STANDARD), (Paper.LETTER, Print.STANDARD), (Paper.A4, Print.LARGE)):
        _line(name, program, pictures, paper, size)


def _line(
    name: str,
    program: Program,
    pictures: Pictures,
    paper: Paper,
    size: Print,
) -> None:
    sheet = sheet_of(program, pictures)
    made = printed(sheet, DAY, paper=paper, size=size, link=LINK)
    took = min(seconds(lambda: printed(sheet, DAY, paper=paper, size=size, link=LINK)) for _ in range(RUNS))
    what = f"{name}, {paper}, {size}"
    print(f"{what:42}{1000 * took:7.0f} ms {made.pages:5} pages {len(made.pdf) / 1000:6.0f} kB")


if __name__ == "__main__":
    main()
