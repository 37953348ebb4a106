"""The doors for phones follow the network."""

from __future__ import annotations

import ssl
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509

from unkink.site.serving import house as houses
from unkink.site.serving.house import House
from unkink.site.serving.trust_door import PAGE


@pytest.fixture
def at_home(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses of this computer, to be changed."""
    addresses = ["192.168.1.23"]
    monkeypatch.setattr(houses, "lan_addresses", lambda: tuple(addresses))
    monkeypatch.setattr(houses, "local_name", lambda: "annas-laptop.local")
    monkeypatch.setattr(houses, "answers_by_name", lambda: True)
    return addresses


def house(tmp_path: Path) -> House:
    return House(tmp_path / "tls", port=8443, trust_port=8480)


def certified(tmp_path: Path) -> set[str]:
    certificate = x509.load_pem_x509_certificate((tmp_path / "tls" / "site.crt").read_bytes())
    found = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    return {str(name.value) for name in found}


def test_the_name_comes_first_where_somebody_answers_for_it(
    tmp_path: Path, at_home: Sequence[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    by_name, by_address = "https://annas-laptop.local:8443", "https://192.168.1.23:8443"
    assert house(tmp_path).phone.origins == (by_name, by_address)
    monkeypatch.setattr(houses, "answers_by_name", lambda: False)
    assert house(tmp_path).phone.origins == (by_address, by_name)
    assert house(tmp_path).phone.named_origin == by_name


def test_a_new_address_is_taken_on_and_the_old_one_goes(tmp_path: Path, at_home: list[str]) -> None:
    found = house(tmp_path)
    same_names, same_tls = found.door.names, found.tls
    at_home[:] = ["10.0.0.7"]
    assert found.refresh(datetime.now(UTC))
    assert found.phone.trust_page == "http://10.0.0.7:8480/trust/"
    assert certified(tmp_path) == {"annas-laptop.local", "10.0.0.7", "localhost", "127.0.0.1", "::1"}
    assert found.door.names is same_names and found.tls is same_tls
    assert "10.0.0.7" in same_names and "192.168.1.23" not in same_names
    assert "https://10.0.0.7:8443" in found.handed[PAGE].body.decode()


def test_nothing_new_changes_nothing(tmp_path: Path, at_home: list[str]) -> None:
    found = house(tmp_path)
    before = (tmp_path / "tls" / "site.crt").read_bytes()
    assert not found.refresh(datetime.now(UTC) + timedelta(days=1))
    assert (tmp_path / "tls" / "site.crt").read_bytes() == before


def test_a_network_that_is_gone_for_a_moment_is_waited_for(tmp_path: Path, at_home: list[str]) -> None:
    found = house(tmp_path)
    at_home.clear()
    assert not found.refresh(datetime.now(UTC))
    assert "192.168.1.23" in found.door.names


def test_a_server_that_runs_for_a_year_renews_by_itself(tmp_path: Path, at_home: list[str]) -> None:
    found = house(tmp_path)
    first = (tmp_path / "tls" / "site.crt").read_bytes()
    assert not found.refresh(datetime.now(UTC) + timedelta(days=380))
    assert (tmp_path / "tls" / "site.crt").read_bytes() != first


def test_old_tls_is_not_spoken(tmp_path: Path, at_home: list[str]) -> None:
    assert house(tmp_path).tls.minimum_version >= ssl.TLSVersion.TLSv1_2
