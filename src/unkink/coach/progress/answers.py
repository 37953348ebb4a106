"""What was told of each session: pain, effort, the morning after; and the mean of its worst pain over weeks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from uuid import UUID

from unkink.coach.progress.buckets import Bucket
from unkink.coach.record import SessionRecord
from unkink.coach.verdict import worst_pain
from unkink.wire.words import MorningAnswer


class Band(StrEnum):
    """What a number of pain means: to 2, 3 to 5, from 6 on. The bounds are those of the safety table."""

    MILD = "mild"
    MODERATE = "moderate"
    STRONG = "strong"


MOST_OF: Mapping[Band, int] = {Band.MILD: 2, Band.MODERATE: 5, Band.STRONG: 10}
"""The highest number of each."""


def band_of(level: int) -> Band:
    return next(band for band, most in MOST_OF.items() if level <= most)


@dataclass(frozen=True, slots=True)
class Answers:
    """One session. Pain and effort are whole numbers from 0 to 10, None where nobody answered."""

    session: UUID
    day: date
    usual: int | None
    worst: int | None
    effort: int | None
    morning: MorningAnswer | None
    soreness: int | None


@dataclass(frozen=True, slots=True)
class Stretch:
    """One stretch of weeks: its sessions, and of those with an answer the mean, the least and the most.

    ``pain`` and ``effort`` are exact means, None where nobody answered. ``mornings`` counts the answers.
    """

    bucket: Bucket
    sessions: int
    answered: int
    pain: Fraction | None
    least: int | None
    most: int | None
    effort: Fraction | None
    mornings: Mapping[MorningAnswer | None, int]


def answers_of(records: Iterable[SessionRecord]) -> tuple[Answers, ...]:
    """Of every session that took place, in the order in which they began."""
    began = sorted((one for one in records if one.started is not None), key=_begin)
    return tuple(_answers(one) for one in began)


def _begin(record: SessionRecord) -> tuple[date | None, object, int]:
    return record.day, record.started, record.session.int


def _answers(record: SessionRecord) -> Answers:
    day = record.day
    assert day is not None
    return Answers(record.session, day, record.usual, worst_pain(record), record.rpe, record.morning, record.soreness)


def stretches_of(buckets: Sequence[Bucket], answers: Sequence[Answers]) -> tuple[Stretch, ...]:
    return tuple(_stretch(bucket, [one for one in answers if one.day in bucket]) for bucket in buckets)


def _stretch(bucket: Bucket, answers: Sequence[Answers]) -> Stretch:
    pains = [one.worst for one in answers if one.worst is not None]
    efforts = [one.effort for one in answers if one.effort is not None]
    return Stretch(
        bucket,
        sessions=len(answers),
        answered=len(pains),
        pain=Fraction(sum(pains), len(pains)) if pains else None,
        least=min(pains, default=None),
        most=max(pains, default=None),
        effort=Fraction(sum(efforts), len(efforts)) if efforts else None,
        mornings=Counter(one.morning for one in answers),
    )
