"""Where Unkink keeps what belongs to this person on this computer."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from pathlib import Path

import platformdirs

VARIABLE = "UNKINK_DATA"
OWN_CLIPS = "voice"
"""The folder, within the data folder, of clips that were rendered for this person's own programs."""


def data_folder(environment: Mapping[str, str]) -> Path:
    """The data folder: ``UNKINK_DATA`` if set, else the platform's own place. Made if it is missing, private."""
    named = environment.get(VARIABLE, "").strip()
    folder = Path(named).expanduser().absolute() if named else platformdirs.user_data_path("unkink", appauthor=False)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def secret_key(folder: Path) -> str:
    """The key that signs what the site hands out: made once, readable by its owner alone."""
    path = folder / "secret.key"
    if not path.exists():
        _make_once(path, secrets.token_urlsafe(50))
    return path.read_text(encoding="ascii").strip()


def _make_once(path: Path, text: str) -> None:
    """Write ``text`` whole or not at all. Where two processes start together, the first one's key stays."""
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="ascii") as file:
        file.write(text)
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
