"""What was heard of somebody: a session with everything that was told of it, or anything else that was told."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field

from unkink.batch.sayings import Said
from unkink.batch.telling import Deed
from unkink.coach.replaying import Entry
from unkink.coach.sitting import Sitting
from unkink.coach.verdict import Verdict
from unkink.wire.event import Kind
from unkink.wire.told import PlannedItem

Items = tuple[PlannedItem, ...]


@dataclass(slots=True, eq=False)
class Heard:
    """An entry of the coach's, of today: there is one of each. ``verdicts`` are those on a session."""

    entry: Entry
    verdicts: tuple[Verdict, ...] = ()

    @property
    def is_a_choice(self) -> bool:
        """A step that was chosen by hand."""
        moment = self.entry.moment
        return moment is not None and moment.kind is Kind.RUNG_SET

    @property
    def of_what_is_left_out(self) -> bool:
        """Of the exercises, only those that are left out have to do with it."""
        moment = self.entry.moment
        return moment is not None and moment.kind in (Kind.MORNING, Kind.SCREENING) and not moment.steps_up


@dataclass(slots=True, eq=False)
class Outing:
    """What was told of a session, on its evening and since: there is one of each for a weak spot and a place.

    ``deed`` is what was told last, ``before`` what had been told until then. ``others`` is the same as all other
    exercises know of it; None where it is that itself. ``answered``: whether a morning was told. ``said`` is by the
    items of one exercise, ``of_all`` by those of all.
    """

    deed: Deed
    weak: str
    before: Outing | None = None
    others: Outing | None = None
    answered: bool = False
    further: dict[tuple[int, ...], Outing] = field(default_factory=dict)
    of_one: dict[int, Sitting] = field(default_factory=dict)
    said: dict[tuple[int, bool], Said] = field(default_factory=dict)
    says: dict[tuple[int, bool], Hashable] = field(default_factory=dict)
    of_all: dict[tuple[int, ...], tuple[Heard, bool]] = field(default_factory=dict)
