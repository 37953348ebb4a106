"""The text of a file: any bytes become lines, or a plain refusal."""

from __future__ import annotations

import re
from dataclasses import dataclass

from unkink.findings.diagnostic import Diagnostic, Severity

LARGEST_FILE = 256 * 1024  # bytes; the flagship has about 20 kB, a book of a program ten times that
LONGEST_LINE = 10_000  # code points
UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")

# Bidirectional overrides and isolates can make a line look other than it reads (Boucher & Anderson 2021,
# "Trojan Source"); ordinary right-to-left text needs none of them. Control characters have no place in prose.
_HIDDEN = re.compile("[\u202a-\u202e\u2066-\u2069\u200b\u2060\ufeff]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Source:
    """The lines of a file without their ends, and what was wrong with its characters."""

    lines: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...] = ()


def read_source(source: bytes | str, what: str = "program") -> Source:
    """The lines of a ``what``: UTF-8, with or without a byte-order mark, any line ends. Never raises."""
    size = len(source if isinstance(source, bytes) else source.encode("utf-8", errors="surrogatepass"))
    if size > LARGEST_FILE:
        return _refusal(
            "file-too-large",
            f"this file has {_size(size)}; a {what} may have at most {_size(LARGEST_FILE)}",
            found=_size(size),
            expected=(f"at most {_size(LARGEST_FILE)}",),
            suggestion=f"keep one {what} in one file, and pictures outside it",
        )
    if isinstance(source, bytes):
        if source.startswith(UTF16_MARKS):
            return _refusal(
                "not-utf-8",
                "this file is UTF-16, not UTF-8",
                found="UTF-16",
                expected=("UTF-8",),
                suggestion='save it again with the encoding "UTF-8"',
            )
        text, broken = _decode(source)
    else:
        text, broken = source, []
    lines = tuple(text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    if not (_CONTROL.search(text) or _HIDDEN.search(text)) and max(map(len, lines)) <= LONGEST_LINE:
        return Source(lines, tuple(broken))  # nearly every file: nothing to look for line by line
    found = [*broken, *_characters(lines)]
    return Source(tuple(_CONTROL.sub(" ", line)[:LONGEST_LINE] for line in lines), tuple(found))


def _refusal(code: str, message: str, *, found: str, expected: tuple[str, ...], suggestion: str) -> Source:
    diagnostic = Diagnostic(
        Severity.ERROR,
        code,
        message,
        1,
        1,
        found=found,
        expected=expected,
        suggestion=suggestion,
    )
    return Source((), (diagnostic,))


def _decode(source: bytes) -> tuple[str, list[Diagnostic]]:
    try:
        return source.decode("utf-8"), []
    except UnicodeDecodeError as error:
        before = source[: error.start].decode("utf-8")
        line = before.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        diagnostic = Diagnostic(
            Severity.ERROR,
            "not-utf-8",
            "this file is not UTF-8 from here on",
            len(line),
            len(line[-1].removeprefix("\ufeff")) + 1,
            found=f"byte 0x{source[error.start]:02x}",
            expected=("UTF-8",),
            suggestion='save it again with the encoding "UTF-8"',
        )
        return source.decode("utf-8", errors="replace"), [diagnostic]


def _characters(lines: tuple[str, ...]) -> list[Diagnostic]:
    """Characters that cannot stand in a file, the first on each line."""
    found = []
    for number, line in enumerate(lines, 1):
        if len(line) > LONGEST_LINE:
            message = f"this line has {len(line)} characters; at most {LONGEST_LINE} are read"
            found.append(
                Diagnostic(
                    Severity.ERROR,
                    "line-too-long",
                    message,
                    number,
                    LONGEST_LINE + 1,
                    suggestion="break the line; a paragraph may have many",
                )
            )
        if control := _CONTROL.search(line):
            found.append(
                _character(
                    Severity.ERROR,
                    "control-character",
                    "a control character",
                    number,
                    control,
                    line,
                )
            )
        if hidden := _HIDDEN.search(line):
            what = "an invisible character that can make a line look other than it reads"
            found.append(_character(Severity.WARNING, "hidden-character", what, number, hidden, line))
    return found


def _character(
    severity: Severity,
    code: str,
    what: str,
    number: int,
    match: re.Match[str],
    line: str,
) -> Diagnostic:
    return Diagnostic(
        severity,
        code,
        f"{what} stands here",
        number,
        match.start() + 1,
        found=f"U+{ord(match.group()):04X}",
        suggestion="delete it",
        source=_CONTROL.sub(" ", line),
    )


def _size(count: int) -> str:
    for unit, factor in (("MB", 1024 * 1024), ("kB", 1024)):
        if count >= factor:
            return f"{count / factor:.1f} {unit}".replace(".0 ", " ")
    return f"{count} bytes"
