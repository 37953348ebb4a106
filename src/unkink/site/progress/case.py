"""A person's progress, from what is kept of their log: records a row each, and what the coach knows.

It is worked out once for every change of the log and every day, and is the same all day long.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import lru_cache
from uuid import UUID

from unkink.coach.following import Followed
from unkink.coach.measuring.results import KINDS as MEASURING
from unkink.coach.measuring.results import results
from unkink.coach.progress.because import REASONS_FOR, Whys, whys_of
from unkink.coach.progress.progress import Known, Progress, progress_of
from unkink.coach.settling import settled
from unkink.site.accounts.models import Person
from unkink.site.calendar.case import past_until
from unkink.site.coaching.decisions import Case
from unkink.site.coaching.followed import state_of
from unkink.site.coaching.texts import following_by
from unkink.site.coaching.today import todays_case
from unkink.site.diary.models import FollowedRow
from unkink.site.diary.reading import Newest, log_of, newest_of
from unkink.site.diary.rows import OF_THE_EVENT, event_of
from unkink.site.diary.sessions import sessions_between
from unkink.site.diary.standing import standing_of
from unkink.wire.event import EPOCH, MILLISECOND, Event, Kind

A_CLOCK_AHEAD = timedelta(days=2)
"""From noon: what is told later in the day, and by a clock that runs ahead, is told already."""
LATELY_LOOKED_AT = 32
"""So many people's progress is held; ten years of one take about 3 MB."""


@dataclass(frozen=True, slots=True)
class AsOf:
    """All that progress is made of: a log as it is, and what the coach makes of it on a day. Equal ones show the same.

    What arrives while progress is worked out makes another one.
    """

    person: UUID
    newest: Newest
    case: Case
    whose: Person = field(compare=False)


def as_of(person: Person, now: datetime) -> AsOf:
    """The log as it is now.

    Raises:
        NoProgram, ProgramMissing: where the person is on no program that is here.
    """
    _, case = todays_case(person, standing_of(person), now)
    return AsOf(person.id, newest_of(person), case, person)


def progress_for(person: Person, now: datetime) -> Progress:
    """All of it, as the log is now.

    Raises:
        NoProgram, ProgramMissing: as `as_of`.
    """
    return progress_at(as_of(person, now))


@lru_cache(maxsize=LATELY_LOOKED_AT)
def progress_at(asked: AsOf) -> Progress:
    person, case = asked.whose, asked.case
    decision = case.decision((), None)
    until = decision.at + A_CLOCK_AHEAD
    screenings = _told(person, {Kind.SCREENING, Kind.UNDONE}, until)
    return progress_of(
        Known(
            program=case.program,
            decision=decision,
            past=past_until(person, until),
            records=sessions_between(person, EPOCH, until),
            screenings=[one for one in screenings if one.kind is Kind.SCREENING],
            results=results(_told(person, MEASURING, until)),
            whys=_whys(person, case, decision.at),
        )
    )


def _told(person: Person, kinds: Collection[Kind], until: datetime) -> tuple[Event, ...]:
    rows = log_of(person).filter(kind__in=[str(kind) for kind in kinds], at_ms__lt=_ms(until))
    return settled(map(event_of, rows.values_list(*OF_THE_EVENT))).events


def _whys(person: Person, case: Case, noon: datetime) -> Whys:
    """From the base that is kept of every log, which lies at least as far back as reasons are told."""
    row = FollowedRow.objects.filter(person=person.id).first()
    base = state_of(row.base) if row is not None and row.base else None
    following = following_by(case.kept.texts, case.program)
    rows = log_of(person).filter(kind__in=following.fold.kinds)
    if base is None or base.last is None:
        return whys_of(following, Followed(), map(event_of, rows.values_list(*OF_THE_EVENT)), noon - REASONS_FOR)
    last = base.last
    rows = rows.filter(at_ms__gte=_ms(last.at))
    events = (event for event in map(event_of, rows.values_list(*OF_THE_EVENT)) if event.order > last.order)
    return whys_of(following, base.state, events, noon - REASONS_FOR)


def _ms(at: datetime) -> int:
    return (at - EPOCH) // MILLISECOND
