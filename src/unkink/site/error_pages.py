"""What a person reads when a page cannot be shown: what happened, and the way on."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _page(
        400,
        "That address does not work",
        "The browser asked for something in a way that this site does not answer. If you typed the address, "
        "use the one that was printed when Unkink started.",
    )


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _page(403, "That page is not open to you", "Nothing is broken. The programs are this way.")


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _page(
        404,
        "There is no page here",
        "The address may be mistyped, or a program may have been renamed or moved since.",
    )


def not_from_our_page(request: HttpRequest, reason: str = "") -> HttpResponse:
    return _page(
        403,
        "That form could not be accepted",
        "It did not come from a page of Unkink in this browser, or the page had been open since before you logged in. "
        "Nothing was changed. Open the page again and repeat it.",
    )


def too_often(request: HttpRequest) -> HttpResponse:
    answer = _page(
        429,
        "That was too often",
        "To keep strangers from guessing, there is a limit on how often this may be tried. Wait five minutes, then try "
        "again. Nothing was changed.",
    )
    answer.headers["Retry-After"] = "300"
    return answer


def failed(request: HttpRequest) -> HttpResponse:
    return _page(
        500,
        "Something went wrong on our side",
        "It is not anything you did. The details stand in the window where Unkink runs. Trying again may help.",
    )


def _page(status: int, title: str, text: str) -> HttpResponse:
    # Without the request: it may be what is broken (a wrong host, say).
    return HttpResponse(render_to_string("error.html", {"title": title, "text": text}), status=status)
