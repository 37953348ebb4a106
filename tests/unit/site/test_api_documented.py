"""docs/api.md knows every code that the API answers with, and no other."""

from __future__ import annotations

import re

from tests.unit.pages import DOCS, SOURCE, rows_of, text_of
from unkink.site.api.events import MOST_AT_ONCE
from unkink.site.api.refusals import BY_STATUS

REFUSED = re.compile(r"""(?:(?:Refusal|DoorClosed)\(\s*(?:\d+|HTTPStatus\.\w+),|Notice\()\s*"([a-z-]+)\"""")
PAGE = DOCS / "api.md"
SITE = SOURCE / "site"
ELSEWHERE = ("player/api.py", "coaching/words.py", "accounts/doors.py")
ANSWERING = [*(SITE / "api").glob("*.py"), *(SITE / name for name in ELSEWHERE)]


def documented() -> dict[str, set[str]]:
    codes: dict[str, set[str]] = {}
    for status, code, *_ in (row for row in rows_of(PAGE) if row[0].isdigit()):
        codes.setdefault(code.strip("`"), set()).add(status)
    return codes


def test_every_code_is_documented_and_every_documented_code_is_there() -> None:
    written = {code for path in ANSWERING for code in REFUSED.findall(text_of(path))}
    assert {"csrf", "unknown-cursor"} <= written
    assert written | {code for code, *_ in BY_STATUS.values()} == set(documented())


def test_a_usual_code_stands_beside_its_status() -> None:
    for status, (code, *_) in BY_STATUS.items():
        assert documented()[code] == {str(status)}


def test_the_number_of_events_at_once_is_the_documented_one() -> None:
    assert f"At most {MOST_AT_ONCE} events" in text_of(PAGE)
