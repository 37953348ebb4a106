"""Levers: the one thing that rises from rung to rung, read from ``hold +3 s to 8 s`` and applied to a dose."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import lru_cache

from unkink.program.cursor import LONGEST_SECONDS, MOST_COUNT, SECONDS_IN, Cursor
from unkink.program.dose import Dose, Phase, Reps, Rounds, Span, Time
from unkink.program.program import Lever

COUNTS = ("reps", "rounds", "sets", "places", "times a day")
TIMES = ("time", "hold", "each rep", "phases")
NAMES = (*COUNTS, *TIMES)
_FIRST_WORDS = frozenset({"reps", "rounds", "sets", "places", "times", "time", "hold", "holds", "phases"})
HABITS = {"duration": "time", "holds": "hold", "rep": "reps", "round": "rounds", "set": "sets", "spots": "places"}


def is_lever(text: str) -> bool:
    """Whether a ladder line is meant as a lever rather than as a dose."""
    first, _, rest = text.partition(":")[0].partition(" ")
    return "+" in first + rest or (first.lower() in _FIRST_WORDS and " to " in rest)


@lru_cache(maxsize=1024)
def read_lever(text: str) -> Lever:
    """The lever that ``text`` states. Raises DoseError as a dose does."""
    return _LeverReader(text).lever()


def spell_lever(lever: Lever) -> str:
    """The one canonical spelling: ``hold +3 s to 8 s``, ``reps +2 to 6``."""
    unit = "" if lever.name in COUNTS else " s"
    return f"{lever.name} +{lever.step}{unit} to {lever.bound}{unit}"


def rises_by(dose: Dose, lever: Lever) -> Iterator[Dose]:
    """The doses that a lever makes of ``dose``, one step after the other, the last exactly on the bound.

    There are none where the dose is already there, or has nothing of that name.
    """
    setting = levers_of(dose).get(lever.name)
    while setting and setting[0] < lever.bound:
        value, put = setting
        dose = put(min(value + lever.step, lever.bound))
        yield dose
        setting = levers_of(dose).get(lever.name)


Setting = tuple[int, Callable[[int], Dose]]


def levers_of(dose: Dose) -> dict[str, Setting]:
    """Everything about ``dose`` that can rise: its value now, and the dose with another value in its place."""
    found: dict[str, Setting] = {}
    match dose.work:
        case Reps(count, by_set) if not by_set:
            found["reps"] = count.low, lambda n: replace(dose, work=Reps(Span.of(n)))
        case Time(seconds):
            found["time"] = seconds.low, lambda n: replace(dose, work=Time(Span.of(n)))
        case Rounds(count, phases):
            found["rounds"] = (
                count.low,
                lambda n: replace(dose, work=Rounds(Span.of(n), phases)),
            )
            found |= _of_phases(dose, count, phases)
        case _:
            pass
    if not (isinstance(dose.work, Reps) and dose.work.by_set):  # sets that differ are all written out
        found["sets"] = dose.sets.low, lambda n: replace(dose, sets=Span.of(n))
    if dose.hold:
        found["hold"] = dose.hold.low, lambda n: replace(dose, hold=Span.of(n))
    if dose.each_rep:
        found["each rep"] = (
            dose.each_rep.low,
            lambda n: replace(dose, each_rep=Span.of(n)),
        )
    if dose.places:
        found["places"] = dose.places.low, lambda n: replace(dose, places=Span.of(n))
    if dose.times_a_day:
        found["times a day"] = (
            dose.times_a_day.low,
            lambda n: replace(dose, times_a_day=Span.of(n)),
        )
    return found


def _of_phases(dose: Dose, count: Span, phases: tuple[Phase, ...]) -> dict[str, Setting]:
    def put(name: str | None, value: int) -> Dose:
        risen = tuple(
            Phase(phase.name, Span.of(max(phase.seconds.low, value))) if name in (None, phase.name) else phase
            for phase in phases
        )
        return replace(dose, work=Rounds(count, risen))

    def one(name: str) -> Callable[[int], Dose]:
        return lambda value: put(name, value)

    each: dict[str, Setting] = {phase.name: (phase.seconds.low, one(phase.name)) for phase in phases}
    together: Setting = (
        min(phase.seconds.low for phase in phases),
        lambda value: put(None, value),
    )
    return {"phases": together} | each


class _LeverReader(Cursor):
    def lever(self) -> Lever:
        name = self._name()
        self._must("+")
        step = self._number(LONGEST_SECONDS)
        step_unit = self._unit(name)
        self._must("to")
        bound = self._number(MOST_COUNT if name in COUNTS else LONGEST_SECONDS)
        unit = self._unit(name) or step_unit
        if name not in COUNTS and (unit is None or (step_unit is None and unit != 1)):
            raise self._stuck()
        step, bound = step * (step_unit or unit or 1), bound * (unit or 1)
        if self._next.kind != "end":
            self._expected.append("the end of the line")
            raise self._stuck()
        return Lever(name, step, bound)

    def _name(self) -> str:
        words = []
        while self._next.kind == "word" and self._next.word != "+":
            words.append(self._take().text.lower())
        self._expected += NAMES
        if not words:
            raise self._stuck()
        name = " ".join(words)
        return HABITS.get(name, name)

    def _unit(self, name: str) -> int | None:
        """Seconds in the unit here, if there is one: `hold +3 to 8 s` names it once, `reps +2 to 6 reps` idly."""
        if name in COUNTS:
            self._take_habit(name)
            return None
        return SECONDS_IN[self._take().word] if self._could("s", "min") else None
