"""What stands on the page, worked out: nothing is left to the templates but layout."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe

from unkink.coach.progress.progress import Progress
from unkink.export.charts.exhibits import (
    Exhibit,
    doses_exhibits,
    effort_exhibit,
    measured_exhibits,
    pain_exhibit,
    sessions_exhibit,
)
from unkink.export.charts.tables import Table

NARROW, WIDE = 324, 720
"""Pixels: what a phone of 360 has between its edges, and the widest that lines are read."""


@dataclass(frozen=True, slots=True)
class ChartCard:
    """One chart, its sentences and tables. ``wide`` is the same for a wide page; empty where one does for both."""

    id: str
    title: str
    says: tuple[str, ...]
    narrow: SafeString
    wide: SafeString
    tables: tuple[Table, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """Doses and home tests stand beside each other where there is room, the others go over the whole width."""

    sessions: ChartCard
    doses: tuple[ChartCard, ...]
    pain: ChartCard
    effort: ChartCard
    measured: tuple[ChartCard, ...]


def page_of(progress: Progress) -> Page:
    return Page(
        sessions=_whole(sessions_exhibit(progress)),
        doses=_beside(doses_exhibits(progress)),
        pain=_whole(pain_exhibit(progress)),
        effort=_whole(effort_exhibit(progress)),
        measured=_beside(measured_exhibits(progress)),
    )


def _whole(one: Exhibit) -> ChartCard:
    return ChartCard(one.id, one.title, one.says, _drawn(one, NARROW), _drawn(one, WIDE), one.tables)


def _beside(exhibits: Iterable[Exhibit]) -> tuple[ChartCard, ...]:
    return tuple(
        ChartCard(one.id, one.title, one.says, _drawn(one, NARROW), SafeString(""), one.tables) for one in exhibits
    )


def _drawn(one: Exhibit, width: int) -> SafeString:
    return mark_safe(one.draw(f"chart-{one.id}-{width}", width))  # noqa: S308  a drawing escapes every word in it
