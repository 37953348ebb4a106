"""A checked program becomes what stands on its handout."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from unkink.export.handout.exercise import exercise_of
from unkink.export.handout.picture import Pictures, no_pictures
from unkink.export.handout.prose import blocks_of, plain, words_of
from unkink.export.handout.sheet import Chapter, Choice, Exercise, Fact, Sheet, Thing
from unkink.export.handout.stop_rules import PRESSING, REST, REST_UP_TO
from unkink.export.handout.words import figures, sentence
from unkink.program.dose import Span
from unkink.program.dose_words import counted, span_words
from unkink.program.ladder import ladder_of
from unkink.program.movement_facts import MovementFacts
from unkink.program.prescription import NO_RUNGS, Item, Prescription, prescribe
from unkink.program.pressure import presses
from unkink.program.program import PhaseOfProgram, Program
from unkink.session.compile import compile_session, with_why
from unkink.session.phrases import needs_of

NO_FACTS: Mapping[str, MovementFacts] = {}
USUAL_WEEKS = 6  # to tick where the program names no length
MOST_WEEKS = 26  # to tick: half a year fits on the wall

_HYPHEN = re.compile(r"(?<=[a-z])-(?=[a-z])")  # of a test's id, not of a negative bound


@dataclass(frozen=True, slots=True)
class _Part:
    """One session of the program, and the phase that it belongs to, where there are phases."""

    phase: PhaseOfProgram | None
    session: Prescription
    exercises: tuple[Exercise, ...]


def sheet_of(
    program: Program,
    pictures: Pictures = no_pictures,
    rungs: Mapping[str, int] = NO_RUNGS,
    *,
    answers: Collection[str] = (),
    today: Sequence[Item] = (),
    phase: str | None = None,
    movements: Mapping[str, MovementFacts] = NO_FACTS,
) -> Sheet:
    """Everything on the handout of ``program``.

    Args:
        program: a checked program.
        pictures: draws the key poses of an exercise.
        rungs: where a person stands on each ladder, if not at rung 0.
        answers: what is always so for that person, such as ``no-ball``: each puts its substitute in.
        today: a person's doses as they were decided, in place of what rungs and answers make. Of a session in which one
            of them is, whatever is not among them is left out; none: nobody's.
        phase: the id of the one phase to show; by default all of them, one chapter each.
        movements: how long their parts take, by name, as `compile_session` wants it.

    Raises:
        KeyError: if the program has no such phase.
        SessionTooLong: if no session of it can be made.
    """
    parts = [_part(program, one, pictures, rungs, answers, today) for one in _phases(program, phase)]
    sessions = _sessions(program, parts)
    return Sheet(
        title=plain(program.title),
        language=program.language,
        lead=words_of(program.intro[0]) if program.intro else (),
        facts=tuple(_facts(program, parts, movements)),
        short_session=_short_session(program, parts),
        things=_things(program, parts),
        chapters=tuple(_chapter(program, part, alone=len(parts) == 1) for part in parts),
        weeks=_weeks(program, parts),
        how_often=f"{span_words(sessions)} {'time' if sessions.high == 1 else 'times'} a week",
        rest=REST if sessions.high <= REST_UP_TO else "",
        earned=any(not one.scheduled for part in parts for one in part.exercises),
        presses=_presses(program),
        more=tuple(map(words_of, program.intro[1:])),
        other=tuple(block for text in program.other for block in blocks_of(text)),
        credit=plain(program.credit or ""),
        licence=program.licence or "",
    )


def _phases(program: Program, wanted: str | None) -> Sequence[PhaseOfProgram | None]:
    if wanted is None:
        return program.phases or (None,)
    return ({phase.id: phase for phase in program.phases}[wanted],)


def _part(
    program: Program,
    phase: PhaseOfProgram | None,
    pictures: Pictures,
    rungs: Mapping[str, int],
    answers: Collection[str],
    today: Sequence[Item],
) -> _Part:
    session = prescribe(program, rungs, exercises=phase.exercises if phase else None, answers=answers)
    exercises_of_it = {item.exercise for item in session.items}
    decided = tuple(item for item in today if item.exercise in exercises_of_it)
    session = replace(session, items=decided or session.items)
    exercises = (exercise_of(program, item, number, pictures) for number, item in enumerate(session.items, start=1))
    return _Part(phase, session, tuple(exercises))


def _sessions(program: Program, parts: Sequence[_Part]) -> Span:
    """How many a week: one phase alone may have its own number."""
    first, *others = parts
    return first.phase.sessions or program.sessions if first.phase and not others else program.sessions


def _facts(program: Program, parts: Sequence[_Part], movements: Mapping[str, MovementFacts]) -> Iterator[Fact]:
    first, *others = parts
    total = compile_session(program, first.session, movements=movements).total
    yield Fact(f"{max(1, (total + 30_000) // 60_000)} min", "a session, about")
    sessions = _sessions(program, parts)
    yield Fact(figures(sessions), "time a week" if sessions.high == 1 else "times a week")
    if first.phase and first.phase.length and not others:
        weeks = first.phase.length
        yield Fact(figures(weeks), "week in this phase" if weeks.high == 1 else "weeks in this phase")
    elif program.length:
        yield Fact(figures(program.length), "week" if program.length.high == 1 else "weeks")


def _short_session(program: Program, parts: Sequence[_Part]) -> str:
    """``2, 3 and 4``: the numbers of the exercises that a short session keeps; empty where phases number anew."""
    if len(parts) > 1:
        return ""
    numbers = [
        str(number) for number, item in enumerate(parts[0].session.items, 1) if item.exercise in program.short_session
    ]
    *head, last = numbers or [""]
    return f"{', '.join(head)} and {last}" if head else last


def _things(program: Program, parts: Sequence[_Part]) -> tuple[Thing, ...]:
    """What today's exercises need, each thing once for all that may take its place, in the order of the session."""
    found: dict[str, dict[tuple[str, ...], list[str]]] = {}
    for item in (item for part in parts for item in part.session.items):
        section = with_why(program, item)
        for need in needs_of(program, section):
            found.setdefault(need.name, {}).setdefault(need.household, []).append(plain(section.title))
    return tuple(
        Thing(sentence(name), " or ".join(household), ", ".join(dict.fromkeys(titles)) if len(ways) > 1 else "")
        for name, ways in found.items()
        for household, titles in ways.items()
    )


