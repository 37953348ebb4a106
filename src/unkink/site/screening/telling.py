"""The answers as one event of the log, and what was answered the last time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from unkink.coach.settling import settled
from unkink.site.accounts.models import Person
from unkink.site.diary.reading import log_of
from unkink.site.diary.rows import OF_THE_EVENT, event_of
from unkink.site.diary.write import record
from unkink.site.screening.drafts import Answers
from unkink.wire.event import EPOCH, MILLISECOND, Event, Kind
from unkink.wire.facts import Fact
from unkink.wire.told import Screened

MOST_AHEAD = timedelta(days=1)
"""How far a device's clock may run ahead and still be believed to have told something before now."""


def tell(person: Person, answers: Mapping[str, Fact], program: str, now: datetime) -> Event:
    """Write the answers, as told after all that the log holds already.

    What locks opens by an answer told later alone, and a phone whose clock runs ahead may have told it "in the future".
    """
    newest = log_of(person).order_by("-at_ms").values_list("at_ms", flat=True).first()
    last = EPOCH + newest * MILLISECOND if newest is not None else now
    at = last + MILLISECOND if now <= last <= now + MOST_AHEAD else now
    return record(person, Kind.SCREENING, {"answers": dict(answers)}, now=at, program=program)


def last_told(person: Person) -> Event | None:
    """The last screening that counts."""
    kinds = (Kind.SCREENING, Kind.UNDONE)
    rows = log_of(person).filter(kind__in=kinds).values_list(*OF_THE_EVENT)
    counting = [event for event in settled(map(event_of, rows)).events if event.kind is Kind.SCREENING]
    return counting[-1] if counting else None


def last_answers(person: Person) -> Answers:
    told = last_told(person)
    return dict(told.data.answers) if told and isinstance(told.data, Screened) else {}
