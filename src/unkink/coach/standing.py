"""Where a person stands: their program, what they set by hand, how they left off. A fold over the whole log."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from unkink.coach import folding
from unkink.coach.days import day_of
from unkink.coach.folding import Fold, Snapshot
from unkink.coach.replacing import replace
from unkink.wire.event import Event, Kind
from unkink.wire.told import Enrolled, Pain, ProgramChanged, RungSet, SessionEnded, SessionStarted
from unkink.wire.words import PainOf, SessionKind, SetBy, Side


@dataclass(frozen=True, slots=True)
class Enrolment:
    """The program that a person is on, and since when. They stay on the text with that hash."""

    name: str
    title: str | None
    hash: str | None
    since: datetime


@dataclass(frozen=True, slots=True)
class HandSet:
    """A rung that was set by hand, for one exercise, or one side of it."""

    exercise: str
    side: Side | None
    rung: int
    by: SetBy
    author: str | None
    at: datetime


@dataclass(frozen=True, slots=True)
class LastSession:
    """The session that was started last. ``ended`` is None while it is open."""

    session: UUID
    started: datetime
    tz: str
    kind: SessionKind
    program: str | None
    missing: tuple[str, ...]
    first_side: Side
    ended: datetime | None = None

    @property
    def day(self) -> date:
        return day_of(self.started, self.tz)


@dataclass(frozen=True, slots=True)
class Standing:
    """``rungs`` are in the order of exercise and side; ``usual`` is the usual pain as told last, 0-10.

    ``ended_early`` is the session that ended last without having started: two devices whose clocks differ.
    """

    enrolment: Enrolment | None = None
    rungs: tuple[HandSet, ...] = ()
    sessions: int = 0
    last: LastSession | None = None
    usual: int | None = None
    ended_early: tuple[UUID, datetime] | None = None

    @property
    def open(self) -> LastSession | None:
        """The last session, if nobody has ended it."""
        return self.last if self.last and self.last.ended is None else None

    def rung_of(self, exercise: str, side: Side | None = None) -> int | None:
        """The rung set by hand for an exercise: that of its side where one was set, else that of the whole."""
        rungs = {one.side: one.rung for one in self.rungs if one.exercise == exercise}
        return rungs.get(side, rungs.get(None))


def fold(standing: Standing, event: Event) -> Standing:
    """The standing after one more event, the next in fold order, corrections taken in."""
    match event.data:
        case Enrolled(name, title) | ProgramChanged(name, title):
            return _enrolled(standing, Enrolment(name, title, event.program, event.at))
        case RungSet() as told if event.exercise is not None:
            return _set(standing, HandSet(event.exercise, event.side, told.rung, told.by, told.author, event.at))
        case SessionStarted() as told if event.session is not None:
            return _started(standing, event, event.session, told)
        case SessionEnded() if event.session is not None:
            return _ended(standing, event.session, event.at)
        case Pain(PainOf.USUAL, level):
            return replace(standing, usual=level)
        case _:
            return standing


ALWAYS = frozenset({Kind.ENROLLED, Kind.PROGRAM_CHANGED, Kind.RUNG_SET, Kind.SESSION_STARTED})
KINDS = ALWAYS | {Kind.SESSION_ENDED, Kind.PAIN, Kind.UNDONE}
"""The kinds of events that a standing is made of: whoever fetches events for it need fetch no others."""


def _concerns(event: Event) -> bool:
    """A correction of an end or of an exercise's pain changes nothing here, and there are many of them."""
    match event.kind:
        case Kind.SESSION_ENDED:
            return event.corrects is None
        case Kind.PAIN:
            return event.exercise is None
        case kind:
            return kind in ALWAYS


FOLD = Fold(Standing(), fold, KINDS, _concerns)


def standing_of(events: Iterable[Event]) -> Snapshot[Standing]:
    """Where the person stands after all their events, in any order."""
    return folding.folded(FOLD, events)


def carried_on(snapshot: Snapshot[Standing], events: Iterable[Event]) -> Snapshot[Standing] | None:
    """The standing after further events; None where it has to be folded from the start."""
    return folding.carried_on(FOLD, snapshot, events)


def continues(snapshot: Snapshot[Standing], event: Event) -> bool:
    """Whether the snapshot can be carried on with this event alone."""
    return folding.continues(FOLD, snapshot, event)


def _enrolled(standing: Standing, enrolment: Enrolment) -> Standing:
    """On another program, what was set by hand for the one before no longer holds; a new text of it changes nothing."""
    before = standing.enrolment
    another = before is not None and before.name != enrolment.name
    return replace(standing, enrolment=enrolment, rungs=() if another else standing.rungs)


def _set(standing: Standing, rung: HandSet) -> Standing:
    """What is set for the whole exercise holds for its sides too."""
    others = [one for one in standing.rungs if one.exercise != rung.exercise or rung.side not in (None, one.side)]
    return replace(standing, rungs=tuple(sorted([*others, rung], key=lambda one: (one.exercise, one.side or ""))))


def _started(standing: Standing, event: Event, session: UUID, told: SessionStarted) -> Standing:
    if standing.last and standing.last.session == session:
        return standing
    early = standing.ended_early
    return replace(
        standing,
        sessions=standing.sessions + 1,
        last=LastSession(
            session=session,
            started=event.at,
            tz=event.tz,
            kind=told.kind,
            program=event.program,
            missing=told.missing,
            first_side=told.first_side,
            ended=early[1] if early and early[0] == session else None,
        ),
    )


def _ended(standing: Standing, session: UUID, at: datetime) -> Standing:
    if standing.last and standing.last.session == session:
        return replace(standing, last=replace(standing.last, ended=at))
    return replace(standing, ended_early=(session, at))
