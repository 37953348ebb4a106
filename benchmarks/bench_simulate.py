"""Simulated people: how the time grows with their number, and with the processes at work.

    python benchmarks/bench_simulate.py [PEOPLE ...]

Six weeks of the psoas routine. Without numbers: 40 and 400 people; more take long.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "src")]
os.environ["OPENBLAS_NUM_THREADS"] = "1"
os.environ["PYTHONPATH"] = str(ROOT / "src")

from unkink.batch.engines import in_pool  # noqa: E402
from unkink.batch.simulate import Asked, simulated  # noqa: E402

WEEKS = 6
USUAL = (40, 400)
WORKERS = (1, 2)


def main() -> None:
    source = (ROOT / "src/unkink/library/programs/tight-psoas.md").read_bytes()
    print(f"{'people':>9}{'workers':>9}{'s':>9}{'people/s':>10}{'sessions':>11}{'violations':>12}")
    for people in [int(word) for word in sys.argv[1:]] or USUAL:
        for workers in WORKERS:
            begun = time.perf_counter()
            tally = simulated(Asked(source, people, WEEKS, 1, at_a_time=max(people // 8, 1)), in_pool(workers)).tally
            seconds = time.perf_counter() - begun
            speed = f"{seconds:>9.1f}{people / seconds:>10.1f}"
            print(f"{people:>9,}{workers:>9}{speed}{tally.sessions:>11,}{tally.broken:>12}", flush=True)


if __name__ == "__main__":
    main()
