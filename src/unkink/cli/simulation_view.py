"""A simulation as people read it: what became of everybody, and whether a law was broken."""

from __future__ import annotations

from collections.abc import Iterator

from unkink.batch.laws import LAWS, Violation
from unkink.batch.simulate import Outcome
from unkink.batch.tally import Tally
from unkink.findings.words import counted

MOST_LISTED = 20


def as_text(outcome: Outcome, seconds: float) -> str:
    tally = outcome.tally
    return "\n".join(
        [
            f"{tally.people:,} people, {tally.sessions:,} sessions, {tally.decisions:,} decisions",
            f"{seconds:,.1f} s, {tally.people / seconds:,.0f} people a second",
            f"{tally.checked:,} whole logs were decided on again, from the start and in another order",
            *_laws(tally),
            "",
            "Where they ended",
            *_ends(tally),
            "",
            "What the doses did at each session, and why",
            *(f"  {count:>12,}  {change}, {rule}" for (change, rule), count in tally.changes.most_common()),
            "",
            "Locked at some time",
            *(f"  {count:>12,}  {rule}" for rule, count in tally.locks.most_common()),
            f"  {tally.locked:>12,}  on the last day",
        ]
    )


def _laws(tally: Tally) -> Iterator[str]:
    if not tally.broken:
        yield f"All {len(LAWS)} laws held for everybody, on every day"
        return
    yield f"BROKEN: {counted(tally.broken, 'time')}"
    yield from (_violation(one) for one in tally.violations[:MOST_LISTED])


def _violation(one: Violation) -> str:
    where = f", {one.exercise}" if one.exercise else ""
    return f"  person {one.person}, day {one.day}{where}: {LAWS[one.law]} ({one.law})"


def _ends(tally: Tally) -> Iterator[str]:
    by_name: dict[str, list[str]] = {}
    for (name, side, rung), count in sorted(tally.rungs.items()):
        by_name.setdefault(f"{name} {side}".strip(), []).append(f"{rung}: {count:,}")
    for name, rungs in by_name.items():
        yield f"  {name}: {', '.join(rungs)}"
