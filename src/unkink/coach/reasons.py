"""Reasons in words: a rule or a row of the tables, said of somebody."""

from __future__ import annotations

from unkink.coach.decision import Reason
from unkink.coach.footing import Because
from unkink.coach.rules import BY_ID
from unkink.coach.safety_table import ROWS
from unkink.coach.untold import Untold, in_words

ROW_BY_ID = {row.id: row for row in ROWS}


def reason(because: Because, **words: str) -> Reason:
    """The reason that a rule or row gives; ``words``, and what was not told, fill the gaps in its sentence."""
    words |= _untold_words(because.untold) if because.untold else {}
    row = ROW_BY_ID.get(because.rule)
    if row is not None:
        says = row.says.format_map(words)
        return Reason(row.id, says, row.source, because.events, row.number, row.colour, because.untold)
    rule = BY_ID[because.rule]
    says = rule.says.format_map(words)
    return Reason(rule.id, says, rule.source, because.events, rule.row, rule.colour, because.untold)


def _untold_words(untold: Untold) -> dict[str, str]:
    return {"on": untold.day.isoformat(), "answers": in_words(untold.answers)}
