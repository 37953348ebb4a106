"""Texts as authors write them: doses from the grammar and from habit, whole programs, ordinary Markdown, and noise."""

from __future__ import annotations

import re
from pathlib import Path

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

import unkink.library

HEAD = "---\nformat: 1\ntitle: Hips\nsessions: 2-3 a week\n---\n"
SHIPPED = sorted((Path(unkink.library.__file__).parent / "programs").glob("*.md"))

DETAILS_OF_REPS = (
    "hold 5 s", "hold 3-6 s", "each rep 20 s", "tempo 2-0-3", "rest 30 s between reps", "until RPE 8", "at 10 RM",
    "at half effort", "load 5 kg", "load light band", "5 times a day", "1-2 times a day", "rest 1 min between sets",
)  # fmt: skip
DETAILS_OF_TIME = ("2-3 places", "rest 10 s", "at RPE 3", "load 2 kg", "3 times a day")
PHASES = ("10 s extend", "5-10 s flex", "1 min slow lower", "2 min push", "6 s push")
# What writers write instead of a word of the grammar, by pattern; the dose stays the same.
HABITS = (
    (r"\breps\b", "rep"), (r"\breps\b", "repetitions"), (r"(?<=\d )s\b", "sec"), (r"(?<=\d )s\b", "seconds"),
    (r"(?<=\d) s\b", '"'), (r"(?<=\d) s\b", "s"), (r"\bmin\b", "minutes"), (r"\bper side\b", "each side"),
    (r"\bper side\b", "on each leg"), (r"\bper side\b", "a side"), (r"(?<=\d) x (?=\d)", "x"), (r" x ", " × "),
    (r"(?<=\d)-(?=\d)", "–"), (r"\ba day\b", "per day"), (r", ", ","), (r" ", "  "), (r"\b4(?= \w)", "four"),
    (r"\b2 x(?= \d)", "2 sets of"), (r"\balternating sides\b", "alternating"), (r"\bRPE\b", "rpe"),
    (r"hold (\d+) s\b", r"\1 s hold"),
)  # fmt: skip


def counts(most: int = 60) -> SearchStrategy[str]:
    one = st.integers(1, most)
    return one.map(str) | st.tuples(one, st.integers(0, 12)).map(lambda pair: f"{pair[0]}-{sum(pair)}")


def durations() -> SearchStrategy[str]:
    return st.tuples(counts(), st.sampled_from(["s", "min"])).map(" ".join)


@st.composite
def dose_texts(draw: DrawFn) -> str:
    """A dose of the documented grammar, spelled plainly but not always canonically. Now and then its parts clash."""
    sets = draw(st.sampled_from(["", "", "2 x ", "3-4 x "]))
    side = draw(st.sampled_from(["", "", " per side", " alternating sides"]))
    kind = draw(st.sampled_from(["reps", "time", "rounds", "max reps", "max hold"]))
    details: tuple[str, ...] = ("rest 1-2 min", "until RPE 9")
    match kind:
        case "reps":
            work, details = f"{draw(counts())} reps{side}", DETAILS_OF_REPS
        case "time":
            work, details = f"{draw(durations())}{side}", DETAILS_OF_TIME
        case "rounds":
            phases = draw(st.lists(st.sampled_from(PHASES), min_size=1, max_size=3))
            work = f"{draw(counts())} rounds{side}: {', '.join(phases)}"
        case _:
            work = kind + side
    said = draw(st.lists(st.sampled_from(details), max_size=3, unique=True))
    return ", ".join([sets + work, *said])


@st.composite
def habits(draw: DrawFn) -> tuple[str, str]:
    """A dose in plain spelling, and the same as a writer's hand has it."""
    plain = draw(dose_texts())
    text = plain
    for pattern, habit in draw(st.lists(st.sampled_from(HABITS), max_size=4, unique_by=lambda pair: pair[0])):
        text = re.sub(pattern, habit, text)
    return plain, draw(st.sampled_from([text, f" {text} "]))


def habitual_doses() -> SearchStrategy[str]:
    return habits().map(lambda pair: pair[1])


WORDS = (
    *"reps rep s sec min x rounds max hold each tempo rest until at load places times day week a per side".split(),
    *"sides both alternating between sets RPE RM half effort for weeks sessions level-2 push stretch to or".split(),
    *"of and once amrap 0 1 2 10 10-12 3.5 2,5 1000000 four twenty ² ٣ ½ – — - , , : : + / ( ) ' \" ″ × *".split(),
    *"\u200f é ß 膝 \x00 \ud800".split(),
    "",
    " ",
    "\t",
)  # fmt: skip


def near_doses() -> SearchStrategy[str]:
    """Words of doses in any order, and doses with a word put in or left out: almost right, as mistakes are."""
    soup = st.lists(st.sampled_from(WORDS), max_size=9).map(" ".join)
    return soup | broken_doses() | st.text(max_size=30)


@st.composite
def broken_doses(draw: DrawFn) -> str:
    words = draw(dose_texts()).replace(",", " ,").split(" ")
    at = draw(st.integers(0, len(words) - 1))
    words[at : at + draw(st.integers(0, 1))] = draw(st.lists(st.sampled_from(WORDS), max_size=1))
    return " ".join(words).replace(" ,", ",")


