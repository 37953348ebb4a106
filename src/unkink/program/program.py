"""The program as read: phases, sections, facts, steps. Frozen, complete, and free of any layout."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from unkink.program.dose import Dose, Span


@dataclass(frozen=True, slots=True)
class Need:
    """A piece of equipment, with what a household has instead: ``ball (rolled towel or tennis ball)``."""

    name: str
    household: tuple[str, ...] = ()

    @property
    def answer(self) -> str:
        """The answer that says it is missing today: ``no-ball``."""
        return "no-" + self.name.replace(" ", "-")


@dataclass(frozen=True, slots=True)
class Lever:
    """One way to make a dose harder: ``hold +3 s to 8 s`` is ``Lever("hold", 3, 8)``.

    ``name`` is ``reps``, ``rounds``, ``sets``, ``time``, ``hold``, ``each rep``, ``places``, ``times a day``,
    ``phases`` (every phase of a round together) or the name of one phase. Durations are in seconds.
    """

    name: str
    step: int
    bound: int


@dataclass(frozen=True, slots=True)
class WrittenRung:
    """A dose as written on a ladder line; ``exercise`` is None where the line names no variant."""

    dose: Dose
    exercise: str | None = None
    weeks: int | None = None
    sessions: int | None = None
    a_week: Span | None = None


@dataclass(frozen=True, slots=True)
class Substitute:
    """``instead when ANSWER: exercise``, optionally with its own dose."""

    when: str
    exercise: str
    dose: Dose | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """One H2 of the file: an exercise, a variant of one, or a circuit.

    ``why``, ``steps`` and ``cautions`` are Markdown as written, one entry a paragraph, step or quote. ``pressure`` is
    what presses on the body as written, or ``none``; `unkink.program.pressure` knows what holds where it is None.
    ``line`` is where its heading stands and takes no part in equality.
    """

    id: str
    title: str
    line: int = field(compare=False)
    why: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    cautions: tuple[str, ...] = ()
    dose: Dose | None = None
    variant_of: str | None = None
    movement: str | None = None
    needs: tuple[Need, ...] = ()
    pressure: str | None = None
    substitutes: tuple[Substitute, ...] = ()
    easier: tuple[WrittenRung, ...] = ()
    harder: tuple[WrittenRung | Lever, ...] = ()
    rungs: tuple[WrittenRung, ...] = ()
    sides_separate: bool = False
    circuit: tuple[str, ...] = ()
    other: tuple[str, ...] = ()
    """Whatever else Markdown allows (tables, code, pictures, smaller headings), kept for the handout."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One line under ``choose by``: the outcome of the assessment, and the phase or exercise that it leads to."""

    outcome: str
    target: str


@dataclass(frozen=True, slots=True)
class PhaseOfProgram:
    """One H1 of a longer program. ``exercises`` are section ids in the order of the session."""

    id: str
    title: str
    line: int = field(compare=False)
    why: tuple[str, ...] = ()
    exercises: tuple[str, ...] = ()
    sessions: Span | None = None
    length: Span | None = None
    enter_when: str | None = None
    choose_by: str | None = None
    choices: tuple[Choice, ...] = ()
    other: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Assess:
    """Which home tests, at which weeks (week 0 is before the first session)."""

    tests: tuple[str, ...]
    weeks: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Program:
    """A checked program. ``hash`` is the SHA-256 of its normalised text: whoever is on it stays on that text.

    ``sessions`` is sessions a week, ``length`` is in weeks. ``exercises`` are the ids of the session in order;
    ``sections`` holds every section by id, variants and circuit members included.
    """

    title: str
    hash: str
    sessions: Span
    exercises: tuple[str, ...]
    sections: Mapping[str, Section]
    length: Span | None = None
    credit: str | None = None
    licence: str | None = None
    language: str = "en"
    short_session: tuple[str, ...] = ()
    screening: tuple[str, ...] = ()
    assess: Assess | None = None
    next: tuple[str, ...] = ()
    translation_of: str | None = None
    intro: tuple[str, ...] = ()
    other: tuple[str, ...] = ()
    phases: tuple[PhaseOfProgram, ...] = ()

    def exercise(self, name: str) -> Section:
        """The section with that id. Raises KeyError where there is none."""
        return self.sections[name]
