"""A dose in words, as one person says it to another: ``4 times on each side, each held for 5 seconds``."""

from __future__ import annotations

from unkink.program.dose import (
    Dose,
    Effort,
    EffortScale,
    MaxHold,
    MaxReps,
    Phase,
    Reps,
    Rest,
    Rounds,
    Sides,
    Span,
    Tempo,
    Time,
)


def dose_words(dose: Dose) -> str:
    """The whole dose as one plain phrase, without a full stop."""
    return ", ".join([_work(dose), *_details(dose)])


def span_words(span: Span) -> str:
    """``4`` or ``8 to 10``."""
    return f"{span.low} to {span.high}" if span.is_range else str(span.low)


def time_words(seconds: Span) -> str:
    """``10 seconds``, ``1 minute``, ``1 to 2 minutes``: minutes where every bound is whole minutes."""
    if seconds.low >= 60 and seconds.low % 60 == 0 and seconds.high % 60 == 0:
        return counted(Span(seconds.low // 60, seconds.high // 60), "minute")
    return counted(seconds, "second")


def counted(span: Span, noun: str) -> str:
    """``1 week``, ``4 to 6 weeks``."""
    return f"{span_words(span)} {noun}{'' if span.high == 1 else 's'}"


def _work(dose: Dose) -> str:
    many_sets = dose.sets != Span(1, 1)
    sets = f"{counted(dose.sets, 'set')} of " if many_sets else ""
    match dose.work:
        case Reps(_, by_set) if by_set:
            *first, last = map(str, by_set)
            amount = f"{', '.join(first)}, then {last}" if first else last
        case Reps(count):
            amount = span_words(count) if many_sets else _times(count)
        case Time(seconds):
            amount = time_words(seconds)
        case MaxReps():
            amount = "as many as you can do well"
        case MaxHold():
            amount = "as long as you can hold it well"
        case Rounds(count, phases):
            return f"{sets}{counted(count, 'round')}{_side(dose.sides)}: {', then '.join(map(_phase, phases))}"
    return f"{sets}{amount}{_side(dose.sides)}"


def _times(count: Span) -> str:
    return "once" if count == Span(1, 1) else f"{span_words(count)} times"


def _side(sides: Sides) -> str:
    match sides:
        case Sides.TOGETHER:
            return ""
        case Sides.PER_SIDE:
            return " on each side"
        case Sides.ALTERNATING:
            return " on each side, left and right in turn"


def _phase(phase: Phase) -> str:
    return f"{time_words(phase.seconds)} {phase.name}"


def _details(dose: Dose) -> list[str]:
    details = []
    if dose.hold:
        held_once = dose.work == Reps(Span(1, 1))
        details.append(f"{'held' if held_once else 'each held'} for {time_words(dose.hold)}")
    if dose.each_rep:
        details.append(f"{time_words(dose.each_rep)} for each")
    if dose.tempo:
        details.append(_tempo(dose.tempo))
    details += [_rest(rest) for rest in dose.rests]
    if dose.until:
        details.append(f"until {_effort(dose.until)}")
    if dose.at:
        details.append(f"at {_effort(dose.at)}")
    if dose.load:
        details.append(f"with {dose.load}")
    if dose.places:
        details.append(f"shared between {counted(dose.places, 'place')}")
    if dose.times_a_day:
        details.append(f"{_times(dose.times_a_day)} a day")
    return details


def _tempo(tempo: Tempo) -> str:
    pause = f"{tempo.pause} to pause" if tempo.pause else "no pause"
    return f"{counted(Span.of(tempo.lift), 'second')} to lift, {pause}, {tempo.lower} to lower"


def _rest(rest: Rest) -> str:
    return f"{time_words(rest.seconds)} of rest or more between {rest.between}"


def _effort(effort: Effort) -> str:
    match effort.scale:
        case EffortScale.RPE:
            return f"an effort of {effort.number} out of 10"
        case EffortScale.RM:
            return f"the load you could lift {effort.number} times"
        case EffortScale.HALF:
            return "half effort"
