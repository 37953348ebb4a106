"""How values, times and warnings are printed."""

from __future__ import annotations

import json
import sys


def print_json(value: object) -> None:
    """One JSON document, in letters that the output can hold."""
    encoding = (sys.stdout.encoding or "ascii").lower().replace("-", "")
    print(json.dumps(value, indent=2, ensure_ascii=encoding != "utf8"))


def warn(text: str) -> None:
    """A sentence on standard error, so that what was asked for stays alone on standard output."""
    print(f"unkink: {text}", file=sys.stderr, flush=True)


def clock(milliseconds: int) -> str:
    """``07:05``, and ``67:05`` above an hour: minutes and whole seconds, rounded down."""
    return f"{milliseconds // 60_000:02}:{milliseconds // 1000 % 60:02}"


def exact_clock(milliseconds: int) -> str:
    """``07:05.250``: minutes, seconds, milliseconds."""
    return f"{clock(milliseconds)}.{milliseconds % 1000:03}"


def spoken_length(milliseconds: int) -> str:
    """``12 min 5 s``, ``50 s``: a length of time for a sentence, to the nearest second."""
    minutes, seconds = divmod(round(milliseconds / 1000), 60)
    parts = [f"{minutes} min"] * (minutes > 0) + [f"{seconds} s"] * (seconds > 0 or minutes == 0)
    return " ".join(parts)
