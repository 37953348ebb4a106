"""The ladder: every dose an exercise can have, from the easiest to the ceiling."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from unkink.program.dose import Dose, Phase, Reps, Rounds, Span, Time
from unkink.program.lever import levers_of, rises_by
from unkink.program.program import Lever, Program, Section, WrittenRung

STEPS_OF_A_RANGE = 4
MOST_RUNGS = 200  # of one exercise: more is a slip of the pen, and a ladder is read whole


@dataclass(frozen=True, slots=True)
class Rung:
    """One dose of one exercise or variant. Rung 0 is the dose as written; easier rungs are negative.

    On a schedule rungs count from 0 in the order of the file, each with how long it lasts.
    """

    number: int
    exercise: str
    dose: Dose
    weeks: int | None = None
    sessions: int | None = None
    a_week: Span | None = None


@dataclass(frozen=True, slots=True)
class Ladder:
    """The rungs of one exercise in ascending order. ``scheduled`` ladders move by the file alone."""

    exercise: str
    rungs: tuple[Rung, ...]
    scheduled: bool = False

    def rung(self, number: int) -> Rung:
        """The rung with that number, or the nearest end of the ladder: a ladder has no rung past its ceiling."""
        index = min(max(number - self.rungs[0].number, 0), len(self.rungs) - 1)
        return self.rungs[index]


def ladder_of(program: Program, exercise: str) -> Ladder:
    """The ladder of an exercise.

    Raises:
        KeyError: if the program has no such section, or it has neither a dose nor rungs (as a variant has none).
    """
    section = program.sections[exercise]
    if section.rungs:
        return Ladder(exercise, tuple(_scheduled(section)), scheduled=True)
    if section.dose is None:
        raise KeyError(exercise)
    easier = [step for written in section.easier for step in _from(exercise, written)]
    above = [step for run in climbs(section) for step in run.steps]
    doses = [*easier, (exercise, section.dose.at_base()), *above]
    rungs = (Rung(number, name, dose) for number, (name, dose) in enumerate(doses, -len(easier)))
    return Ladder(exercise, tuple(rungs))


Step = tuple[str, Dose]


@dataclass(frozen=True, slots=True)
class Climb:
    """The steps that one ``harder`` line adds above those before it, or (``line`` -1) the range of the dose itself.

    ``start`` is the dose that a lever starts from.
    """

    line: int
    start: Dose
    steps: tuple[Step, ...]


def climbs(section: Section) -> Iterator[Climb]:
    """What each line makes of the ladder above rung 0, in order."""
    if section.dose is None:
        return
    name, dose = section.id, section.dose.at_base()
    rises = tuple((name, risen) for risen in rises_of(section.dose))
    if rises:
        yield Climb(-1, dose, rises)
        dose = rises[-1][1]
    for index, line in enumerate(section.harder):
        if isinstance(line, Lever):
            risen = islice(rises_by(dose, line), MOST_RUNGS + 1)  # a slip such as `time +1 s to 4 h` ends here
            steps = tuple((name, one) for one in risen)
        else:
            steps = tuple(_from(section.id, line))
        yield Climb(index, dose, steps)
        if steps:
            name, dose = steps[-1]


def _scheduled(section: Section) -> Iterator[Rung]:
    for number, rung in enumerate(section.rungs):
        yield Rung(
            number,
            rung.exercise or section.id,
            rung.dose,
            rung.weeks,
            rung.sessions,
            rung.a_week,
        )


def _from(exercise: str, written: WrittenRung) -> Iterator[Step]:
    """The fresh dose of a line, and the rises of its range."""
    name = written.exercise or exercise
    yield name, written.dose.at_base()
    for risen in rises_of(written.dose):
        yield name, risen


# Ranges --------------------------------------------------------------------------------------------------------------


def rises_of(dose: Dose) -> Iterator[Dose]:
    """The doses from a written range's base (left out) to its ceiling, one range after the other.

    Each range rises in four equal steps of whole numbers, or one at a time where it spans less than four. They rise
    in this order: the work itself (all phases of a round together), hold, each rep, places, times a day, sets.
    """
    now = dose.at_base()
    for name in ranged(dose):
        for step in range(1, STEPS_OF_A_RANGE + 1):
            risen = _with_range(now, dose, name, step)
            if risen != now:
                now = risen
                yield now


def ranged(dose: Dose) -> list[str]:
    """The levers whose value is written as a range, in the order in which they rise."""
    found = []
    match dose.work:
        case Reps(count) if count.is_range:
            found.append("reps")
        case Time(seconds) if seconds.is_range:
            found.append("time")
        case Rounds(count, phases):
            found += ["rounds"] if count.is_range else []
            found += ["phases"] if any(phase.seconds.is_range for phase in phases) else []
        case _:
            pass
    spans = {
        "hold": dose.hold,
        "each rep": dose.each_rep,
        "places": dose.places,
        "times a day": dose.times_a_day,
    }
    found += [name for name, span in spans.items() if span and span.is_range]
    return found + (["sets"] if dose.sets.is_range else [])


def _with_range(now: Dose, written: Dose, name: str, step: int) -> Dose:
    """``now`` with the range called ``name`` at one of its four steps."""
    match written.work:
        case Reps(count) if name == "reps":
            return replace(now, work=Reps(_at(count, step)))
        case Time(seconds) if name == "time":
            return replace(now, work=Time(_at(seconds, step)))
        case Rounds(count) if name == "rounds" and isinstance(now.work, Rounds):
            return replace(now, work=Rounds(_at(count, step), now.work.phases))
        case Rounds(_, phases) if name == "phases" and isinstance(now.work, Rounds):
            risen = tuple(Phase(phase.name, _at(phase.seconds, step)) for phase in phases)
            return replace(now, work=Rounds(now.work.count, risen))
        case _:
            span: Span = getattr(written, name.replace(" ", "_"))
            return levers_of(now)[name][1](_at(span, step).low)


def _at(span: Span, step: int) -> Span:
    """A whole number on the way from base to ceiling; halves go up, so that the steps of 6-8 are 7 and 8."""
    rise = (span.high - span.low) * step
    return Span.of(span.low + (2 * rise + STEPS_OF_A_RANGE) // (2 * STEPS_OF_A_RANGE))


# Change --------------------------------------------------------------------------------------------------------------


def carried_over(old: Rung, new: Ladder) -> int:
    """Where somebody on the rung ``old`` stands after the program was changed: never up.

    The identical exercise and dose where there is one; else the hardest rung of the same exercise that asks for no more
    work, no longer hold and no longer rep; else the easiest rung of all.
    """
    same = [rung for rung in new.rungs if (rung.exercise, rung.dose) == (old.exercise, old.dose)]
    if same:
        return min(rung.number for rung in same)
    within = [rung for rung in new.rungs if rung.exercise == old.exercise and no_harder(rung.dose, old.dose)]
    return max((rung.number for rung in within), default=new.rungs[0].number)


def no_harder(dose: Dose, than: Dose) -> bool:
    """Whether ``dose`` asks for nothing more than ``than``, part by part, in the same kind of work."""
    if type(dose.work) is not type(than.work) or (dose.load, dose.at, dose.until) != (
        than.load,
        than.at,
        than.until,
    ):
        return False
    now, before = levers_of(dose), levers_of(than)
    return all(name in before and value <= before[name][0] for name, (value, _) in now.items())
