"""What a person likes: how sessions are paced and spoken, and how the player behaves. Pure; kept as JSON with them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from unkink.session.settings import BOUNDS, Settings, Verbosity
from unkink.session.timeline import Side

USUAL = Settings()


@dataclass(frozen=True, slots=True)
class Preferences:
    """The first seven are those of `unkink.session.settings.Settings`, in the same units and bounds.

    ``manual_start`` waits for a tap before each exercise; ``flash`` lights the screen's edge and ``vibrate`` shakes the
    phone at each start and stop; ``captions`` shows everything that is spoken.

    Raises:
        ValueError: in words a person understands, when a value is outside its bounds.
    """

    rest: int = USUAL.rest
    rest_between_reps: int = USUAL.rest_between_reps
    change: int = USUAL.change
    switch: int = USUAL.switch
    countdown: int = USUAL.countdown
    pace: float = USUAL.pace
    verbosity: Verbosity = USUAL.verbosity
    first_side: Side = USUAL.first_side
    manual_start: bool = False
    flash: bool = False
    vibrate: bool = True
    captions: bool = True

    def __post_init__(self) -> None:
        self.settings()

    def settings(self, first_side: Side | None = None) -> Settings:
        """What a timeline is compiled with; ``first_side`` is today's choice, if there is one."""
        numbers = {name: getattr(self, name) for name in BOUNDS}
        return Settings(**numbers, verbosity=self.verbosity, first_side=first_side or self.first_side)


def preferences_of(kept: object) -> Preferences:
    """The preferences in a piece of JSON. Whatever is unknown or makes no sense is left out, as if never chosen.

    A number outside its bounds counts as the nearest bound: the bounds may have been wider once.
    """
    chosen: dict[str, Any] = {}
    for name, value in kept.items() if isinstance(kept, Mapping) else ():
        known = _known(name, value)
        if known is not None:
            chosen[str(name)] = known
    return Preferences(**chosen)


def as_json(preferences: Preferences) -> dict[str, object]:
    """What to keep: only what differs from the usual, so that a better usual value reaches everybody else."""
    usual = Preferences()
    chosen = {field.name: getattr(preferences, field.name) for field in fields(Preferences)}
    return {
        name: str(value) if isinstance(value, Verbosity | Side) else value
        for name, value in chosen.items()
        if value != getattr(usual, name)
    }


def player_json(preferences: Preferences) -> dict[str, object]:
    """What the player itself has to know."""
    return {name: getattr(preferences, name) for name in ("manual_start", "flash", "vibrate", "captions")}


def _known(name: object, value: object) -> object:
    """The value as that preference takes it, or None."""
    usual = getattr(Preferences(), name, None) if isinstance(name, str) and name in _NAMES else None
    match usual:
        case bool():
            return value if isinstance(value, bool) else None
        case int() | float():
            return _number(str(name), value, type(usual))
        case Verbosity() | Side():
            return next((one for one in type(usual) if one == value), None)
        case _:
            return None


def _number(name: str, value: object, kind: type[int | float]) -> int | float | None:
    if isinstance(value, bool) or not isinstance(value, int | float) or value != value:  # noqa: PLR0124  NaN
        return None
    low, high = BOUNDS[name]
    return kind(min(max(value, low), high))


_NAMES = frozenset(field.name for field in fields(Preferences))
