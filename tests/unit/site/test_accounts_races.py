"""What is done by several at the same moment is done once."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.databases import fresh_database
from tests.unit.site.races import AT_ONCE

pytestmark = [pytest.mark.database, pytest.mark.real_clock]
ROOT = Path(__file__).parents[3]


@pytest.fixture
def race(tmp_path: Path) -> Any:
    def run(what: str) -> dict[str, list[Any]]:
        with fresh_database() as database:
            environment = {**os.environ, **database, "UNKINK_DATA": str(tmp_path), "PYTHONPATH": str(ROOT / "src")}
            command = [sys.executable, "-m", "tests.unit.site.races", what]
            done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        found: dict[str, list[Any]] = json.loads(done.stdout)
        return found

    return run


def test_of_eight_first_requests_one_makes_the_owner_and_all_find_it(race: Any) -> None:
    found = race("owner")
    assert len(found["got"]) == AT_ONCE and len(set(found["got"])) == 1
    assert found["rows"] == [1, 1, 1]


def test_of_eight_devices_that_open_one_link_one_gets_in(race: Any) -> None:
    found = race("link")
    assert Counter(found["got"]) == {"Owner": 1, "None": AT_ONCE - 1}
    assert found["rows"] == [1]


def test_of_eight_annas_each_gets_a_login_name_of_her_own(race: Any) -> None:
    found = race("add")
    assert len(set(found["got"])) == AT_ONCE
    assert found["rows"] == [AT_ONCE + 1, AT_ONCE + 1]
