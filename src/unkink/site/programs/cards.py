"""What stands on a Program page, worked out: nothing is left to the templates but layout."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.safestring import SafeString

from unkink.program.program import Need, Program
from unkink.site.programs.sessions import SessionCard


@dataclass(frozen=True, slots=True)
class Step:
    """One rung as its line on the ladder: what is done, how much, and where it stands."""

    number: int
    words: str
    dose: str
    variant: str = ""
    variant_id: str = ""
    lasts: str = ""

    @property
    def signed(self) -> str:
        """``−2``, ``0``, ``+3``."""
        return f"−{-self.number}" if self.number < 0 else f"+{self.number}" if self.number else "0"


@dataclass(frozen=True, slots=True)
class LadderCard:
    """The rungs from the hardest down, as a ladder stands; ``here`` is the number of that which is done today."""

    easier: int
    harder: int
    scheduled: bool
    steps: tuple[Step, ...]
    here: int = 0

    @property
    def marks(self) -> tuple[str, ...]:
        """One word for each rung from the easiest up, for the small picture of the ladder."""
        return ("easier",) * self.easier + ("today",) + ("harder",) * self.harder


@dataclass(frozen=True, slots=True)
class Swap:
    """What to do instead, and when."""

    when: str
    title: str
    section: str
    dose: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """The words of one section, safe to show."""

    id: str
    title: str
    why: tuple[SafeString, ...]
    steps: tuple[SafeString, ...]
    cautions: tuple[SafeString, ...]
    other: tuple[SafeString, ...]
    needs: tuple[Need, ...]


@dataclass(frozen=True, slots=True)
class ExerciseCard:
    """One exercise of the session. ``minutes`` is how long it takes with its changes of place and rests.

    ``due`` are the lines of somebody who is on the program: what they do of it today. Then the dose is none of its own.
    """

    number: int
    text: Text
    words: str
    dose: str
    minutes: str
    own_pace: bool
    in_short_session: bool
    members: tuple[Text, ...]
    ladder: LadderCard
    swaps: tuple[Swap, ...]
    variants: tuple[Text, ...]
    due: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PhaseCard:
    """One part of a longer program: its own facts, who goes there, and what is done in it."""

    id: str
    title: str
    why: tuple[SafeString, ...]
    facts: tuple[str, ...]
    choose_by: str
    choices: tuple[tuple[str, str, str], ...]
    exercises: tuple[ExerciseCard, ...]
    here: bool = False


@dataclass(frozen=True, slots=True)
class Handout:
    """Everything on a Program page. ``also`` is what the program describes beside its exercises and their variants."""

    program: Program
    intro: tuple[SafeString, ...]
    a_week: str
    length: str
    sessions: tuple[SessionCard, ...]
    needs: tuple[Need, ...]
    phases: tuple[PhaseCard, ...]
    exercises: tuple[ExerciseCard, ...]
    also: tuple[Text, ...]

    @property
    def summary(self) -> SafeString:
        """What it is for, in one paragraph."""
        return self.intro[0] if self.intro else SafeString()
