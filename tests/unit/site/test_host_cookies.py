"""Cookies know no ports: what another door of this computer, or another host, laid beside ours counts for nothing."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.cache import cache

from tests.unit.site.household import PASSWORD, Device, at_home, elsewhere, make_cast
from unkink.site.accounts.models import Person

pytestmark = pytest.mark.django_db
FORM = {"login": "anna", "password": PASSWORD}


def anna() -> Person:
    cache.clear()
    person = make_cast().anna
    assert person.user is not None
    person.user.set_password(PASSWORD)
    person.user.save()
    return person


class Phone(Device):
    """A browser at the https door. ``cookies`` are added to those that it was given."""

    def __init__(self, cookies: str = "", **options: Any) -> None:
        host = {"host": "127.0.0.1", "origin": "https://127.0.0.1"}
        super().__init__(headers=host, raise_request_exception=False, **{"unkink.door": "lan", **options})
        self.cookies.load(cookies)

    def request(self, **request: Any) -> Any:
        return super().request(**{**request, "wsgi.url_scheme": "https"})


def test_over_https_each_cookie_is_this_hosts_alone() -> None:
    anna()
    device = Phone()
    device.get("/account/login/")
    assert device.post("/account/login/", FORM).status_code == 302
    assert set(device.cookies) >= {"__Host-sessionid", "__Host-csrftoken"}
    for name, cookie in device.cookies.items():
        assert name.startswith("__Host-") and cookie.key == name
        assert (cookie["secure"], cookie["path"], cookie["domain"]) == (True, "/", "")
    assert device.cookies["__Host-sessionid"]["httponly"]
    assert 'value="Anna"' in device.get("/settings/").content.decode()


def test_a_login_that_somebody_else_laid_there_is_none() -> None:
    """A stranger logs in over plain http, or on another host of the domain, and gives that login to a phone."""
    theirs = elsewhere(anna()).cookies["sessionid"].value
    phone = Phone(f"sessionid={theirs}")
    assert phone.get("/settings/").status_code == 302
    again = Phone(f"sessionid={theirs}; __Host-sessionid=none")
    assert again.get("/settings/").status_code == 302
    assert Phone(f"__Host-sessionid={theirs}").get("/settings/").status_code == 200


def test_a_token_that_somebody_else_laid_there_is_none() -> None:
    device = Phone(enforce_csrf_checks=True)
    planted = "a" * 32
    device.cookies["csrftoken"] = planted
    assert device.post("/account/login/", {**FORM, "csrfmiddlewaretoken": planted}).status_code == 403
    device.cookies["__Host-csrftoken"] = planted
    assert device.post("/account/login/", {**FORM, "csrfmiddlewaretoken": planted}).status_code == 200


def test_the_home_door_keeps_the_usual_names_since_there_is_no_https() -> None:
    device = at_home()
    device.get("/account/login/")
    assert set(device.cookies) == {"csrftoken"} and not device.cookies["csrftoken"]["secure"]


def test_logging_out_takes_the_cookie_away() -> None:
    person = anna()
    device = Phone()
    device.post("/account/login/", FORM)
    device.post("/account/logout/")
    assert person.user is not None and device.cookies["__Host-sessionid"].value == ""
