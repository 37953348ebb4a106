"""Today's doses: which rung of each ladder is played, in order."""

from __future__ import annotations

from dataclasses import dataclass

from unkink.program.dose import Dose


@dataclass(frozen=True, slots=True)
class Item:
    """One exercise of today: ``exercise`` owns the ladder, ``variant`` is the section that is done (often the same).

    ``members`` are section ids where the exercise is a circuit. ``instead_of_because`` is the answer that put a
    substitute here (``no-ball``), empty otherwise.
    """

    exercise: str
    variant: str
    rung: int
    dose: Dose
    members: tuple[str, ...] = ()
    instead_of_because: str = ""


@dataclass(frozen=True, slots=True)
class Prescription:
    """The doses of one session, every range at one number, for the program with that hash."""

    program: str
    items: tuple[Item, ...]