def _presses(program: Program) -> bool:
    needs = (need.name for section in program.sections.values() for need in section.needs)
    pressing = any(presses(program, name) for name in program.sections)
    return pressing or PRESSING in program.screening or PRESSING in needs


def _chapter(program: Program, part: _Part, *, alone: bool) -> Chapter:
    phase = part.phase
    if phase is None:
        return Chapter("", (), (), (), "", (), part.exercises)
    number = program.phases.index(phase) + 1
    facts = [
        f"Phase {number} of {len(program.phases)}",
        sentence(f"{span_words(phase.sessions)} sessions a week") if phase.sessions else "",
        counted(phase.length, "week") if phase.length else "",
        f"Begins {_HYPHEN.sub(' ', phase.enter_when)}" if phase.enter_when else "",
    ]
    return Chapter(
        title=plain(phase.title),
        facts=tuple(filter(None, facts)),
        why=tuple(map(words_of, phase.why)),
        other=tuple(block for text in phase.other for block in blocks_of(text)),
        chosen_by=_HYPHEN.sub(" ", phase.choose_by or ""),
        choices=tuple(Choice(sentence(one.outcome), _title(program, one.target)) for one in phase.choices),
        exercises=part.exercises,
        then=_then(program.phases[number:]) if alone else "",
    )


def _then(after: Sequence[PhaseOfProgram]) -> str:
    if not after:
        return ""
    when = f", {_HYPHEN.sub(' ', after[0].enter_when)}" if after[0].enter_when else ""
    return f"Next comes {plain(after[0].title)}{when}: that is a sheet of its own."


def _title(program: Program, target: str) -> str:
    """What the phase or section with that id is called."""
    titles = {phase.id: phase.title for phase in program.phases}
    titles |= {section.id: section.title for section in program.sections.values()}
    return plain(titles.get(target, target))


def _weeks(program: Program, parts: Sequence[_Part]) -> int:
    """How many weeks there are to tick: those of the program, else of its phases, else of its longest schedule."""
    phases = sum(part.phase.length.high for part in parts if part.phase and part.phase.length)
    of_program = program.length.high if program.length and len(parts) >= len(program.phases) else 0
    weeks = of_program or phases or max(_scheduled_weeks(program, part) for part in parts)
    return min(weeks or USUAL_WEEKS, MOST_WEEKS)


def _scheduled_weeks(program: Program, part: _Part) -> int:
    ladders = (ladder_of(program, item.exercise) for item in part.session.items)
    return max((sum(rung.weeks or 0 for rung in ladder.rungs) for ladder in ladders), default=0)
