"""What every test may count on: an empty data folder, examples that never change, and a browser or a plain reason."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from unittest import mock

import pytest
from hypothesis import HealthCheck, settings

from run import find_chromium
from tests.databases import fresh_database

TESTS = Path(__file__).parent
DATABASE_FIXTURES = {"db", "transactional_db", "live_server", "empty_database", "module_database"}
NO_BROWSER = "no browser: "

# Set before Django reads its settings, so that no test ever touches a person's own data.
DATA_FOLDER = tempfile.mkdtemp(prefix="unkink-test-")
os.environ["UNKINK_DATA"] = DATA_FOLDER
os.environ["DJANGO_SETTINGS_MODULE"] = "unkink.site.settings"

# `ci` gives everybody the same examples; `explore` looks for new ones: HYPOTHESIS_PROFILE=explore.
settings.register_profile(
    "ci", derandomize=True, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("explore", deadline=None, max_examples=2000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))
if settings().derandomize:
    # Hypothesis also draws numbers that it finds in whatever modules are loaded by then, which is another list with
    # each order of the tests and on each worker.
    mock.patch("hypothesis.internal.conjecture.providers.is_local_module_file", return_value=False).start()


def pytest_unconfigure() -> None:
    shutil.rmtree(DATA_FOLDER, ignore_errors=True)


def why_no_chromium() -> str:
    return NO_BROWSER + os.environ.get("UNKINK_CHROMIUM_MISSING", "Chromium is not installed")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    skip = None if find_chromium() else pytest.mark.skip(reason=why_no_chromium())
    for item in items:
        if TESTS / "e2e" in item.path.parents:
            item.add_marker(pytest.mark.e2e)
        if skip and item.get_closest_marker("e2e"):
            item.add_marker(skip)
        if item.get_closest_marker("django_db") or DATABASE_FIXTURES & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.database)


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """The path of a Chromium to drive; skips where there is none."""
    path = find_chromium()
    if path is None:
        pytest.skip(why_no_chromium())
    return path


@pytest.fixture
def empty_database() -> Iterator[dict[str, str]]:
    """What a server in a process of its own needs in its environment, so that one test has a database for itself."""
    with fresh_database() as environment:
        yield environment


@pytest.fixture(scope="module")
def module_database() -> Iterator[dict[str, str]]:
    """As ``empty_database``, for the one server of a file of tests."""
    with fresh_database() as environment:
        yield environment


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say how many browser tests did not run, and why, where nobody can overlook it."""
    skipped = [report for report in terminalreporter.stats.get("skipped", []) if NO_BROWSER in str(report.longrepr)]
    if skipped:
        reason = str(skipped[0].longrepr[2]).partition(NO_BROWSER)[2]
        terminalreporter.write_sep("=", "browser tests", yellow=True)
        terminalreporter.write_line(f"{len(skipped)} browser tests SKIPPED: {reason}.", yellow=True)
