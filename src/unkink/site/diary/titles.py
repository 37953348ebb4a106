"""What the programs and exercises of a session are called: by the shelf, where the log itself only knows ids."""

from __future__ import annotations

from collections.abc import Iterator

from unkink.coach.record import SessionRecord
from unkink.program.program import Program
from unkink.site.programs.library import library

UNKNOWN_PROGRAM = "A program that is not on the shelf now"


def program_of(record: SessionRecord) -> Program | None:
    """The text that the session was made from, or else a text with the same exercises, as after an edit."""
    by_hash = next((program for program in _programs() if program.hash == record.program), None)
    ids = {one.exercise for one in record.exercises}
    return by_hash or next((program for program in _programs() if ids and ids <= program.sections.keys()), None)


def program_title(program: Program | None) -> str:
    return program.title if program else UNKNOWN_PROGRAM


def exercise_title(program: Program | None, exercise: str) -> str:
    """``Slouch to tall``; the id in words where no program has it any longer."""
    section = program.sections.get(exercise) if program else None
    return section.title if section else exercise.replace("-", " ").capitalize()


def _programs() -> Iterator[Program]:
    for volume in library().volumes().values():
        if volume.handout:
            yield volume.handout.program
