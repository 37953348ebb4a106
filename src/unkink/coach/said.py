"""What somebody said of themselves, and still holds: an answer stands until the same question is answered again.

A question that a later screening leaves out has not been answered with no: whoever says that they were cleared, and
nothing else, is as pregnant as before.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from math import ceil

from unkink.coach.screening import CLEARED, SEEN, is_no, is_yes
from unkink.wire.facts import Facts

CLAIMS = (SEEN, CLEARED)
"""These are said of one lock, and hold for that alone."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number that was told, such as an age in years; of a fraction the next whole one, which is the stricter."""

    name: str
    value: int


@dataclass(frozen=True, slots=True)
class Said:
    """Names that were answered with yes, names that were answered with no, and numbers, each in the order of names."""

    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()
    numbers: tuple[Number, ...] = ()

    def answers(self, names: Collection[str]) -> bool:
        """Whether one of these was answered, with whatever."""
        return any(name in names for name in (*self.yes, *self.no, *(one.name for one in self.numbers)))

    @property
    def facts(self) -> Facts:
        """What holds, to be held against the questions."""
        return Facts({**{one.name: one.value for one in self.numbers}, **dict.fromkeys(self.yes, True)})


def said_in(facts: Facts) -> Said:
    """The answers of one screening. Anything but yes, no and a number answers nothing."""
    told = {name: fact for name, fact in facts.items() if name not in CLAIMS}
    return Said(
        yes=tuple(name for name, fact in told.items() if is_yes(fact)),
        no=tuple(name for name, fact in told.items() if is_no(fact)),
        numbers=tuple(
            Number(name, ceil(fact))
            for name, fact in told.items()
            if isinstance(fact, int | float) and not isinstance(fact, bool)
        ),
    )


def still_so(before: Said, now: Said) -> Said:
    """What holds after one more screening; a no has done its work once it took an answer back."""
    again = {one.name: one for one in now.numbers}
    numbers = {one.name: one for one in before.numbers if one.name not in now.no} | again
    yes = {name for name in before.yes if name not in now.no}
    return Said(yes=tuple(sorted(yes | set(now.yes))), numbers=tuple(numbers[name] for name in sorted(numbers)))
