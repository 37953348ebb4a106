"""What makes the site installable and lets it open without network: its worker, its manifest, its offline page.

All three are the same for everybody and open to everybody.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from unkink.site.static_files import fingerprint

WORKER = Path(__file__).with_name("service_worker.js")
SENDER = "unkink/player/sync.js"
LATER = ("unkink/player/figure/scene.js", "vendor/three.js")
"""Large, and of use only to a session with moving figures, which brings them onto the device itself."""
KEPT_SUFFIXES = (".css", ".js", ".svg", ".woff2")
PAPER, PINE = "#fbf6ee", "#17594a"  # those of tokens.css


@login_not_required
@require_safe
@cache_control(no_cache=True, max_age=0)
def service_worker(request: HttpRequest) -> HttpResponse:
    """The worker. With ``?sync`` it is a module that also sends what waits, for browsers that wake it up to do so."""
    text = _worker()
    if "sync" in request.GET:
        sender = json.dumps(staticfiles_storage.url(SENDER))
        text = f"import {{ drain }} from {sender};\nself.unkinkDrain = drain;\n{text}"
    return HttpResponse(text, content_type="text/javascript; charset=utf-8")


def _worker() -> str:
    named = {"version": version(), "shell": list(shell())}
    return f"const UNKINK = {json.dumps(named)};\n{WORKER.read_text(encoding='utf-8')}"


def version() -> str:
    """Changes when any static file does, or the page that is shown without network."""
    files = settings.STATIC_ROOT.name if not settings.DEBUG else fingerprint(settings.STATICFILES_DIRS[0])
    return hashlib.sha256(f"{files}\0{_offline_page()}".encode()).hexdigest()[:16]


@cache
def shell() -> tuple[str, ...]:
    """The address of every file that a page may need: styles, scripts, the typeface, drawings; no licence, no icon."""
    return tuple(staticfiles_storage.url(name) for name in sorted(_names()))


def _names() -> Iterator[str]:
    for folder in settings.STATICFILES_DIRS:
        for path in Path(folder).rglob("*"):
            name = path.relative_to(folder).as_posix()
            if path.suffix in KEPT_SUFFIXES and name not in LATER:
                yield name


@login_not_required
@require_safe
@cache_control(max_age=3600)
def manifest(request: HttpRequest) -> JsonResponse:
    """What a phone needs to know to put the site among its apps."""
    icons = [
        {"src": static("mark.svg"), "sizes": "any", "type": "image/svg+xml"},
        {"src": static("icon-192.png"), "sizes": "192x192", "type": "image/png"},
        {"src": static("icon-512.png"), "sizes": "512x512", "type": "image/png"},
        {"src": static("icon-maskable-512.png"), "sizes": "512x512", "type": "image/png", "purpose": "maskable"},
    ]
    said = {
        "id": "/",
        "name": "Unkink",
        "short_name": "Unkink",
        "description": "A written exercise routine as a coached, spoken session.",
        "lang": "en",
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "background_color": PAPER,
        "theme_color": PINE,
        "categories": ["fitness", "health"],
        "icons": icons,
    }
    return JsonResponse(said, content_type="application/manifest+json")


def static(name: str) -> str:
    return staticfiles_storage.url(f"unkink/{name}")


@login_not_required
@require_safe
@cache_control(no_cache=True)
def offline(request: HttpRequest) -> HttpResponse:
    """What a page shows that is not on the device while there is no network. The same for everybody."""
    return HttpResponse(_offline_page())


def _offline_page() -> str:
    return render_to_string("player/offline.html")  # no request, so nothing of whoever asks is in it
