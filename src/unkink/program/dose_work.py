"""How much work a dose is: the sums that print gives beside a protocol, and that tell a jump from a step."""

from __future__ import annotations

from dataclasses import dataclass

from unkink.program.dose import Dose, MaxHold, MaxReps, Reps, Rounds, Sides, Time

SECONDS_OF_A_REP = 4  # where neither the dose nor a movement says how long one takes (judgement)


@dataclass(frozen=True, slots=True)
class Work:
    """The work of one session of a dose, both sides together, ranges at their lower end.

    ``seconds`` are those that the dose prescribes (holds, times, phases, timed reps); ``reps`` counts repetitions.
    """

    sets: int
    reps: int
    rounds: int
    seconds: int

    def times(self, number: int) -> Work:
        return Work(
            self.sets * number,
            self.reps * number,
            self.rounds * number,
            self.seconds * number,
        )

    def plus(self, other: Work) -> Work:
        return Work(
            self.sets + other.sets,
            self.reps + other.reps,
            self.rounds + other.rounds,
            self.seconds + other.seconds,
        )


NO_WORK = Work(0, 0, 0, 0)


def work_of(dose: Dose, members: tuple[str, ...] = ()) -> Work:
    """The prescribed work of one session of ``dose``; a dose to be done several times a day counts each.

    Every one of a circuit's ``members`` does it, but where the phases of a round are named after them.
    """
    return _work_of_one(dose).times(1 if not members or _shared_out(dose, members) else len(members))


def _shared_out(dose: Dose, members: tuple[str, ...]) -> bool:
    return isinstance(dose.work, Rounds) and {phase.name for phase in dose.work.phases} == set(members)


def _work_of_one(dose: Dose) -> Work:
    times = dose.times_a_day.low if dose.times_a_day else 1
    sides = 1 if dose.sides is Sides.TOGETHER else 2
    sets = dose.sets.low * sides * times
    match dose.work:
        case Reps() as work:
            reps = sides * times * sum(work.of_set(number) for number in range(1, dose.sets.low + 1))
            return Work(sets, reps, 0, reps * _seconds_of_rep(dose))
        case Time(seconds):
            return Work(sets, 0, 0, sets * seconds.low)
        case Rounds(count, phases):
            of_round = sum(phase.seconds.low for phase in phases)
            return Work(sets, 0, sets * count.low, sets * count.low * of_round)
        case MaxReps() | MaxHold():
            return Work(sets, 0, 0, 0)


def effort_of(dose: Dose) -> int:
    """Seconds under work, with four for each rep that nothing times: a measure to compare neighbouring rungs by."""
    work = work_of(dose)
    return work.seconds or work.reps * SECONDS_OF_A_REP


def _seconds_of_rep(dose: Dose) -> int:
    if dose.each_rep:
        return dose.each_rep.low
    if dose.tempo:
        return dose.tempo.seconds
    return dose.hold.low if dose.hold else 0
