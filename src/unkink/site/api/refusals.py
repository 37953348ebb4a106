"""The one shape in which the API says no."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from http import HTTPStatus
from typing import Any

from django.http import JsonResponse

from unkink.wire.problems import Problem

ROOT = "/api/"


class Refusal(Exception):
    """Why a request was not done: the status, a code for programs, words for people, and each problem where known.

    ``until`` is the day from which on it will be done, where it is known.
    """

    def __init__(
        self,
        status: int,
        code: str,
        message: str,
        what_to_do: str,
        problems: Sequence[Problem] = (),
        *,
        until: date | None = None,
    ) -> None:
        super().__init__(message)
        self.status, self.code, self.message, self.what_to_do = status, code, message, what_to_do
        self.problems, self.until = tuple(problems), until

    def answer(self) -> JsonResponse:
        """``{"error": {"code", "message", "what_to_do", "problems"?, "until"?}}``. Nothing may keep it."""
        told: dict[str, Any] = {"code": self.code, "message": self.message, "what_to_do": self.what_to_do}
        if self.problems:
            told["problems"] = [as_json(problem) for problem in self.problems]
        if self.until:
            told["until"] = self.until.isoformat()
        return JsonResponse({"error": told}, status=self.status, headers={"Cache-Control": "no-store"})


def as_json(problem: Problem) -> dict[str, str]:
    return {"path": problem.path, "found": problem.found, "expected": problem.expected}


def usual(status: int) -> Refusal:
    """What to say where nothing more is known than the status."""
    known = BY_STATUS.get(status) or BY_STATUS[HTTPStatus.BAD_REQUEST if status < 500 else 500]
    return Refusal(status, *known)


BY_STATUS: dict[int, tuple[str, str, str]] = {
    400: ("bad-request", "This request cannot be read.", "Compare it with docs/api.md. Nothing was changed."),
    401: ("not-logged-in", "Nobody is logged in on this device.", "Open Unkink and log in."),
    403: ("not-allowed", "This request is not open to you.", "Open Unkink again and repeat it. Nothing was changed."),
    404: ("not-found", "There is nothing at this address.", "Compare the address with docs/api.md."),
    405: ("method-not-allowed", "This address does not take that method.", "Use one that the Allow header names."),
    408: ("too-slow", "What was sent did not arrive in time.", "Send it again. Nothing was changed."),
    413: ("too-large", "That is more than can be sent at once.", "Send it in smaller parts. Nothing was changed."),
    415: ("not-json", "This address takes JSON.", "Send JSON, with Content-Type: application/json."),
    429: ("too-often", "That was asked too often.", "Wait a little, as long as Retry-After says, and go on."),
    500: ("failed", "Something went wrong on the server.", "Keep what you have, and send it again later."),
    503: ("unavailable", "The log cannot be reached right now.", "Keep what you have, and send it again later."),
}  # fmt: skip
"""Code, message, what to do."""
