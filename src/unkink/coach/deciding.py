"""Deciding: from a program, a log, a moment and a place to today's doses, each with its reason."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from unkink.coach import gaps, rules, weeks, withholding
from unkink.coach.course import Course, Lock
from unkink.coach.days import day_of
from unkink.coach.decision import Ask, Asked, Decision, Judged, JudgedSession, Reason, Status
from unkink.coach.following import Followed, Following
from unkink.coach.footing import Because
from unkink.coach.locks import RULE_OF
from unkink.coach.phases import moving_on
from unkink.coach.phases.telling import in_phase
from unkink.coach.prescribing import Today, part_of, prescribed
from unkink.coach.reasons import reason
from unkink.coach.sitting import Sitting
from unkink.coach.steps import Steps
from unkink.coach.verdicts import verdicts_of
from unkink.program.program import Program
from unkink.wire.event import Event

ONE_DAY = timedelta(days=1)


def decide(
    program: Program,
    events: Iterable[Event],
    now: datetime,
    zone: str,
    *,
    answers: Collection[str] = (),
    exercises: Sequence[str] | None = None,
    earlier: Iterable[Program] = (),
) -> Decision:
    """What to do now, from the whole log.

    Args:
        program: the checked program that the person is on.
        events: their log, in any order; what is told later than ``now`` is not known yet.
        now: an aware instant.
        zone: the IANA name of the zone that the person is in now.
        answers: what is so today, such as ``no-ball``; what screening said is known from the log.
        exercises: the ids to decide on; by default the session, of the person's phase where there are phases.
        earlier: texts of programs that the person was on before, where they are known.

    Raises:
        KeyError: if the program has no such exercise.
    """
    following = Following(program, earlier)
    followed = following.follow(event for event in events if event.at <= now).state
    return decided(following, followed, now, zone, answers=answers, exercises=exercises)


def decided(
    following: Following,
    followed: Followed,
    now: datetime,
    zone: str,
    *,
    answers: Collection[str] = (),
    exercises: Sequence[str] | None = None,
) -> Decision:
    """What to do now, from a state that was followed so far: the same as from the whole log.

    Raises:
        KeyError: as `decide`.
    """
    steps = following.texts.today
    program = steps.program
    day = day_of(now, zone)
    remembered = steps.remembered
    course = remembered.of(weeks.at_day, following.course(followed), steps, day)
    course = moving_on.at_day(course, steps, day)
    if exercises is None:
        exercises = moving_on.session_of(course, steps, day).exercises
    today = Today(course, steps, day, frozenset({*course.answers, *answers}))
    doses = tuple(
        remembered.of(prescribed, part_of(today, name), name, side) for name in exercises for side in steps.sides(name)
    )
    sittings = [one.sitting for one in followed.entries if one.sitting and one.sitting.record.started]
    standing = standing_on(course, steps, exercises, day)
    easier = course.easier_week and not all(steps.ladder(name).scheduled for name in exercises)
    return Decision(
        program=program.hash,
        title=program.title,
        at=now,
        zone=zone,
        day=day,
        status=standing.status,
        not_before=standing.not_before,
        easier_week=easier,
        reasons=(*standing.reasons, *_of_the_day(course, easier=easier)),
        asks=_asks(
            course, sittings, standing.status, day, nothing_left=_waits_for_a_morning(course, steps, exercises, day)
        ),
        exercises=doses,
        sessions=tuple(remembered.of(_judged, one, following.texts.of(course.hash)) for one in sittings),
        phase=in_phase(course, steps, day),
    )


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether a session may begin, from which day on, and why not now."""

    status: Status
    not_before: date | None = None
    reasons: tuple[Reason, ...] = ()


def standing_on(course: Course, steps: Steps, exercises: Sequence[str], day: date) -> Standing:
    """Whether a session may begin: what is graver is said first."""
    if course.locks:
        return Standing(Status.LOCKED, None, tuple(reason(rule) for lock in course.locks for rule in _of_lock(lock)))
    if course.last is None and course.screened is None:
        return Standing(Status.SCREENING, None, (reason(Because("screening-first")),))
    if needs_screening(course, day):
        return Standing(Status.SCREENING, None, (reason(Because("screening-again")),))
    if course.rest is not None:
        return Standing(Status.REST, None, (reason(course.rest.because),))
    first, reasons = _next_day(course, steps, exercises)
    if first is not None and day < first:
        return Standing(Status.REST_DAY, first, reasons)
    return Standing(Status.READY, day)


def needs_screening(course: Course, day: date) -> bool:
    """Away for so long that the questions come again, and not answered since."""
    if course.last is None or (day - course.last).days < rules.SCREEN_AFTER:
        return False
    return course.screened is None or (course.screened - course.last).days < rules.SCREEN_AFTER


def _of_lock(lock: Lock) -> tuple[Because, ...]:
    """The lock, and the row of the safety table that made it, where it was one."""
    rule = RULE_OF[lock.outcome]
    return (Because(rule, lock.because.events), *([] if lock.because.rule == rule else [lock.because]))


def _next_day(course: Course, steps: Steps, exercises: Sequence[str]) -> tuple[date | None, tuple[Reason, ...]]:
    """The first day of the next session. A file that plans four sessions a week or more leaves no day between."""
    if course.last is None:
        return None, ()
    a_week = max(
        gaps.sessions_a_week(steps.program, name, steps.ladder(name), course.footing(name, side).rung)
        for name in exercises
        for side in steps.sides(name)
    )
    between = [Because("rest-day")] if a_week < rules.WITHOUT_REST_DAYS else []
    if course.sore is not None and course.sore.day == course.last:
        between.append(course.sore.because)
    return course.last + ONE_DAY * (1 + len(between)), tuple(reason(one) for one in between)


def _of_the_day(course: Course, *, easier: bool) -> tuple[Reason, ...]:
    less = (reason(Because("deload")),) if easier else ()
    return (*less, *(reason(Because(rule)) for rule in course.advice))


def _waits_for_a_morning(course: Course, steps: Steps, exercises: Sequence[str], day: date) -> bool:
    """Everything is left out, and a fine morning would bring something of it back: no session can be asked about."""
    withheld = [course.footing(name, side).withheld for name in exercises for side in steps.sides(name)]
    waiting = [one for one in withheld if one is not None and not one.cleared]
    return all(withheld) and any((day - one.day).days >= withholding.TWO_DAYS for one in waiting)


def _asks(
    course: Course, sittings: list[Sitting], status: Status, day: date, *, nothing_left: bool
) -> tuple[Asked, ...]:
    """The questions that wait: what opens a lock or ends a rest, then the mornings that were not answered."""
    asked = []
    if status in (Status.LOCKED, Status.SCREENING) or course.screened is None:
        asked.append(Asked(Ask.SCREENING))
    if course.rest is not None or (nothing_left and status is Status.READY):
        asked.append(Asked(Ask.USUAL_AGAIN))
    unanswered = (one for one in sittings if one.record.morning is None)
    recent = (one for one in unanswered if 0 < (day - one.day).days <= rules.DAYS_FOR_THE_MORNING)
    return (*asked, *(Asked(Ask.MORNING, one.record.session) for one in recent))


def _judged(sitting: Sitting, steps: Steps) -> JudgedSession:
    return JudgedSession(
        sitting.record.session,
        sitting.day,
        tuple(
            Judged(
                one.exercise,
                one.side,
                one.row.number,
                one.row.colour,
                one.provisional,
                one.expected.colour,
                one.missing,
            )
            for one in verdicts_of(sitting, steps)
        ),
    )
