"""What there is to judge: one exercise, on one side, in one session, and the morning after it."""

from __future__ import annotations

from dataclasses import dataclass

from unkink.coach.exercise_record import ExerciseRecord
from unkink.coach.feelings import rows_of
from unkink.coach.record import SessionRecord
from unkink.coach.untold import Answer
from unkink.wire.words import MorningAnswer

NOBODY_HURTS = 0
LITTLE, MOST_UNDER_PRESSURE = 2, 3  # 0-10: up to here it is green by itself


@dataclass(frozen=True, slots=True)
class Seen:
    """The facts that the safety table asks for. ``said`` are the rows to which the words of a feeling belong.

    Pain and soreness are whole numbers from 0 to 10. ``usual`` is none where nobody told it: what hurts then is more
    than usual, which is the stricter reading. ``pressing``: something pressed on the body.
    """

    pain: int | None
    usual: int | None
    said: frozenset[int] = frozenset()
    morning: MorningAnswer | None = None
    soreness: int | None = None
    pressing: bool = False

    @property
    def above_usual(self) -> bool:
        return self.pain is not None and self.pain > (self.usual or NOBODY_HURTS)

    @property
    def too_much_pressure(self) -> bool:
        """Discomfort of more than 3 under pressure: it comes off, whatever is usual."""
        return self.pressing and self.pain is not None and self.pain > MOST_UNDER_PRESSURE

    @property
    def little_pain(self) -> bool:
        """Pain that is green whatever is usual."""
        return self.pain is not None and self.pain <= (MOST_UNDER_PRESSURE if self.pressing else LITTLE)

    def pain_is(self, low: int, high: int) -> bool:
        return self.pain is not None and low <= self.pain <= high

    @property
    def more_pain(self) -> bool:
        return self.morning is MorningAnswer.MORE_PAIN

    @property
    def as_usual(self) -> bool:
        return self.morning is MorningAnswer.AS_USUAL

    @property
    def a_little_sore(self) -> bool:
        return self.morning is MorningAnswer.MUSCLES_SORE and self.soreness is not None and self.soreness <= 4

    @property
    def missing(self) -> tuple[Answer, ...]:
        """Of the pain, the morning, and how sore the muscles are, what was not told."""
        how_sore = self.morning is MorningAnswer.MUSCLES_SORE and self.soreness is None
        asked = {Answer.PAIN: self.pain is None, Answer.MORNING: self.morning is None, Answer.SORENESS: how_sore}
        return tuple(answer for answer, lacks in asked.items() if lacks)


def seen_of(session: SessionRecord, exercise: ExerciseRecord, pressing: bool = False) -> Seen:  # noqa: FBT001
    """What was told of one exercise, on its side; ``pressing`` says that something pressed on the body."""
    said = rows_of(exercise.feeling)
    return Seen(exercise.pain, session.usual, said, session.morning, session.soreness, pressing)
