"""A server takes as many connections as it says, also where a process begins with few open files."""

from __future__ import annotations

import subprocess
import sys

import pytest

from unkink.site.serving.open_files import WANTED
from unkink.site.serving.process import THREADS
from unkink.site.serving.running import MOST_CONNECTIONS

LOOK = """
import resource, sys
resource.setrlimit(resource.RLIMIT_NOFILE, (int(sys.argv[1]), int(sys.argv[2])))
from unkink.site.serving.running import run
try:
    run([])
except IndexError:  # there is no door to open
    pass
print(*resource.getrlimit(resource.RLIMIT_NOFILE))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="has no such limit")
@pytest.mark.parametrize(("before", "most", "after"), [
    (256, 10_000, WANTED),
    (256, 2_000, 2_000),
    (5_000, 10_000, 5_000),
])  # fmt: skip
def test_the_limit_is_raised_as_far_as_needed_and_allowed(before: int, most: int, after: int) -> None:
    command = [sys.executable, "-c", LOOK, str(before), str(most)]
    said = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    assert said.stdout.split() == [str(after), str(most)]


def test_there_is_room_for_every_connection_and_every_thread() -> None:
    """Three doors, and of the database each thread has the file, its log and its index."""
    assert MOST_CONNECTIONS * 2 + 3 * THREADS * 3 < WANTED
