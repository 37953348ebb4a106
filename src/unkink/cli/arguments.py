"""The command line's own grammar: argparse, with suggestions for what was mistyped."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence
from typing import NoReturn

from unkink.cli.exit_codes import Stop
from unkink.findings.words import nearest


class Parser(argparse.ArgumentParser):
    """An argument parser that raises ``Stop`` for a wrong command line and keeps the layout of its examples."""

    def __init__(self, prog: str, description: str, examples: Iterable[str], usage: str | None = None) -> None:
        super().__init__(
            prog=prog,
            usage=usage,
            description=description,
            epilog="\n".join(["examples:", *(f"  {line}" for line in examples)]),
            formatter_class=argparse.RawDescriptionHelpFormatter,
            allow_abbrev=False,  # so that a new option never changes what an old script meant
        )

    def read(self, words: Sequence[str]) -> argparse.Namespace:
        """What those words ask for.

        Raises:
            Stop: where they are no command line of this command.
        """
        found, unknown = self.parse_known_args(words)
        if any(not word.startswith("-") for word in unknown):  # perhaps an option stands between two words
            found, unknown = self.parse_known_intermixed_args(words)
        if unknown:
            self.error(self._about_unknown(unknown[0]))
        return found

    def error(self, message: str) -> NoReturn:
        raise Stop(f"{message}\nSee `{self.prog} --help`.")

    def _about_unknown(self, word: str) -> str:
        if not word.startswith("-"):
            return f"one word too many: `{word}`"
        name = word.partition("=")[0]
        options = [option for action in self._actions for option in action.option_strings]
        return f"there is no option `{name}`{did_you_mean(name, options)}"


def did_you_mean(word: str, candidates: Iterable[str]) -> str:
    """``; did you mean `check`?`` where a candidate is near, else nothing."""
    near = nearest(word, candidates)
    return f"; did you mean `{near}`?" if near else ""


def whole_number(text: str) -> int:
    """An option's whole number.

    Raises:
        argparse.ArgumentTypeError: in plain words.
    """
    try:
        return int(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"`{text}` is not a whole number") from None


def number(text: str) -> float:
    """An option's number, ``1.2``.

    Raises:
        argparse.ArgumentTypeError: in plain words.
    """
    try:
        return float(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"`{text}` is not a number") from None
