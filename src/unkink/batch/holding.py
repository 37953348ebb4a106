"""Holding one life against the laws: what a decision shows, what each deed leads to, and what took several days."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from unkink.batch.carrying import Stand
from unkink.batch.kinds import Morning, Report
from unkink.batch.laws import (
    DAYS_BETWEEN,
    WITHOUT_A_SESSION,
    Broken,
    Violation,
    beside,
    broken_by_deed,
    broken_by_waiting,
    hurt_by,
    is_earned,
    is_fine,
    is_gentler,
    not_gentler,
)
from unkink.batch.looks import Beside, Key
from unkink.batch.tally import Tally
from unkink.batch.telling import Verb


@dataclass(slots=True)
class Holding:
    """What laws over several days need to know of the days before.

    ``rose``, ``fell`` and ``hurt`` are what did so last; ``chosen`` what was raised by hand since the last session, and
    by how many rungs.
    """

    person: int
    weak: str
    tally: Tally
    trained: int = -1
    report: Report | None = None
    played: Stand | None = None
    rose: dict[Key, int] = field(default_factory=dict)
    fell: dict[Key, int] = field(default_factory=dict)
    chosen: dict[Key, int] = field(default_factory=dict)
    hurt: dict[Key, tuple[int, str]] = field(default_factory=dict)

    def hold(self, verb: Verb, what: object, day: int, last: Stand, before: Stand, after: Stand) -> None:
        """``last`` is what was shown after the deed before, ``before`` what was just before this one."""
        if verb is Verb.TRAIN:
            assert isinstance(what, Report)
            self.trained, self.report, self.played = day, what, before
            self.fell, self.chosen = {}, {}
            self._next_dose(day, before)
        for stand in (before, after):
            if stand.breaks:
                self._break_all(day, stand.broken)
        if last is not before and verb is not Verb.BEGIN and not _same(last, before):
            self._break_all(day, broken_by_waiting(last.look, before.look, _changed(last, before)))
        if not _same(before, after):
            changed = _changed(before, after)
            self._break_all(day, broken_by_deed(verb, what, before.look, after.look, changed))
            if any(one.rises for one in changed):
                self._rises(verb, what, changed, day)
            if any(one.falls for one in changed):
                self._falls(verb, changed, day)
        hurt = hurt_by(verb, self.weak, self.report, before.views)
        if hurt:
            self._hurts(verb, hurt, day, after)
        elif self.hurt and verb is Verb.MORNING and before.idle and day - self.trained >= WITHOUT_A_SESSION:
            assert isinstance(what, Morning)
            self._was_withheld(what)

    def _rises(self, verb: Verb, what: object, changed: list[Beside], day: int) -> None:
        """What was chosen by hand needs not be earned, even where it is heard only when a good morning is told."""
        earned = [key for one in changed for key in one.rises if key not in one.chosen] if verb is Verb.MORNING else ()
        for key in earned:
            assert isinstance(what, Morning) and self.report is not None and self.played is not None
            pressing = any(view.presses for view in self.played.views if view.exercise == key[0])
            if day - self.rose.get(key, -DAYS_BETWEEN) < DAYS_BETWEEN:
                self._break(day, "seven-days", key[0])
            if not is_earned(key, self.weak, self.report, what, pressing=pressing):
                self._break(day, _why_not(self.report, key, self.weak), key[0])
        self.rose.update((key, day) for one in changed for key in one.rises)
        if verb is Verb.BY_HAND:
            self.chosen.update((key, rungs) for one in changed for key, rungs in one.rises.items())

    def _falls(self, verb: Verb, changed: list[Beside], day: int) -> None:
        """A session and its morning lower by one together; a later confession also takes back what it had earned.

        What was chosen by hand since may go as well: it is not heard above a step that hurt.
        """
        fell = {key: rungs for one in changed for key, rungs in one.falls.items()}
        if verb is Verb.TRAIN:
            self.fell = fell
        elif verb in (Verb.MORNING, Verb.CONFESS):
            for key, rungs in fell.items():
                earned = verb is Verb.CONFESS and self.rose.get(key, -1) > self.trained
                before = verb is Verb.MORNING and key in self.fell
                if rungs > 1 - before + earned + self.chosen.get(key, 0):
                    self._break(day, "one-rung", key[0])

    def _hurts(self, verb: Verb, hurt: Mapping[Key, str], day: int, after: Stand) -> None:
        """A later confession is about the dose of that session, whatever has lowered it since."""
        assert self.played is not None
        if verb in (Verb.TRAIN, Verb.CONFESS):
            self._break_all(day, not_gentler(hurt, self.played.views, after.views))
        played = {one.key: one for view in self.played.views for one in view.shown}
        for key in hurt:
            if (was := played.get(key)) is not None and was.dose:
                self.hurt[key] = (was.rung, was.instead)

    def _was_withheld(self, morning: Morning) -> None:
        """With nothing at all to do, a fine morning brings back what no session can: it was withheld until then."""
        if is_fine(morning):
            self.hurt = {}

    def _next_dose(self, day: int, before: Stand) -> None:
        """Where it hurt, the next dose has to be gentler, whatever was told in between."""
        if not self.hurt:
            return
        for one in (one for view in before.views for one in view.shown if one.key in self.hurt):
            if not is_gentler(one, *self.hurt[one.key]):
                self._break(day, "pain-6", one.exercise)
        self.hurt = {}

    def _break_all(self, day: int, broken: Iterable[Broken]) -> None:
        for law, exercise in broken:
            self._break(day, law, exercise)

    def _break(self, day: int, law: str, exercise: str) -> None:
        self.tally.breaks(Violation(self.person, day, law, exercise))


def _same(before: Stand, after: Stand) -> bool:
    """Nothing that is shown differs."""
    return before.look is after.look and before.views == after.views


def _changed(before: Stand, after: Stand) -> list[Beside]:
    """How each exercise differs that is in both sessions."""
    if before.look.exercises == after.look.exercises:
        pairs = zip(before.views, after.views, strict=True)
        return [now.beside.get(was) or beside(was, now) for was, now in pairs if was is not now]
    known = {view.exercise: view for view in before.views}
    both = [(known[view.exercise], view) for view in after.views if view.exercise in known]
    return [beside(was, now) for was, now in both if was is not now]


def _why_not(report: Report, key: Key, weak: str) -> str:
    """Of two sides of which only one was good enough, the worse was overlooked; else an answer was."""
    left, right = report.weak
    one_sided = key[0] == weak and key[1] is None and left is not None and right is not None and left != right
    return "worse-side" if one_sided else "missing-answer"
