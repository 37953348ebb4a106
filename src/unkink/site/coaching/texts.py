"""The texts of programs that a log is followed by: today's, and those before it that are still on the shelf."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import datetime
from functools import cache, lru_cache
from pathlib import Path

import unkink.coach
import unkink.program
from unkink.coach.following import Following
from unkink.program.program import Program
from unkink.site.accounts.models import Person
from unkink.site.diary.reading import log_of
from unkink.site.diary.standing import standing_of
from unkink.site.diary.write import record
from unkink.site.programs.library import library
from unkink.wire.event import MILLISECOND, Event, Kind

LONGEST_TITLE = 300  # of what is remembered of a program; its page has the whole
ENROLLING = (Kind.ENROLLED, Kind.PROGRAM_CHANGED)

Texts = tuple[str, ...]
"""A name for the coach as it is, then the hashes of texts: that of today first."""


class TextGone(LookupError):
    """A text that the log was followed by is not on the shelf any more."""


def texts_for(person: Person, program: Program) -> Texts:
    """By what that person's log is to be followed now."""
    shelf = library().programs()
    told = log_of(person).filter(kind__in=ENROLLING, program__isnull=False).values_list("program", flat=True)
    before = {hash_ for hash_ in told if hash_ and hash_ in shelf} - {program.hash}
    return (coach_as_it_is(), program.hash, *sorted(before))


def are_good_for(texts: Texts, program: Program) -> bool:
    """Whether what was followed by these texts is still what that program asks for."""
    shelf = library().programs()
    return texts[:2] == (coach_as_it_is(), program.hash) and all(one in shelf for one in texts[2:])


def following_by(texts: Texts, program: Program) -> Following:
    """What follows logs by these texts; ``program`` is today's.

    Raises:
        TextGone: if one of the texts before has gone from the shelf in this moment.
    """
    return _following(texts, _ByHash(program))


class _ByHash:
    """A program that counts by its hash: comparing whole texts takes longer than following a session."""

    def __init__(self, program: Program) -> None:
        self.program = program

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _ByHash) and other.program.hash == self.program.hash

    def __hash__(self) -> int:
        return hash(self.program.hash)


@lru_cache(maxsize=32)
def _following(texts: Texts, today: _ByHash) -> Following:
    shelf = library().programs()
    _, _, *before = texts
    try:
        return Following(today.program, [shelf[hash_] for hash_ in before])
    except KeyError as gone:
        raise TextGone(f"no program on the shelf has the hash {gone}") from gone


@cache
def coach_as_it_is() -> str:
    """Stands for the coach's code: what another version of it kept was made by other rules, and is made anew."""
    digest = hashlib.sha256()
    for path in _sources():
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _sources() -> Iterator[Path]:
    for package in (unkink.coach, unkink.program):
        yield from sorted(Path(package.__path__[0]).rglob("*.py"))


def tell_todays_text(person: Person, program: Program, now: datetime, zone: str | None = None) -> None:
    """Say in their log that their program has changed, where its text is another than they were on.

    A step of the ladder before is then read as the same dose on the new one, or the nearest that is no harder, and
    never as whatever bears its number. Until something stands on the new text, a decision takes it as told.
    """
    enrolment = standing_of(person).enrolment
    if enrolment is None or enrolment.hash == program.hash:
        return
    told = {"name": enrolment.name, "title": program.title[:LONGEST_TITLE]}
    record(person, Kind.PROGRAM_CHANGED, told, now=now, program=program.hash, zone=zone)


def tell_text_of(person: Person, started: Event) -> None:
    """A session has begun on the text as it is now: the change comes just before it."""
    enrolment = standing_of(person).enrolment
    if enrolment is None or enrolment.since >= started.at:
        return
    volume = library().volumes().get(enrolment.name)
    if volume is not None and volume.handout is not None and volume.handout.program.hash == started.program:
        tell_todays_text(person, volume.handout.program, started.at - MILLISECOND, started.tz)
