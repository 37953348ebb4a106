"""Laws of the check: any input whatever gives a program or plain errors, each in its place."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from tests.property.language_strategies import HEAD, SHIPPED, markdown, program_texts, untidy_programs
from unkink.findings.diagnostic import as_text, has_errors
from unkink.findings.source import LARGEST_FILE
from unkink.program.blocks import Block, BlockKind, read_blocks
from unkink.program.check import check
from unkink.program.formatter import format_text
from unkink.program.ladder import ladder_of

NOISE = st.text(max_size=200) | st.binary(max_size=200)
FRONT = st.text(alphabet="ab:[]{}#&*!|>%@`'\"-?, \n\t\\0é", max_size=60).map(lambda text: f"---\n{text}\n---\n## A\n")
SLOWEST = 3.0  # seconds of processor time; a slow machine needs one for the worst of these


@given(NOISE | FRONT | untidy_programs() | markdown().map("\n".join))
@example(b"\xef\xbb\xbf" + HEAD.encode())
@example("\ud800\x00\u202e")
@example(HEAD + "## A\n- dose: ٣ reps\n- dose: ² reps\n")
@example("---\na: &a [*a]\n---\n")
@example("---\n%YAML " + "9" * 5000 + "\n---\n")
@example("---\n" + "[" * 9000 + "\n---\n")
@example(b"x" * 10_000_000)
@example("\n" * 10_000_000)
def test_any_input_gives_a_program_or_errors(source: str | bytes) -> None:
    """A check never raises: there is a program exactly when no diagnostic is an error, all in the order of the file."""
    checked = check(source)
    assert (checked.program is None) == has_errors(checked.diagnostics)
    text = source if isinstance(source, str) else source.decode("utf-8", errors="replace")
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    places = [(one.line, one.column) for one in checked.diagnostics]
    assert places == sorted(places)
    for one in checked.diagnostics:
        assert 1 <= one.line <= len(lines)
        assert 1 <= one.column <= len(lines[one.line - 1]) + 1
        assert one.column + one.length <= max(len(lines[one.line - 1]), one.column) + 1
        assert one.message and one.code
        assert "^" in as_text(one, "a.md") or not one.source.strip()


@given(untidy_programs() | program_texts())
def test_the_same_text_gives_the_same_answer(text: str) -> None:
    """A check depends on its text alone: bytes or characters, any line ends, with or without a byte-order mark."""
    first = check(text)
    assert check(text) == first
    assert check(text.encode()) == first
    assert check("\ufeff" + text).program == first.program
    assert check(text.replace("\r\n", "\n").replace("\n", "\r\n")).program == first.program


@given(program_texts() | untidy_programs())
def test_every_name_in_a_checked_program_is_answered_for(text: str) -> None:
    """Every exercise of a checked program has a ladder or phases of members, and every name leads somewhere."""
    program = check(text).program
    if program is None:
        return
    assert program.exercises
    for name in program.exercises:
        assert all(rung.exercise in program.sections for rung in ladder_of(program, name).rungs)
    for section in program.sections.values():
        named = [*section.circuit, *(one.exercise for one in section.substitutes), section.variant_of or section.id]
        assert all(name in program.sections for name in named)


# Time ----------------------------------------------------------------------------------------------------------------

Write = Callable[[int], str]


def repeated(unit: Write, head: str = HEAD) -> Callable[[int], str]:
    """A file of about so many characters: a head, then one unit after the other."""

    def grown(size: int) -> str:
        parts, count = [head], len(head)
        for number in range(size):
            count += len(unit(number))
            if count > size:
                break
            parts.append(unit(number))
        return "".join(parts)

    return grown


EXERCISE = HEAD + "## A {#a}\n- dose: 3 reps\n"
HOSTILE: dict[str, Callable[[int], str]] = {
    "headings": repeated(lambda n: f"## A{n}\n"),
    "exercises": repeated(lambda n: f"## A{n}\n- dose: 4 reps\n1. a\n"),
    "the same heading": repeated(lambda _: "## A\n"),
    "phases": repeated(lambda n: f"# A{n}\n## B{n}\n- dose: 3 reps\n"),
    "choices": repeated(lambda n: f"# A{n}\n- choose by: t\n  - otherwise: x{n}\n"),
    "bullets": repeated(lambda _: "- a\n", EXERCISE),
    "keys said twice": repeated(lambda _: "- dose: 4 reps\n", EXERCISE),
    "misspelt keys": repeated(lambda _: "- dosee: 4 reps\n", EXERCISE),
    "substitutes": repeated(lambda n: f"- instead when x{n}: b: 3 reps\n", EXERCISE),
    "unknown names": repeated(lambda n: f"## s{n}\n- dose: 3 reps\n- easier:\n  - s{n}x: 3 reps\n"),
    "names much alike": repeated(lambda n: f"## {'a' * 50}{n}\n- dose: 3 reps\n- instead when x: {'a' * 50}b{n}\n"),
    "bullets like doses": repeated(lambda n: f"## A{n}\n- {n} repps\n- {n} reps more\n"),
    "rungs": repeated(lambda n: f"  - {n + 1} reps\n", EXERCISE + "- easier:\n"),
    "ladders": repeated(lambda n: f"## A{n}\n- dose: 1 reps\n- harder:\n  - reps +1 to 199\n"),
    "endless ladders": repeated(lambda n: f"## A{n}\n- dose: 1 s\n- harder:\n  - time +1 s to 240 min\n"),
    "a wrapped list": repeated(lambda n: f"    a{n} (b or c),\n", EXERCISE + "- needs: x,\n"),
    "a wrapped dose": repeated(lambda n: f"    3 s a{n},\n", HEAD + "## A\n- dose: 3 rounds:\n"),
    "variants": repeated(lambda n: f"## v{n}\n- variant of: a\n- needs: b{n}\n- instead when no-x: a\n", EXERCISE),
    "members": repeated(lambda n: f"## A{n}\n- dose: 3 reps\n- circuit: [a{n - 1}, b]\n"),
    "bad doses": repeated(lambda n: f"## a{n}\n- dose: 3 resp\n"),
    "long numbers": repeated(lambda _: f"## A\n- dose: {'9' * 9000} reps\n"),
    "blanks in a heading": repeated(lambda _: f"## a{' ' * 9000}x\n"),
    "braces in a heading": repeated(lambda _: f"## {'{#' * 4500}\n"),
    "marks in a bullet": repeated(lambda _: f"- {'*_`' * 3000}a:\n"),
    "almost rules": repeated(lambda _: f"{'- ' * 4999}x\n"),
    "almost underlines": repeated(lambda _: f"a\n{'-' * 9000}x\n"),
    "almost definitions": repeated(lambda _: f"{'[' * 9000}\n"),
    "open comments": repeated(lambda _: "<!--\n\n"),
    "open fences": repeated(lambda n: f"{'`' * 3}x\n" if n % 2 else "~~~~\n"),
    "quotes": repeated(lambda _: ">\n"),
    "steps apart": repeated(lambda _: "1. a\n\n", EXERCISE),
    "nested bullets": repeated(lambda n: f"{' ' * (2 * (n % 400))}- a\n"),
    "blank paragraphs": repeated(lambda _: "a\n\n"),
    "control characters": repeated(lambda _: "\0\n"),
    "open brackets": repeated(lambda _: "[\n", "---\n"),
    "front matter": repeated(lambda n: f"k{n}: v\n", "---\n"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_the_time_of_a_check_grows_with_its_input_and_no_faster(name: str) -> None:
    """A hostile file of four times the size takes at most ten times as long, and none takes 3 s."""
    grow = HOSTILE[name]
    closing = "\n---\n" if name in ("open brackets", "front matter") else ""
    small, large = (_seconds(grow(size) + closing) for size in (LARGEST_FILE // 10, LARGEST_FILE // 10 * 4))
    assert large < SLOWEST
    assert large < 10 * small + 0.2


def _seconds(text: str) -> float:
    begun = time.process_time()
    check(text)
    format_text(text)
    return (time.process_time() - begun) / 2


# Markdown ------------------------------------------------------------------------------------------------------------


MARKDOWN = MarkdownIt("commonmark").enable("table")
Seen = tuple[str, int, str, tuple[str, ...]]  # kind, level, words, and the words of nested bullets


def words(text: str) -> str:
    """The words of a text, without the marks of lists within it."""
    return " ".join(re.sub(r"(?<!\S)(?:[-*+]|\d+[.)])(?!\S)", " ", text).split())


def ours(lines: list[str]) -> list[Seen]:
    return [
        (str(block.kind), block.level, *_said(block))
        for block in read_blocks(lines)
        if not (block.kind is BlockKind.OTHER and re.match(r" {0,3}\[ref\]:", block.raw))
    ]


def _said(block: Block) -> tuple[str, tuple[str, ...]]:
    if block.kind is BlockKind.OTHER:
        return "", ()
    return words(block.text.content), tuple(words(child.text.content) for child in block.children)


def theirs(lines: list[str]) -> list[Seen]:
    return [seen for node in SyntaxTreeNode(MARKDOWN.parse("\n".join(lines))).children for seen in _seen(node)]


def _seen(node: SyntaxTreeNode) -> list[Seen]:
    match node.type:
        case "heading":
            return [("heading", int(node.tag[1]), _words(node), ())]
        case "paragraph":
            return [("paragraph", 0, _words(node), ())]
        case "blockquote":
            return [("quote", 0, _words(node), ())]
        case "ordered_list":
            return [("step", 0, _words(item), ()) for item in node.children]
        case "bullet_list":
            return [("bullet", 0, _own(item), tuple(_nested(item))) for item in node.children]
        case _:
            return [("other", 0, "", ())]


def _words(node: SyntaxTreeNode) -> str:
    return words(" ".join(one.content for one in node.walk() if one.type in ("inline", "code_block", "fence")))


def _own(item: SyntaxTreeNode) -> str:
    return words(" ".join(_words(child) for child in item.children if child.type != "bullet_list"))


def _nested(item: SyntaxTreeNode) -> Iterator[str]:
    for child in item.children:
        for one in child.children if child.type == "bullet_list" else ():
            yield _own(one)
            yield from _nested(one)


@given(markdown() | program_texts().map(lambda text: text.removeprefix(HEAD).split("\n")))
@example(["-", "   of the step", "-->"])
@example(["> quote", "2. step"])
@example(["- dose: 4 reps", "<!-- remark -->"])
@example(["words", "| a | b |", "|---|---|", "| 1 | 2 |"])
def test_our_blocks_are_those_that_markdown_sees(lines: list[str]) -> None:
    """What the language reads as heading, bullet, step, quote or paragraph is what the rendered page shows as one."""
    assert ours(lines) == theirs(lines)


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_the_shipped_programs_have_the_blocks_that_markdown_sees(path: Path) -> None:
    """Every block of a shipped program is the same for the language and for its page."""
    lines = path.read_text().split("---\n", 2)[2].split("\n")
    assert ours(lines) == theirs(lines)


def test_bullets_nest_from_two_columns_on() -> None:
    """Markdown asks a nested bullet to be as far in as the words above it; authors who indent by two are understood."""
    (parent,) = read_blocks(["-   easier:", "  - 2 reps"])
    assert [child.text.content for child in parent.children] == ["2 reps"]
