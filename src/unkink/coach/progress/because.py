"""Why a dose was what it was in a session of the last weeks: the coach, asked again as of its beginning."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from unkink.coach.days import day_of
from unkink.coach.following import Followed, Following
from unkink.coach.prescribing import Today, part_of, prescribed
from unkink.coach.rules import BY_ID
from unkink.coach.settling import settled
from unkink.coach.weeks import at_day
from unkink.wire.event import Event
from unkink.wire.told import SessionStarted
from unkink.wire.words import Side

REASONS_FOR = timedelta(days=56)
"""So far back reasons are known: a whole program of eight weeks, and years cost no more than that to follow."""

Key = tuple[UUID, str, Side | None]
Whys = Mapping[Key, str]
"""By session, exercise and side: the coach's sentence."""


def whys_of(following: Following, base: Followed, events: Iterable[Event], since: datetime) -> Whys:
    """The reason of each exercise at the start of every session that began after ``since``.

    Args:
        following: follows logs on the person's program.
        base: the state before the first of ``events``.
        events: everything told since, in any order; none of it corrects what the base was made of.
        since: an aware instant.
    """
    followed, whys = base, dict[Key, str]()
    exercises = following.texts.today.exercises
    for event in settled(one for one in events if one.kind in following.fold.kinds).events:
        match event.data:
            case SessionStarted(missing=missing) if event.session is not None and event.at > since:
                whys |= _at_start(following, followed, event, event.session, missing, exercises)
            case _:
                pass
        followed = following.fold.step(followed, event)
    return whys


def _at_start(
    following: Following,
    followed: Followed,
    event: Event,
    session: UUID,
    missing: Sequence[str],
    exercises: Collection[str],
) -> dict[Key, str]:
    course = following.course(followed)
    steps = following.texts.of(event.program)
    day = day_of(event.at, event.tz)
    course = at_day(course, steps, day)
    today = Today(course, steps, day, frozenset({*course.answers, *missing}))
    return {
        (session, name, side): _why(today, name, side)
        for name in exercises
        if name in steps.exercises
        for side in steps.sides(name)
    }


def _why(today: Today, exercise: str, side: Side | None) -> str:
    """In an easier week that is why, whatever else there is to say of the step."""
    less = today.course.easier_week and not today.steps.ladder(exercise).scheduled
    return BY_ID["deload"].says if less else prescribed(part_of(today, exercise), exercise, side).reasons[0].says
