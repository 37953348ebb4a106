"""Files that are made once, whole or not at all."""

from __future__ import annotations

import os
import threading
import time
from pathlib import Path

import pytest

from unkink.site.audio.store import Store


def write(path: Path) -> None:
    path.write_bytes(b"whole")


def store(folder: Path, kept: int = 9) -> Store:
    return Store(folder, ".flac", kept)


def test_however_many_ask_at_once_it_is_made_once(tmp_path: Path) -> None:
    written: list[str] = []
    made: list[bytes] = []

    def slowly(path: Path) -> None:
        written.append(threading.current_thread().name)
        time.sleep(0.05)
        write(path)

    def ask() -> None:
        made.append(store(tmp_path).make("a", slowly).read_bytes())

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(written) == 1
    assert made == [b"whole"] * 8


def test_what_breaks_off_leaves_no_half_file(tmp_path: Path) -> None:
    def breaks(path: Path) -> None:
        path.write_bytes(b"half")
        raise OSError("pulled the plug")

    with pytest.raises(OSError, match="plug"):
        store(tmp_path).make("a", breaks)
    assert not list(tmp_path.glob("*.flac"))
    assert store(tmp_path).make("a", write).read_bytes() == b"whole"


def test_those_used_last_stay(tmp_path: Path) -> None:
    """Nothing else is dropped, and no lock is left of what was."""
    for number, key in enumerate("abc"):
        path = store(tmp_path, kept=2).make(key, write)
        os.utime(path, (1000 + number, 1000 + number))
    store(tmp_path).used(store(tmp_path).path("b"))  # long ago: from now on it is the last used
    store(tmp_path, kept=2).make("d", write)
    assert sorted(path.stem for path in tmp_path.glob("*.flac")) == ["b", "d"]
    assert sorted(path.stem for path in tmp_path.glob("*.lock")) == ["b", "d"]
