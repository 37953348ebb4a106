"""Settings of the site. The environment is read here and nowhere else below the commands.

``UNKINK_DATA`` names the data folder; ``UNKINK_PROGRAMS`` lists program files or folders to show beside the library,
joined as ``PATH`` is; ``UNKINK_DATABASE`` is the address of a PostgreSQL database to use instead of the file in the
data folder; ``UNKINK_URL`` is the address that people type where a TLS proxy stands before the site;
``UNKINK_SIGNUP=open`` lets anybody make an account; ``UNKINK_DEBUG=1`` is for working on the site itself.
"""

from __future__ import annotations

import os
from pathlib import Path

from csp.constants import NONE, SELF

from unkink.site.data_folder import data_folder, secret_key
from unkink.site.databases import database
from unkink.site.serving.doors import LOOPBACK_NAMES
from unkink.site.serving.phone import PhoneDoor
from unkink.site.serving.public_address import public_address
from unkink.site.static_files import fingerprint

HERE = Path(__file__).resolve().parent
DATA_FOLDER = data_folder(os.environ)

DEBUG = os.environ.get("UNKINK_DEBUG") == "1"
SECRET_KEY = secret_key(DATA_FOLDER)

PUBLIC = public_address(os.environ["UNKINK_URL"]) if os.environ.get("UNKINK_URL", "").strip() else None
ALLOWED_HOSTS = [PUBLIC.host] if PUBLIC else list(LOOPBACK_NAMES)
CSRF_TRUSTED_ORIGINS = [PUBLIC.origin] if PUBLIC else []
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PUBLIC is not None
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if PUBLIC else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PUBLIC else None
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if PUBLIC else 0  # rate limits count the client, not the proxy
PHONE_DOOR: PhoneDoor | None = None  # where `serve --lan` lets phones in

EXTRA_PROGRAMS = [Path(part) for part in os.environ.get("UNKINK_PROGRAMS", "").split(os.pathsep) if part]
AUDIO_FOLDER = DATA_FOLDER / "cache" / "audio"
TRACKS_FOLDER = DATA_FOLDER / "cache" / "tracks"
STILLS_FOLDER = DATA_FOLDER / "cache" / "stills"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "csp",
    "unkink.site.accounts",  # before allauth: its templates come first
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "unkink.site.diary",
    "unkink.site.screening",
    "unkink.site.coaching",
    "unkink.site.calendar",
    "unkink.site.progress",
    "unkink.site.assessing",
    "unkink.site.player",
    "unkink.site.programs",
    "unkink.site.audio",
    "unkink.site.figures",
    "unkink.site.about",
    "unkink.site.serving",
]
MIDDLEWARE = [
    "unkink.site.serving.host_cookies.host_cookies",
    "unkink.site.api.middleware.errors_in_json",
    "django.middleware.security.SecurityMiddleware",
    "unkink.site.headers.strict_headers",
    "unkink.site.headers.OnePolicy",
    "unkink.site.serving.own_names.own_names_only",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "unkink.site.headers.PackPages",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "unkink.site.accounts.doors.Doors",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "unkink.site.accounts.devices.SeenDevices",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "unkink.site.urls"
WSGI_APPLICATION = "unkink.site.wsgi.application"
DATABASES = {"default": database(os.environ, DATA_FOLDER)}

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["unkink.site.accounts.backend.AccountBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
ACCOUNT_ADAPTER = "unkink.site.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}  # a household has no mail server
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_USERNAME_BLACKLIST = ["owner"]
ACCOUNT_USERNAME_MIN_LENGTH = 2
MFA_ADAPTER = "unkink.site.accounts.adapter.PasskeyAdapter"
MFA_ALLOW_UNVERIFIED_EMAIL = True  # there are no e-mail addresses at all
MFA_SUPPORTED_TYPES = ["webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
USERSESSIONS_TRACK_ACTIVITY = True
MFA_FORMS = {
    "login_webauthn": "unkink.site.accounts.passkey_forms.LogInForm",
    "reauthenticate_webauthn": "unkink.site.accounts.passkey_forms.ConfirmForm",
}
PAIRING_RATE = PASSKEY_RATE = CALENDAR_RATE = "30/m/ip"
SIGNUP_OPEN = os.environ.get("UNKINK_SIGNUP") == "open"

SESSION_COOKIE_AGE = 365 * 24 * 3600  # a paired phone stays paired; Settings ends it
CSRF_COOKIE_AGE = ACCOUNT_SESSION_COOKIE_AGE = SESSION_COOKIE_AGE
CSRF_FAILURE_VIEW = "unkink.site.error_pages.not_from_our_page"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [HERE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["django.templatetags.static"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "unkink.site.accounts.appearance.with_appearance",
            ],
        },
    }
]

_MEMORY = "django.core.cache.backends.locmem.LocMemCache"
_NOTHING = "django.core.cache.backends.dummy.DummyCache"
CACHES = {
    # Counts of tries: too few places, and a guesser who comes from many addresses makes it forget.
    "default": {"BACKEND": _MEMORY, "LOCATION": "default", "OPTIONS": {"MAX_ENTRIES": 100_000}},
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
        else "unkink.site.static_storage.HashedStaticFiles"
    }
}
WHITENOISE_USE_FINDERS = DEBUG
WHITENOISE_KEEP_ONLY_HASHED_FILES = True

# The page may load its own style, scripts, pictures, sound and font, and sound that it holds itself (blob:).
# Nothing inline, no frame, nothing from another host.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "style-src": [SELF],
        "img-src": [SELF],
        "media-src": [SELF, "blob:"],
        "script-src": [SELF],
        "connect-src": [SELF],
        "worker-src": [SELF],
        "manifest-src": [SELF],
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
