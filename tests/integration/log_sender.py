"""A device without a browser: sends events to a real server over a kept connection, and remembers its receipts."""

from __future__ import annotations

import http.client
import json
import re
import time
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

PERSON = re.compile(r'name="unkink-person" content="([0-9a-f-]{36})"')
SESSION = str(UUID(int=5))
EVENTS = "/api/v1/events"
IDLE_S = 2.0
"""The server closes a connection on which nothing comes for some seconds."""


class Sender:
    """One device of the person at home. Raises OSError or HTTPException where the server does not answer."""

    def __init__(self, address: str, number: int, clinic: str) -> None:
        self.host = urlsplit(address).netloc
        self.device = UUID(int=number + 1)
        self.clinic = clinic
        self.seq = 0
        self.receipts: dict[str, str] = {}
        self._connection = http.client.HTTPConnection(self.host, timeout=60)
        self._headers: dict[str, str] = {}
        self._used = 0.0
        self.person = ""

    def meet(self) -> None:
        """Open a page, as a browser does: it says who is at home, and gives the token that writing needs."""
        self._connection.close()
        self._connection.request("GET", "/about/")
        answer = self._connection.getresponse()
        found = PERSON.search(answer.read().decode())
        assert found, "the page names nobody"
        self.person = found[1]
        token = next(
            value.partition(";")[0].removeprefix("csrftoken=")
            for name, value in answer.getheaders()
            if name.lower() == "set-cookie" and value.startswith("csrftoken=")
        )
        self._headers = {
            "Content-Type": "application/json",
            "Cookie": f"csrftoken={token}",
            "X-CSRFToken": token,
            "Origin": f"http://{self.host}",
        }

    def close(self) -> None:
        self._connection.close()

    def events(self, number: int) -> list[dict[str, Any]]:
        """So many new events."""
        made = []
        for _ in range(number):
            self.seq += 1
            made.append({
                "v": 1,
                "id": str(UUID(int=self.device.int << 40 | self.seq)),
                "person": self.person,
                "clinic": self.clinic,
                "device": str(self.device),
                "seq": self.seq,
                "at": "2026-11-22T10:00:00.000Z",
                "tz": "Europe/Berlin",
                "kind": "pain",
                "program": None,
                "session": SESSION,
                "exercise": None,
                "side": None,
                "corrects": None,
                "data": {"of": "usual", "level": self.seq % 11},
            })  # fmt: skip
        return made

    def send(self, events: list[dict[str, Any]]) -> dict[str, str]:
        """The receipts for these events, which are remembered too."""
        if time.monotonic() - self._used > IDLE_S:
            self._connection.close()  # the next request opens it anew
        self._used = time.monotonic()
        self._connection.request("POST", EVENTS, json.dumps({"events": events}), self._headers)
        answer = self._connection.getresponse()
        body = answer.read()
        assert answer.status == 200, body
        told = json.loads(body)
        assert told["refused"] == [], told["refused"][:1]
        results = {receipt["id"]: receipt["result"] for receipt in told["receipts"]}
        self.receipts.update(results)
        return results
