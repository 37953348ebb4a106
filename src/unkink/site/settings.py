"""Settings of the site. The environment is read here and nowhere else below the commands.

``UNKINK_DATA`` names the data folder; ``UNKINK_PROGRAMS`` lists program files or folders to show beside the library,
joined as ``PATH`` is; ``UNKINK_DEBUG=1`` is for working on the site itself.
"""

from __future__ import annotations

import os
from pathlib import Path

from csp.constants import NONE, SELF

from unkink.site.data_folder import data_folder, secret_key
from unkink.site.static_files import fingerprint

HERE = Path(__file__).resolve().parent
DATA_FOLDER = data_folder(os.environ)

DEBUG = os.environ.get("UNKINK_DEBUG") == "1"
SECRET_KEY = secret_key(DATA_FOLDER)
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]  # loopback only: there is no login yet

EXTRA_PROGRAMS = [Path(part) for part in os.environ.get("UNKINK_PROGRAMS", "").split(os.pathsep) if part]
AUDIO_FOLDER = DATA_FOLDER / "cache" / "audio"

INSTALLED_APPS = [
    "django.contrib.staticfiles",
    "csp",
    "unkink.site.programs",
    "unkink.site.audio",
    "unkink.site.about",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "unkink.site.headers.strict_headers",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "unkink.site.headers.PackPages",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "unkink.site.urls"
WSGI_APPLICATION = "unkink.site.wsgi.application"
DATABASES: dict[str, dict[str, object]] = {}  # nothing is stored about anybody yet
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [HERE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {"builtins": ["django.templatetags.static"], "context_processors": []},
    }
]

_MEMORY = "django.core.cache.backends.locmem.LocMemCache"
_NOTHING = "django.core.cache.backends.dummy.DummyCache"
CACHES = {
    "default": {"BACKEND": _MEMORY, "LOCATION": "default"},
    "pages": {"BACKEND": _NOTHING if DEBUG else _MEMORY, "LOCATION": "pages", "TIMEOUT": None},
}

LANGUAGE_CODE = "en"
USE_I18N = False
USE_TZ = True
TIME_ZONE = "UTC"
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000

STATIC_URL = "/static/"
STATICFILES_DIRS = [HERE / "static"]
STATIC_ROOT = DATA_FOLDER / "cache" / "static" / fingerprint(HERE / "static")
STORAGES = {
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    }
}
WHITENOISE_USE_FINDERS = DEBUG
WHITENOISE_KEEP_ONLY_HASHED_FILES = True

# The page may load its own style, pictures, sound and font. No script, no frame, nothing from another host.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "style-src": [SELF],
        "img-src": [SELF],
        "media-src": [SELF],
        "font-src": [SELF],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "loggers": {
        "django": {"handlers": ["stderr"], "level": "ERROR", "propagate": False},
        # A wrong host is answered with a page that says so; it is no fault of the site and needs no traceback.
        "django.security.DisallowedHost": {"handlers": ["stderr"], "level": "CRITICAL", "propagate": False},
        "unkink": {"handlers": ["stderr"], "level": "INFO", "propagate": False},
    },
}
