"""Locks: what closes a course, and which answers open it again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from unkink.coach.course import Course, Lock
from unkink.coach.footing import Because
from unkink.coach.replacing import replace
from unkink.coach.said import Said, still_so
from unkink.coach.screening import LOCKING, Outcome, Screening, screened
from unkink.coach.withholding import after_clearance

RULE_OF: Mapping[Outcome, str] = {outcome: f"lock-{outcome}" for outcome in (*LOCKING, Outcome.TWO_REDS)}


def locked(course: Course, lock: Lock) -> Course:
    """The course with one more lock; what is locked for the same cause already stays so, and by the later telling."""
    others = tuple(one for one in course.locks if (one.outcome, one.cause) != (lock.outcome, lock.cause))
    return replace(course, locks=(*others, lock))


def after_screening(course: Course, told: Screening, said: Said, at: datetime, day: date, event: UUID) -> Course:
    """What opens with these answers, what they close, and what they let the program hear.

    They lock and open by themselves; what they limit, they do together with every earlier answer that still holds.
    """
    course = replace(course, locks=tuple(one for one in course.locks if not _opens(one, told, said, at)))
    for outcome, question in told.locks:
        course = locked(course, Lock(outcome, question, at, Because(RULE_OF[outcome], (event,))))
    if told.cleared:
        course = after_clearance(course)
    said = still_so(course.said, said)
    limits = screened(said.facts)
    return replace(course, said=said, answers=limits.answers, advice=limits.advice, screened=day)


def _opens(lock: Lock, told: Screening, said: Said, at: datetime) -> bool:
    if at <= lock.told:
        return False
    match lock.outcome:
        case Outcome.EMERGENCY | Outcome.SAME_DAY:
            return told.seen and told.clean
        case Outcome.PROFESSIONAL:
            return told.cleared
        case Outcome.TWO_REDS:
            return told.clean and said != Said()  # a claim alone answers nothing
        case _:
            return said.answers(AGES) and all(outcome is not Outcome.OUT_OF_SCOPE for outcome, _ in told.locks)


AGES = ("age", "under-18")
"""The answers that say how old somebody is: without one of them nobody has grown older."""
