"""What a session in the calendar says: how long it takes, its exercises and doses, or why it waits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from unkink.coach.decision import Decision, Prescribed, Status
from unkink.program.dose_words import dose_words
from unkink.program.movement_facts import MovementFacts
from unkink.program.prescription import Item, Prescription
from unkink.program.program import Program
from unkink.session.compile import compile_session
from unkink.session.settings import Settings
from unkink.wire.words import SessionKind

WAITING = frozenset({Status.LOCKED, Status.REST})
"""A calendar does not call somebody to a session that may not begin."""
MINUTE_MS = 60_000


@dataclass(frozen=True, slots=True)
class SessionWords:
    """``minutes`` are those of the whole session, rounded up; ``waits``: it may not begin as things stand."""

    title: str
    minutes: int
    lines: tuple[str, ...]
    waits: bool


def session_words(
    program: Program,
    decision: Decision,
    kind: SessionKind,
    settings: Settings = Settings(),
    *,
    movements: Mapping[str, MovementFacts] = {},
) -> SessionWords:
    """That session as the coach decides it now. ``movements`` and ``settings`` as `compile_session` takes them.

    Raises:
        SessionTooLong: as `compile_session`.
    """
    doses = _wanted(program, decision, kind)
    items = tuple(item for one in doses if (item := _item(program, one)) is not None)
    timeline = compile_session(program, Prescription(program.hash, items), settings, movements=movements)
    waits = decision.status in WAITING
    return SessionWords(
        title=program.title,
        minutes=max(1, -(-timeline.total // MINUTE_MS)),
        lines=tuple(_waiting(decision) if waits else _doses(program, doses)),
        waits=waits,
    )


def _wanted(program: Program, decision: Decision, kind: SessionKind) -> list[Prescribed]:
    """Those of that session; two sides that do the same stand there once."""
    short = program.short_session if kind is SessionKind.SHORT else ()
    found: list[Prescribed] = []
    for one in decision.exercises:
        same = any(_same(one, other) for other in found)
        if not same and (not short or one.exercise in short):
            found.append(one)
    sides = {name: [one for one in found if one.exercise == name] for name in {one.exercise for one in found}}
    return [replace(one, side=None) if len(sides[one.exercise]) == 1 else one for one in found]


def _same(one: Prescribed, other: Prescribed) -> bool:
    return (one.exercise, one.variant, one.dose) == (other.exercise, other.variant, other.dose)


def _item(program: Program, one: Prescribed) -> Item | None:
    if one.dose is None or one.variant is None:
        return None
    owner = one.variant if one.instead_of_because else one.exercise
    members = program.sections[owner].circuit
    return Item(one.exercise, one.variant, one.rung, one.dose, members, one.instead_of_because, one.side or "")


def _doses(program: Program, doses: Iterable[Prescribed]) -> Iterator[str]:
    for one in doses:
        side = f", {one.side}" if one.side else ""
        if one.dose is None or one.variant is None:
            yield f"{one.title}{side}: left out for now"
        else:
            yield f"{program.exercise(one.variant).title}{side}: {dose_words(one.dose)}"


def _waiting(decision: Decision) -> Iterator[str]:
    yield "On hold for now."
    yield from (reason.says for reason in decision.reasons)
