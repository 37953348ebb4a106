"""How many connections the system lets this process have: often fewer than it is ready to serve."""

from __future__ import annotations

import sys

WANTED = 4_096
"""Files: a connection each, and for each thread those of the database."""


def allow_many() -> None:
    """Raise the limit on open files as far as needed and allowed. Windows has none of the kind."""
    if sys.platform == "win32":
        return
    import resource

    now, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    if now == resource.RLIM_INFINITY or now >= WANTED:
        return
    allowed = WANTED if most == resource.RLIM_INFINITY else min(WANTED, most)
    resource.setrlimit(resource.RLIMIT_NOFILE, (allowed, most))
