"""The examples of a property test are the same on every machine, on every worker and in every order of the tests."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st


def drawn() -> list[int]:
    """What a property test would see, from its first example to its last."""
    numbers: list[int] = []

    @given(st.integers())
    def see(number: int) -> None:
        numbers.append(number)

    see()
    return numbers


@pytest.mark.skipif(not settings().derandomize, reason="this run looks for new examples")
def test_examples_do_not_depend_on_what_is_loaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = drawn()
    source = tmp_path / "full_of_numbers.py"
    source.write_text(f"NUMBERS = {[10_007 * number for number in range(400)]}\n")
    spec = importlib.util.spec_from_file_location("full_of_numbers", source)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setitem(sys.modules, "full_of_numbers", module)
    assert drawn() == before
