"""What a session does to a course: its exercises, reds, locks, weeks, and the days of rest after it."""

from __future__ import annotations

from unkink.coach import rules, weeks
from unkink.coach.colours import AMBER_OR_WORSE, RED_OR_WORSE
from unkink.coach.course import Course, Lock, Red, Rest, Week
from unkink.coach.footing import Because, Footing
from unkink.coach.locks import RULE_OF, locked
from unkink.coach.one_exercise import after_exercise, known_by_morning
from unkink.coach.phases import moving_on
from unkink.coach.record import SessionRecord
from unkink.coach.replacing import replace
from unkink.coach.safety_table import Then
from unkink.coach.screening import Outcome
from unkink.coach.sitting import Sitting, alone
from unkink.coach.steps import Steps
from unkink.coach.verdict import Verdict, worst_pain
from unkink.coach.verdicts import played_of, verdicts_elsewhere, verdicts_of
from unkink.wire.event import Kind
from unkink.wire.words import MorningAnswer

LOCKING_ROWS = (("row-1", Then.HELP, Outcome.EMERGENCY), ("row-4", Then.LOCK, Outcome.PROFESSIONAL))


def after_session(course: Course, steps: Steps, sitting: Sitting) -> Course:
    """The course after a session that took place."""
    day = sitting.day
    course = weeks.at_session(course, steps, day)
    course = moving_on.at_day(course, steps, day)
    verdicts = _all_verdicts(sitting, steps)
    course = _after_exercises(course, steps, sitting)
    last = day if course.last is None else max(day, course.last)
    course = replace(course, last=last, sessions=course.sessions + 1)
    course = moving_on.after_session(course, steps, sitting, verdicts)
    course = _after_reds(course, sitting, verdicts)
    return _after_morning(in_week(course, sitting, verdicts), sitting)


def after_part(course: Course, steps: Steps, sitting: Sitting) -> Course:
    """The course after a session of which only parts are known, its start being lost or late.

    What was told of it lowers, rests and locks as in any other; it earns nothing, and nobody was back by it.
    """
    course = moving_on.at_day(weeks.at_day(course, steps, sitting.day), steps, sitting.day)
    verdicts = _all_verdicts(sitting, steps)
    course = _after_exercises(course, steps, sitting)
    if any(one.row.colour in AMBER_OR_WORSE for one in verdicts):
        course = moving_on.after_session(course, steps, sitting, verdicts)
    course = _after_reds(course, sitting, verdicts)
    return course if course.week is None else _in_mean(course, sitting, verdicts)


def _all_verdicts(sitting: Sitting, steps: Steps) -> tuple[Verdict, ...]:
    """The verdicts on everything in the session, also on what the program does not know."""
    verdicts = verdicts_of(sitting, steps)
    return (*verdicts, *verdicts_elsewhere(sitting, {one.exercise for one in verdicts}))


def _after_exercises(course: Course, steps: Steps, sitting: Sitting) -> Course:
    """Each exercise by itself, with what of the course it has to do with, so that the same is not worked out twice."""
    remembered = steps.remembered
    known = known_by_morning(sitting)
    around = remembered.of(_around, course.answers, course.chosen, course.easier_week)
    footings: list[Footing] = []
    for name in played_of(sitting, steps):
        part = remembered.of(_with_only, around, *course.footings_of(name))
        by_itself = remembered.of(alone, sitting, name)
        footings += remembered.of(after_exercise, part, steps, by_itself, name, known)
    return course.with_footings(tuple(footings))


def _around(answers: tuple[str, ...], chosen: tuple[int, ...], easier_week: bool) -> Course:  # noqa: FBT001
    """What of a course has to do with every exercise."""
    week = Week(0)
    return Course(answers=answers, chosen=chosen, week=week, deload=week.number if easier_week else None)


def _with_only(around: Course, *footings: Footing) -> Course:
    return replace(around, footings=footings)


def _after_reds(course: Course, sitting: Sitting, verdicts: tuple[Verdict, ...]) -> Course:
    """Locks that the session's answers make."""
    for row, then, outcome in LOCKING_ROWS:
        made = [one for verdict in verdicts if then in verdict.then for one in verdict.made]
        if made:
            because = Because(row, tuple(dict.fromkeys(one.id for one in made)))
            cause = f"{sitting.record.session}"
            course = locked(course, Lock(outcome, cause, max(one.at for one in made), because))
    made = [one for verdict in verdicts if verdict.row.colour in RED_OR_WORSE for one in verdict.made]
    if not made:
        return course
    told = max(one.at for one in made)
    red = Red(sitting.record.session, sitting.day, told, tuple(dict.fromkeys(one.id for one in made)))
    others = [one for one in course.reds if one.session != red.session]
    near = [one for one in others if abs((red.day - one.day).days) <= rules.DAYS_OF_REDS]
    if len(near) + 1 >= rules.REDS_THAT_LOCK:
        because = Because(RULE_OF[Outcome.TWO_REDS], (*near[-1].events, *red.events))
        told = max(red.told, *(one.told for one in near))
        course = locked(course, Lock(Outcome.TWO_REDS, str(Outcome.TWO_REDS), told, because))
    return replace(course, reds=(*near, red))


def in_week(course: Course, sitting: Sitting, verdicts: tuple[Verdict, ...]) -> Course:
    """The session counted in its week."""
    week = course.week
    assert week is not None
    return _in_mean(replace(course, week=replace(week, sessions=week.sessions + 1)), sitting, verdicts)


def _in_mean(course: Course, sitting: Sitting, verdicts: tuple[Verdict, ...]) -> Course:
    """What was told of pain counted in the week's mean."""
    week = course.week
    assert week is not None
    pain = worst_pain(sitting.record)
    pains = [one for one in sitting.of(Kind.PAIN) if one.exercise is not None]
    week = replace(
        week,
        amber=week.amber or any(one.row.colour in AMBER_OR_WORSE for one in verdicts),
        told=max([one.at for one in pains] + ([week.told] if week.told else []), default=None),
        events=(*week.events, *(one.id for one in pains)),
    )
    if pain is not None:
        week = replace(week, answered=week.answered + 1, pains=week.pains + pain)
    return replace(course, week=week)


def _after_morning(course: Course, sitting: Sitting) -> Course:
    """Very sore muscles ask for one more day of rest."""
    events = tuple(one.id for one in sitting.of(Kind.MORNING))
    sore = Rest(sitting.day, Because("very-sore", events)) if very_sore(sitting.record) else None
    return replace(course, sore=sore)


def very_sore(record: SessionRecord) -> bool:
    """Whether the muscles were so sore on the morning after that they ask for one more day of rest."""
    return record.morning is MorningAnswer.MUSCLES_SORE and (record.soreness or 0) > rules.SORE
