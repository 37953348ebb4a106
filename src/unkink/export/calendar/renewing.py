"""The calendar of a person, renewed: what is planned now, published after what was published before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import pairwise

from unkink.coach.days import day_of
from unkink.coach.deciding import decided
from unkink.coach.decision import Decision
from unkink.coach.folding import Snapshot
from unkink.coach.following import Followed, Following
from unkink.coach.planning.pace import WeeklyPace, pace_of, phases_until
from unkink.coach.planning.past import Past, past_of
from unkink.coach.planning.plan import LONGEST_PLAN, Plan, plan_of
from unkink.export.calendar.entry import entries_of
from unkink.export.calendar.publication import KEPT, Publication, published
from unkink.export.calendar.session_words import session_words
from unkink.program.movement_facts import MovementFacts
from unkink.program.program import Program
from unkink.session.settings import Settings
from unkink.wire.event import Event, Kind

AT_ONCE = frozenset({Kind.SCHEDULE, Kind.ENROLLED, Kind.PROGRAM_CHANGED, Kind.UNDONE})
"""What a person changes about the plan itself; of everything else the last of a day is looked at."""
MEMORY = LONGEST_PLAN + KEPT + timedelta(weeks=1)


@dataclass(frozen=True, slots=True)
class Whose:
    """Whose calendar it is, and what its sessions lead to. ``owner`` is any text that stays the same."""

    owner: str
    url: str = ""
    settings: Settings = field(default_factory=Settings)
    movements: Mapping[str, MovementFacts] = field(default_factory=dict)


def pace_at(program: Program, decision: Decision) -> WeeklyPace:
    """What the program asks for on the rungs of today, in the phase of today."""
    phase = decision.phase.phase if decision.phase else None
    return pace_of(program, {one.exercise: one.rung for one in decision.exercises}, phase)


def plan_at(program: Program, decision: Decision, past: Past) -> Plan:
    """The plan as it stands at the decision's moment, in its zone."""
    pace = pace_at(program, decision)
    phase = decision.phase
    until = phases_until(program, phase.phase, phase.since or decision.day, decision.day) if phase else None
    return plan_of(
        program, past, decision.at, decision.zone, pace, not_before=decision.not_before, at_least_until=until
    )


def renewed(before: Publication, program: Program, decision: Decision, past: Past, whose: Whose) -> Publication:
    """What is published at the decision's moment.

    Raises:
        SessionTooLong: as `session_words`.
    """
    ahead = plan_at(program, decision, past).ahead
    words = {
        kind: session_words(program, decision, kind, whose.settings, movements=whose.movements)
        for kind in {one.kind for one in ahead}
    }
    reminder = past.schedule.reminder
    entries = entries_of(ahead, words, owner=whose.owner, reminder=reminder, url=whose.url)
    return published(before, entries, decision.at)


def from_log(
    program: Program, events: Iterable[Event], now: datetime, zone: str, whose: Whose, suggested: Past | None = None
) -> Publication:
    """What is published at ``now`` by somebody who published after every day, and after every change of the plan.

    So the numbers of the entries rise with the log, wherever the document before has gone. ``suggested`` stands for
    what was chosen while nothing was.

    Raises:
        SessionTooLong: as `session_words`.
    """
    log = sorted((event for event in events if event.at <= now), key=lambda event: event.order)
    following = Following(program)
    kept = following.follow(())
    publication = Publication()
    read = 0
    for upto, moment, place in _moments(log, now, zone):
        kept = _further(following, kept, log, read, upto)
        read = upto
        past = _or(past_of(log[:upto], moment), suggested)
        decision = decided(following, kept.state, moment, place)
        publication = renewed(publication, program, decision, past, whose)
    return publication


def _or(past: Past, suggested: Past | None) -> Past:
    return past if past.chosen or suggested is None else replace(past, chosen=suggested.chosen)


def _further(
    following: Following, kept: Snapshot[Followed], log: Sequence[Event], read: int, upto: int
) -> Snapshot[Followed]:
    further = following.carried_on(kept, log[read:upto])
    return further if further is not None else following.follow(log[:upto])


def _moments(log: Sequence[Event], now: datetime, zone: str) -> Iterator[tuple[int, datetime, str]]:
    """How many events are known, when, and where the person is: after whatever may have changed the plan; then now."""
    for number, (event, following) in enumerate(pairwise(log), 1):
        last_of_day = day_of(event.at, event.tz) != day_of(following.at, following.tz)
        if event.at > now - MEMORY and (event.kind in AT_ONCE or last_of_day):
            yield number, event.at, event.tz
    if log and log[-1].at < now:
        yield len(log), log[-1].at, log[-1].tz
    yield len(log), now, zone
