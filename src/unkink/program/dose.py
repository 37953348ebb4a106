"""A dose: how much of one exercise, as it is prescribed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A whole number, or a range of them: ``4`` is ``Span(4, 4)``, ``8-10`` is ``Span(8, 10)``.

    In a dose of an earned ladder a range is base and ceiling; in a schedule it is the range as printed.
    """

    low: int
    high: int

    @classmethod
    def of(cls, number: int) -> Span:
        return cls(number, number)

    @property
    def is_range(self) -> bool:
        return self.low != self.high

    def __str__(self) -> str:
        return f"{self.low}-{self.high}" if self.is_range else str(self.low)


class Sides(StrEnum):
    """How a dose meets the two sides of the body. Counts are per side whenever there is a side."""

    TOGETHER = "together"
    PER_SIDE = "per side"
    ALTERNATING = "alternating sides"


class Between(StrEnum):
    """What a rest stands between."""

    REPS = "reps"
    ROUNDS = "rounds"
    SIDES = "sides"
    SETS = "sets"


@dataclass(frozen=True, slots=True)
class Reps:
    """A number of repetitions in each set (on each side, where there is a side).

    ``by_set`` lists them where the sets differ (``12/10/8 reps`` is three sets); ``count`` is then that of the first.
    """

    count: Span
    by_set: tuple[int, ...] = ()

    def of_set(self, number: int) -> int:
        """The repetitions of one set, counted from 1, a range at its lower end."""
        return self.by_set[number - 1] if self.by_set else self.count.low


@dataclass(frozen=True, slots=True)
class Time:
    """Seconds of one continuous effort or position in each set."""

    seconds: Span


@dataclass(frozen=True, slots=True)
class MaxReps:
    """As many repetitions as can be done well: always at one's own pace."""


@dataclass(frozen=True, slots=True)
class MaxHold:
    """As long as can be held well: always at one's own pace."""


@dataclass(frozen=True, slots=True)
class Phase:
    """One named part of a round, in seconds."""

    name: str
    seconds: Span


@dataclass(frozen=True, slots=True)
class Rounds:
    """A number of rounds in each set, each running through its phases in order."""

    count: Span
    phases: tuple[Phase, ...]


Work = Reps | Time | MaxReps | MaxHold | Rounds


@dataclass(frozen=True, slots=True)
class Tempo:
    """Seconds to lift, to pause, and to lower."""

    lift: int
    pause: int
    lower: int

    @property
    def seconds(self) -> int:
        return self.lift + self.pause + self.lower


@dataclass(frozen=True, slots=True)
class Rest:
    """The least rest in seconds, and what it stands between."""

    seconds: Span
    between: Between


class EffortScale(StrEnum):
    """How an effort is stated."""

    RPE = "RPE"  # rating of perceived exertion, 0-10
    RM = "RM"  # repetition maximum: a load that could be lifted just so many times
    HALF = "half effort"


@dataclass(frozen=True, slots=True)
class Effort:
    """An effort: ``RPE 8``, ``10 RM``, or ``half effort`` (no number)."""

    scale: EffortScale
    number: int | None = None

    def __str__(self) -> str:
        match self.scale:
            case EffortScale.RPE:
                return f"RPE {self.number}"
            case EffortScale.RM:
                return f"{self.number} RM"
            case EffortScale.HALF:
                return "half effort"


@dataclass(frozen=True, slots=True)
class Dose:
    """How much of one exercise. ``str(dose)`` is its one canonical spelling; reading it back gives an equal dose.

    Durations are whole seconds. ``sets`` counts per side where there is a side, as does every count in ``work``.
    """

    work: Work
    sides: Sides = Sides.TOGETHER
    sets: Span = Span(1, 1)
    hold: Span | None = None
    each_rep: Span | None = None
    tempo: Tempo | None = None
    rests: tuple[Rest, ...] = ()
    until: Effort | None = None
    at: Effort | None = None
    load: str | None = None
    places: Span | None = None
    times_a_day: Span | None = None

    @property
    def own_pace(self) -> bool:
        """True where only the person can say when it is done."""
        return isinstance(self.work, MaxReps | MaxHold) or self.until is not None

    def rest_between(self, between: Between) -> int | None:
        """The written least rest in seconds, or None where the dose leaves it to the person's settings."""
        return next((rest.seconds.low for rest in self.rests if rest.between is between), None)

    def at_base(self) -> Dose:
        """The same dose with every range at its lower end."""
        if not self._has_range:
            return self
        return Dose(
            work=_base_work(self.work),
            sides=self.sides,
            sets=Span.of(self.sets.low),
            hold=_base(self.hold),
            each_rep=_base(self.each_rep),
            tempo=self.tempo,
            rests=tuple(replace(rest, seconds=Span.of(rest.seconds.low)) for rest in self.rests),
            until=self.until,
            at=self.at,
            load=self.load,
            places=_base(self.places),
            times_a_day=_base(self.times_a_day),
        )

    @property
    def _has_range(self) -> bool:
        spans = (self.sets, self.hold, self.each_rep, self.places, self.times_a_day, *_spans_of(self.work))
        return any(span and span.is_range for span in (*spans, *(rest.seconds for rest in self.rests)))

    def __str__(self) -> str:
        return ", ".join([_spell_work(self), *_spell_details(self)])


