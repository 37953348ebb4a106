"""The shipped movements and bodies: content that lies beside the code."""

from __future__ import annotations

from importlib.resources.abc import Traversable

MOVEMENT = ".yaml"
BODY = ".json"
USUAL_BODY = "ash"


def movement_texts(library: Traversable) -> dict[str, str]:
    """The text of every movement in ``library/movements``, by name, in the order of the alphabet."""
    return _texts(library / "movements", MOVEMENT)


def body_texts(library: Traversable) -> dict[str, str]:
    """The text of every skeleton in ``library/bodies``, by the body's name, the usual one first."""
    texts = _texts(library / "bodies", BODY)
    return {name: texts[name] for name in sorted(texts, key=lambda name: (name != USUAL_BODY, name))}


def _texts(folder: Traversable, ending: str) -> dict[str, str]:
    files = sorted((file for file in folder.iterdir() if file.name.endswith(ending)), key=lambda file: file.name)
    return {file.name.removesuffix(ending): file.read_text(encoding="utf-8") for file in files}
