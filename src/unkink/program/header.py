"""The facts about the whole program, from its front matter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from unkink.findings.findings import Findings
from unkink.findings.text import Text
from unkink.findings.words import NAME, nearest
from unkink.findings.yaml_tree import Value
from unkink.program.cursor import DoseError
from unkink.program.dose import Span
from unkink.program.dose_grammar import read_span_of
from unkink.program.front import FrontMatter
from unkink.program.program import Assess

FORMAT = 1
# Every key of the front matter; program/front_matter.schema.json says the same to editors, and a test compares them.
FRONT_KEYS = (
    "format",
    "title",
    "credit",
    "licence",
    "language",
    "sessions",
    "length",
    "short session",
    "screening",
    "assess",
    "next",
    "translation of",
)
ASSESS_KEYS = ("tests", "weeks")
MOST_WEEKS = 520  # ten years
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_PIN = re.compile(r"[\w-]+@[0-9a-f]{64}")


@dataclass(slots=True)
class Header:
    """What the front matter says, with the places of the names that other parts of the file must answer for."""

    title: str = ""
    sessions: Span | None = None
    length: Span | None = None
    credit: str | None = None
    licence: str | None = None
    language: str = "en"
    short_session: list[Text] = field(default_factory=list)
    screening: tuple[str, ...] = ()
    assess: Assess | None = None
    tests: tuple[Text, ...] = ()
    next: tuple[str, ...] = ()
    translation_of: str | None = None


def read_header(front: FrontMatter, findings: Findings) -> Header:
    """The header that ``front`` states; what is wrong with it goes to ``findings``."""
    header = Header()
    said: dict[str, Value] = {}
    for key, value in front.pairs:
        name = key.text
        if name not in FRONT_KEYS:
            _unknown(key, FRONT_KEYS, findings)
        elif name in said:
            findings.error("key-twice", f"`{name}` is said twice; the first time on line {said[name].line}", _text(key))
        else:
            said[name] = value
            _take(header, name, value, findings)
    if not front.diagnostics:
        _required(said, findings)
    return header


def _required(said: dict[str, Value], findings: Findings) -> None:
    examples = {"format": "format: 1", "title": "title: Tight hips", "sessions": "sessions: 2-3 a week"}
    for name, example in examples.items():
        if name not in said:
            findings.error(
                "required-missing",
                f"the front matter lacks `{name}`",
                (1, 1),
                length=3,
                expected=(f"{name}:",),
                suggestion=example,
            )


def _take(header: Header, name: str, value: Value, findings: Findings) -> None:
    match name:
        case "format":
            _format(value, findings)
        case "title":
            header.title = _line(value, name, findings)
        case "credit":
            header.credit = _line(value, name, findings) or None
        case "licence":
            header.licence = _line(value, name, findings) or None
        case "language":
            header.language = _matching(value, _LANGUAGE, "a language such as `en` or `pt-BR`", findings) or "en"
        case "sessions":
            header.sessions = read_span(_text(value), "a week", findings)
        case "length":
            header.length = read_span(_text(value), "weeks", findings)
        case "short session":
            header.short_session = list(_names(value, findings))
        case "screening":
            header.screening = tuple(text.content for text in _names(value, findings))
        case "next":
            header.next = tuple(text.content for text in _names(value, findings))
        case "assess":
            header.assess, header.tests = _assess(value, findings)
        case _:
            pin = _matching(value, _PIN, "an id and the hash of its text, `tight-psoas@` and 64 hex digits", findings)
            header.translation_of = pin


def read_span(text: Text, unit: str, findings: Findings) -> Span | None:
    """A count with its unit, or None with a finding."""
    try:
        return read_span_of(text.content, unit)
    except DoseError as error:
        findings.mistake(error, text)
        return None


def _format(value: Value, findings: Findings) -> None:
    if value.text != str(FORMAT):
        findings.error(
            "format-unknown",
            f"this reader knows format {FORMAT}, not `{value.text[:40]}`",
            _text(value),
            expected=(str(FORMAT),),
            suggestion=f"format: {FORMAT}",
        )


def _line(value: Value, name: str, findings: Findings) -> str:
    if value.kind != "text" or not value.text.strip():
        findings.error("value-kind", f"`{name}` is a line of text", _text(value), expected=("a line of text",))
        return ""
    return " ".join(value.text.split())


def _matching(value: Value, pattern: re.Pattern[str], what: str, findings: Findings) -> str | None:
    if value.kind == "text" and pattern.fullmatch(value.text):
        return value.text
    findings.error("value-kind", f"this should be {what}", _text(value), expected=(what,))
    return None


def _names(value: Value, findings: Findings) -> Iterator[Text]:
    seen: set[str] = set()
    for item in value.items:
        text = _text(item)
        if item.kind != "text" or not NAME.fullmatch(item.text):
            findings.error(
                "value-kind", "this should be a list of names", text, expected=("[first-name, second-name]",)
            )
        elif item.text in seen:
            findings.error("name-twice", f"`{item.text}` stands twice in this list", text)
        else:
            seen.add(item.text)
            yield text


def _assess(value: Value, findings: Findings) -> tuple[Assess | None, tuple[Text, ...]]:
    """What it names, and the names with their places."""
    parts = {key.text: part for key, part in value.pairs}
    for key, _ in value.pairs:
        if key.text not in ASSESS_KEYS:
            _unknown(key, ASSESS_KEYS, findings)
    if value.kind != "mapping" or not parts.keys() >= set(ASSESS_KEYS):
        example = "{tests: [thigh-angle], weeks: [0, 2, 4, 6]}"
        findings.error("value-kind", "`assess` names tests and the weeks for them", _text(value), expected=(example,))
        return None, ()
    names = tuple(_names(parts["tests"], findings))
    return Assess(tuple(name.content for name in names), tuple(_weeks(parts["weeks"], findings))), names


def _weeks(value: Value, findings: Findings) -> Iterator[int]:
    before = -1
    for item in value.items:
        week = int(item.text) if item.text.isascii() and item.text.isdigit() and len(item.text) < 5 else -1
        if not before < week <= MOST_WEEKS:
            findings.error(
                "value-kind",
                "weeks are whole numbers that rise, 0 for before the first session",
                _text(item),
                expected=("[0, 2, 4, 6]",),
            )
            return
        before = week
        yield week


def _unknown(key: Value, known: tuple[str, ...], findings: Findings) -> None:
    near = nearest(key.text.replace("_", " ").replace("-", " "), known)
    did_you_mean = f"; did you mean `{near}`?" if near else ""
    report = findings.warn if near else findings.note
    report(
        "unknown-key",
        f"`{key.text[:40]}` is no key of the front matter and is ignored{did_you_mean}",
        _text(key),
        expected=known,
        suggestion=f"{near}:" if near else "",
    )


def _text(value: Value) -> Text:
    return Text(value.text, ((0, value.line, value.column),))
