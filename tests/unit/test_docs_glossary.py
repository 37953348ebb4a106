"""The words of the code are the words of the glossary."""

from __future__ import annotations

import importlib
import inspect
import re
from enum import Enum
from types import ModuleType

import pytest

from tests.unit.pages import DOCS, text_of

GLOSSARY = DOCS / "glossary.md"
NOUNS = (
    *("findings.diagnostic", "program.check", "program.dose", "program.ladder", "program.movement_facts"),
    *("program.prescription", "program.program", "program.schedule"),
    *("session.beat", "session.settings", "session.timeline"),
    *("body.movement", "body.posture", "body.skeleton", "body.solved"),
    *("voice.clips", "voice.manifest", "voice.tones"),
    *("wire.event", "wire.facts", "wire.told", "wire.words"),
    *(
        "coach.exercise_record",
        "coach.folding",
        "coach.measuring.change",
        "coach.measuring.due",
        "coach.measuring.guide",
        "coach.measuring.known",
        "coach.measuring.put_off",
        "coach.measuring.results",
        "coach.outcome_words",
        "coach.planning.adherence",
        "coach.planning.plan",
        "coach.planning.schedule",
        "coach.progress.answers",
        "coach.progress.buckets",
        "coach.progress.doses",
        "coach.progress.flags",
        "coach.progress.kept",
        "coach.progress.measured",
        "coach.progress.progress",
        "coach.questions",
        "coach.record",
        "coach.standing",
    ),
    *("export.calendar.entry", "export.calendar.publication"),
)
"""The modules whose classes are words of the field; the others hold parts of the machine."""
PARTS_OF_THE_MACHINE = {"BadManifest", "Note"}


def nouns() -> list[type]:
    modules: list[ModuleType] = [importlib.import_module(f"unkink.{name}") for name in NOUNS]
    return [
        noun
        for module in modules
        for name, noun in inspect.getmembers(module, inspect.isclass)
        if noun.__module__ == module.__name__ and not name.startswith("_") and name not in PARTS_OF_THE_MACHINE
    ]


@pytest.mark.parametrize("noun", nouns(), ids=lambda noun: noun.__name__)
def test_a_public_class_is_in_the_glossary(noun: type) -> None:
    assert f"`{noun.__name__}`" in text_of(GLOSSARY)


@pytest.mark.parametrize("words", [one for one in nouns() if issubclass(one, Enum)], ids=lambda one: one.__name__)
def test_every_word_of_a_choice_is_in_the_glossary(words: type[Enum]) -> None:
    text = text_of(GLOSSARY)
    assert [str(word) for word in words if not re.search(rf"\b{re.escape(str(word))}\b", text)] == []


def test_a_class_in_the_glossary_exists() -> None:
    written = set(re.findall(r"`([A-Z][a-z]\w+)`", text_of(GLOSSARY)))
    assert written == {noun.__name__ for noun in nouns()}


def test_the_glossary_is_in_the_order_of_the_alphabet() -> None:
    terms = re.findall(r"^- \*\*(.+?)\*\*", text_of(GLOSSARY), re.MULTILINE)
    assert len(terms) > 60
    assert terms == sorted(terms, key=str.casefold)
