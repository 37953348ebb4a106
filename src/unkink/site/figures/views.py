"""Giving out pictures."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from unkink.site.audio.sending import NEVER_CHANGES
from unkink.site.figures.movements import movements
from unkink.site.figures.stills import CANNOT, still_at, still_file
from unkink.site.unavailable import unavailable

MEDIA_TYPE = "image/svg+xml"


@require_safe
def still(request: HttpRequest, movement: str, moment: str, look: str, key: str) -> HttpResponse:
    """The picture, drawn now if need be. An address from before something changed leads to the picture as it is now."""
    plate = movements().album().plates.get(movement)
    found = still_at(plate, moment, look) if plate else None
    if found is None:
        raise Http404("there is no such picture")
    if found.key != key:
        return redirect(found.address)
    try:
        drawn = still_file(found).read_bytes()
    except CANNOT as error:
        return unavailable("picture", error)
    return HttpResponse(drawn, MEDIA_TYPE, headers={"ETag": f'"{key}"', "Cache-Control": NEVER_CHANGES})
