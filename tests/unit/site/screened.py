"""People who have answered the questions before the first session, so that a session may begin."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from unkink.site.accounts.models import Person
from unkink.site.diary.write import record
from unkink.wire.event import Event, Kind

CLEAR: dict[str, object] = {"numb-saddle": False, "hernia": False, "weeks-of-pain": 3, "age": 40}
A_MINUTE = timedelta(minutes=1)


def answer_the_questions(person: Person, *, at: datetime | None = None, **yes: object) -> Event:
    """Nothing that stands in the way, but for what ``yes`` names: ``hernia=True``, hyphens as underscores."""
    answers = {**CLEAR, **{name.replace("_", "-"): answer for name, answer in yes.items()}}
    now = at or datetime.now(UTC) - A_MINUTE
    return record(person, Kind.SCREENING, {"answers": answers}, now=now)
