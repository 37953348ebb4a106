"""The words that an event can hold where there are only a few to choose from."""

from __future__ import annotations

from enum import StrEnum


class Side(StrEnum):
    """A side of the body."""

    LEFT = "left"
    RIGHT = "right"


class SessionKind(StrEnum):
    """Which exercises a session has: all of them, or the few of a full day."""

    WHOLE = "whole"
    SHORT = "short"


class Starting(StrEnum):
    """Who starts each exercise: the clock, or the person's tap."""

    TIMED = "timed"
    MANUAL = "manual"


class EndReason(StrEnum):
    """Why a session ended."""

    FINISHED = "finished"
    STOPPED = "stopped"
    HURT = "hurt"


class SkipReason(StrEnum):
    """Why an exercise was left out."""

    PERSON = "person"
    HURTS = "hurts"
    TIME = "time"


class PainOf(StrEnum):
    """Which pain: as it usually is, the worst in an exercise, or this moment's."""

    USUAL = "usual"
    WORST = "worst"
    NOW = "now"


class Felt(StrEnum):
    """How an exercise felt."""

    FINE = "fine"
    TOO_EASY = "too easy"
    TOO_HARD = "too hard"


class MorningAnswer(StrEnum):
    """How the morning after a session is."""

    AS_USUAL = "as usual"
    MUSCLES_SORE = "muscles sore"
    MORE_PAIN = "more pain"


class SetBy(StrEnum):
    """Who set a rung by hand."""

    PERSON = "person"
    COACH = "coach"
