"""Cases: how one exercise stands, and how everything else does, each worked out once by the coach for everybody.

A course is taken apart where the coach itself keeps things apart: what becomes of one exercise has nothing to do with
the others, but for a few facts of the whole, which are its `Around`; and of the whole, the pains of weeks, the load of
weeks, and all the rest have nothing to do with one another. Each is kept without its calendar, so that few are
different, and what leads from one to the next is looked up; the first time, it is what the coach makes of it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, auto
from typing import NamedTuple

from unkink.batch.hearing import Heard, Items
from unkink.batch.looks import Look, Shown, View
from unkink.batch.sayings import Said
from unkink.coach.course import Course
from unkink.coach.footing import Because, Footing
from unkink.coach.steps_up import Risen


class For(Enum):
    """What a later day is looked at for: itself, or a session from which weeks are counted anew."""

    A_DAY = auto()
    A_NEW_START = auto()

    __hash__ = object.__hash__


@dataclass(slots=True, eq=False)
class Train:
    """What of the whole counts for an exercise in a session: a course without anything else, and the days away.

    ``away`` are the days since the last session where they are so many that they may lower something, else 0.
    """

    course: Course
    away: int


@dataclass(slots=True, eq=False)
class Around:
    """What of the whole has to do with every exercise: a course without anything else, and what counts in a session."""

    course: Course
    train: Train


@dataclass(slots=True, eq=False)
class Core:
    """Where somebody stands on one exercise today, on its sides and on what stands in for it, whatever the reasons.

    ``stood_in``: something did, so that its days away are not those of the exercise itself.

    ``later`` is by days, ``trained`` by what was done and told, ``heard`` by what else was told, ``plays`` by what is
    around, ``late`` by what a late answer made of it, and after how many days: the steps up that count anew by that.
    ``parts`` is by the reasons.
    """

    exercise: str
    footings: tuple[Footing, ...]
    left_out: bool
    stood_in: bool
    later: dict[int, Led] = field(default_factory=dict)
    trained: dict[tuple[Said, Train], Led] = field(default_factory=dict)
    heard: dict[Heard, Led] = field(default_factory=dict)
    plays: dict[Around, Play] = field(default_factory=dict)
    late: dict[tuple[Core, int], tuple[Risen, ...]] = field(default_factory=dict)
    parts: dict[Whys, Part] = field(default_factory=dict)


@dataclass(slots=True, eq=False)
class Part:
    """A core with the reason of each of its footings; the rest is as there.

    ``trained`` is also by the days since the last session, where they matter, ``missed`` by these alone, for a session
    in which it has no place. ``views`` is by what is around.
    """

    core: Core
    whys: Whys
    left_out: bool
    later: dict[int, Part] = field(default_factory=dict)
    trained: dict[tuple[Said, Train, int], Part] = field(default_factory=dict)
    heard: dict[Heard, Part] = field(default_factory=dict)
    missed: dict[int, Part] = field(default_factory=dict)
    views: dict[Around, View] = field(default_factory=dict)


class Play(NamedTuple):
    """What is shown of a core, where ``places`` says of each reason which footing's it is, None where it is shown.

    ``often`` is as in a view.
    """

    shown: tuple[Shown, ...]
    places: tuple[tuple[int | None, ...], ...]
    items: Items
    often: bool


Whys = tuple[Because, ...]
Led = tuple[Core, tuple[int | Because, ...]]
"""Another core, and the reason of each of its footings: a new one, or that which a footing before had, by its place."""


@dataclass(slots=True, eq=False)
class Facet:
    """One side of everything but the exercises today: a course of which the other sides are empty.

    ``later`` is by days and by what for, ``heard`` by what was told. ``easier`` is whether the week is an easier one.
    """

    course: Course
    easier: bool
    later: dict[tuple[int, For], Facet | None] = field(default_factory=dict)
    heard: dict[Heard, Facet] = field(default_factory=dict)


@dataclass(slots=True, eq=False)
class Rest:
    """The facet of all that is no sum over weeks: locks, answers, rest, phases.

    ``later`` is by days, ``heard`` by what was told, a session too. ``away`` are the days since the last session, None
    where there was none. ``arounds`` is by whether the week is an easier one, ``looks`` by whether somebody trains
    often.
    """

    course: Course
    away: int | None
    exercises: tuple[str, ...]
    later: dict[int, Rest] = field(default_factory=dict)
    heard: dict[Heard, Rest] = field(default_factory=dict)
    arounds: dict[bool, Around] = field(default_factory=dict)
    looks: dict[bool, Look] = field(default_factory=dict)


Parts = list[Part]


class State(NamedTuple):
    """A whole course: its facets, and its parts in the order of the program's exercises."""

    pains: Facet
    load: Facet
    rest: Rest
    parts: Parts
