"""It hurt while measuring: what that leads to, by the same tables as in a session."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from unkink.coach.feelings import rows_of
from unkink.wire.facts import Fact

CLAIMS = ("seen-by-clinician", "cleared-by-professional")
RED_PAIN = 6  # row 3 of the safety table


@dataclass(frozen=True, slots=True)
class FeelingOffered:
    """What it may feel like: the word in the log, how it is said, and the answer of screening that it is."""

    word: str
    words: str
    answer: str = ""


FEELINGS = (
    FeelingOffered("chest-pain", "Chest pain", "chest-pain"),
    FeelingOffered("breathless", "Hard to breathe", "breathless"),
    FeelingOffered("faint", "Faint, or close to it", "fainting"),
    FeelingOffered("numb-between-legs", "Numb between the legs", "numb-saddle"),
    FeelingOffered("sudden-severe", "Sudden severe pain in the belly, the back or a testicle", "sudden-severe-pain"),
    FeelingOffered("locking", "It locks or catches, or something popped", "locking"),
    FeelingOffered("limping", "It gives way, or I limp now", "giving-way"),
    FeelingOffered("numb", "Numb, tingling or shooting"),
    FeelingOffered("pinching", "Pinching, pulling or aching"),
)
"""What needs help at once stands first."""

LEAVE_IT = "Stopped, and kept. Leave today's session too: pain of 6 or more ends one."
ASK = "Stopped, and kept. If that feeling stays, ask a professional."
KEPT = "Stopped, and kept. You are not asked to measure it again until its next week."


def answers_told(feelings: Collection[str]) -> Mapping[str, bool]:
    """The answers of screening that these feelings are: they lock as they would there, and open as they would there."""
    return {one.answer: True for one in FEELINGS if one.answer and one.word in feelings}


def with_answers(last: Mapping[str, Fact], told: Mapping[str, bool]) -> dict[str, Fact]:
    """The answers of last time with these; what somebody said of a clinician was said before this."""
    return {name: answer for name, answer in last.items() if name not in CLAIMS} | dict(told)


def said_after(level: int | None, feelings: Collection[str]) -> str:
    """What is said where nothing locks."""
    if level is not None and level >= RED_PAIN:
        return LEAVE_IT
    return ASK if 2 in rows_of(feelings) else KEPT
