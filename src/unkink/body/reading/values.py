"""Values of a movement file, taken out with their places: keys, numbers, choices, names, texts."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from unkink.body.points import ROLES
from unkink.findings.findings import Findings
from unkink.findings.words import listed
from unkink.findings.yaml_tree import Value

Choice = TypeVar("Choice", bound=StrEnum)
NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)")
WITH_ITS_UNIT = re.compile(r"([+-]?\d+(?:[.,]\d+)?)\s*(?:°|deg|degrees?|s|sec|seconds?|m|metres?|meters?|kg|)")
"""What a number of a movement is often written as: with the unit that it has anyway, or with a decimal comma."""
LONGEST_TEXT = 2000
SHOWN = 40
SIDES = re.compile(r"(?:^|[._\s-])(left|right|l|r)(?:$|[._\s-])")
ABOUT_SIDES = (
    "a movement is written for `working` and `other`; it is mirrored when it is done with the left or the right side"
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One pair of a mapping: the key as written, and its value."""

    key: Value
    value: Value


class Reader:
    """Takes values out of a tree, and adds to the findings what is wrong with them."""

    def __init__(self, findings: Findings) -> None:
        self.findings = findings

    # Findings at a value --------------------------------------------------------------------------------------------

    def error(
        self, code: str, message: str, at: Value, *, expected: Iterable[str] = (), suggestion: str = "", found: str = ""
    ) -> None:
        self.findings.error(
            code,
            message,
            (at.line, at.column),
            length=at.length,
            found=found or shown(at),
            expected=tuple(expected),
            suggestion=suggestion,
        )

    def warn(self, code: str, message: str, at: Value, *, expected: Iterable[str] = (), suggestion: str = "") -> None:
        self.findings.warn(
            code,
            message,
            (at.line, at.column),
            length=at.length,
            found=shown(at),
            expected=tuple(expected),
            suggestion=suggestion,
        )

    def unknown(self, code: str, what: str, at: Value, known: Collection[str], suggestion: str | None = None) -> None:
        """An error for a name that is not among the known ones; the nearest one was meant, unless it is said."""
        if SIDES.search(at.text.lower()):
            self.error("left-or-right", ABOUT_SIDES, at, suggestion=_without_sides(at.text))
            return
        near = (self.findings.nearest(at.text, known) or "") if suggestion is None else suggestion
        names = tuple(known) if len(known) <= 14 else ()
        self.error(code, f"{what} `{shown(at)}`", at, expected=names, suggestion=near)

    def unknown_key(self, what: str, at: Value, keys: Collection[str], written: Collection[str]) -> None:
        """An error for a key: one of those that are not written yet is meant, unless only one that is comes near."""
        free = [key for key in keys if key not in written]
        near = self.findings.nearest(at.text, free) or self.findings.nearest(at.text, keys) or after_a_comma(at)
        self.unknown("key-unknown", what, at, free, near)

    def unknown_part(self, code: str, what: str, at: Value, known: Collection[str], between: str = " or ") -> None:
        """An error for a name of the body: its own word says what was meant, whatever side is before it."""
        role, _, word = at.text.rpartition(".")
        words = dict.fromkeys(name.rpartition(".")[2] for name in known)
        near = word if word in words else self.findings.nearest(word, words)
        if near is None or near in known:
            meant = near or ""
        else:
            meant = between.join(f"{one}.{near}" for one in ([role] if role in ROLES else ROLES))
        self.unknown(code, what, at, known, meant)

    # Shapes ---------------------------------------------------------------------------------------------------------

    def mapping(self, value: Value, what: str, keys: Collection[str] | None = None) -> dict[str, Entry]:
        """The pairs of a mapping by key; of a key that is written twice the first, and none that is unknown."""
        if value.kind != "mapping":
            if not value.is_nothing:
                self.error("not-a-mapping", f"{what} holds lines `key: value`", value, expected=("`key: value`",))
            return {}
        found: dict[str, Entry] = {}
        written = {key.text for key, _ in value.pairs}
        for key, content in value.pairs:
            if key.kind != "text":
                self.error("key-unknown", f"a key of {what} is a plain word", key)
            elif earlier := found.get(key.text):
                message = f"`{key.text[:SHOWN]}` is written twice; the first time on line {earlier.key.line}"
                self.error("key-twice", message, key, suggestion="keep one of them")
            elif keys is not None and key.text not in keys:
                self.unknown_key(f"{what} has no", key, keys, written)
            else:
                found[key.text] = Entry(key, content)
        return found

    def items(self, value: Value, what: str) -> Sequence[Value]:
        """The items of a list; one text alone counts as a list of one, nothing as none."""
        if value.kind == "mapping":
            self.error("not-a-list", f"{what} is a list", value, expected=("[a, b]",))
            return ()
        return () if value.is_nothing else value.items

    # Leaves ---------------------------------------------------------------------------------------------------------

    def text(self, entry: Entry | None, what: str, default: str = "") -> str:
        if entry is None:
            return default
        value = entry.value
        if value.kind != "text":
            self.error("not-a-text", f"{what} is a text", value)
            return default
        if len(value.text) > LONGEST_TEXT:
            self.error("text-too-long", f"{what} has at most {LONGEST_TEXT} characters", value)
            return default
        return " ".join(value.text.split())

    def number(self, value: Value, what: str, least: float, most: float) -> float | None:
        """A plain number within its bounds, or None."""
        expected = (f"a number from {least:g} to {most:g}",)
        if value.kind != "text" or len(value.text) > SHOWN or not NUMBER.fullmatch(value.text.strip()):
            self.error("not-a-number", f"{what} is a number", value, expected=expected, suggestion=_number_in(value))
            return None
        number = float(value.text)
        if not (math.isfinite(number) and least <= number <= most):
            self.error("out-of-bounds", f"{what} is {value.text}", value, expected=expected)
            return None
        return number

    def optional_number(self, entry: Entry | None, what: str, least: float, most: float, default: float) -> float:
        if entry is None:
            return default
        number = self.number(entry.value, what, least, most)
        return default if number is None else number

    def choice(self, entry: Entry | None, what: str, kind: type[Choice], code: str) -> Choice | None:
        """One of the words of ``kind``, or None."""
        if entry is None:
            return None
        words = [str(one) for one in kind]
        if entry.value.kind == "text" and entry.value.text in words:
            return kind(entry.value.text)
        self.unknown(code, f"{what} is {listed(words)}, not", entry.value, words)
        return None

    def yes(self, entry: Entry | None, what: str, *, default: bool) -> bool:
        if entry is None:
            return default
        word = entry.value.text.lower()
        if word in ("true", "yes"):
            return True
        if word not in ("false", "no"):
            self.error("not-yes-or-no", f"{what} is true or false", entry.value, expected=("true", "false"))
        return False

    def names(self, value: Value, what: str, known: Collection[str], code: str) -> tuple[str, ...]:
        """A list of known names of the body, each once."""
        found: dict[str, None] = {}
        for item in self.items(value, what):
            if item.kind == "text" and item.text in known:
                found[item.text] = None
            elif item.kind == "text":
                self.unknown_part(code, f"{what}: there is no", item, known)
            else:
                self.error("not-a-text", f"{what} is a list of names", item)
        return tuple(found)