# Programs ------------------------------------------------------------------------------------------------------------

NAMES = ("bridge", "march", "reach", "squeeze")
LEVERS = (
    "reps +2 to 20",
    "hold +1 s to 9 s",
    "sets +1 to 3",
    "rounds +1 to 8",
    "time +10 s to 3 min",
    "phases +5 s to 20 s",
)
FACTS = (
    "movement: knee-raise", "needs: ball (rolled socks or tin), small weight (bag of rice)", "needs: wall",
    "sides: separate", "Sides: Together", "**needs:** band",
)  # fmt: skip
PROSE = (
    "Why this one is here.",
    "Lie down\nwith your knees bent.",
    "See [the paper](https://example.org/a): *good*.",
    "### A smaller heading",
    "| a | b |\n|---|---|\n| 1 | 2 |",
    "```\n- dose: no\n\n\n## code\n```",
    "<!-- a remark -->",
    "- a plain bullet",
    "* * *",
    "> Stop if it hurts,\n> at once.",
)
STEPS = ("1. Lie down.\n2. Breathe.", "1. Lie down\n   and stay.", "1) One\n2) Two")


@st.composite
def section_texts(draw: DrawFn, name: str) -> str:
    """One exercise with everything that an author may hang on it."""
    reps = st.sampled_from(["4 reps", "4-8 reps per side, hold 5 s", "2 x 6 reps, rest 30 s"])
    dose = draw(reps | dose_texts() | habitual_doses())
    lines = [f"## {name.title()} {{#{name}}}", "", draw(st.sampled_from(PROSE)), "", f"- dose: {dose}"]
    lines += [f"- {fact}" for fact in draw(st.lists(st.sampled_from(FACTS), max_size=2, unique_by=lambda one: one[:5]))]
    easier = draw(st.lists(dose_texts() | st.just(f"{name}-easy: 3 reps"), max_size=2))
    harder = draw(st.lists(st.sampled_from(LEVERS) | dose_texts() | st.just(f"{name}-easy: 9 reps"), max_size=3))
    for key, entries in (("easier", easier), ("harder", harder)):
        lines += [f"- {key}:", *(f"  - {entry}" for entry in entries)] if entries else []
    if draw(st.booleans()):
        lines.append(f"- instead when no-{draw(st.sampled_from(['ball', 'wall', 'band']))}: {name}-easy: 5 reps")
    lines += ["", draw(st.sampled_from(STEPS)), "", draw(st.sampled_from(PROSE)), ""]
    lines += [f"## {name} easy {{#{name}-easy}}", "", f"- variant of: {name}", "", "1. Do less.", ""]
    return "\n".join(lines)


@st.composite
def program_texts(draw: DrawFn) -> str:
    """A program in the grammar of the format; most are accepted, some clash in their doses."""
    names = draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=3, unique=True))
    body = "\n".join(draw(section_texts(name)) for name in names)
    intro = draw(st.sampled_from(["", "What this is for.\n", "# Hips\n\nWhat for.\n"]))
    return f"{HEAD}\n{intro}\n{body}"


@st.composite
def untidy_programs(draw: DrawFn) -> str:
    """A program with some lines twice, missing, moved, indented, wrapped, or replaced by noise."""
    lines = draw(program_texts() | st.sampled_from([path.read_text() for path in SHIPPED])).split("\n")
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, len(lines) - 1))
        line = lines[at]
        change = draw(st.sampled_from(["twice", "gone", "swap", "in", "out", "tab", "noise", "wrap", "blank"]))
        noise = draw(st.text(max_size=12) | st.sampled_from(PROSE))
        lines[at : at + 1] = {
            "twice": [line, line],
            "gone": [],
            "swap": [*lines[at + 1 : at + 2], line],
            "in": ["  " + line],
            "out": [line.lstrip()],
            "tab": ["\t" + line],
            "noise": [line[: len(line) // 2] + noise],
            "wrap": line.replace(" ", "\n  ", 1).split("\n"),
            "blank": ["", line, ""],
        }[change]
        lines = lines or [""]
    return draw(st.sampled_from(["\n", "\r\n"])).join(lines)


# Markdown ------------------------------------------------------------------------------------------------------------

MARKDOWN_LINES = (
    "", "", "", "plain words", "more words here", "## Heading", "# Phase {#p}", "###### Six ##", "Setext", "======",
    "------", "- bullet", "- key: value", "* star", "+ plus", "  - nested", "    - deeper", "  continued", "1. step",
    "2. step", "1) step", "   of the step", "> quote", "> more", ">", "```", "~~~", "    code", "<!-- remark -->",
    "<!--", "-->", "<div>", "</div>", "<b>bold</b> words", "| a | b |\n|---|---|\n| 1 | 2 |", "***", "- - -", "[ref]: https://example.org",
    "\\# no heading", "#hashtag", "-5 degrees", "10. ten", "\tcode by tab",
)  # fmt: skip


def markdown() -> SearchStrategy[list[str]]:
    """Lines of ordinary Markdown in any order."""
    lines = st.lists(st.sampled_from(MARKDOWN_LINES), max_size=10)
    return lines.map(lambda some: "\n".join(some).split("\n"))
