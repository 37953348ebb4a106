"""What stands on the report: as much of a person's progress as one page holds."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from unkink.coach.decision import Prescribed, Status
from unkink.coach.progress.flags import Flag
from unkink.coach.progress.progress import Note, Progress
from unkink.export.charts.exhibits import (
    Exhibit,
    doses_exhibits,
    measured_exhibits,
    pain_exhibit,
    sessions_exhibit,
)
from unkink.export.charts.looks import for_print
from unkink.export.charts.words import counted, day_words, effort_words, in_words, short_day, signed

HALF, THIRD = 326, 210
"""Units that a chart over half, or a third, of the page has: its letters of 12 units are then 9 points high."""
TALLEST = 100
LONGEST_NAME, LONGEST_NOTE, LONGEST_TITLE = 80, 180, 90
IS_NOT = (
    "This page holds what one person told an exercise program, and what the program's rules made of it. It names "
    "no cause, is no medical record, and nobody has checked it. Pain and effort are told from 0 to 10. An error "
    "(±) is that of a single measurement, 95 of 100 repeats. A change counts from 1.4 times that on."
)
STATUS = {
    Status.READY: "A session may begin.",
    Status.REST_DAY: "A day of rest between two sessions.",
    Status.REST: "Resting after more pain in the morning.",
    Status.SCREENING: "The questions before the first session, or after a long pause, wait for an answer.",
    Status.LOCKED: "Locked: no session begins until it is opened.",
}


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart as a whole SVG document, its title, and its sentences, which are read out in its place."""

    svg: str
    title: str
    says: str


@dataclass(frozen=True, slots=True)
class Fit:
    """How much of what could be told stands on the page: at most so many of each."""

    doses: int
    tests: int
    lines: int


FITS = (Fit(6, 3, 6), Fit(6, 3, 3), Fit(3, 3, 3), Fit(3, 0, 3), Fit(0, 0, 3), Fit(0, 0, 1))
"""From the fullest down: the first that fits on one page is taken."""
MOST_ROWS = 12


@dataclass(frozen=True, slots=True)
class Report:
    """``who`` is empty where nobody gave a name. ``now`` are rows of exercise, step and dose.

    ``measured`` are sentences on home tests that are not drawn; ``more`` says what there was no room for.
    """

    title: str
    who: str
    period: str
    status: str
    sessions: Picture
    pain: Picture
    effort: str
    now: tuple[tuple[str, str, str], ...]
    doses: tuple[Picture, ...]
    tests: tuple[Picture, ...]
    measured: tuple[str, ...]
    flags: tuple[tuple[str, str], ...]
    notes: tuple[tuple[str, str], ...]
    more: str
    is_not: str


def report_of(progress: Progress, fit: Fit = FITS[0], who: str = "") -> Report:
    """The page, with at most as much as ``fit`` says; ``who`` is the name that the person gave."""
    doses = tuple(doses_exhibits(progress, TALLEST))
    tests = tuple(measured_exhibits(progress))
    today = set(_reasons(progress))
    now = tuple(_now(one, today) for one in progress.decision.exercises)
    flags = tuple(_flag(progress, flag) for flag in progress.flags)
    notes = tuple(map(_note, progress.notes))
    return Report(
        title=_cut(progress.title, LONGEST_TITLE),
        who=_cut(" ".join(who.split()), LONGEST_NAME),
        period=_period(progress),
        status=" ".join([STATUS[progress.decision.status], *_reasons(progress)]),
        sessions=_picture(sessions_exhibit(progress), HALF),
        pain=_picture(pain_exhibit(progress), HALF),
        effort=effort_words(progress),
        now=now[:MOST_ROWS],
        doses=tuple(_picture(one, THIRD) for one in doses[: fit.doses]),
        tests=tuple(_picture(one, THIRD) for one in tests[: fit.tests]),
        measured=tuple(f"{one.title}: {' '.join(one.says)}" for one in tests[fit.tests :]),
        flags=flags[: fit.lines],
        notes=notes[: fit.lines],
        more=_more(len(doses) - fit.doses, len(now) - MOST_ROWS, len(flags) - fit.lines, len(notes) - fit.lines),
        is_not=IS_NOT,
    )


def _period(progress: Progress) -> str:
    if progress.first is None:
        return f"No session yet, {day_words(progress.today)}"
    sessions = counted(progress.sessions, "session")
    return f"{day_words(progress.first)} to {day_words(progress.today)}, {sessions}"


def _reasons(progress: Progress) -> Iterator[str]:
    return iter(dict.fromkeys(one.says for one in progress.decision.reasons))


def _picture(one: Exhibit, width: float) -> Picture:
    return Picture(for_print(one.draw(f"chart-{one.id}", width)), _cut(one.title, LONGEST_TITLE), " ".join(one.says))


def _now(one: Prescribed, today: Collection[str]) -> tuple[str, str, str]:
    """What holds for the whole day is said once, above, and not of each exercise again."""
    title = f"{one.title}, {one.side} side" if one.side else one.title
    if one.dose is None:
        says = one.reasons[0].says
        dose = "left out for now" if says in today else f"left out: {says}"
        return _cut(title, LONGEST_TITLE), signed(one.rung), dose
    return _cut(title, LONGEST_TITLE), signed(one.rung), in_words(str(one.dose))


def _flag(progress: Progress, flag: Flag) -> tuple[str, str]:
    titles = {one.exercise: one.title for one in progress.doses}
    about = f"{titles.get(flag.exercise, flag.exercise)}: " if flag.exercise else ""
    pain = f" (pain {flag.pain} of 10)" if flag.pain is not None else ""
    return short_day(flag.day), f"{about}{flag.says}{pain}"


def _note(note: Note) -> tuple[str, str]:
    return short_day(note.day), _cut(" ".join(note.text.split()), LONGEST_NOTE)


def _more(doses: int, rows: int, flags: int, notes: int) -> str:
    """What there is no room for."""
    left = ((doses, "chart"), (rows, "exercise"), (flags, "earlier flag"), (notes, "earlier note"))
    parts = [counted(number, noun) for number, noun in left if number > 0]
    return f"Not on this page: {', '.join(parts)}. They are in Unkink." if parts else ""


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
