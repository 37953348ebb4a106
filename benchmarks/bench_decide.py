"""Deciding with ten years of history, beside a single week: from a kept snapshot, and by following the log anew.

    python benchmarks/bench_decide.py

The log is that of `ten_years.py`: three sessions a week of the psoas routine, each told in full. A snapshot is kept as
text, as a server keeps it. "One more session" is what a person waits for after a session: the snapshot is read, carried
on with the session's events, decided on, and kept again.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from statistics import median
from uuid import UUID

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from benchmarks.ten_years import Device, years_of  # noqa: E402
from unkink.coach.deciding import decided  # noqa: E402
from unkink.coach.folding import Snapshot  # noqa: E402
from unkink.coach.following import Followed, Following  # noqa: E402
from unkink.coach.keeping import as_json, from_json  # noqa: E402
from unkink.program.check import check  # noqa: E402
from unkink.program.program import Program  # noqa: E402
from unkink.wire.event import Event, Kind  # noqa: E402

ZONE = "Europe/Berlin"
BEGIN = datetime(2017, 1, 2, tzinfo=UTC)
HISTORIES = {"one week": 1, "one year": 52, "ten years": 520}
TIMES = 30


def main() -> None:
    program = check((ROOT / "src/unkink/library/programs/tight-psoas.md").read_bytes()).program
    assert program is not None
    print(f"{'':<12}{'events':>8}{'snapshot':>10}{'decide':>10}{'one more session':>18}{'anew':>10}")
    for label, weeks in HISTORIES.items():
        measure(label, program, weeks)


def measure(label: str, program: Program, weeks: int) -> None:
    """One line of the table; times are of one processor's work."""
    device = Device(UUID(int=1), UUID(int=2), program.hash, Random(1), UUID(int=3))
    log = list(years_of(program, "tight-psoas", device, begin=BEGIN, weeks=weeks + 1))
    # The session of the week after, with the morning after it, is the one more.
    starts = [number for number, event in enumerate(log) if event.kind is Kind.SESSION_STARTED]
    cut, end = starts[3 * weeks] - 1, starts[3 * weeks + 1] - 1
    events, more = log[:cut], log[cut:end]
    following = Following(program)
    anew = spent(lambda: following.follow(events), 1)
    kept = as_json(following.follow(events))
    now = events[-1].at + timedelta(hours=1)
    deciding = spent(lambda: decide(following, kept, now), TIMES)
    further = spent(lambda: one_more(following, kept, more), TIMES)
    print(
        f"{label:<12}{len(events):>8,}{len(kept) / 1000:>7.1f} kB{deciding * 1000:>7.1f} ms"
        f"{further * 1000:>15.1f} ms{anew * 1000:>7,.0f} ms"
    )


def decide(following: Following, kept: str, now: datetime) -> None:
    decided(following, from_json(Snapshot[Followed], kept).state, now, ZONE)


def one_more(following: Following, kept: str, more: list[Event]) -> None:
    further = following.carried_on(from_json(Snapshot[Followed], kept), more)
    assert further is not None
    decided(following, further.state, more[-1].at + timedelta(hours=1), ZONE)
    as_json(further)


def spent(work: Callable[[], object], times: int) -> float:
    """The median seconds of processor time that it takes."""
    taken = []
    for _ in range(times):
        begun = time.process_time()
        work()
        taken.append(time.process_time() - begun)
    return median(taken)


if __name__ == "__main__":
    main()
