"""How fast the language is: check, prescribe and compile on one core, its growth with length, and peers per kilobyte.

    python benchmarks/bench_language.py [--json]

Processor time, the least of many runs, so that a busy machine disturbs little. Cold: every memory of doses and phrases
emptied before each run. Peers do less: markdown-it-py only parses the same file, PyYAML only reads the same facts as
YAML.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import yaml
from markdown_it import MarkdownIt

import unkink.library
from unkink.program.check import check
from unkink.program.formatter import format_text
from unkink.program.prescription import prescribe
from unkink.session.compile import compile_session

FLAGSHIP = Path(unkink.library.__file__).parent / "programs" / "tight-psoas.md"
ROUNDS = 40
MEMORIES = {
    id(one): one
    for name, module in list(sys.modules.items())
    if name.startswith("unkink.")
    for one in vars(module).values()
    if hasattr(one, "cache_clear")
}.values()


def forget() -> None:
    """Empty every memory of what was read, spelled or spoken before."""
    for one in MEMORIES:
        one.cache_clear()


@dataclass(frozen=True)
class Job:
    """Something to time; ``cold`` empties every memory before each run."""

    run: Callable[[], object]
    cold: bool = False
    every: int = 1  # in how many rounds it runs once: slow ones less often


def least(jobs: Mapping[str, Job]) -> dict[str, float]:
    """Seconds of processor time of the fastest run of each job. They take turns, so a busy moment hits them all."""
    best = dict.fromkeys(jobs, float("inf"))
    for turn in range(ROUNDS):
        for name, job in jobs.items():
            if turn % job.every:
                continue
            if job.cold:
                forget()
            begun = time.process_time()
            job.run()
            best[name] = min(best[name], time.process_time() - begun)
    return best


def check_and_compile(text: bytes) -> None:
    program = check(text).program
    assert program is not None
    compile_session(program, prescribe(program))


def repeated(text: str, times: int) -> str:
    """The program with its sections so many times, each time under other ids."""
    head, front, body = text.split("---\n", 2)
    names = re.findall(r"\{#([\w-]+)\}", body)
    known = re.compile(r"(?<![\w-])(" + "|".join(sorted(names, key=len, reverse=True)) + r")(?![\w-])")
    start = body.index("\n## ")
    parts = [body[start:]]
    parts += [
        "\n".join(
            known.sub(rf"\1-{number}", line) if re.match(r"#|\s*- (?!movement|needs)", line) else line
            for line in body[start:].split("\n")
        )
        for number in range(2, times + 1)
    ]
    return f"{head}---\n{front}---\n{body[:start]}{''.join(parts)}"


def as_yaml(text: str) -> str:
    """The same facts and texts as YAML, as a program without a language of its own would store them."""
    program = check(text).program
    assert program is not None
    sections = [
        {
            "id": section.id,
            "title": section.title,
            "why": list(section.why),
            "steps": list(section.steps),
            "cautions": list(section.cautions),
            "dose": str(section.dose) if section.dose else None,
            "variant of": section.variant_of,
            "movement": section.movement,
            "needs": [{need.name: list(need.household)} for need in section.needs],
            "easier": [f"{line.exercise}: {line.dose}" for line in section.easier],
            "harder": [str(line) for line in section.harder],
            "instead": [f"{one.when}: {one.exercise}: {one.dose}" for one in section.substitutes],
        }
        for section in program.sections.values()
    ]
    return str(yaml.safe_dump({"title": program.title, "sections": sections}, allow_unicode=True, width=110))


def machine() -> str:
    cpu = next((line.partition(":")[2].strip() for line in _cpuinfo() if line.startswith("model name")), "unknown")
    return (
        f"{platform.python_implementation()} {platform.python_version()}, {os.cpu_count()} x {cpu}, {platform.system()}"
    )


def _cpuinfo() -> list[str]:
    path = Path("/proc/cpuinfo")
    return path.read_text().splitlines() if path.exists() else []


def measured() -> dict[str, object]:
    text = FLAGSHIP.read_text(encoding="utf-8")
    source = text.encode()
    kilobytes = len(source) / 1000
    markdown, plain = MarkdownIt("commonmark"), as_yaml(text)
    jobs = {
        "check, cold": Job(lambda: check(source), cold=True),
        "check + compile, cold": Job(lambda: check_and_compile(source), cold=True),
        "check + compile, warm": Job(lambda: check_and_compile(source)),
        "format, warm": Job(lambda: format_text(source)),
        "markdown-it-py, parse alone": Job(lambda: markdown.parse(text)),
        "PyYAML, C, same facts": Job(lambda: yaml.load(plain, Loader=yaml.CSafeLoader)),
        "PyYAML, pure, same facts": Job(lambda: yaml.load(plain, Loader=yaml.SafeLoader), every=10),
    }
    longer = {times: repeated(text, times).encode() for times in (1, 2, 4, 8)}
    growth = least(
        {str(times): Job(partial(check_and_compile, one), cold=True, every=4) for times, one in longer.items()}
    )
    return {
        "machine": machine(),
        "kilobytes": kilobytes,
        "yaml_kilobytes": len(plain.encode()) / 1000,
        "seconds": least(jobs),
        "growth": {times: {"bytes": len(one), "seconds": growth[str(times)]} for times, one in longer.items()},
    }


def show(found: dict[str, object]) -> None:
    rows, growth = found["seconds"], found["growth"]
    assert isinstance(rows, dict) and isinstance(growth, dict)
    kilobytes, of_yaml = float(str(found["kilobytes"])), float(str(found["yaml_kilobytes"]))
    print(f"{found['machine']}\ntight-psoas.md, {kilobytes:.1f} kB; as YAML {of_yaml:.1f} kB\n")
    print(f"{'':36}{'ms':>8}{'a second':>10}{'kB/s':>9}")
    for name, seconds in rows.items():
        size = of_yaml if "YAML" in name else kilobytes
        print(f"{name:36}{seconds * 1000:8.2f}{1 / seconds:10.0f}{size / seconds:9.0f}")
    print(f"\n{'length':>8}{'kB':>8}{'ms':>9}{'ms/kB':>8}   check + compile, cold")
    for times, one in growth.items():
        size, seconds = one["bytes"], one["seconds"]
        print(f"{'x' + str(times):>8}{size / 1000:8.1f}{seconds * 1000:9.2f}{seconds * 1e6 / size:8.3f}")


def main() -> None:
    parser = argparse.ArgumentParser(description="How fast the language is.")
    parser.add_argument("--json", action="store_true", help="print what was measured as JSON")
    found = measured()
    if parser.parse_args().json:
        print(json.dumps(found, indent=2))
    else:
        show(found)


if __name__ == "__main__":
    main()
