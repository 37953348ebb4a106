"""Progress with two and with ten years of history: the page, and the same on one sheet of paper.

    python benchmarks/bench_progress.py

The log is that of `ten_years.py`, put into a data folder of its own. What is timed is what the application does for one
request, from the address to the last byte of the answer, in one process, in processor time: the first look ever, when
every session is folded; a look after one more answer was told, when all of it is worked out again; and any other look.
Where matplotlib is installed, the same numbers are drawn with it, on one sheet of paper too.
"""

from __future__ import annotations

import gzip
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from unkink.coach.progress.progress import Progress
    from unkink.site.accounts.models import Person

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

HISTORIES = {"two years": 104, "ten years": 520}
PAGE, SHEET = "/progress/", "/progress/report.pdf"
TIMES = 15


def main() -> None:
    for label, weeks in HISTORIES.items():
        with tempfile.TemporaryDirectory() as folder:
            environment = {
                **os.environ,
                "UNKINK_DATA": folder,
                "DJANGO_SETTINGS_MODULE": "unkink.site.settings",
                "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}{os.pathsep}{os.environ.get('PYTHONPATH', '')}",
            }
            fill = [sys.executable, "-m", "benchmarks.ten_years", str(weeks)]
            events = int(subprocess.check_output(fill, env=environment, text=True))
            print(f"{label}: {events:,} events", flush=True)
            subprocess.run([sys.executable, __file__, "looking"], env=environment, check=True)


def looking() -> None:
    """Everything about the log of one data folder, in a process that has seen nothing of it."""
    import unkink.site.wsgi  # noqa: F401  sets Django up, and collects what the pages need
    from unkink.site.accounts.owner import owner
    from unkink.site.progress.case import progress_for

    device, me = browser(), owner()
    get = partial(look, device)
    _line("the page, first look ever", milliseconds(partial(get, PAGE)))
    after = [milliseconds(partial(get, PAGE)) for _ in range(TIMES) if tell(me)]
    _line("the page, one more answer told", median(after))
    again = [milliseconds(partial(get, PAGE)) for _ in range(TIMES)]
    page = get(PAGE)
    _line("the page, again", median(again), f"{len(page) / 1000:.0f} kB, {len(gzip.compress(page)) / 1000:.0f} packed")
    after = [milliseconds(partial(get, SHEET)) for _ in range(TIMES) if tell(me)]
    _line("the sheet, one more answer told", median(after))
    again = [milliseconds(partial(get, SHEET)) for _ in range(TIMES)]
    _line("the sheet, again", median(again), f"{len(get(SHEET)) / 1000:.0f} kB")
    if find_spec("matplotlib") is None:
        print("  matplotlib is not installed here: nothing to compare with")
        return
    progress = progress_for(me, datetime.now(UTC))
    drawn = partial(by_matplotlib, progress)
    drawn()  # what it loads once is left out
    took = median(milliseconds(drawn) for _ in range(5))
    _line("the charts alone, by matplotlib", took, f"{len(drawn()) / 1000:.0f} kB")


def browser() -> Any:  # noqa: ANN401  Django's client, which cannot be imported before Django is set up
    from django.test import Client

    return Client(headers={"host": "127.0.0.1"}, **{"unkink.door": "home"})


def look(device: Any, address: str) -> bytes:  # noqa: ANN401  see above
    answer = device.get(address)
    if answer.status_code != 200:
        raise SystemExit(f"{address}: {answer.status_code}")
    content: bytes = answer.content
    answer.close()
    return content


def tell(me: Person) -> bool:
    """One more morning, after the last session."""
    from unkink.site.diary.write import record
    from unkink.site.progress.case import progress_for
    from unkink.wire.event import Kind

    now = datetime.now(UTC)
    session = progress_for(me, now).answers[-1].session
    record(me, Kind.MORNING, {"answer": "as usual"}, now=now, session=session)
    return True


def by_matplotlib(progress: Progress) -> bytes:
    """Sessions, pain, effort and each dose as somebody would plot them from the same numbers, on a sheet of A4."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(8.27, 11.69), layout="constrained")
    axes = figure.subplots(4, 2).flat
    days = [one.day for one in progress.answers]
    axes[0].bar([one.bucket.first for one in progress.kept], [one.done for one in progress.kept], width=20)
    axes[0].set_title("Sessions")
    axes[1].plot(days, [one.worst for one in progress.answers], ".")
    axes[1].plot([one.bucket.first for one in progress.stretches], [_number(one.pain) for one in progress.stretches])
    axes[1].set_title("Pain")
    axes[2].plot(days, [one.effort for one in progress.answers], ".")
    axes[2].set_title("Effort")
    for place, one in zip(axes[3:], progress.doses, strict=False):
        place.step([point.day for point in one.points], [point.rung for point in one.points], where="post")
        place.set_title(one.title)
    sheet = BytesIO()
    figure.savefig(sheet, format="pdf")
    return sheet.getvalue()


def _number(mean: object) -> float | None:
    return None if mean is None else float(mean)  # type: ignore[arg-type]


def milliseconds(job: Callable[[], object]) -> float:
    start = time.process_time()
    job()
    return 1000 * (time.process_time() - start)


def _line(what: str, took: float, size: str = "") -> None:
    print(f"  {what:<34}{took:7.0f} ms   {size}".rstrip(), flush=True)


if __name__ == "__main__":
    looking() if sys.argv[1:] == ["looking"] else main()
