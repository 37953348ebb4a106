"""Work that fails, for the engines: in modules of their own, because worker processes import them."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

from unkink.batch.chunk import Chunk, lived
from unkink.batch.tally import Tally


def dies_once(chunk: Chunk) -> Tally:
    """Kills its own process on the first call; ``source`` holds the folder that remembers it, then the program."""
    folder, _, source = chunk.source.partition(b"\n")
    died = Path(folder.decode()) / "died"
    if not died.exists():
        died.touch()
        os._exit(9)
    return lived(replace(chunk, source=source))


def never_works(chunk: Chunk) -> Tally:
    raise MemoryError(f"no room for person {chunk.first}")
