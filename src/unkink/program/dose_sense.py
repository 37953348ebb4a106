"""Doses whose parts cannot go together."""

from __future__ import annotations

from unkink.program.cursor import DoseError
from unkink.program.dose import Between, Dose, MaxReps, Reps, Rest, Rounds, Sides, Time


def sane(text: str, dose: Dose) -> Dose:
    """The dose, unless its parts cannot go together."""
    counts_reps = isinstance(dose.work, Reps | MaxReps)
    if dose.hold and not counts_reps:
        raise _nonsense(text, "dose-hold", "a hold belongs to reps; this work is already a time")
    if (dose.each_rep or dose.tempo) and not counts_reps:
        raise _nonsense(text, "dose-rep-timing", "a tempo belongs to reps; this dose has none")
    if dose.tempo and (dose.each_rep or dose.hold):
        raise _nonsense(
            text,
            "dose-rep-timing",
            "a tempo already says how long each rep and its pause take",
        )
    if dose.tempo and not dose.tempo.seconds:
        raise _nonsense(text, "dose-rep-timing", "a tempo of 0-0-0 takes no time")
    if dose.each_rep and dose.hold and dose.each_rep.low <= dose.hold.high:
        raise _nonsense(text, "dose-rep-timing", "each rep has to last longer than its hold")
    if dose.places and not isinstance(dose.work, Time):
        raise _nonsense(text, "dose-places", "places split a time; this dose has none")
    for rest in dose.rests:
        _rest_has_a_gap(text, dose, rest)
    return dose


def _rest_has_a_gap(text: str, dose: Dose, rest: Rest) -> None:
    has = {
        Between.REPS: isinstance(dose.work, Reps | MaxReps),
        Between.ROUNDS: isinstance(dose.work, Rounds),
        Between.SIDES: dose.sides is not Sides.TOGETHER,
        Between.SETS: True,
    }
    if not has[rest.between]:
        raise _nonsense(
            text,
            "dose-rest",
            f"a rest between {rest.between}, but this dose has no {rest.between}",
        )


def _nonsense(text: str, code: str, message: str) -> DoseError:
    written = text.strip()
    return DoseError(
        message,
        len(text) - len(text.lstrip()),
        code=code,
        length=len(written),
        found=written,
    )
