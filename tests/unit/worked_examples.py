"""The worked examples of a page: files that it tells the reader to write, and commands with what they print.

A page shows a file as a block ``markdown NAME`` or ``yaml NAME``, more of it as ``markdown NAME, at its end``, a change
to it as ``diff NAME``, and commands as ``console``: lines after ``$`` are typed, the others are what both outputs say.
A line ``...`` stands for any lines. ``python -m tests.unit.worked_examples PAGE`` writes what is printed now into the
page.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from unkink.cli.main import main as unkink

BLOCK = re.compile(r"^```(?P<kind>\w+)(?: (?P<about>[^\n]*))?\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
LEFT_OUT = "..."
COMMANDS = ("python3 run.py ", "unkink ")
AT_ITS_END = ", at its end"


@dataclass(frozen=True, slots=True)
class Block:
    """One fenced block: its language, what follows it on that line, its text, and where the text lies in the page."""

    kind: str
    about: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Run:
    """One command of a console block, what the page says that it prints, and what it prints."""

    command: str
    written: list[str]
    printed: list[str]

    @property
    def agrees(self) -> bool:
        return agree(self.written, self.printed)


def blocks(page: str) -> Iterator[Block]:
    for found in BLOCK.finditer(page):
        text = found.group("text")
        yield Block(found.group("kind"), found.group("about") or "", text, found.start("text"), found.end("text"))


def follow(page: str, folder: Path) -> Iterator[tuple[Block, list[Run]]]:
    """Do in ``folder`` what the page says, block by block; each console block comes back with its runs."""
    for block in blocks(page):
        if block.kind == "console":
            yield block, [Run(command, written, run(command, folder)) for command, written in commands_of(block.text)]
        elif block.about.endswith(AT_ITS_END):
            _append(folder / block.about.removesuffix(AT_ITS_END), block.text)
        elif block.kind in ("markdown", "yaml") and block.about:
            (folder / block.about).write_text(block.text, encoding="utf-8")
        elif block.kind == "diff" and block.about:
            _change(folder / block.about, block.text)


def commands_of(text: str) -> Iterator[tuple[str, list[str]]]:
    """Each command of a console block, and the lines under it."""
    for part in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
        command, *lines = part.rstrip("\n").split("\n")
        yield command, lines


def run(command: str, folder: Path) -> list[str]:
    """What an Unkink command prints on both outputs, line by line, typed in ``folder``."""
    words = next((command.removeprefix(start) for start in COMMANDS if command.startswith(start)), None)
    assert words is not None, f"not a command of Unkink: {command}"
    heard = io.StringIO()
    before = Path.cwd()
    os.chdir(folder)
    try:
        with contextlib.redirect_stdout(heard), contextlib.redirect_stderr(heard):
            unkink(shlex.split(words))
    finally:
        os.chdir(before)
    return heard.getvalue().rstrip("\n").split("\n")


def agree(written: list[str], printed: list[str]) -> bool:
    """Whether what is printed is what is written, where ``...`` stands for any lines."""
    if LEFT_OUT not in written:
        return written == printed
    at = written.index(LEFT_OUT)
    rest = written[at + 1 :]
    if written[:at] != printed[:at]:
        return False
    return any(agree(rest, printed[start:]) for start in range(at, len(printed) + 1))


def refreshed(written: list[str], printed: list[str]) -> list[str]:
    """What the page should say: as many lines before and after a ``...`` as there were."""
    if LEFT_OUT not in written:
        return printed
    at = written.index(LEFT_OUT)
    after = len(written) - at - 1
    return [*printed[:at], LEFT_OUT, *printed[len(printed) - after :]]


def rewrite(page: Path) -> None:
    """Write into the page what its commands print now."""
    text = page.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        done = list(follow(text, Path(folder)))
    for block, runs in reversed(done):
        lines = [line for one in runs for line in (f"$ {one.command}", *refreshed(one.written, one.printed))]
        text = text[: block.start] + "\n".join(lines) + "\n" + text[block.end :]
    page.write_text(text, encoding="utf-8")


def _append(path: Path, text: str) -> None:
    with path.open("a", encoding="utf-8") as file:
        file.write(text)


def _change(path: Path, diff: str) -> None:
    """Take out the lines with a minus, put in those with a plus; lines with a space say where."""
    lines = diff.splitlines()
    old = "".join(f"{line[1:]}\n" for line in lines if line[0] in " -")
    new = "".join(f"{line[1:]}\n" for line in lines if line[0] in " +")
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{path.name} holds these lines {text.count(old)} times:\n{old}"
    path.write_text(text.replace(old, new), encoding="utf-8")


if __name__ == "__main__":
    for name in sys.argv[1:]:
        rewrite(Path(name))
