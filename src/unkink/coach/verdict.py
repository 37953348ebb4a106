"""What the safety table says of one exercise in one session; of two sides, the worse."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from unkink.coach.colours import Colour
from unkink.coach.exercise_record import ExerciseRecord
from unkink.coach.feelings import rows_of
from unkink.coach.record import SessionRecord
from unkink.coach.replacing import replace
from unkink.coach.safety_table import Row, Then, consequences_of, row_of, worse_of
from unkink.coach.seen import Seen, seen_of
from unkink.coach.sitting import Evidence, Sitting
from unkink.coach.untold import Answer
from unkink.wire.event import Kind
from unkink.wire.words import Felt, MorningAnswer, Side

OF_THE_EXERCISE = {Kind.PAIN, Kind.EXERCISE_DONE, Kind.EXERCISE_EASED, Kind.EXERCISE_SKIPPED, Kind.EFFORT}
LOOKED_AT = {
    1: (Kind.PAIN,),
    2: (Kind.PAIN,),
    3: (Kind.PAIN,),
    4: (Kind.PAIN,),
    5: (Kind.MORNING,),
    7: (Kind.PAIN,),
    8: (Kind.PAIN,),
    11: tuple(Kind),
}
"""Which kinds of events made a row; the others look at pain and at the morning."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The row of one exercise on one side (None: of the worse of both), and what follows from it.

    ``expected`` is the row that it comes to if the morning is as usual; ``provisional`` says that the morning is still
    to come. ``missing`` are the answers without which it is grey.
    """

    exercise: str
    side: Side | None
    row: Row
    expected: Row
    provisional: bool
    then: frozenset[Then]
    records: tuple[ExerciseRecord, ...]
    made: tuple[Evidence, ...]
    missing: tuple[Answer, ...] = ()

    @property
    def events(self) -> tuple[UUID, ...]:
        return tuple(one.id for one in self.made)

    @property
    def numb_or_shooting(self) -> bool:
        """One of the feelings of row 2 was told: if it stays, a professional comes first."""
        return any(2 in rows_of(one.feeling) for one in self.records)

    @property
    def completed(self) -> bool:
        return all(one.completed for one in self.records)

    @property
    def eased(self) -> bool:
        return any(one.eased for one in self.records)

    @property
    def too_hard(self) -> bool:
        return any(one.felt is Felt.TOO_HARD for one in self.records)

    @property
    def done(self) -> bool:
        """Something of it was done."""
        return any(way.done.sets or way.done.reps or way.done.rounds or way.done.seconds or way.confirmed
                   for one in self.records for way in one.ways)  # fmt: skip

    @property
    def pain(self) -> int | None:
        return max((one.pain for one in self.records if one.pain is not None), default=None)


def verdict_of(sitting: Sitting, exercise: str, side: Side | None, presses: Callable[[str], bool]) -> Verdict:
    """The verdict on one side, or with None on the worse of both. ``presses`` says it of each way of the exercise."""
    records = tuple(one for one in sitting.record.of(exercise) if side is None or one.side in (None, side))
    seen = [seen_of(sitting.record, one, _pressed(one, presses)) for one in records]
    row = worse_of(tuple(row_of(one) for one in seen))
    expected = worse_of(tuple(row_of(_if_usual(one)) for one in seen))
    return Verdict(
        exercise=exercise,
        side=side,
        row=row,
        expected=expected,
        provisional=sitting.record.morning is None and row.colour is Colour.GREY,
        then=frozenset(then for one in seen for then in consequences_of(one)),
        records=records,
        made=_made(sitting, exercise, side, row),
        missing=_missing(seen) if row.colour is Colour.GREY else (),
    )


def _pressed(record: ExerciseRecord, presses: Callable[[str], bool]) -> bool:
    """Something pressed in one of the ways that it was done, or, where nobody told of any, in the exercise itself."""
    return any(presses(name) for name in {way.variant for way in record.ways} or {record.exercise})


def worst_pain(record: SessionRecord) -> int | None:
    """The worst pain that was told of any exercise in the session."""
    return max((one.pain for one in record.exercises if one.pain is not None), default=None)


def _if_usual(seen: Seen) -> Seen:
    return replace(seen, morning=MorningAnswer.AS_USUAL) if seen.morning is None else seen


def _missing(seen: list[Seen]) -> tuple[Answer, ...]:
    lacking = {answer for one in seen if row_of(one).colour is Colour.GREY for answer in one.missing}
    return tuple(answer for answer in Answer if answer in lacking)


def _made(sitting: Sitting, exercise: str, side: Side | None, row: Row) -> tuple[Evidence, ...]:
    kinds = LOOKED_AT.get(row.number, (Kind.PAIN, Kind.MORNING))
    with_usual = row.number in (7, 8, 9, 11, 12)
    return tuple(
        one
        for one in sitting.evidence
        if one.kind in kinds
        and (
            one.concerns(exercise, side)
            or one.kind is Kind.MORNING
            or (one.exercise is None and one.kind is Kind.PAIN and with_usual)
        )
    )
