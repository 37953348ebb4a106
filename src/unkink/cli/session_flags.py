"""The flags that say which session: rungs, answers, phase, settings. Timeline, session and audio share them."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from unkink.cli.arguments import did_you_mean, number, whole_number
from unkink.cli.checked_program import checked
from unkink.cli.exercises import known_exercise
from unkink.cli.exit_codes import ExitCode, Stop
from unkink.cli.movement_files import shipped_facts
from unkink.cli.program_files import read_program
from unkink.findings.words import listed
from unkink.program.ladder import ladder_of
from unkink.program.prescription import answers_of, prescribe
from unkink.program.program import PhaseOfProgram, Program
from unkink.session.compile import compile_session
from unkink.session.lay import SessionTooLong
from unkink.session.settings import BOUNDS, Settings, Verbosity
from unkink.session.timeline import Side, Timeline

SETTING_HELP = {
    "rest": "seconds of rest between sets, where the dose writes none",
    "rest_between_reps": "seconds between reps held for 5 s or more, where the dose writes none",
    "change": "seconds from one exercise to the next, at the least",
    "switch": "seconds to turn over, at the least",
    "countdown": "seconds counted down before work; 0 for none",
}


@dataclass(frozen=True, slots=True)
class Session:
    """A program and the one session of it that was asked for; ``program_id`` is its name, where a file has one."""

    program: Program
    program_id: str | None
    settings: Settings
    timeline: Timeline


def add_session_flags(parser: argparse.ArgumentParser) -> None:
    """PROGRAM, and everything that says which session of it."""
    parser.add_argument("program", metavar="PROGRAM", help="a file, a shipped program, or -")
    which = parser.add_argument_group("which session")
    which.add_argument("--short", action="store_true", help="the program's short session")
    which.add_argument("--phase", metavar="ID", help="the phase of a longer program (the first)")
    add_rungs_and_answers(which)
    settings = parser.add_argument_group("settings", "They fill silence only: no prescribed second changes.")
    usual = Settings()
    for name, text in SETTING_HELP.items():
        low, high = BOUNDS[name]
        flag = f"--{name.replace('_', '-')}"
        default = getattr(usual, name)
        said = f"{text}: {low:g} to {high:g} ({default})"
        settings.add_argument(flag, type=whole_number, metavar="S", default=default, help=said)
    low, high = BOUNDS["pace"]
    pace = f"stretches calm moves and estimated reps: {low:g} to {high:g} ({usual.pace:g})"
    settings.add_argument("--pace", type=number, metavar="X", default=usual.pace, help=pace)
    settings.add_argument(
        "--verbosity",
        choices=tuple(map(str, Verbosity)),
        default=str(usual.verbosity),
        help="how much is spoken (full)",
    )
    settings.add_argument(
        "--first-side", choices=tuple(map(str, Side)), default=str(usual.first_side), help="the side that begins (left)"
    )


def add_rungs_and_answers(which: argparse._ArgumentGroup) -> None:
    """The flags that `rungs_of` and `answers_said` read."""
    which.add_argument(
        "--rung",
        metavar="EXERCISE=N",
        action="append",
        default=[],
        help="play rung N of an exercise's ladder (0); may be given again",
    )
    which.add_argument(
        "--answer",
        metavar="ANSWER",
        action="append",
        default=[],
        help="what is so today, such as no-ball, where the program names a substitute; may be given again",
    )


def session_of(arguments: argparse.Namespace) -> Session:
    """The session that the flags ask for.

    Raises:
        Stop: where the program has errors or asks for too much, or a flag names what it does not have.
    """
    settings = _settings(arguments)
    file = read_program(arguments.program)
    program = checked(file)
    prescription = prescribe(
        program,
        rungs_of(program, arguments.rung),
        exercises=_exercises(program, arguments),
        answers=answers_said(program, arguments.answer),
    )
    try:
        timeline = compile_session(program, prescription, settings, movements=shipped_facts())
    except SessionTooLong as error:
        raise Stop(f"{file.name}: {error}", ExitCode.FINDINGS) from error
    return Session(program, file.path.stem if file.path else None, settings, timeline)


def _settings(arguments: argparse.Namespace) -> Settings:
    try:
        return Settings(
            rest=arguments.rest,
            rest_between_reps=arguments.rest_between_reps,
            change=arguments.change,
            switch=arguments.switch,
            countdown=arguments.countdown,
            verbosity=Verbosity(arguments.verbosity),
            pace=arguments.pace,
            first_side=Side(arguments.first_side),
        )
    except ValueError as error:
        raise Stop(f"{error}") from error


def rungs_of(program: Program, words: Iterable[str]) -> Mapping[str, int]:
    """What the ``--rung`` flags say, by exercise.

    Raises:
        Stop: where one names no exercise or no rung of its ladder.
    """
    return dict(_rung(program, word) for word in words)


def answers_said(program: Program, words: Iterable[str]) -> Sequence[str]:
    """What the ``--answer`` flags say.

    Raises:
        Stop: where the program hears no such answer.
    """
    return [_answer(program, word) for word in words]


def _rung(program: Program, word: str) -> tuple[str, int]:
    """``glute-squeeze=2`` as the exercise and the number of a rung that its ladder has."""
    name, _, text = word.partition("=")
    try:
        wanted = int(text)
    except ValueError:
        raise Stop(f"--rung takes EXERCISE=N, such as {program.exercises[0]}=1, not `{word}`") from None
    exercise = known_exercise(program, name)
    rungs = ladder_of(program, exercise).rungs
    lowest, highest = rungs[0].number, rungs[-1].number
    if not lowest <= wanted <= highest:
        raise Stop(f"`{exercise}` has rungs {lowest} to {highest}, not {wanted}; see `unkink ladder`")
    return exercise, wanted


def _answer(program: Program, word: str) -> str:
    known = answers_of(program)
    return word if word in known else _unknown("answer", word, known, "this program asks nothing")


def _exercises(program: Program, arguments: argparse.Namespace) -> Sequence[str] | None:
    """The exercises of the session in order; None for those that the program begins with."""
    phase = phase_called(program, arguments.phase)
    if arguments.short:
        if not program.short_session:
            raise Stop(f"`{program.title}` has no short session")
        return [name for name in program.short_session if phase is None or name in phase.exercises]
    return None if phase is None else phase.exercises


def phase_called(program: Program, word: str | None) -> PhaseOfProgram | None:
    """The phase that was asked for.

    Raises:
        Stop: where there is none of that name.
    """
    if word is None:
        return None
    ids = [phase.id for phase in program.phases]
    return program.phases[ids.index(word if word in ids else _unknown("phase", word, ids, "this program has none"))]


def _unknown(noun: str, word: str, known: Iterable[str], none: str) -> str:
    names = list(known)
    choice = f"; there is {listed(names)}" if names else f": {none}"
    raise Stop(f"there is no {noun} `{word}`{did_you_mean(word, names) or choice}")
