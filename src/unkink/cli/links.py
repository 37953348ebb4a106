"""Addresses that are written into a file for somebody else's device."""

from __future__ import annotations

from urllib.parse import urlsplit

from unkink.cli.exit_codes import Stop


def check_link(link: str, example: str) -> None:
    """Whether a device could follow it; an empty one is none. ``example`` shows what one looks like.

    Raises:
        Stop: where it could not.
    """
    try:
        parts = urlsplit(link)
    except ValueError as error:
        raise Stop(f"--link `{link}` is not an address: {error}") from error
    if link and (parts.scheme not in ("http", "https") or not parts.hostname or not link.isprintable() or " " in link):
        raise Stop(f"--link takes a whole address, such as {example}, not `{link}`")
