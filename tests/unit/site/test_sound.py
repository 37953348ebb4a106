"""The sound of a session: made once, whole or not at all, and sent in any part."""

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import soundfile  # type: ignore[import-untyped,unused-ignore]
from django.http import HttpResponseBase
from django.test import Client
from pytest_django.fixtures import Settings

from tests.unit.site.conftest import tiny
from unkink.program.check import check
from unkink.site.audio import sounds
from unkink.site.audio.sounds import warm
from unkink.site.audio.voices import voice
from unkink.site.programs.sessions import SessionCard, sessions_of
from unkink.voice.clips import shipped_folder
from unkink.voice.manifest import read_manifest
from unkink.voice.render import write_manifest

SOUND = "/programs/mine/session.mp3"


@pytest.fixture
def mine(own: Callable[[str, str], Path]) -> Path:
    return own("mine.md", tiny())


@pytest.fixture(scope="module")
def session() -> SessionCard:
    program = check(tiny()).program
    assert program
    return sessions_of(program)[0]


def body(response: HttpResponseBase) -> bytes:
    stream: Any = response
    return b"".join(stream.streaming_content) if response.streaming else stream.content


def test_it_is_as_long_as_the_timeline(client: Client, mine: Path, session: SessionCard) -> None:
    response = client.get(SOUND)
    assert (response.status_code, response["Content-Type"]) == (200, "audio/mpeg")
    sound = soundfile.info(BytesIO(body(response)))
    assert abs(sound.duration - session.timeline.total / 1000) < 0.2


def test_the_short_session_is_shorter(client: Client, mine: Path) -> None:
    whole, short = (len(body(client.get(f"/programs/mine/{kind}.mp3"))) for kind in ("session", "short-session"))
    assert 0 < short < whole


def test_a_program_without_a_short_session_has_no_sound_of_one(client: Client, own: Callable[[str, str], Path]) -> None:
    own("mine.md", tiny().replace("short session: [nod]\n", ""))
    assert client.get("/programs/mine/short-session.mp3").status_code == 404
    assert "Short session" not in client.get("/programs/mine/").content.decode()


def test_parts_put_together_are_the_whole(client: Client, mine: Path) -> None:
    whole = body(client.get(SOUND))
    size, got = len(whole), b""
    while len(got) < size:
        response = client.get(SOUND, headers={"range": f"bytes={len(got)}-{len(got) + 9999}"})
        assert response.status_code == 206
        piece = body(response)
        assert response["Content-Length"] == str(len(piece))
        assert response["Content-Range"] == f"bytes {len(got)}-{len(got) + len(piece) - 1}/{size}"
        got += piece
    assert got == whole


def test_the_last_bytes(client: Client, mine: Path) -> None:
    whole = body(client.get(SOUND))
    assert body(client.get(SOUND, headers={"range": "bytes=-100"})) == whole[-100:]


def test_behind_the_end_there_is_nothing(client: Client, mine: Path) -> None:
    response = client.get(SOUND, headers={"range": "bytes=999999999-"})
    assert response.status_code == 416
    assert response["Content-Range"].startswith("bytes */")


def test_a_part_of_another_file_is_not_glued_on(client: Client, mine: Path) -> None:
    """A player that resumes after the program changed gets the new file whole."""
    etag = client.get(SOUND)["ETag"]
    same = client.get(SOUND, headers={"range": "bytes=5-9", "if-range": etag})
    other = client.get(SOUND, headers={"range": "bytes=5-9", "if-range": '"older"'})
    assert (same.status_code, other.status_code) == (206, 200)


def test_a_known_file_is_not_sent_again(client: Client, mine: Path) -> None:
    etag = client.get(SOUND)["ETag"]
    assert client.get(SOUND, headers={"if-none-match": etag}).status_code == 304


def test_head_tells_the_length(client: Client, mine: Path) -> None:
    response = client.head(SOUND)
    assert response["Content-Length"] == str(len(body(client.get(SOUND))))
    assert response["Accept-Ranges"] == "bytes"


def test_a_changed_program_is_another_sound(client: Client, own: Callable[[str, str], Path]) -> None:
    own("mine.md", tiny())
    before = client.get(SOUND)["ETag"]
    own("mine.md", tiny().replace("hold 1 s", "hold 2 s"))
    assert client.get(SOUND)["ETag"] != before


def test_the_page_says_whether_the_sound_is_made(client: Client, mine: Path) -> None:
    assert "still to be made" in client.get("/programs/mine/").content.decode()
    body(client.get(SOUND))
    body(client.get("/programs/mine/short-session.mp3"))
    assert "still to be made" not in client.get("/programs/mine/").content.decode()


def test_sounds_can_be_made_ahead(client: Client, mine: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("unkink.site.programs.library.SHIPPED", tmp_path / "nothing")
    thread = warm(after=0)
    thread.join(60)
    assert not thread.is_alive()
    assert "still to be made" not in client.get("/programs/mine/").content.decode()


def test_a_disk_that_is_full_is_told_plainly(client: Client, mine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(sounds, "write_session", full)
    response = client.get(SOUND)
    assert (response.status_code, response["Retry-After"]) == (503, "60")
    assert "cannot be made right now" in response.content.decode()


def test_a_phrase_of_ones_own_is_spoken(client: Client, own: Callable[[str, str], Path], settings: Settings) -> None:
    """What `unkink audio` rendered into the data folder, the site says too; before that it says that it cannot."""
    own("mine.md", tiny(title="Zyx").replace("## Nod {", "## Zyxomatic {"))
    before = client.get(SOUND)["ETag"]
    assert voice().length_ms("Zyxomatic.") is None
    folder = settings.DATA_FOLDER / "voice"
    folder.mkdir()
    shipped = read_manifest(shipped_folder())
    clip = shipped.clips["Rest."]
    (folder / clip.file).write_bytes((shipped_folder() / clip.file).read_bytes())
    write_manifest(folder, replace(shipped, clips={"Zyxomatic.": clip}))
    assert voice().length_ms("Zyxomatic.") == clip.ms
    assert client.get(SOUND)["ETag"] != before


def test_clips_that_cannot_be_read_do_no_harm(client: Client, mine: Path, settings: Settings) -> None:
    folder = settings.DATA_FOLDER / "voice"
    folder.mkdir()
    (folder / "manifest.json").write_text("{")
    assert client.get(SOUND).status_code == 200


def test_sound_is_never_packed(client: Client, mine: Path) -> None:
    """Packed, a part would be other bytes than its Content-Range says, and of no known length."""
    whole = body(client.get(SOUND))
    response = client.get(SOUND, headers={"accept-encoding": "gzip", "range": "bytes=0-9999"})
    assert "Content-Encoding" not in response
    assert response["Content-Length"] == "10000"
    assert body(response) == whole[:10000]
