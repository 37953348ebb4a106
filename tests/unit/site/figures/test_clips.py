"""The moving figure's files as a browser gets them."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from tests.unit.site.figures.own_movements import NOD
from unkink.site.figures import clip_views
from unkink.site.figures.clips import Clip, body_address, clip_file
from unkink.site.figures.movements import Plate, movements

Own = Callable[[str, str], Path]
PACKED = {"Accept-Encoding": "gzip"}


@pytest.fixture
def nod(own: Own) -> Plate:
    own("movements/nod.yaml", NOD)
    return movements().album().plates["nod"]


def test_a_clip_is_packed_and_kept_for_good(client: Client, nod: Plate) -> None:
    address = Clip(nod, "ash").address
    response = client.get(address, headers=PACKED)
    assert response.status_code == 200 and response["Content-Type"] == "application/json"
    assert response["Content-Encoding"] == "gzip" and "Accept-Encoding" in response["Vary"]
    assert response["Cache-Control"] == "private, max-age=31536000, immutable"
    told = json.loads(gzip.decompress(response.content))
    assert (told["movement"], told["body"]) == ("nod", "ash")
    again = client.get(address, headers={**PACKED, "If-None-Match": response["ETag"]})
    assert again.status_code == 304 and not again.content


def test_whoever_cannot_unpack_gets_it_as_it_is(client: Client, nod: Plate) -> None:
    response = client.get(Clip(nod, "ash").address)
    assert "Content-Encoding" not in response
    assert json.loads(response.content)["movement"] == "nod"


def test_a_body_is_binary_gltf(client: Client) -> None:
    response = client.get(body_address("birch"))
    assert response["Content-Type"] == "model/gltf-binary"
    assert response.content[:4] == b"glTF"


def test_a_clip_is_made_once(nod: Plate, monkeypatch: pytest.MonkeyPatch) -> None:
    path = clip_file(Clip(nod, "ash"))
    monkeypatch.setattr("unkink.site.figures.clips._clip", lambda clip: pytest.fail("made again"))
    assert clip_file(Clip(nod, "ash")) == path


def test_an_address_from_before_leads_to_what_is_there_now(client: Client, nod: Plate) -> None:
    now = Clip(nod, "ash")
    before = now.address.replace(now.key, "0" * 24)
    assert client.get(before)["Location"] == now.address
    assert client.get(body_address("ash").replace("/ash/", "/ash/0")).status_code == 302


@pytest.mark.parametrize(
    "address",
    ["/figures/clips/none/ash/0.json", "/figures/clips/nod/nobody/0.json", "/figures/bodies/nobody/0.glb"],
)
def test_what_there_is_not_is_told_plainly(client: Client, nod: Plate, address: str) -> None:
    assert client.get(address).status_code == 404


def test_a_full_disk_is_no_crash(client: Client, nod: Plate, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: Clip) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(clip_views, "clip_file", full)
    response = client.get(Clip(nod, "ash").address)
    assert response.status_code == 503 and response["Retry-After"] == "60"
    assert "cannot be made right now" in response.content.decode()
