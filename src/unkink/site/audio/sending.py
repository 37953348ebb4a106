"""A file as a response, whole or in part."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse

from unkink.site.audio.ranges import Part, Unsatisfiable, part_of

CHUNK = 65_536
SENT_AT_ONCE = 16_000_000
"""Bytes. A player reads as it plays: what is handed over in chunks keeps a thread of the server until the last of them
is read, so nearly everything is handed over whole, and waits in the connection instead."""

CHECK_FIRST = "private, no-cache"
NEVER_CHANGES = "private, max-age=31536000, immutable"


def send(request: HttpRequest, path: Path, media_type: str, cache_control: str = CHECK_FIRST) -> HttpResponseBase:
    """The file whose bytes never change under its name, so that name is its ETag.

    Raises:
        OSError: if it cannot be opened.
    """
    size, etag = path.stat().st_size, f'"{path.stem}"'
    try:
        part = _wanted(request, size, etag)
    except Unsatisfiable:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}", "Accept-Ranges": "bytes"})
    sent = part or Part(0, size - 1)
    response = _response(path, sent, 206 if part else 200, media_type)
    if part:
        response["Content-Range"] = f"bytes {part.first}-{part.last}/{size}"
    response["Content-Length"] = str(sent.length)
    response["Accept-Ranges"] = "bytes"
    response["ETag"] = etag
    response["Cache-Control"] = cache_control
    return response


def _response(path: Path, part: Part, status: int, media_type: str) -> HttpResponseBase:
    if part.length > SENT_AT_ONCE:
        return StreamingHttpResponse(_bytes(path, part), status=status, content_type=media_type)
    return HttpResponse(b"".join(_bytes(path, part)), status=status, content_type=media_type)


def _wanted(request: HttpRequest, size: int, etag: str) -> Part | None:
    """The part asked for, unless it is a part of an earlier file (``If-Range``)."""
    header = request.headers.get("Range")
    if not header or request.headers.get("If-Range", etag) != etag:
        return None
    return part_of(header, size)


def _bytes(path: Path, part: Part) -> Iterator[bytes]:
    """The part in chunks. The file is open only while somebody reads, and closed where the player hangs up half-way."""
    with path.open("rb") as file:
        file.seek(part.first)
        left = part.length
        while left and (chunk := file.read(min(CHUNK, left))):
            left -= len(chunk)
            yield chunk
