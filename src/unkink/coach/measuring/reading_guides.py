"""Reading the protocols of home tests: any bytes in, a guide or diagnostics out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from unkink.coach.measuring.guide import Guide, GuideSource
from unkink.coach.measuring.known import TESTS
from unkink.coach.measuring.results import How
from unkink.coach.reading_fields import FieldReader
from unkink.findings.diagnostic import Diagnostic
from unkink.findings.yaml_tree import Manner, Value

MANNER = Manner("a home test", "a home test", 5, "assessment-yaml")
NEEDED = ("format", "title", "minutes", "what", "why", "steps", "reading", "ways")
OPTIONAL = ("movement", "needs", "not when", "cautions", "sources")
LONGEST_TEST = 60  # minutes


@dataclass(frozen=True, slots=True)
class CheckedGuide:
    """``guide`` is None exactly when a diagnostic is an error."""

    guide: Guide | None
    diagnostics: tuple[Diagnostic, ...]


def check_guide(source: bytes | str, name: str) -> CheckedGuide:
    """Read the protocol of one test; ``name`` is that of its file without the ending, and of the test. Never raises."""
    reader = FieldReader(source, MANNER)
    fields = reader.fields(reader.root, "a home test", NEEDED, OPTIONAL)
    reader.format_one(fields)
    test = TESTS.get(name)
    if test is None:
        reader.error("test-unknown", f"no home test is called `{name[:40]}`", reader.root, expected=tuple(TESTS))
    several = {key: _texts(reader, fields.get(key), key) for key in ("steps", "needs", "cautions")}
    not_when = fields.get("not when")
    title, minutes = reader.text(fields.get("title"), "`title`"), _minutes(reader, fields.get("minutes"))
    what, why = (reader.text(fields.get(key), f"`{key}`") for key in ("what", "why"))
    reading = reader.text(fields.get("reading"), "`reading`")
    ways = _ways(reader, fields["ways"]) if "ways" in fields else {}
    sources = fields["sources"].items if "sources" in fields else ()
    read = tuple(_source(reader, value) for value in sources)
    answers = tuple(reader.name(value, "an answer") for value in not_when.items) if not_when else ()
    movement = reader.name(fields.get("movement"), "`movement`") or None
    if test is None or reader.failed:
        return CheckedGuide(None, reader.diagnostics)
    guide = Guide(
        test=test,
        title=title,
        minutes=minutes,
        what=what,
        why=why,
        reading=reading,
        ways=ways,
        not_when=answers,
        movement=movement,
        sources=read,
        **several,
    )
    return CheckedGuide(guide, reader.diagnostics)


def _texts(reader: FieldReader, value: Value | None, key: str) -> tuple[str, ...]:
    return tuple(reader.text(item, f"a line of `{key}`") for item in reader.items(value, f"`{key}`"))


def _minutes(reader: FieldReader, value: Value | None) -> int:
    text = value.text if value else ""
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 4 else 0
    if value is not None and not 0 < number <= LONGEST_TEST:
        reader.error("not-minutes", f"`minutes` is a whole number from 1 to {LONGEST_TEST}", value)
    return number


def _ways(reader: FieldReader, value: Value) -> Mapping[How, str]:
    told = reader.fields(value, "`ways`", (), [str(how) for how in How])
    if not told and value.kind == "mapping":
        reader.error("ways-missing", "`ways` holds at least one way to come to the number", value)
    return {How(name): reader.text(words, f"`{name}`") for name, words in told.items()}


def _source(reader: FieldReader, value: Value) -> GuideSource:
    fields = reader.fields(value, "a source", ("says", "link"))
    link = reader.text(fields.get("link"), "`link`")
    if link and not link.startswith("https://"):
        reader.error("not-a-link", "`link` begins with https://", fields["link"], expected=("https://",))
    return GuideSource(reader.text(fields.get("says"), "`says`"), link)
