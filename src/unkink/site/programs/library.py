"""The one shelf of this process: the shipped programs, then the person's own."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from django.conf import settings

import unkink.library
from unkink.site.programs.shelf import Shelf

SHIPPED = Path(unkink.library.__file__).parent / "programs"


@cache
def library() -> Shelf:
    """The shelf. Files are read when it is first asked, and again when they change.

    Those shipped change with the program alone, unless that is being worked on.
    """
    return Shelf([SHIPPED, *settings.EXTRA_PROGRAMS], settled=() if settings.DEBUG else [SHIPPED])
