"""Pictures without a server: somebody of the library does the movements of the library, or one's own."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources.abc import Traversable

from unkink.body.shelf import USUAL_BODY, movement_texts
from unkink.export.handout.key_poses import key_poses
from unkink.export.handout.picture import Pictures
from unkink.figure.shelf import shipped_body

NO_MOVEMENTS: Mapping[str, str] = {}


def shipped_pictures(library: Traversable, body: str = USUAL_BODY, own: Mapping[str, str] = NO_MOVEMENTS) -> Pictures:
    """Key poses of every movement in ``library``, and of those in ``own`` (texts by name, which go before).

    Raises:
        FileNotFoundError: if the library has no such body.
    """
    return key_poses(shipped_body(library, body), {**movement_texts(library), **own})
