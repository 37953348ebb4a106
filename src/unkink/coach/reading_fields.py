"""Values of a file of content (questions, their outcomes, home tests), taken out with their places."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from unkink.findings.diagnostic import Diagnostic, has_errors
from unkink.findings.findings import Findings
from unkink.findings.source import read_source
from unkink.findings.words import NAME
from unkink.findings.yaml_tree import Manner, NotRead, Value, read_pairs

FORMAT = "1"
LONGEST = 400
MANNER = Manner("a file of questions", "a file of questions", 9, "questions-yaml")
Fields = dict[str, Value]


class FieldReader:
    """Takes values out of the tree of one file, and gathers what is wrong with them."""

    def __init__(self, source: bytes | str, manner: Manner = MANNER) -> None:
        read = read_source(source, manner.file.removeprefix("a "))
        self.findings = Findings(read.lines, read.diagnostics)
        self.root = Value((), "mapping", 1, 1)
        self._unread: tuple[Diagnostic, ...] = ()
        try:
            self.root = Value(read_pairs(read.lines, 0, len(read.lines), manner), "mapping", 1, 1)
        except NotRead as problem:
            self._unread = (problem.diagnostic,)

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        return (*self.findings.all(), *self._unread)

    @property
    def failed(self) -> bool:
        return has_errors(self.diagnostics)

    def fields(self, value: Value, what: str, needed: Collection[str], optional: Collection[str] = ()) -> Fields:
        """The pairs of a mapping. One that is unknown, written twice or missing is an error."""
        if value.kind != "mapping":
            self.error("not-a-mapping", f"{what} holds lines `key: value`", value)
            return {}
        found: Fields = {}
        known = (*needed, *optional)
        for key, content in value.pairs:
            if key.text in found:
                self.error("key-twice", f"`{key.text[:40]}` is written twice", key)
            elif key.text not in known:
                near = self.findings.nearest(key.text, known) or ""
                self.error("key-unknown", f"{what} has no `{key.text[:40]}`", key, expected=known, suggestion=near)
            else:
                found[key.text] = content
        for name in needed:
            if name not in found and not self._unread:
                self.error("key-missing", f"{what} lacks `{name}`", value, expected=(f"{name}:",))
        return found

    def named(self, value: Value, what: str) -> Fields:
        """The pairs of a mapping whose keys are names of the author's choice."""
        keys = [key.text for key, _ in value.pairs]
        return self.fields(value, what, (), keys)

    def text(self, value: Value | None, what: str) -> str:
        """A text with something in it; empty, with an error, where there is none."""
        if value is None:
            return ""
        text = " ".join(value.text.split())
        if value.kind != "text" or not 0 < len(text) <= LONGEST:
            self.error("not-a-text", f"{what} is a text of at most {LONGEST} characters", value)
            return ""
        return text

    def name(self, value: Value | None, what: str) -> str:
        if value is None:
            return ""
        if value.kind != "text" or not NAME.fullmatch(value.text) or len(value.text) > 60:
            self.error("not-a-name", f"{what} is a name such as `weight-loss`", value)
            return ""
        return value.text

    def items(self, value: Value | None, what: str) -> Sequence[Value]:
        if value is None:
            return ()
        if value.kind != "list" or not value.items:
            self.error("not-a-list", f"{what} is a list with something in it", value)
            return ()
        return value.items

    def once(self, name: str, seen: set[str], what: str, at: Value) -> None:
        """Each name only once."""
        if name and name in seen:
            self.error("name-twice", f"{what} `{name}` stands twice", at)
        seen.add(name)

    def format_one(self, fields: Fields) -> None:
        if "format" in fields and fields["format"].text != FORMAT:
            self.error("format-unknown", f"this reader knows format {FORMAT}", fields["format"], expected=(FORMAT,))

    def error(
        self, code: str, message: str, at: Value, *, expected: Collection[str] = (), suggestion: str = ""
    ) -> None:
        place = (at.line, at.column)
        self.findings.error(
            code, message, place, length=at.length, found=at.text[:40], expected=expected, suggestion=suggestion
        )
