"""Today as JSON: `unkink-today-1`, described in docs/today.md."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from ninja import Query, Router

from unkink.session.lay import SessionTooLong
from unkink.session.timeline import Side
from unkink.site.accounts.doors import NOT_LOGGED_IN, person_of
from unkink.site.api.refusals import Refusal
from unkink.site.api.schemas import RESPONSES
from unkink.site.coaching.known import known_of
from unkink.site.coaching.today import NoProgram, ProgramMissing
from unkink.site.coaching.today import today as day_of_today
from unkink.site.coaching.words import Notice
from unkink.site.player.day_plan import NoSessionToday, Packed, Wish, day_for, package_for, sheet_for
from unkink.site.player.tracks import make_ahead
from unkink.wire.words import SessionKind

router = Router(tags=["today"])
KINDS = "`whole` or `short`; where the program has no short session, both are the whole one"
MISSING = "what is missing today, such as `no-ball,no-wall`; answers that make no difference are left out"
FIRST = "which side begins; without it the side that the person likes to begin with"
JSON = "application/json"


@router.get("/today", response={200: dict[str, Any], **RESPONSES})
def today(
    request: HttpRequest,
    kind: Annotated[SessionKind, Query(description=KINDS)] = SessionKind.WHOLE,
    missing: Annotated[str, Query(description=MISSING)] = "",
    first: Annotated[Side | None, Query(description=FIRST)] = None,
) -> HttpResponse:
    """Today's session, with everything that a player needs to play it without network."""
    person = person_of(request)
    if person is None:
        raise NOT_LOGGED_IN
    wish = Wish(kind, tuple(answer for answer in missing.split(",") if answer), first)
    now = datetime.now(UTC)
    try:
        known = known_of(person)
        day = day_for(person, known, wish, now)
        packed = package_for(person, day, day_of_today(known.standing, now))
        make_ahead(sheet_for(day).tracks)
    except NoSessionToday as no:
        raise _refused(no.notice) from no
    except NoProgram:
        raise NOT_STARTED from None
    except ProgramMissing as gone:
        raise Refusal(409, "program-missing", f"{gone}.", "Open Programs: choose another, or mend the file.") from gone
    except SessionTooLong as long:
        raise Refusal(409, "session-too-long", str(long), "Mend the program's file, or set a lower rung.") from long
    return _answer(request, packed)


NOT_STARTED = Refusal(409, "no-program", "You have not started a program yet.", "Open Programs and start one.")


def _refused(notice: Notice) -> Refusal:
    """There is no session to play now. What is on the device is not today's: it is told why, and keeps that."""
    says = " ".join((f"{notice.title}.", *notice.says))
    return Refusal(409, notice.code, says, notice.then, until=notice.until)


def _answer(request: HttpRequest, packed: Packed) -> HttpResponse:
    """Compressed once for all who ask, since compressing takes longer than everything else."""
    zipped = "gzip" in request.headers.get("Accept-Encoding", "")
    response = HttpResponse(packed.packed if zipped else packed.plain, content_type=JSON)
    if zipped:
        response["Content-Encoding"] = "gzip"
    response["ETag"] = f"W/{packed.etag}"
    response["Cache-Control"] = "private, no-cache"
    patch_vary_headers(response, ["Accept-Encoding"])
    return response
