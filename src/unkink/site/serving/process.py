"""The site inside this process: settled, its database in shape, ready to be put behind doors."""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from unkink.site.serving.doors import Door, through
from unkink.site.serving.public_address import VARIABLE, PublicAddress
from unkink.site.serving.refusal import CannotServe

if TYPE_CHECKING:
    from unkink.site.serving.asgi import Application

LOG = logging.getLogger(__name__)
THREADS = 32
"""For each door: one request each."""


def prepare(programs: Sequence[Path], public: PublicAddress | None = None) -> None:
    """Settle how the site is reached and what it shows, before it is first asked, and bring the database into shape.

    Raises:
        CannotServe: if there is something about the database that a person has to mend.
        OSError: if the data folder cannot be written.
    """
    os.environ.pop(VARIABLE, None)
    if public:
        os.environ[VARIABLE] = public.origin
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "unkink.site.settings")
    from django.conf import settings

    if programs:
        settings.EXTRA_PROGRAMS = [path.absolute() for path in programs]
    import unkink.site.wsgi  # noqa: F401  (sets Django up)
    from unkink.site.audio.sounds import warm
    from unkink.site.figures.ahead import warm as warm_pictures

    _bring_database_into_shape()
    threading.Thread(target=_settle_in, name="settling in", daemon=True).start()
    warm()
    warm_pictures()


def _settle_in() -> None:
    """What can be done while the browser opens: the first page does not have to wait for it."""
    from django.urls import get_resolver

    get_resolver().url_patterns  # noqa: B018  (imports what answers requests)
    _forget_old_logins()


def _forget_old_logins() -> None:
    """Logins that have expired let nobody in any more; here their rows go too."""
    from django.contrib.sessions.backends.db import SessionStore
    from django.db import DatabaseError, connection

    try:
        SessionStore.clear_expired()
    except DatabaseError as busy:
        LOG.info("old logins stay until the next start: %s", busy)
    finally:
        connection.close()


def _bring_database_into_shape() -> None:
    from django.db import DatabaseError
    from filelock import Timeout

    from unkink.site.migrating import NewerDatabase, migrate_if_needed

    try:
        migrate_if_needed()
    except NewerDatabase as newer:
        raise CannotServe(str(newer)) from newer
    except DatabaseError as error:
        raise CannotServe(f"the database cannot be used: {str(error).strip()}") from error
    except Timeout as error:
        raise CannotServe(
            "another Unkink has been changing the database for ten minutes; end that one first"
        ) from error


def site(door: Door) -> Application:
    """The site behind that door, with threads of its own: nobody at one door keeps another from being answered."""
    from unkink.site.serving.bridge import bridged
    from unkink.site.serving.limits import with_whole_body
    from unkink.site.wsgi import application

    return with_whole_body(bridged(through(door, application), workers=THREADS))