def spell_seconds(seconds: Span) -> str:
    """``75 s``, ``2 min``, ``1-2 min``: minutes where every bound is whole minutes and the upper is 2 or more."""
    if seconds.low % 60 == 0 and seconds.high % 60 == 0 and seconds.low > 0 and seconds.high >= 120:
        return f"{Span(seconds.low // 60, seconds.high // 60)} min"
    return f"{seconds} s"


def default_between(dose: Dose) -> Between:
    """What a bare ``rest`` stands between: sets; else, in a single set, the reps, rounds or sides there are."""
    if dose.sets.high > 1:
        return Between.SETS
    match dose.work:
        case Rounds():
            return Between.ROUNDS
        case Reps() | MaxReps():
            return Between.REPS
        case _ if dose.sides is not Sides.TOGETHER:
            return Between.SIDES
        case _:
            return Between.SETS


def _base(span: Span | None) -> Span | None:
    return None if span is None else Span.of(span.low)


def _spans_of(work: Work) -> tuple[Span, ...]:
    match work:
        case Reps(count):
            return (count,)
        case Time(seconds):
            return (seconds,)
        case Rounds(count, phases):
            return (count, *(phase.seconds for phase in phases))
        case _:
            return ()


def _base_work(work: Work) -> Work:
    match work:
        case Reps(count, by_set):
            return Reps(Span.of(count.low), by_set)
        case Time(seconds):
            return Time(Span.of(seconds.low))
        case Rounds(count, phases):
            at_base = tuple(Phase(phase.name, Span.of(phase.seconds.low)) for phase in phases)
            return Rounds(Span.of(count.low), at_base)
        case _:
            return work


def _spell_work(dose: Dose) -> str:
    sets = f"{dose.sets} x " if dose.sets != Span(1, 1) else ""
    side = "" if dose.sides is Sides.TOGETHER else f" {dose.sides}"
    match dose.work:
        case Reps(_, by_set) if by_set:
            return f"{'/'.join(map(str, by_set))} reps{side}"
        case Reps(count):
            return f"{sets}{count} reps{side}"
        case Time(seconds):
            return f"{sets}{spell_seconds(seconds)}{side}"
        case MaxReps():
            return f"{sets}max reps{side}"
        case MaxHold():
            return f"{sets}max hold{side}"
        case Rounds(count, phases):
            spelled = ", ".join(f"{spell_seconds(phase.seconds)} {phase.name}" for phase in phases)
            return f"{sets}{count} rounds{side}: {spelled}"


def _spell_details(dose: Dose) -> list[str]:
    """The details in their one canonical order."""
    details = []
    if dose.hold:
        details.append(f"hold {spell_seconds(dose.hold)}")
    if dose.each_rep:
        details.append(f"each rep {spell_seconds(dose.each_rep)}")
    if dose.tempo:
        details.append(f"tempo {dose.tempo.lift}-{dose.tempo.pause}-{dose.tempo.lower}")
    for rest in dose.rests:
        between = "" if rest.between is default_between(dose) else f" between {rest.between}"
        details.append(f"rest {spell_seconds(rest.seconds)}{between}")
    if dose.until:
        details.append(f"until {dose.until}")
    if dose.at:
        details.append(f"at {dose.at}")
    if dose.load:
        details.append(f"load {dose.load}")
    if dose.places:
        details.append(f"{dose.places} places")
    if dose.times_a_day:
        details.append(f"{dose.times_a_day} times a day")
    return details
