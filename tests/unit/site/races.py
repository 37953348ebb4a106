"""Eight threads that do the same thing at the same moment, on a database as it is in use; prints what each got.

``python -m tests.unit.site.races WHAT`` in an environment of its own: tests run on a database in memory, where the
threads of one process do not wait for each other as they do in use.
"""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

AT_ONCE = 8


def main(what: str) -> None:
    import django

    django.setup(set_prefix=False)
    from unkink.site.migrating import migrate_if_needed

    migrate_if_needed()
    act, look = {"owner": _owner, "link": _link, "add": _add}[what]()
    start = threading.Barrier(AT_ONCE)

    def come(_: int) -> str:
        from django.db import connections

        start.wait()
        try:
            return act()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(AT_ONCE) as threads:
        got = list(threads.map(come, range(AT_ONCE)))
    sys.stdout.write(json.dumps({"got": got, "rows": look()}))


def _owner() -> tuple[Callable[[], str], Callable[[], list[int]]]:
    from unkink.site.accounts.models import Clinic, Person, User
    from unkink.site.accounts.owner import owner

    return lambda: str(owner().pk), lambda: [model.objects.count() for model in (Clinic, User, Person)]


def _link() -> tuple[Callable[[], str], Callable[[], list[int]]]:
    from django.utils import timezone

    from unkink.site.accounts.models import PairingLink
    from unkink.site.accounts.owner import owner
    from unkink.site.accounts.pairing import make_link, take

    token = make_link(owner(), timezone.now()).strip("/").rpartition("/")[2]
    return (
        lambda: str(take(token, timezone.now())),
        lambda: [PairingLink.objects.exclude(used=None).count()],
    )


def _add() -> tuple[Callable[[], str], Callable[[], list[int]]]:
    from unkink.site.accounts.household import add_person
    from unkink.site.accounts.models import Person, User
    from unkink.site.accounts.owner import owner

    clinic = owner().clinic

    def add() -> str:
        user = add_person(clinic, "Anna").user
        assert user is not None
        return user.username

    return add, lambda: [User.objects.count(), Person.objects.count()]


if __name__ == "__main__":
    main(sys.argv[1])
