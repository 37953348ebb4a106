"""The part of a file that a request asks for (RFC 9110, section 14): players jump, and resume where they broke off."""

from __future__ import annotations

import re
from dataclasses import dataclass

_ONE_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Part:
    """Bytes ``first`` to ``last``, both included."""

    first: int
    last: int

    @property
    def length(self) -> int:
        return self.last - self.first + 1


class Unsatisfiable(ValueError):
    """The range begins behind the end of the file."""


def part_of(header: str, size: int) -> Part | None:
    """What ``Range: header`` asks of a file of ``size`` bytes; None where the whole is the right answer.

    Several ranges at once, other units and nonsense are answered with the whole, as the standard allows.

    Raises:
        Unsatisfiable: for a range that starts behind the end, or the last 0 bytes.
    """
    match = _ONE_RANGE.fullmatch(header.replace(" ", ""))
    if not match or match[0] == "bytes=-":
        return None
    first, last = match.groups()
    if not first:
        return _last(int(last), size)
    if last and int(last) < int(first):
        return None
    if int(first) >= size:
        raise Unsatisfiable
    return Part(int(first), min(int(last), size - 1) if last else size - 1)


def _last(count: int, size: int) -> Part:
    if count == 0 or size == 0:
        raise Unsatisfiable
    return Part(max(0, size - count), size - 1)
