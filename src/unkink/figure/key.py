"""A name for a picture before it is drawn: the same name, the same bytes. For whoever keeps pictures."""

from __future__ import annotations

from hashlib import sha256

from unkink import __version__
from unkink.figure.version import VERSION


def key_of(*parts: str | bytes) -> str:
    """64 hexadecimal digits for what this Unkink draws from these parts, in this order.

    Args:
        parts: all that the picture depends on: the body's two files, the texts of the movement and of what it is
            ``like``, pose, side, view, tone. Or keys of them.
    """
    digest = sha256()
    for part in (__version__, str(VERSION), *parts):
        written = part.encode() if isinstance(part, str) else part
        digest.update(len(written).to_bytes(8, "big") + written)
    return digest.hexdigest()
