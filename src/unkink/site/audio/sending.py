"""A file as a response, whole or in part."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase

from unkink.site.audio.ranges import Part, Unsatisfiable, part_of

CHUNK = 65_536


def send(request: HttpRequest, path: Path, media_type: str) -> HttpResponseBase:
    """The file whose bytes never change under its name, so that name is its ETag.

    Raises:
        OSError: if it cannot be opened.
    """
    size, etag = path.stat().st_size, f'"{path.stem}"'
    try:
        part = _wanted(request, size, etag)
    except Unsatisfiable:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}", "Accept-Ranges": "bytes"})
    response = _whole(path, size) if part is None else _piece(path, part, size)
    response["Content-Type"] = media_type
    response["Accept-Ranges"] = "bytes"
    response["ETag"] = etag
    response["Cache-Control"] = "private, no-cache"
    return response


def _wanted(request: HttpRequest, size: int, etag: str) -> Part | None:
    """The part asked for, unless it is a part of an earlier file (``If-Range``)."""
    header = request.headers.get("Range")
    if not header or request.headers.get("If-Range", etag) != etag:
        return None
    return part_of(header, size)


def _whole(path: Path, size: int) -> FileResponse:
    response = FileResponse(path.open("rb"))
    response["Content-Length"] = str(size)
    return response


def _piece(path: Path, part: Part, size: int) -> FileResponse:
    response = FileResponse(_Reading(path, part), status=206)
    response["Content-Length"] = str(part.length)
    response["Content-Range"] = f"bytes {part.first}-{part.last}/{size}"
    return response


class _Reading:
    """The bytes of one part in chunks; closed with the response, also where the player hangs up half-way."""

    def __init__(self, path: Path, part: Part) -> None:
        self._file = path.open("rb")
        self._file.seek(part.first)
        self._left = part.length

    def __iter__(self) -> Iterator[bytes]:
        while self._left and (chunk := self._file.read(min(CHUNK, self._left))):
            self._left -= len(chunk)
            yield chunk

    def close(self) -> None:
        self._file.close()
