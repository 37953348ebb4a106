"""Which scripts a script is made of, so that a browser fetches them at once and not one round trip after the other."""

from __future__ import annotations

import posixpath
import re
from functools import cache
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage

IMPORT = re.compile(r"""^(?:import|export)\b[^;"']*["'](\.{1,2}/[^"']+)["'];""", re.MULTILINE)
"""What is loaded in any case. ``import(…)`` within the code is not: that is for later, or never."""


@cache
def modules(name: str) -> tuple[str, ...]:
    """The addresses of a script's imports, of theirs, and so on: each once, without the script itself."""
    found: dict[str, None] = {}
    waiting = [name]
    while waiting:
        one = waiting.pop()
        text = _source(one).read_text(encoding="utf-8")
        for path in IMPORT.findall(text):
            imported = posixpath.normpath(posixpath.join(posixpath.dirname(one), path))
            if imported not in found:
                found[imported] = None
                waiting.append(imported)
    return tuple(staticfiles_storage.url(one) for one in sorted(found))


def _source(name: str) -> Path:
    return Path(settings.STATICFILES_DIRS[0]) / name
