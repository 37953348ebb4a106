"""The site's database for a command: settled and brought into shape before it is first asked."""

from __future__ import annotations

import os

from unkink.cli.exit_codes import Stop


def open_database() -> None:
    """Set the site up and bring its database to the shape that this version needs.

    Raises:
        Stop: where there is something about the database that a person has to mend.
    """
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "unkink.site.settings")
    django.setup(set_prefix=False)
    from django.db import DatabaseError
    from filelock import Timeout

    from unkink.site.migrating import NewerDatabase, migrate_if_needed

    try:
        migrate_if_needed()
    except NewerDatabase as newer:
        raise Stop(str(newer)) from newer
    except DatabaseError as error:
        raise Stop(f"the database cannot be used: {str(error).strip()}") from error
    except Timeout as error:
        raise Stop("another Unkink has been changing the database for ten minutes; end that one first") from error
