"""Small phrases about rungs and answers, as a person reads them on paper and on the page."""

from __future__ import annotations

from collections.abc import Iterable

from unkink.findings.words import counted
from unkink.program.dose import Dose, Rounds, Span
from unkink.program.dose_words import dose_words, span_words
from unkink.program.ladder import Rung
from unkink.program.program import Need


def figures(span: Span) -> str:
    """``2–3``: for large figures, where words would not fit."""
    return f"{span.low}–{span.high}" if span.is_range else str(span.low)


def lasts(rung: Rung) -> str:
    """``for 2 weeks, 3 a week`` on a schedule; empty where the rung is earned."""
    spells = ((rung.weeks, "week"), (rung.sessions, "session"))
    parts = [f"for {counted(number, noun)}" for number, noun in spells if number]
    return ", ".join([*parts, f"{span_words(rung.a_week)} a week"] if rung.a_week else parts)


def change_words(before: Dose, after: Dose) -> str:
    """What is new in a dose: ``each held for 15 seconds``; the whole dose where its parts do not match one to one."""
    if isinstance(before.work, Rounds) and isinstance(after.work, Rounds):
        return _change_of_rounds(dose_words(before), dose_words(after))
    old, new = dose_words(before).split(", "), dose_words(after).split(", ")
    if len(old) != len(new) or type(before.work) is not type(after.work):
        return dose_words(after)
    return ", ".join(now for was, now in zip(old, new, strict=True) if now != was) or dose_words(after)


def _change_of_rounds(before: str, after: str) -> str:
    """The phases where they alone change, the rounds where these alone do."""
    (was, _, old), (rounds, _, phases) = before.partition(": "), after.partition(": ")
    return phases if rounds == was else rounds if phases == old else after


def sentence(text: str) -> str:
    """The text with a capital at its beginning; the rest as it is."""
    return f"{text[:1].upper()}{text[1:]}"


def asked(needs: Iterable[Need], answer: str) -> str:
    """The answer as a person reads it: ``No ball today?``, ``High blood pressure``."""
    missing = any(need.answer == answer for need in needs)
    words = sentence(answer.replace("-", " "))
    return f"{words} today?" if missing else words
