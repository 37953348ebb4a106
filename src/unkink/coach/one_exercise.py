"""What a session does to one exercise: a step up or down, left out, or what stands in for it."""

from __future__ import annotations

from datetime import date, datetime

from unkink.coach import gaps
from unkink.coach.climbing import climbed
from unkink.coach.colours import RED_OR_WORSE, Colour
from unkink.coach.course import Course
from unkink.coach.exercise_record import NOTHING, ExerciseRecord, Way
from unkink.coach.footing import Because, Footing, Held, Played, Withheld, left_out, lowered, no_streak, returned
from unkink.coach.replacing import replace
from unkink.coach.safety_table import Then
from unkink.coach.sitting import HURT, Sitting
from unkink.coach.steps import Steps
from unkink.coach.verdict import Verdict
from unkink.coach.verdicts import verdicts_on
from unkink.program.ladder import Ladder
from unkink.wire.event import Kind


def after_exercise(part: Course, steps: Steps, sitting: Sitting, exercise: str, known: bool) -> tuple[Footing, ...]:  # noqa: FBT001
    """Its footings after a session, from a course and a session that hold nothing of any other exercise.

    ``known`` is what `known_by_morning` says of the whole session.
    """
    for verdict in verdicts_on(sitting, steps, exercise):
        part = _after_verdict(part, steps, sitting, verdict, known=known)
    return part.footings


def _after_verdict(course: Course, steps: Steps, sitting: Sitting, verdict: Verdict, *, known: bool) -> Course:
    main = course.footing(verdict.exercise, verdict.side)
    # Left out, it is still missed, and its time goes on: lowered here as well, it would be lowered twice.
    back = verdict.done and not sitting.in_part
    main = gaps.after_gap(course, steps, main, sitting.day) if back else main
    instead = _instead(course, steps, sitting, verdict, main)
    if instead is None:
        footing = returned(main)
    else:
        footing = course.footing(verdict.exercise, verdict.side, instead)
        footing = gaps.after_gap(course, steps, footing, sitting.day) if back else footing
        main = replace(main, frozen=True)
    ladder = steps.ladder(verdict.exercise, instead)
    if steps_down(verdict, known=known):
        after, out = _stepped_down(footing, ladder, sitting, verdict)
        if instead is not None:
            main = replace(lowered(returned(main), steps.ladder(verdict.exercise), after.because), frozen=True)
    else:
        after = _stayed_or_climbed(course, steps, sitting, verdict, footing, ladder)
        out = None
    after = _told_in_part(after, footing) if sitting.in_part else _done(after, footing, sitting, verdict)
    if instead is None:
        return course.with_footing(left_out(after, out))
    if back:
        # Its place was not missed: while something stands in, the exercise itself stays as it is.
        main = _done_on(main, sitting.day)
    return course.with_footing(left_out(main, out)).with_footing(after)


def _stayed_or_climbed(
    course: Course, steps: Steps, sitting: Sitting, verdict: Verdict, footing: Footing, ladder: Ladder
) -> Footing:
    if not sitting.in_part:
        return climbed(footing, ladder, steps, sitting, verdict, easier_week=course.easier_week)
    if verdict.row.colour is Colour.AMBER:
        return no_streak(footing, Because(verdict.row.id, verdict.events))
    return footing


def _told_in_part(after: Footing, before: Footing) -> Footing:
    """Nobody told what was to be done; a step down is one from where they stood."""
    if after.rung >= before.rung or after.played is None:
        return after
    return replace(after, played=replace(after.played, stood=before.allowed))


def _done(after: Footing, before: Footing, sitting: Sitting, verdict: Verdict) -> Footing:
    """With what was to be done, and the day of it, where something was: what was left out says nothing of either."""
    if not verdict.done:
        return after
    played = _played(before, verdict) or after.played
    return _done_on(replace(after, played=played), sitting.day)


def _done_on(footing: Footing, day: date) -> Footing:
    return replace(footing, done=max(day, footing.done or day))


def _instead(course: Course, steps: Steps, sitting: Sitting, verdict: Verdict, main: Footing) -> str | None:
    """What stood in for the exercise; where nobody told what was done of it, what stands in by the answers."""
    way = verdict.records[0].ways[0] if verdict.records[0].ways else None
    answers = {*course.answers, *sitting.record.missing}
    if way is None:
        item = steps.item(verdict.exercise, main.rung, answers)
        return item.variant if item.instead_of_because else None
    return steps.stands_in(verdict.exercise, way.variant, main.rung, answers)


def known_by_morning(sitting: Sitting) -> bool:
    """Whether it was known which exercise had hurt when there was more pain: told later, it excuses no other."""
    mornings = [one.at for one in sitting.of(Kind.MORNING) if one.grave]
    pains = [one.at for one in sitting.of(Kind.PAIN) if one.grave and one.exercise is not None]
    return bool(mornings and pains) and min(pains) <= min(mornings)


def steps_down(verdict: Verdict, *, known: bool) -> bool:
    """Whether the exercise goes a rung down; ``known`` is what `known_by_morning` says of the session."""
    if Then.DOWN in verdict.then:
        return True
    if Then.DOWN_WHERE_IT_HURT not in verdict.then:
        return False
    return (verdict.pain or 0) >= HURT or (verdict.done and not known)


def _stepped_down(
    footing: Footing, ladder: Ladder, sitting: Sitting, verdict: Verdict
) -> tuple[Footing, Withheld | None]:
    """A rung down, and, where there is none or the feeling stays, why the exercise is left out."""
    because = Because(verdict.row.id, verdict.events)
    red = verdict.row.colour in RED_OR_WORSE
    hurt_on = _hurt_on(footing, ladder, verdict) if red or not verdict.done else footing.allowed
    bottom = ladder.rungs[0].number
    held = Held(max(hurt_on - 1, bottom), last_told(verdict), red or hurt_on < footing.rung)
    after = replace(lowered(footing, ladder, because), eased=0, held=held)
    session, day = sitting.occasion, sitting.day
    if sitting.record.persists and verdict.numb_or_shooting:
        professional = Because("withheld-professional", verdict.events)
        at_bottom = because if hurt_on <= bottom else None
        return after, Withheld(session, day, cleared=True, because=professional, bottom=at_bottom)
    if hurt_on <= bottom:
        return after, Withheld(session, day, cleared=False, because=because)
    return after, None


def last_told(verdict: Verdict) -> datetime:
    """When it was told last that it hurt. A good morning after says nothing of the kind, however late it is."""
    return max(one.at for one in verdict.made if one.kind is not Kind.MORNING or one.grave)


def _hurt_on(footing: Footing, ladder: Ladder, verdict: Verdict) -> int:
    """The rung that hurt, below the one that is kept after a time away, or on a device that had not heard of a rise."""
    ways = [_way_done(record) for record in verdict.records if record.ways]
    own = [
        way.rung for way in ways if footing.instead is None and any(way.variant == one.exercise for one in ladder.rungs)
    ]
    return max(min([footing.allowed, *own]), ladder.rungs[0].number)


def _way_done(record: ExerciseRecord) -> Way:
    """What was done on that side. What was planned names no side, so where the sides differ it may be the other's."""
    return next((way for way in record.ways if way.done != NOTHING), record.ways[0])


def _played(footing: Footing, verdict: Verdict) -> Played | None:
    ways = [_way_done(record) for record in verdict.records if record.ways]
    return Played(ways[0].variant, ways[0].dose, ways[0].rung, footing.allowed) if ways else None
