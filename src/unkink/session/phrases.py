"""Every sentence that a session speaks. All of them can be listed for a program, so all can be rendered beforehand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from unkink.coach.easier_week import cut, short_holds
from unkink.program.dose import Dose, Phase, Reps, Rounds, Sides
from unkink.program.easier import halved
from unkink.program.ladder import ladder_of
from unkink.program.program import Need, Program, Section
from unkink.session.beat import LONGEST_COUNTDOWN, Say
from unkink.session.dose_words import dose_in_words
from unkink.session.settings import Verbosity
from unkink.session.spoken import as_phrase, as_spoken, sentences
from unkink.session.timeline import Side
from unkink.session.words import number_words

GET_INTO_POSITION = "Get into position."
BEGIN = "Begin."
OWN_PACE = "At your own pace."
HOLD = "Hold."
LOWER = "Lower."
AND_BACK = "And back."
NEXT_SPOT = "Move to the next spot."
HALF_WAY = "Half way."
LAST_REP = "Last rep."
LAST_ROUND = "Last round."
REST = "Rest."
SWITCH_SIDES = "Switch sides."
NEXT_UP = "Next up."
FINISHED = "That is the whole session."
WELL_DONE = "Well done."

FINISH: Say = (FINISHED, WELL_DONE)
SIDE: dict[Side | None, Say] = {None: (), Side.LEFT: ("Left side.",), Side.RIGHT: ("Right side.",)}
SHORT_SIDE: dict[Side | None, Say] = {None: (), Side.LEFT: ("Left.",), Side.RIGHT: ("Right.",)}
FIRST_SIDE: dict[Side | None, Say] = {None: (), Side.LEFT: ("Left side first.",), Side.RIGHT: ("Right side first.",)}

HIGHEST_SPOKEN = 100  # higher counts are shown only: nobody needs a clip of "eight hundred seventy-three"

ALWAYS = frozenset(
    (
        GET_INTO_POSITION,
        BEGIN,
        OWN_PACE,
        HOLD,
        LOWER,
        AND_BACK,
        NEXT_SPOT,
        HALF_WAY,
        LAST_REP,
        LAST_ROUND,
        REST,
        SWITCH_SIDES,
        NEXT_UP,
        *FINISH,
        *(phrase for wording in (SIDE, SHORT_SIDE, FIRST_SIDE) for say in wording.values() for phrase in say),
    )
)


@lru_cache(maxsize=128)
def number(count: int) -> Say:
    """``Four.``, or nothing above the highest spoken count."""
    return (as_phrase(number_words(count)),) if count <= HIGHEST_SPOKEN else ()


def round_number(count: int) -> Say:
    return (f"Round {number_words(count)}.",) if count <= HIGHEST_SPOKEN else ()


def set_number(count: int) -> Say:
    return (f"Then set {number_words(count)}.",) if count <= HIGHEST_SPOKEN else ()


def title(section: Section) -> Say:
    return _some(as_phrase(as_spoken(section.title)))


def why_in_one_line(section: Section) -> Say:
    """The first sentence of the first paragraph of its why."""
    return sentences(section.why[0])[:1] if section.why else ()


def steps(section: Section) -> Say:
    return tuple(sentence for step in section.steps for sentence in sentences(step))


def have_ready(needs: tuple[Need, ...]) -> Say:
    names = [name for need in needs if (name := as_spoken(need.name))]
    return (as_phrase(f"You need: {', '.join(names)}"),) if names else ()


def phase_name(name: str) -> Say:
    return _some(as_phrase(as_spoken(name.replace("-", " "))))


def announcement(
    section: Section, dose: Dose, first: Side | None, verbosity: Verbosity, *, alone: Side | None = None
) -> Say:
    """Name, why where there is time for it, how much, and which side comes first, or which one it is for ``alone``."""
    why = why_in_one_line(section) if verbosity is Verbosity.FULL else ()
    if alone is not None:
        return (*title(section), *why, *dose_in_words(replace(dose, sides=Sides.TOGETHER)), *SIDE[alone])
    return (*title(section), *why, *dose_in_words(dose), *FIRST_SIDE[first])


def position(section: Section, side: Side | None, verbosity: Verbosity) -> Say:
    """Get into position: the steps where there is time for them, and the side."""
    how = steps(section) if verbosity is Verbosity.FULL else ()
    return (GET_INTO_POSITION, *how, *SIDE[side])


def next_up(section: Section, needs: tuple[Need, ...]) -> Say:
    return (NEXT_UP, *title(section), *have_ready(needs))


def _some(phrase: str) -> Say:
    return (phrase,) if phrase else ()


def all_phrases(program: Program) -> frozenset[str]:
    """Every phrase that any session of this program can speak: any rung, eased or not, substitute, answer, setting."""
    doses = tuple(doses_of(program))
    one_sided = (replace(dose, sides=Sides.TOGETHER) for dose in doses if _sides_differ(program))
    return ALWAYS.union(
        *map(_section_phrases, program.sections.values()),
        *map(dose_in_words, doses),
        *map(dose_in_words, one_sided),
        *(have_ready(needs_of(program, section)) for section in program.sections.values()),
        *(phase_name(phase.name) for dose in doses for phase in _phases(dose)),
        _numbers(number, LONGEST_COUNTDOWN, *map(_reps, doses)),
        _numbers(round_number, 1, *map(_rounds, doses)),
        _numbers(set_number, 1, *(dose.sets.high for dose in doses)),
    )


def doses_of(program: Program) -> Iterator[Dose]:
    """Every dose that can ever be prescribed of the program; each can be a day's easiest and then be halved."""
    for written in _written_doses(program):
        for dose in _as_prescribed(written):
            yield dose
            if (half := halved(dose)) is not None:
                yield half


