"""The schema of an event, in all its places."""

from __future__ import annotations

import pytest
from jsonschema import Draft202012Validator

from tests.unit.pages import ROOT, text_of
from tools.event_schema import PLACES, schema_text
from unkink.wire.json_schema import event_schema


def test_it_is_a_schema() -> None:
    Draft202012Validator.check_schema(event_schema())


@pytest.mark.parametrize("place", PLACES)
def test_the_file_is_what_the_code_says(place: str) -> None:
    """After a change that is meant: ``python tools/event_schema.py``."""
    assert text_of(ROOT / place) == schema_text()
