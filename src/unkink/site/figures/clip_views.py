"""Giving out the moving figure's files. They are compressed already, and the same for everybody."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from unkink.site.accounts.doors import PersonRequest, person_required
from unkink.site.audio.sending import NEVER_CHANGES
from unkink.site.figures.bodies import body_names
from unkink.site.figures.clips import Clip, body_address, body_file, body_key, clip_file
from unkink.site.figures.movements import movements
from unkink.site.figures.stills import CANNOT
from unkink.site.unavailable import unavailable

BODY_TYPE = "model/gltf-binary"
CLIP_TYPE = "application/json"


@require_safe
@person_required
def clip(request: PersonRequest, movement: str, body: str, key: str) -> HttpResponse:
    """A movement on a body, made now if need be. An address from before a change leads to the clip as it is now."""
    plate = movements().album().plates.get(movement)
    if plate is None or plate.movement is None or body not in body_names():
        raise Http404("there is no such clip")
    found = Clip(plate, body)
    if found.key != key:
        return redirect(found.address)
    return _sent(request, key, CLIP_TYPE, lambda: clip_file(found))


@require_safe
@person_required
def figure_body(request: PersonRequest, body: str, key: str) -> HttpResponse:
    """A body, made now if need be."""
    if body not in body_names():
        raise Http404("there is no such body")
    if body_key(body) != key:
        return redirect(body_address(body))
    return _sent(request, key, BODY_TYPE, lambda: body_file(body))


def _sent(request: PersonRequest, key: str, media_type: str, file: Callable[[], Path]) -> HttpResponse:
    try:
        packed = file().read_bytes()
    except CANNOT as error:
        return unavailable("picture", error)
    zipped = "gzip" in request.headers.get("Accept-Encoding", "")
    response = HttpResponse(packed if zipped else gzip.decompress(packed), content_type=media_type)
    if zipped:
        response["Content-Encoding"] = "gzip"
    response["ETag"] = f'W/"{key}"'
    response["Cache-Control"] = NEVER_CHANGES
    patch_vary_headers(response, ["Accept-Encoding"])
    return response
