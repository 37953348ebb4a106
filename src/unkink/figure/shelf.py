"""The shipped bodies: content that lies beside the code."""

from __future__ import annotations

from importlib.resources.abc import Traversable

from unkink.figure.body import Body, read_body


def shipped_body(library: Traversable, name: str) -> Body:
    """One body of ``library/bodies``.

    Raises:
        FileNotFoundError: where there is none of that name.
    """
    folder = library / "bodies"
    return read_body((folder / f"{name}.npz").read_bytes(), (folder / f"{name}.json").read_text(encoding="utf-8"))
