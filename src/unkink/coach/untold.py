"""What nobody told of a session, so that it does not count: which answers, and of which day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID


class Answer(StrEnum):
    """An answer that a step up needs: the pain of an exercise, the morning after, its soreness, how hard it was."""

    PAIN = "pain"
    MORNING = "morning"
    SORENESS = "soreness"
    EFFORT = "effort"


@dataclass(frozen=True, slots=True)
class Untold:
    """The answers that are missing of one session, in the order in which they are asked for."""

    session: UUID
    day: date
    answers: tuple[Answer, ...]


WORDS = {
    Answer.PAIN: "how much it hurt",
    Answer.EFFORT: "how hard it was",
    Answer.MORNING: "the morning after",
    Answer.SORENESS: "how sore the muscles were",
}


def in_words(answers: Iterable[Answer]) -> str:
    """``how much it hurt and the morning after``."""
    return " and ".join(WORDS[one] for one in answers)
