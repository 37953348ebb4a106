"""The sound of a session."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe
from filelock import Timeout

from unkink.site.audio.sending import send
from unkink.site.audio.sounds import sound_file
from unkink.site.programs.library import library
from unkink.site.unavailable import unavailable
from unkink.voice.formats import AudioFormat


@require_safe
def sound(request: HttpRequest, name: str, kind: str) -> HttpResponseBase:
    """The session as MP3, in the pieces that the player asks for. The first request may wait while it is made."""
    volume = library().volumes().get(name)
    if volume is None or volume.handout is None:
        raise Http404(f"no program is called {name}")
    try:
        path = sound_file(volume.handout, kind)
        if path is None:
            raise Http404(f"{name} has no {kind}")
        return send(request, path, AudioFormat.MP3.media_type)
    except (OSError, Timeout) as error:
        return unavailable(f"sound of {name}", error)
