"""The parts of one repetition, and how long a work without a clock is likely to take."""

from __future__ import annotations

from typing import NamedTuple

from unkink.program.dose import Dose, MaxHold, MaxReps, Reps, Rounds, Tempo, Time
from unkink.session.act import Act, seconds_ms

UNKNOWN_EFFORT_MS = 30_000  # a guess at "as many" or "as long as you can": only the person knows


class Part(NamedTuple):
    """A stretch of work. ``prescribed`` where the dose says how long it lasts."""

    phase: str
    ms: int
    prescribed: bool


def rep_parts(act: Act) -> tuple[Part, ...]:
    """One repetition from start to start, parts of no length left out."""
    return tuple(part for part in _parts(act, act.dose) if part.ms > 0)


def estimate_ms(act: Act, set_: int) -> int:
    """How long that set, counted from 1, is likely to take at one's own pace."""
    match act.dose.work:
        case Reps() as reps:
            return reps.of_set(set_) * sum(part.ms for part in rep_parts(act))
        case Time(seconds):
            return seconds_ms(seconds)
        case Rounds(count, phases):
            return count.low * sum(seconds_ms(phase.seconds) for phase in phases)
        case MaxReps() | MaxHold():
            return UNKNOWN_EFFORT_MS


def _parts(act: Act, dose: Dose) -> tuple[Part, ...]:
    if dose.tempo:
        return _tempo_parts(dose.tempo, seconds_ms(dose.hold) if dose.hold else 0)
    if dose.hold and dose.each_rep:
        moving = max(0, seconds_ms(dose.each_rep) - seconds_ms(dose.hold))
        return _held(moving // 2, seconds_ms(dose.hold), moving - moving // 2, moves_prescribed=True)
    if dose.hold:
        return _held(act.lift_ms, seconds_ms(dose.hold), act.lower_ms, moves_prescribed=False)
    if dose.each_rep:
        return (Part("rep", seconds_ms(dose.each_rep), True),)
    return (Part("rep", act.rep_ms, False),)


def _tempo_parts(tempo: Tempo, hold_ms: int) -> tuple[Part, ...]:
    return (
        Part("lift", tempo.lift * 1000, True),
        Part("hold", hold_ms, True),
        Part("pause", tempo.pause * 1000, True),
        Part("lower", tempo.lower * 1000, True),
    )


def _held(lift_ms: int, hold_ms: int, return_ms: int, *, moves_prescribed: bool) -> tuple[Part, ...]:
    return (
        Part("lift", lift_ms, moves_prescribed),
        Part("hold", hold_ms, True),
        Part("return", return_ms, moves_prescribed),
    )
