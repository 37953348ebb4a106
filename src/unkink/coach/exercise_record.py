"""What was done of one exercise in one session, on one side."""

from __future__ import annotations

from dataclasses import dataclass, fields

from unkink.coach.replacing import replace
from unkink.wire.told import Amount, ExerciseDone, ExerciseEased, Pain, PlannedItem
from unkink.wire.words import Felt, PainOf, Side, SkipReason

NOTHING = Amount()
HARDER = (Felt.TOO_EASY, Felt.FINE, Felt.TOO_HARD)
GRAVER = (SkipReason.TIME, SkipReason.PERSON, SkipReason.HURTS)
"""Told twice without a correction, the later in the row counts."""


@dataclass(frozen=True, slots=True)
class Way:
    """One way in which an exercise was to be done: what was prescribed for each side, and what was done of it.

    ``planned`` says that it stood in the session when that began.
    """

    variant: str
    rung: int
    dose: str
    prescribed: Amount
    done: Amount = NOTHING
    confirmed: bool = False
    planned: bool = False

    @property
    def reached(self) -> bool:
        """Every prescribed set, rep, round and second was reached, or the person confirmed it.

        Where no numbers were prescribed, nothing but the person's word will do.
        """
        asked = [name for name in AMOUNTS if getattr(self.prescribed, name) is not None]
        if self.confirmed or not asked:
            return self.confirmed
        return all((getattr(self.done, name) or 0) >= getattr(self.prescribed, name) for name in asked)


AMOUNTS = tuple(field.name for field in fields(Amount))


@dataclass(frozen=True, slots=True)
class ExerciseRecord:
    """One exercise on one side; ``side`` is None where the dose has no sides.

    ``ways`` begins with the prescribed one; an easier one follows where the person went on with it. ``worst`` is the
    answer at the end, ``now`` the worst moment that was told during the exercise.
    """

    exercise: str
    side: Side | None
    ways: tuple[Way, ...] = ()
    eased: bool = False
    skipped: SkipReason | None = None
    worst: int | None = None
    now: int | None = None
    where: tuple[str, ...] = ()
    feeling: tuple[str, ...] = ()
    felt: Felt | None = None

    @property
    def completed(self) -> bool:
        """All that was prescribed was reached or confirmed, neither eased nor left out: what may earn a rise."""
        return self._reached and not self.eased and self.skipped is None

    @property
    def _reached(self) -> bool:
        """Every planned way was reached. What was planned may not name its side: then one of them was meant here."""
        planned = [way.reached for way in self.ways if way.planned] or [way.reached for way in self.ways[:1]]
        return any(planned) if self.side else bool(planned) and all(planned)

    @property
    def pain(self) -> int | None:
        """The worst pain that was told of this exercise, None where nobody answered."""
        return larger(self.worst, self.now)


def planned(record: ExerciseRecord, item: PlannedItem) -> ExerciseRecord:
    """The record with the prescribed way first, whatever was told before."""
    way = Way(item.variant, item.rung, item.dose, item.prescribed)
    same = next((one for one in record.ways if _is_same(one, way)), way)
    others = tuple(one for one in record.ways if not _is_same(one, way))
    first = replace(same, prescribed=most(same.prescribed, way.prescribed), planned=True)
    return replace(record, ways=(first, *others))


def done(record: ExerciseRecord, told: ExerciseDone) -> ExerciseRecord:
    """Told twice without a correction, the larger of each number counts: an exercise that was gone back to."""
    way = Way(told.variant, told.rung, told.dose, told.prescribed, told.done, told.confirmed or False)
    return replace(record, ways=_with(record.ways, way))


def eased(record: ExerciseRecord, told: ExerciseEased) -> ExerciseRecord:
    way = Way(told.variant, told.rung, told.dose, NOTHING)
    return replace(record, eased=True, ways=_with(record.ways, way))


def skipped(record: ExerciseRecord, reason: SkipReason) -> ExerciseRecord:
    known = reason if record.skipped is None else max(reason, record.skipped, key=GRAVER.index)
    return replace(record, skipped=known)


def hurt(record: ExerciseRecord, told: Pain) -> ExerciseRecord:
    """What is told later about a session only ever worsens it; to take an answer back is a correction."""
    where = record.where if told.where is None else tuple(sorted({*record.where, told.where}))
    felt = replace(record, where=where, feeling=tuple(sorted({*record.feeling, *told.feeling})))
    if told.of is PainOf.NOW:
        return replace(felt, now=larger(record.now, told.level))
    return replace(felt, worst=larger(record.worst, told.level))


def felt(record: ExerciseRecord, told: Felt) -> ExerciseRecord:
    known = told if record.felt is None else max(told, record.felt, key=HARDER.index)
    return replace(record, felt=known)


def larger(one: int | None, other: int | None) -> int | None:
    return max((number for number in (one, other) if number is not None), default=None)


def most(one: Amount, other: Amount) -> Amount:
    """The larger of each number."""
    return Amount(*(larger(getattr(one, name), getattr(other, name)) for name in AMOUNTS))


def _is_same(one: Way, other: Way) -> bool:
    return (one.variant, one.rung) == (other.variant, other.rung)


def _with(ways: tuple[Way, ...], way: Way) -> tuple[Way, ...]:
    if not any(_is_same(one, way) for one in ways):
        return (*ways, way)
    return tuple(_joined(one, way) if _is_same(one, way) else one for one in ways)


def _joined(one: Way, other: Way) -> Way:
    prescribed, done = most(one.prescribed, other.prescribed), most(one.done, other.done)
    return replace(one, prescribed=prescribed, done=done, confirmed=one.confirmed or other.confirmed)
