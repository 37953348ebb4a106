"""Following a person through their log: a fold whose state stays small, however long the log.

What is older than ``REMEMBERED`` is worked into the course and let go; the sessions since then are kept, as answers
about them may still come.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from unkink.coach import folding, rules
from unkink.coach.course import Course
from unkink.coach.days import day_of
from unkink.coach.folding import Fold, Snapshot
from unkink.coach.measuring.results import result_of
from unkink.coach.owning import owned
from unkink.coach.phases.readings import reading_of
from unkink.coach.phases.stage import Reading
from unkink.coach.record import SessionRecord
from unkink.coach.remembering import Remembered
from unkink.coach.replacing import replace
from unkink.coach.replaying import Entry, Moment, Texts, replayed
from unkink.coach.said import said_in
from unkink.coach.screening import screened
from unkink.coach.sitting import Evidence, Sitting, told
from unkink.coach.steps_up import told_late
from unkink.program.program import Program
from unkink.wire.event import Event, Kind
from unkink.wire.facts import Facts
from unkink.wire.told import Enrolled, MorningAfter, Pain, ProgramChanged, RungSet, Screened
from unkink.wire.words import MorningAnswer, PainOf

REMEMBERED = timedelta(days=rules.DAYS_FOR_THE_MORNING)
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
KINDS = frozenset(Kind) - {Kind.SESSION_PAUSED, Kind.MEASURED}
"""The kinds of events that decisions are made of: whoever fetches events for them need fetch no others."""


@dataclass(frozen=True, slots=True)
class Usual:
    """Usual pain that was told before a session began, for the session of that day."""

    id: UUID
    at: datetime
    day: date
    level: int


NOTHING_YET = Course()


@dataclass(frozen=True, slots=True)
class Followed:
    """The course up to a while ago, and what came since, in the order in which it began."""

    course: Course = NOTHING_YET
    entries: tuple[Entry, ...] = ()
    usual: Usual | None = None


class Following:
    """Folds logs of people on a program. ``earlier`` are texts of programs that they were on before, where known."""

    def __init__(self, program: Program, earlier: Iterable[Program] = (), remembered: Remembered | None = None) -> None:
        self.texts = Texts(program, earlier, remembered)
        self.fold = Fold(Followed(), self._step, KINDS, lambda event: event.kind in KINDS, _taken_back)

    def follow(self, events: Iterable[Event]) -> Snapshot[Followed]:
        """Where these events lead, whatever their order."""
        return folding.folded(self.fold, events)

    def carried_on(self, snapshot: Snapshot[Followed], events: Iterable[Event]) -> Snapshot[Followed] | None:
        """A snapshot with further events; None where the log has to be followed from its start."""
        return folding.carried_on(self.fold, snapshot, events)

    def course(self, followed: Followed) -> Course:
        """The course with everything that came, as of the last event."""
        return replayed(followed.course, self.texts, followed.entries)

    def _step(self, followed: Followed, event: Event) -> Followed:
        day = day_of(event.at, event.tz)
        kept = self.let_go(followed, day)
        after = _told(kept, owned(event, self.texts), day)
        if not _is_told_late(kept, after):
            return after
        late = told_late(self.course(kept), self.course(after), day)
        return _with(after, Moment(event.id, event.at, day, event.kind, steps_up=late)) if late else after

    def let_go(self, followed: Followed, day: date) -> Followed:
        """What nothing can be told of any more is worked in, from the front, so that the order stays."""
        entries = followed.entries
        old = 0
        while old < len(entries) and entries[old].day < day - REMEMBERED:
            old += 1
        if not old:
            return followed
        course = replayed(followed.course, self.texts, entries[:old])
        return replace(followed, course=course, entries=entries[old:])


def _is_told_late(before: Followed, after: Followed) -> bool:
    """A session has changed that a step up may have followed already: one earned, or one chosen by hand."""
    pairs = enumerate(zip(before.entries, after.entries, strict=False))
    changed = next((place for place, (one, now) in pairs if one is not now), None)
    return changed is not None and any(_may_raise(one) for one in before.entries[changed:])


def _may_raise(entry: Entry) -> bool:
    if entry.sitting is not None:
        return entry.sitting.record.morning is not None
    return entry.moment is not None and entry.moment.kind is Kind.RUNG_SET


def _told(followed: Followed, event: Event, day: date) -> Followed:
    match event.data:
        case MorningAfter() as morning:
            return _morning(followed, event, day, morning)
        case Pain(PainOf.USUAL, int() as level) if event.session is None:
            return replace(followed, usual=_smaller(followed.usual, Usual(event.id, event.at, day, level)))
        case Enrolled(name) | ProgramChanged(name):
            return _with(followed, Moment(event.id, event.at, day, event.kind, name=name, hash=event.program))
        case RungSet(rung):
            moment = Moment(event.id, event.at, day, event.kind, event.exercise, event.side, rung)
            return _with(followed, moment)
        case Screened(answers):
            said = said_in(answers)
            return _with(followed, Moment(event.id, event.at, day, event.kind, screening=screened(answers), said=said))
        case Facts() if event.kind is Kind.ASSESSMENT:
            result = result_of(event)
            return followed if result is None else _with(followed, _measured(event, day, reading_of(result)))
        case Facts() as facts:
            return _with(followed, Moment(event.id, event.at, day, event.kind, chosen=_weekdays(facts)))
        case _:
            return _of_session(followed, event, day)


def _measured(event: Event, day: date, reading: Reading) -> Moment:
    return Moment(event.id, event.at, day, event.kind, reading=reading)


def _of_session(followed: Followed, event: Event, day: date) -> Followed:
    """An event of a session; pain that names none belongs to the last one, else it stands for itself."""
    followed, place, sitting = _opened(followed, event.session or _last(followed, day) or event.id, day)
    after = told(sitting, event)
    if event.kind is Kind.SESSION_STARTED and followed.usual is not None:
        after = _with_usual(after, followed.usual)
        followed = replace(followed, usual=None)
    return _put(followed, place, after)


def _opened(followed: Followed, session: UUID, day: date) -> tuple[Followed, int, Sitting]:
    """The session, and its place among the entries: at their end where nothing was told of it before."""
    place = _place(followed, session)
    if place is None:
        followed = replace(followed, entries=(*followed.entries, Entry(Sitting(SessionRecord(session), day))))
        place = len(followed.entries) - 1
    sitting = followed.entries[place].sitting
    assert sitting is not None
    return followed, place, sitting


def _taken_back(followed: Followed, event: Event) -> Followed:
    """A start that was undone: what else is told of that session counts for nothing, unless it has another start."""
    if event.kind is not Kind.SESSION_STARTED or event.session is None:
        return followed
    followed, place, sitting = _opened(followed, event.session, day_of(event.at, event.tz))
    return _put(followed, place, replace(sitting, taken_back=True))


def _smaller(before: Usual | None, now: Usual) -> Usual:
    """Told twice on one day, the smaller one counts."""
    return now if before is None or before.day != now.day or now.level <= before.level else before


def _with_usual(sitting: Sitting, usual: Usual) -> Sitting:
    known = sitting.record.usual
    if usual.day != sitting.day or (known is not None and known <= usual.level):
        return sitting
    evidence = Evidence(usual.id, usual.at, usual.day, Kind.PAIN, None, None)
    record = replace(sitting.record, usual=usual.level)
    return replace(sitting, record=record, evidence=(*sitting.evidence, evidence))


def _morning(followed: Followed, event: Event, day: date, morning: MorningAfter) -> Followed:
    """A morning belongs to the session that it names, else to the last one, for as many days as it is asked for.

    That it is as usual, or that only muscles are sore, can be told on a later day alone: not in the evening.
    """
    session = event.session or _last(followed, day)
    place = None if session is None else _place(followed, session)
    moment = Moment(event.id, event.at, day, event.kind, morning=morning.answer, soreness=morning.soreness)
    if place is None:
        return _with(followed, moment)
    sitting = followed.entries[place].sitting
    assert sitting is not None
    later = (day - sitting.day).days
    if later <= rules.DAYS_FOR_THE_MORNING and (later > 0 or morning.answer is MorningAnswer.MORE_PAIN):
        followed = _put(followed, place, told(sitting, event))
    elif later <= 0:
        return followed
    if sitting.undone:
        return followed
    if sitting.in_part:
        return _with(followed, moment)  # it brings nothing back
    return _with(followed, replace(moment, session=sitting.occasion))


def _last(followed: Followed, day: date) -> UUID | None:
    """The session that was started last, if that is not too long ago."""
    started = (
        entry.sitting
        for entry in reversed(followed.entries)
        if entry.sitting is not None and entry.sitting.record.started is not None
    )
    sitting = next(started, None)
    if sitting is None or (day - sitting.day).days > rules.DAYS_FOR_THE_MORNING:
        return None
    return sitting.record.session


def _place(followed: Followed, session: UUID) -> int | None:
    for place in range(len(followed.entries) - 1, -1, -1):
        sitting = followed.entries[place].sitting
        if sitting is not None and sitting.record.session == session:
            return place
    return None


def _put(followed: Followed, place: int, sitting: Sitting) -> Followed:
    entries = followed.entries
    return replace(followed, entries=(*entries[:place], Entry(sitting), *entries[place + 1 :]))


def _with(followed: Followed, moment: Moment) -> Followed:
    return replace(followed, entries=(*followed.entries, Entry(moment=moment)))


def _weekdays(facts: Facts) -> tuple[int, ...]:
    """The weekdays under ``days``, by their first three letters; none where it holds anything else."""
    days = facts.get("days", ())
    named = [day.lower()[:3] for day in days if isinstance(day, str)] if isinstance(days, tuple) else []
    return tuple(sorted({DAYS.index(day) for day in named if day in DAYS}))
