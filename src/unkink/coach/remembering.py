"""Work that is not done twice: what the very same frozen objects led to is remembered for a while."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from types import NoneType
from typing import ParamSpec, TypeVar, cast

Given = ParamSpec("Given")
Made = TypeVar("Made")

MOST = 4096
BY_VALUE = frozenset({bool, str, date, frozenset, NoneType})
"""These are small: equal ones are the same."""


class Remembered:
    """Results by the identity of what they were made of, which is kept with them and so cannot become another.

    Only for pure functions of frozen objects: to compare those would cost more than most of the work. ``most`` results
    are kept; then it begins anew.
    """

    def __init__(self, most: int = MOST) -> None:
        self.most = most
        self._known: dict[tuple[object, ...], tuple[object, object]] = {}

    def of(self, work: Callable[Given, Made], *made_of: Given.args, **nothing: Given.kwargs) -> Made:
        """What ``work`` makes of these objects."""
        key = self._key(work, made_of)
        known = self._known.get(key)
        if known is None:
            if len(self._known) >= self.most:
                self._known.clear()
            known = self._known[key] = (made_of, work(*made_of, **nothing))
        return cast(Made, known[1])

    @staticmethod
    def _key(work: object, made_of: tuple[object, ...]) -> tuple[object, ...]:
        return (work, *[one if type(one) in BY_VALUE else id(one) for one in made_of])
