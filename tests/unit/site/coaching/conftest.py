"""What the tests of the coach on the pages share."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def _nothing_is_made_ahead(nothing_is_spoken_ahead: None) -> None:
    pass
