"""What is due for a person today: the coach's decision after the whole of their log."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from uuid import UUID
from zoneinfo import ZoneInfo

from unkink.coach.colours import Colour
from unkink.coach.days import day_of
from unkink.coach.deciding import decided
from unkink.coach.decision import Decision, Status
from unkink.coach.following import Followed, Following
from unkink.coach.replaying import Entry, Moment
from unkink.coach.sitting import Sitting
from unkink.program.program import Program
from unkink.site.accounts.models import Person
from unkink.site.coaching.followed import Kept, followed_of
from unkink.site.coaching.texts import following_by
from unkink.site.screening.unasked import has_new_questions, with_new_questions
from unkink.wire.event import Kind

LATELY = timedelta(hours=20)
"""A session that was left can be gone on with for so long (as the player offers it); then it is another day's."""
STOPPED = (Colour.RED, Colour.BLACK)
NOT_TOLD = UUID(int=0)


def decision_of(
    person: Person,
    program: Program,
    now: datetime,
    zone: str,
    answers: Collection[str] = (),
    exercises: Sequence[str] | None = None,
) -> Decision:
    """The decision for that person, who is on that program.

    Unlike `decide`, it takes what was told by a clock that runs ahead as told already: a lock does not wait for it.

    Args:
        person: whose log it is; nobody else's matters.
        program: the text as it is now.
        now: an aware instant.
        zone: the IANA name of the zone that the person is in.
        answers: what is so today, such as ``no-ball``.
        exercises: as `decide`.
    """
    case = case_of(person, program, now, zone)
    return replace(case.decision(tuple(answers), None if exercises is None else tuple(exercises)), at=now)


@dataclass(frozen=True, slots=True)
class Case:
    """All that a decision is made of, but for what is missing today and which exercises are asked for.

    ``open`` is a session that can be gone on with; ``new_questions`` says that the program asks what was never asked.
    Equal cases lead to equal decisions: a program counts by its hash.
    """

    hash: str
    program: Program = field(compare=False)
    kept: Kept
    day: date
    zone: str
    open: UUID | None
    new_questions: bool

    def decision(self, answers: tuple[str, ...], exercises: tuple[str, ...] | None) -> Decision:
        due = _decided(self, tuple(sorted(set(answers))), exercises)
        return with_new_questions(due) if self.new_questions else due

    @property
    def answers(self) -> tuple[str, ...]:
        """What screening said that the program hears."""
        return _answers(self)


def case_of(person: Person, program: Program, now: datetime, zone: str) -> Case:
    kept = followed_of(person, program)
    _, _, *before = kept.texts
    unasked = has_new_questions(person, program, before)
    return case_for(program, kept, now, zone, new_questions=unasked)


def case_for(program: Program, kept: Kept, now: datetime, zone: str, *, new_questions: bool) -> Case:
    """The case of somebody of whom that is known."""
    return Case(program.hash, program, kept, day_of(now, zone), zone, _open(kept.followed, now), new_questions)


def _open(followed: Followed, now: datetime) -> UUID | None:
    """The last session, if it was left lately and nobody has ended it."""
    sittings = [one.sitting for one in followed.entries if one.sitting and one.sitting.record.started]
    if not sittings:
        return None
    last = max(sittings, key=_began).record
    is_open = last.ended is None and last.started is not None and abs(now - last.started) < LATELY
    return last.session if is_open else None


def _began(sitting: Sitting) -> datetime:
    assert sitting.record.started is not None
    return sitting.record.started


@lru_cache(maxsize=256)
def _decided(case: Case, answers: tuple[str, ...], exercises: tuple[str, ...] | None) -> Decision:
    """The decision as of noon: the hour changes nothing."""
    following = following_by(case.kept.texts, case.program)
    noon = datetime.combine(case.day, time(12), ZoneInfo(case.zone))
    followed = _on_todays_text(case, following, noon)
    whole = decided(following, followed, noon, case.zone, answers=answers, exercises=exercises)
    if case.open is None or whole.status is Status.LOCKED or _has_hurt(whole, case.open):
        return whole
    # Whoever goes on with a session goes on with the doses that it began with.
    before = replace(followed, entries=tuple(one for one in followed.entries if not _is_of(case.open, one.sitting)))
    return decided(following, before, noon, case.zone, answers=answers, exercises=exercises)


def _on_todays_text(case: Case, following: Following, noon: datetime) -> Followed:
    """Where the file has changed since the person was told of it, as if that were told now: looking writes nothing."""
    followed = case.kept.followed
    course = following.course(followed)
    if course.name is None or course.hash == case.hash:
        return followed
    changed = Moment(NOT_TOLD, noon, case.day, Kind.PROGRAM_CHANGED, name=course.name, hash=case.hash)
    return replace(followed, entries=(*followed.entries, Entry(moment=changed)))


def _is_of(session: UUID, sitting: Sitting | None) -> bool:
    return sitting is not None and sitting.record.session == session


def _has_hurt(decision: Decision, session: UUID) -> bool:
    """Something was told in it that ends a session."""
    judged = (one.exercises for one in decision.sessions if one.session == session)
    return any(exercise.colour in STOPPED for exercises in judged for exercise in exercises)


@lru_cache(maxsize=256)
def _answers(case: Case) -> tuple[str, ...]:
    return following_by(case.kept.texts, case.program).course(case.kept.followed).answers
