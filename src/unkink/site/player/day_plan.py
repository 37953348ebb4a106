"""A person's day: what the coach decides, as they like it and as they ask for it.

What comes of it is kept in memory, since it is asked for again and again.
"""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path

from django.contrib.staticfiles.storage import staticfiles_storage

from unkink.coach.decision import Change, Decision
from unkink.coach.prescribing import BREATHE
from unkink.program.prescription import Item
from unkink.program.program import Program
from unkink.session.settings import Settings
from unkink.session.timeline import Side
from unkink.site.accounts.models import Person
from unkink.site.audio.voices import voice
from unkink.site.coaching.decisions import Case
from unkink.site.coaching.known import Known, known_of
from unkink.site.coaching.today import NoProgram, ProgramMissing
from unkink.site.coaching.words import Notice, notice_of
from unkink.site.figures.bodies import chosen_body
from unkink.site.figures.pictures import Pictures, pictures_for
from unkink.site.player.modules import modules
from unkink.site.player.moving import picture_json
from unkink.site.player.package import Sheet, package_json, sheet_of
from unkink.site.player.plan import Less, Plan, items_of, plan_of
from unkink.site.player.preferences import Preferences, player_json, preferences_of
from unkink.site.player.tracks import address_of
from unkink.site.programs.library import library
from unkink.voice.clips import Clips
from unkink.wire.words import SessionKind

DRAWING = "unkink/player/figure/scene.js"
"""The script that draws the moving figure. It and what it imports are fetched only where there is one to draw."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody asks for today; None: as usual."""

    kind: SessionKind = SessionKind.WHOLE
    missing: tuple[str, ...] = ()
    first: Side | None = None


@dataclass(frozen=True, slots=True)
class Packed:
    """An answer as bytes, plain and compressed, and a name for exactly these bytes."""

    plain: bytes
    packed: bytes
    etag: str


class NoSessionToday(LookupError):
    """No session begins now: ``notice`` says why, and what can be done about it."""

    def __init__(self, notice: Notice) -> None:
        super().__init__(notice.title)
        self.notice = notice


@dataclass(frozen=True, eq=False, slots=True)
class Day:
    """Today for one person: the coach's decision, and the plan of what it comes to.

    The same object for as long as it is the same day, so that what is made of it can be kept beside it.
    """

    decision: Decision
    plan: Plan

    @property
    def notice(self) -> Notice | None:
        """What stands in the way of a session; None where one may begin."""
        return notice_of(self.decision)


def day_for(person: Person, known: Known, wish: Wish, now: datetime) -> Day:
    """Their day, as they wish it."""
    settings = preferences_of(person.preferences).settings(wish.first)
    return _day(known.name, known.case(now), wish.kind, tuple(sorted(set(wish.missing))), settings)


def todays_items(person: Person, name: str, now: datetime) -> tuple[Item, ...]:
    """Their doses of today in that program, with nothing missing; none for whoever does another one, or none at all."""
    try:
        known = known_of(person)
    except (NoProgram, ProgramMissing):
        return ()
    return day_for(person, known, Wish(), now).plan.items if known.name == name else ()


def session_for(day: Day) -> Plan:
    """The plan of a day on which a session may begin.

    Raises:
        NoSessionToday: on any other.
    """
    if day.notice is not None:
        raise NoSessionToday(day.notice)
    return day.plan


@lru_cache(maxsize=256)
def _day(name: str, case: Case, kind: SessionKind, missing: tuple[str, ...], settings: Settings) -> Day:
    program = case.program
    usual = case.decision((), None)

    def doses(answers: tuple[str, ...], kind: SessionKind) -> tuple[Item, ...]:
        return items_of(
            program, case.decision(answers, _exercises(usual, program, kind)).exercises, settings.first_side
        )

    plan = plan_of(
        name,
        program,
        doses,
        kind=kind,
        missing=missing,
        rungs=rungs_of(usual),
        body=case.answers,
        less=tuple(_less(usual)),
        settings=settings,
        exercises=None if usual.phase is None else _session(usual),
    )
    return Day(case.decision(plan.missing, _exercises(usual, program, plan.kind)), plan)


def _exercises(usual: Decision, program: Program, kind: SessionKind) -> tuple[str, ...] | None:
    """Those of the short session that the person's phase has, where it has any."""
    if kind is not SessionKind.SHORT:
        return None
    whole = _session(usual)
    return tuple(one for one in program.short_session if usual.phase is None or one in whole) or None


def _session(usual: Decision) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.exercise for one in usual.exercises))


def rungs_of(decision: Decision) -> Mapping[str, int]:
    """The rung of each exercise on its own ladder; where the sides differ, the lower one."""
    found: dict[str, int] = {}
    for one in decision.exercises:
        if one.change is not Change.SWAP:
            found[one.exercise] = min(one.rung, found.get(one.exercise, one.rung))
    return found


def _less(decision: Decision) -> Iterator[Less]:
    if decision.easier_week:
        yield Less.EASIER_WEEK
    if any(reason.rule == BREATHE for reason in decision.reasons):
        yield Less.SHORT_HOLDS


def sheet_for(day: Day) -> Sheet:
    """Everything that the day's plan comes to.

    Raises:
        SessionTooLong: as `sheet_of`.
    """
    return _sheet_of(day, voice())


def package_for(person: Person, day: Day, date_: date) -> Packed:
    """The package as it is sent to that person on that date.

    Raises:
        NoSessionToday: as `session_for`.
        SessionTooLong: as `sheet_of`.
    """
    plan, by = session_for(day), voice()
    pictures = pictures_for(program_file(plan), chosen_body(person.preferences))
    whose = (str(person.id), str(person.clinic_id))
    return _packed(day, by, *whose, date_.isoformat(), preferences_of(person.preferences), pictures)


def program_file(plan: Plan) -> Path:
    """The file that the plan's program is read from.

    Raises:
        ProgramMissing: if it has gone in this moment.
    """
    volume = library().volumes().get(plan.name)
    if volume is None:
        raise ProgramMissing(plan.name, plan.program.title)
    return volume.path


@lru_cache(maxsize=256)
def _sheet_of(day: Day, by: Clips) -> Sheet:
    return _sheet(day.plan, by)


@lru_cache(maxsize=64)
def _sheet(plan: Plan, by: Clips) -> Sheet:
    return sheet_of(plan, by, address_of)


@lru_cache(maxsize=64)
def _packed(
    day: Day, by: Clips, person: str, clinic: str, date_: str, preferences: Preferences, pictures: Pictures
) -> Packed:
    plan, sheet = day.plan, _sheet_of(day, by)
    plain = package_json(
        sheet,
        person=person,
        clinic=clinic,
        day=date_,
        preferences=player_json(preferences),
        picture_of=lambda item: picture_json(plan.program, item, pictures),
        figure_scripts=[*modules(DRAWING), staticfiles_storage.url(DRAWING)],
    )
    etag = hashlib.sha256(plain).hexdigest()[:32]
    return Packed(plain, gzip.compress(plain, 6, mtime=0), f'"{etag}"')
