"""The Program page for somebody who is on the program: their doses of today, and their ladders with them on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from unkink.coach.decision import Prescribed
from unkink.program.prescription import Item
from unkink.site.coaching.words import MARKS
from unkink.site.player.day_plan import Day, rungs_of
from unkink.site.player.package import item_title, item_words
from unkink.site.programs.cards import ExerciseCard, Handout, LadderCard


@dataclass(frozen=True, slots=True)
class Due:
    """What is due of each exercise, as lines, and the rung of its own ladder; and the id of the phase, if any.

    Equal ones make equal pages.
    """

    lines: tuple[tuple[str, tuple[str, ...]], ...]
    rungs: tuple[tuple[str, int], ...]
    phase: str = ""


def due_of(day: Day) -> Due:
    """What that day brings. Where the sides stand on different rungs, the ladder shows the lower one."""
    prescribed = day.decision.exercises
    names = tuple(dict.fromkeys(one.exercise for one in prescribed))
    return Due(
        lines=tuple((name, tuple(_lines(day, name))) for name in names),
        rungs=tuple(sorted(rungs_of(day.decision).items())),
        phase=day.decision.phase.phase if day.decision.phase else "",
    )


def _lines(day: Day, exercise: str) -> list[str]:
    items = [_line(day, item) for item in day.plan.items if item.exercise == exercise]
    nothing = [_nothing(one) for one in day.decision.exercises if one.exercise == exercise and one.dose is None]
    return [*items, *nothing]


def _line(day: Day, item: Item) -> str:
    """The dose; with what is done and on which side, where that is not what the heading says."""
    words = item_words(item)
    if item.variant == item.exercise and not item.side:
        return f"{words[:1].upper()}{words[1:]}"
    return f"{item_title(day.plan.program.exercise(item.variant), item)}: {words}"


def _nothing(one: Prescribed) -> str:
    words = MARKS[one.change].words
    return f"{one.side.capitalize()} side: {words.lower()}" if one.side else words


def personal(handout: Handout, due: Due) -> Handout:
    """The handout with what is due in the place of the doses as written."""
    phases = tuple(
        replace(phase, exercises=_cards(phase.exercises, due), here=phase.id == due.phase) for phase in handout.phases
    )
    return replace(handout, exercises=_cards(handout.exercises, due), phases=phases)


def _cards(cards: Sequence[ExerciseCard], due: Due) -> tuple[ExerciseCard, ...]:
    lines, rungs = dict(due.lines), dict(due.rungs)
    return tuple(
        replace(card, due=lines.get(card.text.id, ()), ladder=_on(card.ladder, rungs.get(card.text.id, 0)))
        for card in cards
    )


def _on(ladder: LadderCard, rung: int) -> LadderCard:
    numbers = [step.number for step in ladder.steps]
    return replace(
        ladder, here=rung, easier=sum(one < rung for one in numbers), harder=sum(one > rung for one in numbers)
    )
