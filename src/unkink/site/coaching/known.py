"""What today is made of for a person, kept in memory for as long as their log and the shelf are the same.

A log only grows, so its newest event stands for all of it; whatever is written here depends on nothing else of the
person. It is asked for with every look at Today, and reading it from the database anew takes ten times as long.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from unkink.coach.standing import Standing
from unkink.program.program import Program
from unkink.site.accounts.models import Person
from unkink.site.coaching.decisions import Case, case_for
from unkink.site.coaching.followed import Kept, followed_of
from unkink.site.coaching.today import program_of, zone_of
from unkink.site.diary.reading import Newest, newest_of
from unkink.site.diary.standing import standing_of
from unkink.site.memory import Memory
from unkink.site.programs.library import library
from unkink.site.programs.shelf import Volume
from unkink.site.screening.unasked import has_new_questions

MOST = 256
"""People whose state is kept, of some 40 kB each; who has not looked for longest goes first."""


@dataclass(frozen=True, slots=True)
class Known:
    """Where a person stands, the program that they are on (its id on the shelf, its text), and what the coach knows.

    ``new_questions`` says that the program asks what was never asked.
    """

    standing: Standing
    name: str
    program: Program
    kept: Kept
    new_questions: bool

    def case(self, now: datetime) -> Case:
        """All that the decision of that moment is made of."""
        return case_for(self.program, self.kept, now, zone_of(self.standing), new_questions=self.new_questions)


@dataclass(frozen=True, slots=True)
class _AsOf:
    """``newest`` is the last event of the log, ``shelf`` what every program file said, the same object for as long."""

    newest: Newest
    shelf: Mapping[str, Volume]
    known: Known


def known_of(person: Person) -> Known:
    """What is known of them after every event of their log.

    Raises:
        NoProgram, ProgramMissing: as `program_of`.
    """
    newest, shelf = newest_of(person), library().volumes()
    found = _memory.get(person.id)
    if found is not None and found.newest == newest and found.shelf is shelf:
        return found.known
    known = _read(person)
    if newest_of(person) == newest and library().volumes() is shelf:  # else something came while it was read
        _memory.put(person.id, _AsOf(newest, shelf, known))
    return known


def _read(person: Person) -> Known:
    standing = standing_of(person)
    name, program = program_of(standing)
    kept = followed_of(person, program)
    _, _, *before = kept.texts
    return Known(standing, name, program, kept, has_new_questions(person, program, before))


_memory: Memory[UUID, _AsOf] = Memory(MOST)
