"""A log that was exported, put back: into the same account or another one, all of it or nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from unkink.site.accounts.models import Person
from unkink.site.diary.insert import Result, insert
from unkink.site.diary.sessions import bring_up
from unkink.wire.event import Event
from unkink.wire.lines import BadLine, read_lines
from unkink.wire.problems import Problem

MOST_TOLD = 100


@dataclass(frozen=True, slots=True)
class Imported:
    """How many events are new in the log, how many it had already, and of how many it has another under their id."""

    stored: int
    known: int
    other: int = 0


class NotALog(ValueError):
    """Lines that hold no event of the log; nothing was imported. ``bad`` are the first of them, ``count`` is all."""

    def __init__(self, bad: tuple[BadLine, ...], count: int) -> None:
        super().__init__(f"{count} lines are no event")
        self.bad, self.count = bad, count


def import_log(person: Person, lines: Iterable[bytes], *, received_ms: int) -> Imported:
    """Put a log of JSON Lines into that person's log; what is there already stays as it is.

    The events become this person's: a log moves with its owner from one household to another.

    Raises:
        NotALog: if a line is no event, or the lines are of more than one person.
    """
    events = _checked(lines)
    theirs = [replace(event, person=person.id, clinic=person.clinic_id) for event in events]
    receipts = insert(person, theirs, received_ms=received_ms)
    bring_up(person)  # years of sessions take a while: now, while somebody waits anyway, and not with the next page
    stored = sum(receipt.result == Result.STORED for receipt in receipts)
    other = sum(receipt.result == Result.OTHER for receipt in receipts)
    return Imported(stored, len(receipts) - stored - other, other)


def _checked(lines: Iterable[bytes]) -> list[Event]:
    events: list[Event] = []
    bad: list[BadLine] = []
    count = 0
    for read in _of_one_person(lines):
        if isinstance(read, Event):
            events.append(read)
        else:
            count += 1
            bad += [read] if len(bad) < MOST_TOLD else []
    if count:
        raise NotALog(tuple(bad), count)
    return events


def _of_one_person(lines: Iterable[bytes]) -> Iterator[Event | BadLine]:
    first: Event | None = None
    for number, read in _numbered(lines):
        if isinstance(read, BadLine):
            yield read
            continue
        first = first or read
        if (read.person, read.clinic) == (first.person, first.clinic):
            yield read
        else:
            one = f"{first.person}, as in the first event: a log is that of one person"
            yield BadLine(number, (Problem("person", str(read.person), one),))


def _numbered(lines: Iterable[bytes]) -> Iterator[tuple[int, Event | BadLine]]:
    """What each line holds, with its number counted from 1; empty lines hold nothing."""
    for number, line in enumerate(lines, 1):
        for read in read_lines([line]):
            yield number, read if isinstance(read, Event) else BadLine(number, read.problems)
