"""Easier today: the next lower rung once, or half the dose where there is none."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from unkink.program.dose import Dose, Phase, Reps, Rounds, Span, Time
from unkink.program.ladder import Ladder, ladder_of, no_harder
from unkink.program.prescription import Item, lacks, prescribe
from unkink.program.program import Program


def easier_item(program: Program, item: Item, answers: Collection[str] = ()) -> Item | None:
    """What to do today in place of ``item`` when it is too much; its stored rung stays where it is.

    The next lower rung that can be done with what is there today; at the bottom of the ladder, and for a substitute
    whose dose stands on no rung, the same exercise at half its dose. None where nothing less is left of it.

    Args:
        program: the program that the item was prescribed for.
        item: one of today's doses.
        answers: those with which it was prescribed.

    Raises:
        KeyError: if the program has no such exercise.
    """
    ladder = ladder_of(program, item.exercise)
    for rung in reversed(ladder.rungs):
        if rung.number < item.rung:
            lower = _at(program, item.exercise, rung.number, answers)
            if lower is not None and _is_easier(lower, item, ladder):
                return replace(lower, side=item.side)
    dose = halved(item.dose)
    return replace(item, dose=dose) if dose else None


def halved(dose: Dose) -> Dose | None:
    """Half the reps, the time or the rounds, rounded down but never below one; None where there is nothing to halve.

    A single repetition is held half as long, a single round has half as long phases. Where none of these can be
    halved, and for work at one's own pace, half the sets.
    """
    match dose.work:
        case Reps(_, by_set) if max(by_set, default=1) > 1:
            return replace(dose, work=_fewer_in_each_set(by_set))
        case Reps(_, by_set) if by_set:
            return replace(dose, work=Reps(Span.of(1)), sets=_half(dose.sets))
        case Reps(count) if count.low > 1:
            return replace(dose, work=Reps(_half(count)))
        case Reps() if dose.hold and dose.hold.low > 1:
            return replace(dose, hold=_half(dose.hold))
        case Time(seconds) if seconds.low > 1:
            return replace(dose, work=Time(_half(seconds)))
        case Rounds(count, phases) if count.low > 1:
            return replace(dose, work=Rounds(_half(count), phases))
        case Rounds(count, phases) if any(phase.seconds.low > 1 for phase in phases):
            shorter = tuple(Phase(phase.name, _half(phase.seconds)) for phase in phases)
            return replace(dose, work=Rounds(count, shorter))
        case _:
            return replace(dose, sets=_half(dose.sets)) if dose.sets.low > 1 else None


def _fewer_in_each_set(by_set: tuple[int, ...]) -> Reps:
    fewer = tuple(max(1, count // 2) for count in by_set)
    return Reps(Span.of(fewer[0]), fewer)


def _half(span: Span) -> Span:
    return Span.of(max(1, span.low // 2))


def _at(program: Program, exercise: str, number: int, answers: Collection[str]) -> Item | None:
    """The exercise at that rung, where nothing that it needs is missing and nothing stands in its place."""
    (lower,) = prescribe(program, {exercise: number}, exercises=[exercise], answers=answers).items
    return None if lower.instead_of_because or lacks(program, lower.variant, answers) else lower


def _is_easier(lower: Item, item: Item, ladder: Ladder) -> bool:
    """On an earned ladder a lower rung is easier because its author says so.

    A substitute may already ask for less than the rungs below the one that it stands for, and an earlier week of a
    schedule may be harder than a later one: there the same exercise must ask for less in every way.
    """
    if not item.instead_of_because and not ladder.scheduled:
        return True
    return lower.variant == item.variant and lower.dose != item.dose and no_harder(lower.dose, item.dose)
