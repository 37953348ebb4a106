"""Why a server does not start."""

from __future__ import annotations


class CannotServe(Exception):
    """``str()`` says why, and what to do where something can be done."""
