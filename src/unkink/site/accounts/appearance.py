"""Light or dark: each device its own, kept on the device, so that a page needs neither script nor database for it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

COOKIE = "appearance"
THEMES = ("light", "dark")
KEPT_S = 365 * 24 * 3600


def appearance_of(request: HttpRequest) -> str:
    """``light``, ``dark``, or nothing: as the device is set."""
    chosen = request.COOKIES.get(COOKIE, "")
    return chosen if chosen in THEMES else ""


def keep_appearance(response: HttpResponse, theme: str) -> None:
    if theme in THEMES:
        response.set_cookie(COOKIE, theme, max_age=KEPT_S, httponly=True, samesite="Lax")
    else:
        response.delete_cookie(COOKIE, samesite="Lax")


def with_appearance(request: HttpRequest) -> dict[str, str]:
    """Context processor: what the page's root says about colours."""
    return {"appearance": appearance_of(request)}
