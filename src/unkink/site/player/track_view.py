"""Giving out tracks."""

from __future__ import annotations

import logging

from django.http import HttpResponse, HttpResponseBase
from django.views.decorators.http import require_safe
from filelock import Timeout

from unkink.site.accounts.doors import PersonRequest, person_required
from unkink.site.api.refusals import Refusal, usual
from unkink.site.audio.sending import NEVER_CHANGES, send
from unkink.site.player.recipes import UnknownRecipe, read_recipe
from unkink.site.player.tracks import TrackGone, track_file
from unkink.voice.formats import TRACK_MEDIA_TYPE

LOG = logging.getLogger(__name__)
RELOAD = "Load Today again: it has the session as it is now."


@require_safe
@person_required
def track(request: PersonRequest, recipe: str, key: str) -> HttpResponseBase:
    """The track, in the pieces that a player asks for. It may wait while the track is made."""
    try:
        path = track_file(read_recipe(recipe), key)
        return send(request, path, TRACK_MEDIA_TYPE, NEVER_CHANGES)
    except UnknownRecipe:
        return usual(404).answer()
    except TrackGone as why:
        return Refusal(410, "track-gone", str(why), RELOAD).answer()
    except (OSError, Timeout) as error:
        LOG.error("a track could not be made: %s", error)
        return _not_now()


def _not_now() -> HttpResponse:
    what_to_do = "Try again in a minute. The window where Unkink runs says why."
    answer = Refusal(503, "no-sound", "The sound cannot be made right now.", what_to_do).answer()
    answer.headers["Retry-After"] = "60"
    return answer
