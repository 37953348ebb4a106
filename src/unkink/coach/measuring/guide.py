"""One home test as it is guided: the words of its protocol, which content holds."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from unkink.coach.measuring.known import HomeTest
from unkink.coach.measuring.results import How


@dataclass(frozen=True, slots=True)
class GuideSource:
    """What a source says, and where it stands."""

    says: str
    link: str


@dataclass(frozen=True, slots=True)
class Guide:
    """The protocol of one test in words.

    ``minutes`` is about how long it takes. ``movement`` names the movement whose picture shows how it is held, where
    one fits. ``not_when`` are answers of screening with which it is not offered. ``reading``: what the number means.
    ``ways`` are the ways to come to the number, the best one first, with what to do.
    """

    test: HomeTest
    title: str
    minutes: int
    what: str
    why: str
    steps: tuple[str, ...]
    reading: str
    ways: Mapping[How, str]
    needs: tuple[str, ...] = ()
    cautions: tuple[str, ...] = ()
    not_when: tuple[str, ...] = ()
    movement: str | None = None
    sources: tuple[GuideSource, ...] = ()

    def because_of(self, answers: Collection[str]) -> tuple[str, ...]:
        """Which of these answers speak against it."""
        return tuple(answer for answer in self.not_when if answer in answers)
