"""What stands on a handout, in the order in which it is read: nothing is left to the typesetter but layout."""

from __future__ import annotations

from dataclasses import dataclass

from unkink.export.handout.picture import Picture
from unkink.export.handout.prose import Block, Words


@dataclass(frozen=True, slots=True)
class Fact:
    """One of the large figures at the top: ``2–3`` ``times a week``."""

    figure: str
    label: str


@dataclass(frozen=True, slots=True)
class Thing:
    """What to have ready, and what a household has instead.

    ``exercises`` are titles, where in each exercise something else may take its place; else it is empty.
    """

    name: str
    instead: str
    exercises: str = ""


@dataclass(frozen=True, slots=True)
class HowTo:
    """One thing to do. ``title`` is empty where it is the exercise itself, and names the member of a circuit."""

    title: str
    steps: tuple[Words, ...]
    cautions: tuple[Words, ...]
    other: tuple[Block, ...]
    pictures: tuple[Picture, ...]


@dataclass(frozen=True, slots=True)
class Ahead:
    """A dose on the ladder above or below today's. ``title`` is empty where the exercise stays the same."""

    title: str
    words: str


@dataclass(frozen=True, slots=True)
class Swap:
    """What to do instead, and in which cases."""

    when: str
    title: str
    words: str


@dataclass(frozen=True, slots=True)
class Exercise:
    """One exercise of today. ``lasts`` is how long its dose is kept, on a schedule.

    ``because`` says why it stands here where the program begins with another one.
    ``harder`` are the next rungs from the nearest up: a schedule whole, of an earned ladder the nearest ones.
    """

    number: int
    title: str
    why: tuple[Words, ...]
    dose: str
    lasts: str
    because: str
    scheduled: bool
    parts: tuple[HowTo, ...]
    harder: tuple[Ahead, ...]
    easier: Ahead | None
    swaps: tuple[Swap, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """Where an assessment's outcome leads."""

    outcome: str
    title: str


@dataclass(frozen=True, slots=True)
class Chapter:
    """The exercises of one phase; a program without phases is one chapter without a title.

    ``then`` says what follows on a sheet of its own, empty where nothing does or it stands on this one.
    """

    title: str
    facts: tuple[str, ...]
    why: tuple[Words, ...]
    other: tuple[Block, ...]
    chosen_by: str
    choices: tuple[Choice, ...]
    exercises: tuple[Exercise, ...]
    then: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A whole handout. ``weeks`` are those to tick; ``how_often`` and ``rest`` are said beside them.

    ``lead`` says whom it is for: the program's own first paragraph. ``more`` is all that it says besides.
    ``earned`` says that there are rungs to earn, ``presses`` that something is pressed into the body.
    """

    title: str
    language: str
    lead: Words
    facts: tuple[Fact, ...]
    short_session: str
    things: tuple[Thing, ...]
    chapters: tuple[Chapter, ...]
    weeks: int
    how_often: str
    rest: str
    earned: bool
    presses: bool
    more: tuple[Words, ...]
    other: tuple[Block, ...]
    credit: str
    licence: str
