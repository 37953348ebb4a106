"""The clocks that a session in the terminal can be played by."""

from __future__ import annotations

import time
from typing import Protocol


class Clock(Protocol):
    """Whatever time a session is played in, in milliseconds."""

    def now(self) -> int: ...

    def wait(self, milliseconds: int) -> None: ...


class WallClock:
    """The clock of a session that is lived through. Nobody can set it back."""

    def now(self) -> int:
        return time.monotonic_ns() // 1_000_000

    def wait(self, milliseconds: int) -> None:
        time.sleep(milliseconds / 1000)


class HurriedClock:
    """A clock on which every wait is over at once."""

    def __init__(self) -> None:
        self._now = 0

    def now(self) -> int:
        return self._now

    def wait(self, milliseconds: int) -> None:
        self._now += milliseconds
