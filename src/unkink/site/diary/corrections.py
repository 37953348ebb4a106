"""Who corrects whom: events that hang together by corrections are folded together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple
from uuid import UUID

from django.db import connection

from unkink.site.accounts.models import Person
from unkink.site.diary.sql import holes, speller, uuid_of

AT_ONCE = 500


class Link(NamedTuple):
    """What a correction needs to know of an event."""

    id: UUID
    session: UUID | None
    corrects: UUID | None


def family(person: Person, links: Collection[Link]) -> set[Link]:
    """All that these stored events correct and that corrects them, and so on; with the events themselves."""
    return {*links, *hanging_together(person, links)}


def hanging_together(person: Person, links: Collection[Link]) -> set[Link]:
    """Those events of the family that a correction brings into it; none where nothing is corrected or corrects."""
    beginning = {link.id for link in links if link.corrects} | _correcting(person, [link.id for link in links])
    if not beginning:
        return set()
    corrections = {link.id: link for link in _links_where(person, "corrects IS NOT NULL", ())}
    reached = _reached(beginning, corrections.values())
    known = {corrections[id_] for id_ in reached & corrections.keys()}
    for some in _a_few(list(reached - corrections.keys())):
        known.update(_links_where(person, f"id IN {holes(some)}", some))
    return known


def _correcting(person: Person, ids: Sequence[UUID]) -> set[UUID]:
    """The events that correct one of these. Asked with every insert, and nearly always answered with none."""
    spell = speller()
    whose = (spell(person.clinic_id), spell(person.id))
    found: set[UUID] = set()
    with connection.cursor() as cursor:
        for some in _a_few(ids):
            cursor.execute(
                "SELECT id FROM diary_eventrow "  # noqa: S608
                f"WHERE clinic_id = %s AND person_id = %s AND corrects IN {holes(some)}",
                [*whose, *map(spell, some)],
            )
            found |= {uuid_of(id_) for (id_,) in cursor.fetchall()}
    return found


def _reached(beginning: Collection[UUID], corrections: Iterable[Link]) -> set[UUID]:
    """The ids that one comes to from these, from what corrects to what is corrected and back.

    Corrections are few, so all of a log's are read for it. To ask the database from one to the next would take as many
    questions as the longest chain has links, and all others who write would wait meanwhile.
    """
    beside: dict[UUID, list[UUID]] = defaultdict(list)
    for link in corrections:
        if link.corrects:
            beside[link.id].append(link.corrects)
            beside[link.corrects].append(link.id)
    reached: set[UUID] = set()
    waiting = list(beginning)
    while waiting:
        id_ = waiting.pop()
        if id_ not in reached:
            reached.add(id_)
            waiting += beside.get(id_, ())
    return reached


def _links_where(person: Person, condition: str, ids: Sequence[UUID]) -> list[Link]:
    spell = speller()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, session, corrects FROM diary_eventrow "  # noqa: S608
            f"WHERE clinic_id = %s AND person_id = %s AND {condition}",
            [spell(person.clinic_id), spell(person.id), *map(spell, ids)],
        )
        return [Link(uuid_of(id_), _id(session), _id(corrects)) for id_, session, corrects in cursor.fetchall()]


def _a_few(ids: Sequence[UUID]) -> Iterator[Sequence[UUID]]:
    for first in range(0, len(ids), AT_ONCE):
        yield ids[first : first + AT_ONCE]


def _id(value: object) -> UUID | None:
    return uuid_of(value) if value else None
