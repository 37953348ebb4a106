"""What the fields of one event have to do with each other; its shape says the rest."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from unkink.wire.event import Kind
from unkink.wire.problems import Problem, shown

Raw = Mapping[str, Any]


def broken_rules(raw: Raw) -> list[Problem]:
    """The rules that an event breaks, as it was written and however wrong it is otherwise."""
    problems = []
    corrects = raw.get("corrects")
    if corrects is not None and _same(corrects, raw.get("id")):
        problems.append(Problem("corrects", shown(corrects), "the id of another event"))
    kind, told = raw.get("kind"), raw.get("data")
    rule = RULES.get(kind) if isinstance(kind, str) else None
    if rule is not None and isinstance(told, dict):
        problems += rule(raw, told)
    return problems


def _same(one: object, other: object) -> bool:
    return isinstance(one, str) and isinstance(other, str) and one.lower() == other.lower()


def _pain(raw: Raw, told: Raw) -> list[Problem]:
    exercise, of = raw.get("exercise"), told.get("of")
    problems = []
    if of == "usual" and exercise is not None:
        problems.append(Problem("exercise", shown(exercise), "null: usual pain belongs to no exercise"))
    if of in ("worst", "now") and exercise is None:
        problems.append(Problem("exercise", "nothing", "the exercise in which it hurt"))
    if of in ("worst", "usual") and told.get("level") is None:
        problems.append(Problem("data.level", "nothing", "a whole number from 0 to 10"))
    if of == "now" and not any(told.get(key) not in (None, []) for key in ("level", "where", "feeling")):
        problems.append(Problem("data", shown(told), "level, where or feeling: any one of them"))
    return problems


def _effort(raw: Raw, told: Raw) -> list[Problem]:
    exercise = raw.get("exercise")
    if (told.get("rpe") is None) == (told.get("felt") is None):
        return [Problem("data", shown(told), "either rpe, for the session, or felt, for an exercise")]
    if told.get("rpe") is not None and exercise is not None:
        return [Problem("exercise", shown(exercise), "null: rpe is of the whole session")]
    if told.get("felt") is not None and exercise is None:
        return [Problem("exercise", "nothing", "the exercise that felt so")]
    return []


RULES: Mapping[str, Callable[[Raw, Raw], list[Problem]]] = {str(Kind.PAIN): _pain, str(Kind.EFFORT): _effort}
