"""A dose in words: what is said when an exercise is announced."""

from __future__ import annotations

from collections.abc import Iterator

from unkink.program.dose import (
    Dose,
    Effort,
    EffortScale,
    MaxHold,
    MaxReps,
    Reps,
    Rounds,
    Sides,
    Tempo,
    Time,
)
from unkink.session.spoken import as_phrase, as_spoken
from unkink.session.words import count_of, number_words, seconds_in_words

UNTIL = {
    EffortScale.RPE: "Go on until an effort of {} out of ten.",
    EffortScale.RM: "Go on until you have done your {} rep maximum.",
    EffortScale.HALF: "Go on until half effort.",
}
AT = {
    EffortScale.RPE: "At an effort of {} out of ten.",
    EffortScale.RM: "With your {} rep maximum.",
    EffortScale.HALF: "At half effort.",
}


def dose_in_words(dose: Dose) -> tuple[str, ...]:
    """Short phrases, the amount first; a range is spoken as its lower end. Rests are heard, so they are not said."""
    return tuple(phrase for phrase in (_amount(dose), *_details(dose)) if phrase)


def _amount(dose: Dose) -> str:
    side = "" if dose.sides is Sides.TOGETHER else " on each side"
    sets = f"{count_of(dose.sets.low, 'set')}{side}: " if dose.sets.low > 1 else ""
    own_side = "" if sets else side
    match dose.work:
        case Reps(_, by_set) if by_set:
            *first, last = map(number_words, by_set)
            return as_phrase(f"{sets}{', '.join(first)}{' and ' * bool(first)}{last} reps")
        case Reps(count):
            return as_phrase(f"{sets}{count_of(count.low, 'rep')}{own_side}")
        case Time(seconds):
            return as_phrase(f"{sets}{seconds_in_words(seconds.low)}{own_side}")
        case Rounds(count):
            return as_phrase(f"{sets}{count_of(count.low, 'round')}{own_side}")
        case MaxReps():
            return as_phrase(f"{sets}as many good reps as you can{own_side}")
        case MaxHold():
            return as_phrase(f"{sets}as long as you can hold it well{own_side}")


def _details(dose: Dose) -> Iterator[str]:
    yield from _how(dose)
    if dose.places:
        yield f"In {count_of(dose.places.low, 'place')}."
    if dose.load:
        yield as_phrase(f"Load: {as_spoken(dose.load)}")
    if dose.at:
        yield _effort(dose.at, AT)
    if dose.until:
        yield _effort(dose.until, UNTIL)
    if dose.times_a_day and dose.times_a_day.low > 1:
        yield as_phrase(f"{number_words(dose.times_a_day.low)} times a day, and this is one of them")


def _how(dose: Dose) -> Iterator[str]:
    """How each rep or round goes."""
    if isinstance(dose.work, Rounds):
        yield _phases(dose.work)
    if dose.sides is Sides.ALTERNATING:
        yield "Change sides each time."
    if dose.hold:
        yield f"Hold for {seconds_in_words(dose.hold.low)}."
    if dose.each_rep:
        yield f"Each rep takes {seconds_in_words(dose.each_rep.low)}."
    if dose.tempo:
        yield _tempo(dose.tempo)


def _phases(rounds: Rounds) -> str:
    phases = (f"{seconds_in_words(phase.seconds.low)} {as_spoken(phase.name)}" for phase in rounds.phases)
    return as_phrase(f"Each round: {', '.join(phases)}")


def _tempo(tempo: Tempo) -> str:
    parts = ((tempo.lift, "up"), (tempo.pause, "pause"), (tempo.lower, "down"))
    return as_phrase(", ".join(f"{seconds_in_words(seconds)} {name}" for seconds, name in parts if seconds))


def _effort(effort: Effort, wordings: dict[EffortScale, str]) -> str:
    number = "" if effort.number is None else number_words(effort.number)
    return wordings[effort.scale].format(number)
