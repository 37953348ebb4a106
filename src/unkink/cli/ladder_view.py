"""A ladder as people and as programs read it."""

from __future__ import annotations

from unkink.cli.printing import spoken_length
from unkink.findings.words import counted
from unkink.program.dose import Dose
from unkink.program.dose_work import work_of
from unkink.program.ladder import Ladder, Rung
from unkink.program.program import Program
from unkink.program.schedule import Week, weeks_of

SCHEMA = "unkink-ladder-1"
COLUMNS = ("rung", "exercise", "dose", "work")


def as_json(program: Program, ladders: list[Ladder]) -> dict[str, object]:
    """The document that ladder.schema.json describes."""
    return {
        "schema": SCHEMA,
        "title": program.title,
        "program": program.hash,
        "ladders": [
            {
                "exercise": ladder.exercise,
                "title": program.exercise(ladder.exercise).title,
                "scheduled": ladder.scheduled,
                "rungs": [_rung_json(program, ladder, rung) for rung in ladder.rungs],
                "weeks": [_week_json(week) for week in _weeks(program, ladder)],
            }
            for ladder in ladders
        ],
    }


def _weeks(program: Program, ladder: Ladder) -> tuple[Week, ...]:
    """The planned weeks of a schedule; an earned ladder has no plan."""
    return weeks_of(program, ladder.exercise) if ladder.scheduled else ()


def _week_json(week: Week) -> dict[str, object]:
    return {
        "week": week.number,
        "sessions": week.sessions,
        "sets": week.work.sets,
        "reps": week.work.reps,
        "rounds": week.work.rounds,
        "work_seconds": week.work.seconds,
    }


def _rung_json(program: Program, ladder: Ladder, rung: Rung) -> dict[str, object]:
    work = work_of(rung.dose, program.exercise(ladder.exercise).circuit)
    return {
        "rung": rung.number,
        "exercise": rung.exercise,
        "title": program.exercise(rung.exercise).title,
        "dose": str(rung.dose),
        "own_pace": rung.dose.own_pace,
        "work_seconds": work.seconds,
        "reps": work.reps,
        "weeks": rung.weeks,
        "sessions": rung.sessions,
        "a_week": None if rung.a_week is None else [rung.a_week.low, rung.a_week.high],
    }


def as_text(program: Program, ladder: Ladder) -> str:
    """The exercise's title, a row for each rung, easiest first, and what a schedule adds up to each week."""
    rows = [_row(program, ladder, rung) for rung in ladder.rungs]
    widths = [max(len(row[column]) for row in [COLUMNS, *rows]) for column in range(len(COLUMNS))]
    lines = [_line(COLUMNS, "", widths)]
    lines += [_line(row, _remark(ladder, rung), widths) for row, rung in zip(rows, ladder.rungs, strict=True)]
    lines += [_week_line(week) for week in _weeks(program, ladder)]
    return "\n".join([f"{program.exercise(ladder.exercise).title} ({ladder.exercise})", *lines])


def _week_line(week: Week) -> str:
    """``week 3: 3 sessions, 9 sets, 54 reps``: what there is, both sides together."""
    work = week.work
    parts = [
        counted(number, noun)
        for number, noun in ((week.sessions, "session"), (work.sets, "set"), (work.reps, "rep"), (work.rounds, "round"))
        if number
    ]
    parts += [spoken_length(work.seconds * 1000)] if work.seconds else []
    return f"  week {week.number}: {', '.join(parts)}"


def _row(program: Program, ladder: Ladder, rung: Rung) -> tuple[str, ...]:
    number = str(rung.number) if ladder.scheduled else f"{rung.number:+d}" if rung.number else "0"
    return (
        number,
        program.exercise(rung.exercise).title,
        str(rung.dose),
        _work(rung.dose, program.exercise(ladder.exercise).circuit),
    )


def _line(cells: tuple[str, ...], remark: str, widths: list[int]) -> str:
    number, *texts = cells
    padded = [number.rjust(widths[0]), *(text.ljust(width) for text, width in zip(texts, widths[1:], strict=True))]
    return "  ".join(["", *padded, remark]).rstrip()


def _work(dose: Dose, members: tuple[str, ...]) -> str:
    """The prescribed work, both sides together: its time, else its reps; at one's own pace it is not known."""
    work = work_of(dose, members)
    if dose.own_pace:
        return "own pace"
    return spoken_length(work.seconds * 1000) if work.seconds else counted(work.reps, "rep")


def _remark(ladder: Ladder, rung: Rung) -> str:
    """How long a rung of a schedule lasts; on an earned ladder, which rung is the dose as written."""
    if not ladder.scheduled:
        return "<- as written" if rung.number == 0 else ""
    lasts = [counted(count, noun) for count, noun in ((rung.weeks, "week"), (rung.sessions, "session")) if count]
    return ", ".join(lasts + ([f"{rung.a_week} a week"] if rung.a_week else []))
