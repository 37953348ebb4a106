"""The ladders that a person can stand on: those of the exercises, and those of what stands in for them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from unkink.coach.decision import Step
from unkink.coach.remembering import Remembered
from unkink.program.dose import Dose
from unkink.program.ladder import Ladder, Rung, ladder_of, rises_of
from unkink.program.prescription import Item, prescribe
from unkink.program.pressure import presses
from unkink.program.program import Program, Substitute
from unkink.program.schedule import rungs_by_session
from unkink.wire.words import Side

TOGETHER: tuple[Side | None, ...] = (None,)


class Steps:
    """The ladders of one program, each worked out once. Rungs of a substitute count from 0, where it begins."""

    def __init__(self, program: Program, remembered: Remembered | None = None) -> None:
        self.program = program
        self.remembered = remembered or Remembered()
        self.exercises = tuple(
            name
            for name, section in program.sections.items()
            if section.variant_of is None and _has_ladder(program, name)
        )
        self._ladders: dict[tuple[str, str | None], Ladder] = {}
        self._lasts: dict[str, tuple[int, ...]] = {}
        self._ahead: dict[tuple[str, str | None, int], tuple[Step, ...]] = {}
        self._items: dict[tuple[str, int, frozenset[str]], Item] = {}
        self._owners = _owners(program, self.exercises)
        self._pressing = frozenset(name for name in program.sections if presses(program, name))
        self._heard = frozenset(
            answer
            for section in program.sections.values()
            for answer in (*(one.when for one in section.substitutes), *(need.answer for need in section.needs))
        )

    def sides(self, exercise: str) -> tuple[Side | None, ...]:
        """Each side where they climb on their own, else None: both together."""
        return tuple(Side) if self.program.sections[exercise].sides_separate else TOGETHER

    def ladder(self, exercise: str, instead: str | None = None) -> Ladder:
        """The ladder of an exercise, or of a section that stands in for it."""
        key = (exercise, instead)
        if key not in self._ladders:
            self._ladders[key] = self._substituted(exercise, instead) if instead else ladder_of(self.program, exercise)
        return self._ladders[key]

    def heard(self, answers: Collection[str]) -> frozenset[str]:
        """Those of the answers that the program has a use for."""
        return self._heard.intersection(answers)

    def owner(self, name: str) -> str:
        """The exercise that has the ladder for that section: of a variant its exercise, of a member its circuit."""
        return self._owners.get(name, name)

    def presses(self, exercise: str, variant: str) -> bool:
        """Whether something presses on the body in that way of the exercise; unknown to this text: in the exercise."""
        return (variant if variant in self.program.sections else exercise) in self._pressing

    def item(self, exercise: str, rung: int, answers: Collection[str]) -> Item:
        """What is done of an exercise on that rung, with those answers."""
        heard = self.heard(answers)
        key = (exercise, rung, heard)
        if key not in self._items:
            (self._items[key],) = prescribe(self.program, {exercise: rung}, exercises=[exercise], answers=heard).items
        return self._items[key]

    def stands_in(self, exercise: str, variant: str, rung: int, answers: Collection[str]) -> str | None:
        """The section that stood in for the exercise where ``variant`` was done; None where it was its own ladder."""
        item = self.item(exercise, rung, answers)
        if item.instead_of_because and item.variant == variant:
            return variant
        own = {step.exercise for step in self.ladder(exercise).rungs}
        return variant if variant not in own and variant in self.standing_in(exercise) else None

    def ahead(self, exercise: str, instead: str | None, here: int) -> tuple[Step, ...]:
        """Every rung of a ladder in words, with the person on rung ``here``."""
        key = (exercise, instead, here)
        if key not in self._ahead:
            self._ahead[key] = tuple(
                Step(
                    one.number,
                    one.exercise,
                    self.program.sections[one.exercise].title,
                    str(one.dose),
                    one.number == here,
                )
                for one in self.ladder(exercise, instead).rungs
            )
        return self._ahead[key]

    def lasts(self, exercise: str) -> tuple[int, ...]:
        """How many completed sessions each rung of a schedule lasts; the last one goes on, whatever is written."""
        if exercise not in self._lasts:
            rungs = self.ladder(exercise).rungs
            closed = Ladder(exercise, rungs[:-1], scheduled=True)
            planned = Counter(rung.number for rung in rungs_by_session(self.program, closed)) if closed.rungs else {}
            self._lasts[exercise] = tuple(planned.get(rung.number, 0) for rung in closed.rungs)
        return self._lasts[exercise]

    def standing_in(self, exercise: str) -> frozenset[str]:
        """The sections that may stand in for it, in any of its ways."""
        return frozenset(one.exercise for one in self.substitutes(exercise))

    def substitutes(self, exercise: str) -> list[Substitute]:
        family = (section for name, section in self.program.sections.items() if exercise in (name, section.variant_of))
        return [one for section in family for one in section.substitutes]

    def _substituted(self, exercise: str, instead: str) -> Ladder:
        """Its written dose with its range; else its rungs on the exercise's own ladder; else the ladder it owns."""
        written = [one for one in self.substitutes(exercise) if one.exercise == instead]
        dose = next((one.dose for one in written if one.dose is not None), None)
        if dose is not None:
            return _from_zero(instead, [(instead, dose.at_base()), *((instead, risen) for risen in rises_of(dose))])
        own = [step for step in ladder_of(self.program, exercise).rungs if step.exercise == instead]
        if own:
            return _from_zero(instead, [(instead, step.dose) for step in own])
        return ladder_of(self.program, instead)


def _owners(program: Program, exercises: Sequence[str]) -> Mapping[str, str]:
    """For each section without a ladder of its own, the exercise whose it is."""
    circuits = {member: name for name in reversed(exercises) for member in program.sections[name].circuit}
    sections = ((name, section) for name, section in program.sections.items() if name not in exercises)
    owners = {name: section.variant_of or circuits.get(name) for name, section in sections}
    return {name: owner for name, owner in owners.items() if owner}


def _has_ladder(program: Program, name: str) -> bool:
    section = program.sections[name]
    return bool(section.rungs) or section.dose is not None


def _from_zero(instead: str, doses: list[tuple[str, Dose]]) -> Ladder:
    return Ladder(instead, tuple(Rung(number, name, dose) for number, (name, dose) in enumerate(doses)))
