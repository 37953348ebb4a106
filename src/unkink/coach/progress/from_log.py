"""Progress from a log alone, as `decide` decides from one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from unkink.coach.deciding import decided
from unkink.coach.following import Followed, Following
from unkink.coach.measuring.results import results
from unkink.coach.planning.past import past_of
from unkink.coach.progress.because import REASONS_FOR, whys_of
from unkink.coach.progress.progress import Known, Progress, progress_of
from unkink.coach.record import SessionRecord, fold
from unkink.coach.settling import settled
from unkink.program.program import Program
from unkink.wire.event import Event, Kind


def progress_from(
    program: Program, events: Iterable[Event], now: datetime, zone: str, *, earlier: Iterable[Program] = ()
) -> Progress:
    """What these events add up to at ``now``; the arguments are those of `decide`."""
    told = [event for event in events if event.at <= now]
    log = settled(told).events
    following = Following(program, earlier)
    decision = decided(following, following.follow(told).state, now, zone)
    return progress_of(
        Known(
            program=program,
            decision=decision,
            past=past_of(told, now),
            records=records_of(log),
            screenings=[event for event in log if event.kind is Kind.SCREENING],
            results=results(told),
            whys=whys_of(following, Followed(), told, now - REASONS_FOR),
        )
    )


def records_of(log: Sequence[Event]) -> list[SessionRecord]:
    """The record of every session in a settled log."""
    records: dict[UUID, SessionRecord] = {}
    for event in log:
        if event.session is not None:
            before = records.get(event.session) or SessionRecord(event.session)
            records[event.session] = fold(before, event)
    return list(records.values())
