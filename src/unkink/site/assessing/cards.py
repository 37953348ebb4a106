"""What was measured and what is due, as the templates show it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from unkink.coach.measuring.due import Due
from unkink.coach.measuring.guide import Guide
from unkink.coach.measuring.results import Result, latest_of
from unkink.coach.measuring.words import number_words, value_words
from unkink.site.assessing.case import Measuring
from unkink.site.assessing.shelf import guides


@dataclass(frozen=True, slots=True)
class ResultCard:
    """The last result of one side: what it is in words, its tries, and what changed since the first one."""

    side: str
    words: str
    trials: str
    day: date
    event: UUID
    changed: str
    within_noise: bool
    tasks: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True, slots=True)
class TestCard:
    """One test in the list. ``against`` says why it is not offered."""

    __test__ = False  # pytest would take it for a test of its own

    name: str
    guide: Guide
    results: Sequence[ResultCard]
    due: bool
    against: str


@dataclass(frozen=True, slots=True)
class DueCard:
    """What Today says: the tests by their titles, and about how many minutes they take."""

    titles: str
    minutes: int
    first: str


WAITS = "It waits, as sessions do."
NOT_FOR_NOW = "Left out, because of what you answered to the questions."


def cards_of(case: Measuring) -> list[TestCard]:
    """Every test that the program names or that was ever measured first, those that are due before the others."""
    asked = {one.test for one in case.due}
    named = case.program.assess.tests if case.program and case.program.assess else ()
    cards = [_card(case, guide, due=name in asked) for name, guide in guides().items()]
    order = {name: place for place, name in enumerate(named)}
    return sorted(cards, key=lambda card: (not card.due, order.get(card.name, len(order)), not card.results))


def due_card(due: Sequence[Due]) -> DueCard | None:
    """None where nothing is due."""
    if not due:
        return None
    known = [guides()[one.test] for one in due]
    titles = [one.title[0].lower() + one.title[1:] for one in known]
    said = titles[0] if len(titles) == 1 else f"{', '.join(titles[:-1])} and {titles[-1]}"
    return DueCard(said, sum(one.minutes for one in known), due[0].test)


def _card(case: Measuring, guide: Guide, *, due: bool) -> TestCard:
    name = guide.test.name
    against = ""
    if guide.test.physical and guide.because_of(case.answers):
        against = NOT_FOR_NOW
    elif not case.may_do(guide):
        against = WAITS
    return TestCard(name, guide, [_result(case, one) for one in latest_of(case.results, name)], due, against)


def _result(case: Measuring, result: Result) -> ResultCard:
    change = next((one for one in case.changes if one.later.event == result.event), None)
    trials = [value_words(result.test, one) for one in result.trials]
    return ResultCard(
        side=str(result.side or ""),
        words=value_words(result.test, result.value),
        trials="" if len(trials) == 1 or result.tasks else f"the median of {', '.join(trials[:-1])} and {trials[-1]}",
        day=result.day,
        event=result.event,
        changed=change.sentence if change else "",
        within_noise=change.within_noise if change else False,
        tasks=[(words, number_words(level)) for words, level in zip(result.tasks, result.trials, strict=False)],
    )