def shown(value: Value) -> str:
    """What stands there, in short."""
    if value.kind == "text":
        return value.text[:SHOWN] or "nothing"
    return "a list" if value.kind == "list" else "`key: value`"


def after_a_comma(key: Value) -> str:
    """What to do about a key that is the rest of a number: of ``{seconds: 2,5}`` YAML makes a key `5`."""
    return "write a number with a point, not with a comma: 2.5" if key.text.isdigit() else ""


def _number_in(value: Value) -> str:
    """The number alone, of one that is written with its unit or with a comma."""
    written = WITH_ITS_UNIT.fullmatch(value.text.strip().lower()) if len(value.text) <= SHOWN else None
    return written[1].replace(",", ".") if written else ""


def _without_sides(text: str) -> str:
    """What was probably meant by a name with a side in it."""
    words = [word for word in re.split(r"[.\s]", text) if word.lower() not in ("left", "right", "l", "r")]
    rest = re.sub(r"_(left|right|l|r)$", "", ".".join(words))
    return f"working.{rest} or other.{rest}" if rest else "working or other"


def merged(mappings: Iterable[Mapping[str, float]]) -> dict[str, float]:
    """All of them; a later one says again what an earlier one said."""
    return {key: value for mapping in mappings for key, value in mapping.items()}
