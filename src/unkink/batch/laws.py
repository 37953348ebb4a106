"""The laws of the coach, checked from outside: by what decisions show and what was told, with none of the coach's code.

Each is a sentence that has to hold for everybody on every day. What is found broken is a violation, with its person, so
that their log can be written out and looked at.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from unkink.batch.kinds import How, Level, Morning, Report
from unkink.batch.looks import Beside, Key, Look, Shown, View
from unkink.batch.telling import Verb, told_at
from unkink.batch.traits import SCREENINGS
from unkink.program.ladder import ladder_of
from unkink.program.program import Program
from unkink.wire.told import PlannedItem
from unkink.wire.words import Felt, MorningAnswer

LAWS: Mapping[str, str] = {
    "pain-6": "after pain of 6 or more the next dose of that exercise is lower, swapped or withheld",
    "ceiling": "no dose is above the ceiling or off its ladder",
    "seven-days": "nothing rises twice in 7 days",
    "missing-answer": "nothing rises where an answer is missing, or was not good enough",
    "time": "time passing raises nothing, and opens nothing",
    "lock": "a lock holds until a permitted answer, and nothing is done meanwhile",
    "worse-side": "the worse side decides",
    "one-rung": "one session lowers an exercise by one rung at most",
    "undo": "what is undone restores exactly",
    "order": "the order in which devices deliver the same events changes nothing",
    "from-the-start": "followed from the start or carried on, the decision is the same",
}

HURTS = 6
DAYS_BETWEEN = 7
WITHOUT_A_SESSION = 2
MOST_EFFORT = 7
MOST_SORE = 4
BY_HAND = "by-hand"
LOCKING_ANSWERS = ("hip-replacement", "swollen-calf", "high-blood-pressure", "giving-way")
PROFESSIONAL_ANSWERS = ("hip-replacement", "high-blood-pressure", "giving-way")
Broken = tuple[str, str]
"""A law, and the exercise."""


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """A law that was broken, by whom and on which day of theirs, counted from 0."""

    person: int
    day: int
    law: str
    exercise: str = ""


def bounds_of(program: Program, exercises: Iterable[str]) -> dict[str, tuple[int, int]]:
    """The lowest and the highest rung of each of these exercises."""
    ladders = (ladder_of(program, name) for name in exercises)
    return {one.exercise: (one.rungs[0].number, one.rungs[-1].number) for one in ladders}


def broken_by_view(shown: Sequence[Shown], bounds: tuple[int, int]) -> tuple[str, ...]:
    """What no exercise may show, whatever happened."""
    return tuple(dict.fromkeys("ceiling" for one in shown if not _is_on_its_ladder(one, bounds)))


def _is_on_its_ladder(one: Shown, bounds: tuple[int, int]) -> bool:
    low, high = (0, one.rung) if one.instead else bounds
    return low <= one.rung <= high and one.here == (one.rung,)


def broken_by_day(look: Look, views: Iterable[View]) -> Iterator[Broken]:
    """What no day may show: in a lock nothing is done."""
    if look.closed:
        yield from (("lock", view.exercise) for view in views if view.doses)


def broken_by_waiting(before: Look, after: Look, beside: Iterable[Beside]) -> Iterator[Broken]:
    """What no time may change."""
    if before.locks - after.locks:
        yield "time", ""
    yield from (("time", name) for one in beside for name, _ in one.rises)


def beside(before: View, after: View) -> Beside:
    """How an exercise stands against how it stood."""
    known = after.beside.get(before)
    if known is None:
        pairs = [(was, one) for was, one in zip(before.shown, after.shown, strict=True) if was.instead == one.instead]
        known = after.beside[before] = Beside(
            rises={one.key: one.rung - was.rung for was, one in pairs if one.rung > was.rung},
            falls={one.key: was.rung - one.rung for was, one in pairs if one.rung < was.rung},
            chosen=frozenset(one.key for was, one in pairs if one.rung > was.rung and BY_HAND in one.rules),
            same=before.shown == after.shown,
        )
    return known


def hurt_by(verb: Verb, weak: str, report: Report | None, views: Iterable[View]) -> dict[Key, str]:
    """Where pain of 6 or more was told, and the law that this falls under."""
    if verb is Verb.CONFESS:
        return {one.key: "pain-6" for view in views if view.exercise == weak for one in view.shown}
    if verb is not Verb.TRAIN or report is None or not hurts(report):
        return {}
    hurt: dict[Key, str] = {}
    for item in (item for view in views for item in view.items):
        levels = _levels(item, report, is_weak=item.exercise == weak)
        worst = max((one for one in levels if one is not None), default=0)
        if worst >= HURTS:
            one_side = item.side is None and len({*levels}) > 1
            hurt[item.exercise, item.side] = "worse-side" if one_side else "pain-6"
    return hurt


def hurts(report: Report) -> bool:
    """Whether pain of 6 or more was told anywhere."""
    return any(level is not None and level >= HURTS for level in (report.pain, *report.weak))


def _levels(item: PlannedItem, report: Report, *, is_weak: bool) -> tuple[Level, ...]:
    """What was told of every side that climbs with it."""
    return tuple(told_at(item, report).values()) if is_weak else (report.pain,)


def is_gentler(one: Shown, rung: int, instead: str) -> bool:
    """Lower than that rung, on another ladder, or nothing at all."""
    return not one.dose or one.instead != instead or one.rung < rung


def not_gentler(hurt: Mapping[Key, str], played: Iterable[View], after: Iterable[View]) -> Iterator[Broken]:
    """Where it hurt, against the dose that hurt."""
    shown = {one.key: one for view in after for one in view.shown}
    for was in (one for view in played for one in view.shown if one.dose and one.key in hurt):
        if was.key in shown and not is_gentler(shown[was.key], was.rung, was.instead):
            yield hurt[was.key], was.exercise


def broken_by_deed(
    verb: Verb, what: object, before: Look, after: Look, changed: Collection[Beside]
) -> Iterator[Broken]:
    """What nothing that is done may lead to, by itself. ``changed`` is how each exercise differs afterwards."""
    if verb not in (Verb.MORNING, Verb.BY_HAND):
        yield from (("missing-answer", name) for one in changed for name, _ in one.rises)
    if verb is Verb.TRAIN:
        yield from (("one-rung", name) for one in changed for (name, _), rungs in one.falls.items() if rungs > 1)
    if verb is Verb.TAKEN_BACK and not (before == after and all(one.same for one in changed)):
        yield "undo", ""
    yield from (("lock", rule) for rule in before.locks - after.locks if not _permitted(rule, verb, what))


def _permitted(rule: str, verb: Verb, what: object) -> bool:
    """Whether what was done opens a lock, as the table of questions has it."""
    if verb is not Verb.SCREEN:
        return False
    assert isinstance(what, int)
    told = SCREENINGS[what]
    seen, cleared = bool(told.get("seen-by-clinician")), bool(told.get("cleared-by-professional"))
    closing = {name for name in LOCKING_ANSWERS if told.get(name)} - (set(PROFESSIONAL_ANSWERS) if cleared else set())
    clean = not closing and int(told.get("age", 18)) >= 18
    answers = told.keys() - {"seen-by-clinician", "cleared-by-professional"}
    return {
        "lock-emergency": seen and clean,
        "lock-same-day": seen and clean,
        "lock-professional": cleared,
        "lock-two-reds": clean and bool(answers),
        "lock-out-of-scope": int(told.get("age", 0)) >= 18,
    }[rule]


def is_earned(key: Key, weak: str, report: Report, morning: Morning, *, pressing: bool) -> bool:
    """Whether the last session may raise an exercise, by what was told of it and on the morning after.

    ``pressing``: something pressed on the body.
    """
    if report.rpe is None or report.rpe > MOST_EFFORT:
        return False
    levels: tuple[Level, ...] = (report.pain,)
    if key[0] == weak:
        if report.how is not How.ALL or report.felt is Felt.TOO_HARD or report.feeling:
            return False
        left, right = report.weak
        levels = {"left": (left,), "right": (right,)}.get(key[1] or "", (left, right))
    little, most = (3, 3) if pressing else (2, 4)
    usual = morning.answer is MorningAnswer.AS_USUAL
    green = max(little if is_fine(morning) else -1, min(report.usual or 0, most) if usual else -1)
    return all(level is not None and level <= green for level in levels)


def is_fine(morning: Morning) -> bool:
    """As usual, or muscles no more than a little sore."""
    if morning.answer is MorningAnswer.MUSCLES_SORE:
        return morning.soreness is not None and morning.soreness <= MOST_SORE
    return morning.answer is MorningAnswer.AS_USUAL
