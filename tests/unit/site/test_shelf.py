"""The shelf reads a file once, sees when it changes, and never falls over one."""

import os
from pathlib import Path

from tests.unit.site.conftest import tiny
from unkink.site.programs.shelf import Shelf


def write(path: Path, text: str, modified: int) -> None:
    path.write_text(text, encoding="utf-8")
    os.utime(path, ns=(modified, modified))


def test_an_unchanged_file_is_read_once(tmp_path: Path) -> None:
    write(tmp_path / "a.md", tiny(), 1)
    shelf = Shelf([tmp_path])
    assert shelf.volumes()["a"] is shelf.volumes()["a"]


def test_a_changed_file_is_read_again(tmp_path: Path) -> None:
    write(tmp_path / "a.md", tiny("Old"), 1)
    shelf = Shelf([tmp_path])
    before = shelf.volumes()["a"].handout
    write(tmp_path / "a.md", tiny("New"), 2)
    after = shelf.volumes()["a"].handout
    assert before and after
    assert (before.program.title, after.program.title) == ("Old", "New")


def test_a_file_that_comes_or_goes_is_noticed(tmp_path: Path) -> None:
    shelf = Shelf([tmp_path])
    assert shelf.volumes() == {}
    write(tmp_path / "a.md", tiny(), 1)
    assert list(shelf.volumes()) == ["a"]
    (tmp_path / "a.md").unlink()
    assert shelf.volumes() == {}


def test_a_named_file_that_is_missing_says_so(tmp_path: Path) -> None:
    (volume,) = Shelf([tmp_path / "gone.md"]).volumes().values()
    assert volume.handout is None and "No such file" in volume.unreadable


def test_the_second_file_of_a_name_gets_a_number(tmp_path: Path) -> None:
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        write(tmp_path / folder / "Tight Neck.md", tiny(folder), 1)
    volumes = Shelf([tmp_path / "one", tmp_path / "two"]).volumes()
    titles = [volume.handout.program.title for volume in volumes.values() if volume.handout]
    assert list(volumes) == ["tight-neck", "tight-neck-2"]
    assert titles == ["one", "two"]


def test_one_file_named_twice_is_shown_once(tmp_path: Path) -> None:
    write(tmp_path / "a.md", tiny(), 1)
    assert list(Shelf([tmp_path, tmp_path / "a.md"]).volumes()) == ["a"]


def test_any_bytes_are_a_volume(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(bytes(range(256)) * 50)
    (tmp_path / "b.md").write_bytes(b"")
    volumes = Shelf([tmp_path]).volumes()
    assert all(volume.handout is None and volume.errors for volume in volumes.values())


def test_what_is_no_file_is_not_shown(tmp_path: Path) -> None:
    (tmp_path / "folder.md").mkdir()
    os.mkfifo(tmp_path / "pipe.md")
    assert Shelf([tmp_path, tmp_path / "pipe.md"]).volumes() == {}


def test_a_session_without_end_is_one_volume_that_says_so(tmp_path: Path) -> None:
    write(tmp_path / "long.md", tiny().replace("1 reps, hold 1 s", "100 x 1000 reps, hold 4 min"), 1)
    write(tmp_path / "short.md", tiny(), 1)
    shelf = Shelf([tmp_path])
    volumes = shelf.volumes()
    assert volumes["long"].handout is None and "more than a day" in volumes["long"].unplayable
    assert volumes["short"].handout
    assert shelf.volumes()["long"] is volumes["long"], "it is not worked out again for each request"