def _as_prescribed(dose: Dose) -> tuple[Dose, ...]:
    """As it is written, in an easier week, where no breath is to be held, and both."""
    short = short_holds(dose)
    return tuple(dict.fromkeys((dose, short, cut(dose), cut(short))))


def _written_doses(program: Program) -> Iterator[Dose]:
    for section in program.sections.values():
        if section.dose or section.rungs:
            yield from (rung.dose for rung in ladder_of(program, section.id).rungs)
        yield from (substitute.dose for substitute in section.substitutes if substitute.dose)


def needs_of(program: Program, section: Section) -> tuple[Need, ...]:
    """What the exercise needs, a circuit's members included, each thing once."""
    members = (need for name in section.circuit for need in program.sections[name].needs)
    return together((*section.needs, *members))


def together(needs: Iterable[Need]) -> tuple[Need, ...]:
    """Each thing once, in the order in which it is needed; in its place what serves wherever it is needed."""
    found: dict[str, Need] = {}
    for need in needs:
        earlier = found.get(need.name, need)
        serving = tuple(one for one in earlier.household if one in need.household)
        found[need.name] = replace(earlier, household=serving)
    return tuple(found.values())


def _sides_differ(program: Program) -> bool:
    return any(section.sides_separate for section in program.sections.values())


def _section_phrases(section: Section) -> Say:
    return (*title(section), *why_in_one_line(section), *steps(section))


def _phases(dose: Dose) -> tuple[Phase, ...]:
    return dose.work.phases if isinstance(dose.work, Rounds) else ()


def _reps(dose: Dose) -> int:
    return max(dose.work.count.high, *dose.work.by_set, 0) if isinstance(dose.work, Reps) else 0


def _rounds(dose: Dose) -> int:
    return dose.work.count.high if isinstance(dose.work, Rounds) else 0


def _numbers(wording: Callable[[int], Say], *up_to: int) -> frozenset[str]:
    highest = min(max(up_to), HIGHEST_SPOKEN)
    return frozenset(phrase for count in range(1, highest + 1) for phrase in wording(count))
