"""The WSGI application, for any server that speaks WSGI."""

from __future__ import annotations

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "unkink.site.settings")
django.setup(set_prefix=False)

# These read the settings, so they come after the setup.
from django.conf import settings  # noqa: E402
from django.core.handlers.wsgi import WSGIHandler  # noqa: E402

from unkink.site.static_files import collect  # noqa: E402

if not settings.DEBUG:
    collect(settings.STATIC_ROOT)

application = WSGIHandler()
