"""Browsers that all come to one site."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.test import Client
from django.test.client import ClientHandler

_site = cache(ClientHandler)


class Browser(Client):
    """One of many at the same site. Django's own client starts a site for each, which reads all static files anew."""

    def __init__(self, enforce_csrf_checks: bool = False, **options: Any) -> None:
        super().__init__(enforce_csrf_checks, **options)
        self.handler = _site(enforce_csrf_checks)
