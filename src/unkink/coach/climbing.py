"""Going up and staying: what a session that did not hurt too much does to a footing."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from unkink.coach import rules
from unkink.coach.colours import Colour
from unkink.coach.footing import Because, Footing, lowered, moved, no_streak, settled_below, stay
from unkink.coach.replacing import replace
from unkink.coach.sitting import Evidence, Sitting
from unkink.coach.steps import Steps
from unkink.coach.untold import Answer, Untold
from unkink.coach.verdict import Verdict
from unkink.program.ladder import Ladder
from unkink.wire.event import Kind

TO_RISE = {Kind.EXERCISE_DONE, Kind.EFFORT, Kind.PAIN, Kind.MORNING}


def climbed(
    footing: Footing, ladder: Ladder, steps: Steps, sitting: Sitting, verdict: Verdict, *, easier_week: bool
) -> Footing:
    """The footing after a session of amber, grey or green."""
    if verdict.done:
        footing = settled_below(footing)
    if verdict.done and verdict.row.colour in (Colour.GREEN, Colour.AMBER):
        footing = replace(footing, held=None)
    if verdict.eased:
        return _eased(footing, ladder, sitting, verdict)
    if verdict.done:
        footing = replace(footing, eased=0)
    because = Because(verdict.row.id, verdict.events)
    match verdict.row.colour:
        case Colour.GREEN if ladder.scheduled:
            return _on_schedule(footing, steps, verdict)
        case Colour.GREEN if easier_week:
            return stay(footing, because)
        case Colour.GREEN:
            return _green(footing, ladder, sitting, verdict)
        case Colour.GREY:
            return stay(footing, replace(because, untold=_untold(sitting, *verdict.missing)))
        case _:
            return no_streak(footing, because)


def _eased(footing: Footing, ladder: Ladder, sitting: Sitting, verdict: Verdict) -> Footing:
    """The easier one once changes nothing; twice running is a rung down, where there is one."""
    chosen = _ids(told_of(sitting, verdict, {Kind.EXERCISE_EASED}))
    if footing.eased + 1 >= rules.EASED_IN_A_ROW:
        rule = "eased-twice" if footing.rung > ladder.rungs[0].number else "eased-at-the-bottom"
        return replace(lowered(footing, ladder, Because(rule, (*footing.eased_events, *chosen))), eased=0)
    footing = replace(footing, eased=footing.eased + 1, eased_events=chosen)
    if verdict.row.colour is Colour.AMBER:
        return no_streak(footing, Because(verdict.row.id, verdict.events))
    return stay(footing, Because("eased", chosen))


def _green(footing: Footing, ladder: Ladder, sitting: Sitting, verdict: Verdict) -> Footing:
    if not verdict.completed:
        told = told_of(sitting, verdict, {Kind.EXERCISE_DONE, Kind.EXERCISE_SKIPPED})
        return stay(footing, Because("not-completed", _ids(told)))
    effort = _ids(told_of(sitting, verdict, {Kind.EFFORT}))
    if verdict.too_hard:
        return no_streak(footing, Because("too-hard", effort))
    if sitting.record.rpe is None:
        return stay(footing, Because("effort-missing", verdict.events, _untold(sitting, Answer.EFFORT)))
    if sitting.record.rpe > rules.MOST_EFFORT:
        return no_streak(footing, Because("effort", effort))
    return _earned(footing, ladder, sitting, verdict)


def _untold(sitting: Sitting, *answers: Answer) -> Untold:
    return Untold(sitting.record.session, sitting.day, answers)


def _earned(footing: Footing, ladder: Ladder, sitting: Sitting, verdict: Verdict) -> Footing:
    """One more green.

    The day of a step up is that on which the last answer to it came, since nobody can see it before.
    """
    made = told_of(sitting, verdict, TO_RISE)
    on = max([answered_on(made)] + ([footing.green_on] if footing.green_on else []))
    both = tuple(dict.fromkeys((*footing.green_events, *_ids(made))))
    if footing.rung >= ladder.rungs[-1].number:
        return no_streak(footing, Because("ceiling", verdict.events))
    after = replace(footing, greens=footing.greens + 1, green_on=on, green_events=_ids(made))
    if after.greens < rules.GREENS_TO_RISE:
        return stay(after, Because("one-green", verdict.events))
    if footing.risen is not None and (on - footing.risen).days < rules.DAYS_BETWEEN_RISES:
        return stay(after, Because("seven-days", both))
    return replace(moved(footing, footing.rung + 1, Because("two-greens", both)), risen=on)


def answered_on(made: tuple[Evidence, ...]) -> date:
    """The day of the last answer that was needed: what is told once more is no further session.

    What was done counts whenever it was told, since more of it may complete it. How one exercise felt need not be told.
    """
    first: dict[tuple[object, ...], date] = {}
    for one in made:
        if one.open or (one.kind is Kind.EFFORT and one.exercise is not None):
            continue
        about = None if one.kind is Kind.MORNING else (one.exercise, one.side)
        told = (one.kind, about, one.id if one.kind is Kind.EXERCISE_DONE else None)
        first[told] = min(one.day, first.get(told, one.day))
    return max(first.values())


def _on_schedule(footing: Footing, steps: Steps, verdict: Verdict) -> Footing:
    """One more completed session; when a rung of the schedule has had all of its own, the next one follows."""
    if not verdict.completed:
        return stay(footing, Because("not-completed", verdict.events))
    sessions = footing.sessions + 1
    lasts = steps.lasts(footing.exercise) if footing.instead is None else steps.lasts(footing.instead)
    if footing.rung < len(lasts) and sessions >= lasts[footing.rung]:
        return moved(footing, footing.rung + 1, Because("next-of-schedule", verdict.events))
    return replace(footing, sessions=sessions, because=Because("schedule", verdict.events))


def told_of(sitting: Sitting, verdict: Verdict, kinds: set[Kind]) -> tuple[Evidence, ...]:
    """What was told of the exercise, and of the whole session."""
    return tuple(
        one
        for one in sitting.evidence
        if one.kind in kinds and (one.exercise is None or one.concerns(verdict.exercise, verdict.side))
    )


def _ids(evidence: tuple[Evidence, ...]) -> tuple[UUID, ...]:
    return tuple(one.id for one in evidence)
