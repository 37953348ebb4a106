"""A bout: one set on one side, from the countdown to the stop."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from unkink.program.dose import MaxHold, Reps, Rounds, Time
from unkink.session import phrases
from unkink.session.act import Act
from unkink.session.beat import Beat, counted, fitting
from unkink.session.rep import estimate_ms
from unkink.session.timeline import CueKind, Pace, Side
from unkink.session.work import reps, rounds, time


def bout(act: Act, sides: Sequence[Side | None], set_: int, only_round: int | None = None) -> Iterator[Beat]:
    """Countdown, start, work, stop. More than one side: the reps alternate. ``only_round``: that round alone."""
    yield from _countdown(act, sides[0], set_)
    pace = Pace.OWN if act.dose.own_pace else Pace.TIMED
    yield Beat(CueKind.START, exercise=act.exercise, side=sides[0], set=set_, show="Go", pace=pace)
    yield from _work(act, sides, set_, only_round)
    yield Beat(CueKind.STOP, exercise=act.exercise, side=sides[-1], set=set_, show="Stop", pace=pace)


def _countdown(act: Act, side: Side | None, set_: int) -> Iterator[Beat]:
    """One beat a second, so that voice, tone and screen agree on the second."""
    for left in range(act.settings.countdown, 0, -1):
        say = counted(left, act.settings.verbosity)
        yield Beat(CueKind.COUNTDOWN, 1000, act.exercise, side, set=set_, show=str(left), say=say)


def _work(act: Act, sides: Sequence[Side | None], set_: int, only_round: int | None) -> Iterator[Beat]:
    work = act.dose.work
    if act.dose.own_pace:
        yield _at_own_pace(act, sides[0], set_, only_round)
    elif isinstance(work, Reps):
        yield from reps(act, work, sides, set_)
    elif isinstance(work, Rounds):
        numbers = range(1, work.count.low + 1) if only_round is None else (only_round,)
        yield from rounds(act, work, sides[0], set_, numbers)
    elif isinstance(work, Time):
        yield from time(act, work, sides[0], set_)


def _at_own_pace(act: Act, side: Side | None, set_: int, only_round: int | None) -> Beat:
    """The one span of an own-pace block; its length is a guess that only the person ends."""
    whole = estimate_ms(act, set_)
    work = act.dose.work
    ms = whole // work.count.low if only_round is not None and isinstance(work, Rounds) else whole
    return Beat(
        CueKind.PHASE,
        max(ms, 1),
        act.exercise,
        side,
        phase="hold" if isinstance(work, MaxHold) else "work",
        set=set_,
        round=only_round,
        show="At your own pace",
        say=fitting([(phrases.OWN_PACE,)], ms, act.settings.verbosity),
        pace=Pace.OWN,
        estimated=True,
    )
