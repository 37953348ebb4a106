"""The people in the pictures: who there is to choose from, and whom somebody has chosen."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import unkink.library
from unkink.body.shelf import USUAL_BODY, body_texts

if TYPE_CHECKING:
    from unkink.figure.body import Body

LIBRARY = Path(unkink.library.__file__).parent
KEPT_AS = "body"
"""Where the choice stands among what is kept with a person."""


@cache
def body_names() -> tuple[str, ...]:
    """Everybody there is, the usual one first."""
    return tuple(body_texts(LIBRARY))


def chosen_body(kept: object) -> str:
    """Whom somebody chose, by what is kept with them. Who is not there any more counts as never chosen."""
    chosen = kept.get(KEPT_AS) if isinstance(kept, Mapping) else None
    return chosen if isinstance(chosen, str) and chosen in body_names() else USUAL_BODY


@cache
def body(name: str) -> Body:
    """That body, ready to be drawn. Reading it takes a moment, the first time in a process a second.

    Raises:
        FileNotFoundError: where there is no such body.
    """
    from unkink.figure.shelf import shipped_body

    return shipped_body(LIBRARY, name)


@cache
def body_digest(name: str) -> str:
    """Stands for everything about that body."""
    mesh = (LIBRARY / "bodies" / f"{name}.npz").read_bytes()
    return hashlib.sha256(mesh + body_texts(LIBRARY)[name].encode()).hexdigest()
