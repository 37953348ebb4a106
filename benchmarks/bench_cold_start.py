"""Cold start: how long `unkink check` and `unkink ladder` take from nothing, on a program of flagship size.

Each command runs in a process of its own, in turn with the others so that a busy moment of the machine hits all alike.
Beside them: an empty Python, and importing Django, which these commands do without.

    python benchmarks/bench_cold_start.py [RUNS]
"""

from __future__ import annotations

import subprocess
import sys
import time
from statistics import median

from unkink.cli.program_files import SHIPPED

RUNS = 10
FLAGSHIP = str(SHIPPED / "tight-psoas.md")
COMMANDS = {
    "python -c pass": ["-c", "pass"],
    "python -c 'import django'": ["-c", "import django"],
    "python -c 'import django; django.setup()'": [
        "-c",
        "import django; from django.conf import settings; settings.configure(); django.setup()",
    ],
    "unkink --version": ["-m", "unkink", "--version"],
    "unkink check": ["-m", "unkink", "check", FLAGSHIP],
    "unkink ladder": ["-m", "unkink", "ladder", FLAGSHIP],
}


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else RUNS
    seconds: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for turn in range(runs + 1):
        for name, arguments in COMMANDS.items():
            taken = _seconds(arguments)
            if turn:  # the first turn fills the disk cache and writes the bytecode
                seconds[name].append(taken)
    print(f"{'median of ' + str(runs):<42} {'median':>8} {'fastest':>8}")
    for name, taken_each in seconds.items():
        print(f"{name:<42} {median(taken_each) * 1000:>5.0f} ms {min(taken_each) * 1000:>5.0f} ms")


def _seconds(arguments: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
