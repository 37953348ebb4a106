"""The household's certificate authority: made once, private, and unable to speak for anybody outside."""

from __future__ import annotations

import ipaddress
import os
import plistlib
import socket
import ssl
import stat
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.verification import PolicyBuilder, Store, VerificationError

from unkink.site.serving.apple_profile import apple_profile
from unkink.site.serving.authority import Authority, UnreadableKey, authority
from unkink.site.serving.site_certificate import SiteCertificate, site_certificate

pytestmark = pytest.mark.real_clock
NOW = datetime.now(UTC)  # the system's own TLS, which some of these ask, has no other clock
NAMES = ("annas-laptop.local", "192.168.1.23", "localhost", "127.0.0.1")
AT_HOME = ["annas-laptop.local", "localhost", "192.168.1.23", "127.0.0.1"]
OUTSIDE = ["google.com", "www.google.com", "local.example.org", "evil-local", "8.8.8.8", "172.32.0.1", "2001:db8::1"]


@pytest.fixture
def house(tmp_path: Path) -> Authority:
    return authority(tmp_path / "tls", "annas-laptop", NOW)


def leaf(folder: Path, issuer: Authority, *names: str, now: datetime = NOW) -> x509.Certificate:
    files = site_certificate(folder / "tls", issuer, names or NAMES, now)
    return x509.load_pem_x509_certificate(files.certificate_file.read_bytes())


def shake_hands(files: SiteCertificate, trusted: bytes, name: str) -> None:
    """A TLS handshake as Python's ssl (OpenSSL) does it, with that one certificate trusted."""
    here, there = socket.socketpair()
    serving = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    serving.load_cert_chain(files.certificate_file, files.key_file)

    def serve() -> None:
        try:
            serving.wrap_socket(there, server_side=True).close()
        except OSError:
            there.close()

    thread = threading.Thread(target=serve)
    thread.start()
    try:
        context = ssl.create_default_context(cadata=trusted.decode())
        context.wrap_socket(here, server_hostname=name).close()
    finally:
        here.close()
        thread.join()


def test_it_is_made_once(tmp_path: Path) -> None:
    first = authority(tmp_path, "annas-laptop", NOW)
    again = authority(tmp_path, "another name by now", NOW + timedelta(days=3000))
    assert again.fingerprint == first.fingerprint
    assert again.title == f"Unkink on annas-laptop, {NOW:%Y-%m-%d}"


def test_it_lasts_ten_years_and_is_made_anew_before_it_ends(tmp_path: Path) -> None:
    first = authority(tmp_path, "annas-laptop", NOW)
    assert first.certificate.not_valid_after_utc - NOW >= timedelta(days=3649)
    later = authority(tmp_path, "annas-laptop", NOW + timedelta(days=3630))
    assert later.fingerprint != first.fingerprint


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps a person's files apart by other means than modes")
def test_keys_are_for_their_owner_alone(tmp_path: Path) -> None:
    issuer = authority(tmp_path / "tls", "annas-laptop", NOW)
    files = site_certificate(tmp_path / "tls", issuer, NAMES, NOW)
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "tls").iterdir()}
    assert modes[files.key_file.name] == modes["authority.key"] == 0o600
    assert stat.S_IMODE((tmp_path / "tls").stat().st_mode) == 0o700
    assert sorted(modes) == ["authority.crt", "authority.key", "site.crt", "site.key"]


def test_damaged_keys_are_told_and_left_alone(tmp_path: Path) -> None:
    authority(tmp_path, "annas-laptop", NOW)
    (tmp_path / "authority.key").write_bytes(b"half of it")
    with pytest.raises(UnreadableKey, match="Move that folder away"):
        authority(tmp_path, "annas-laptop", NOW)
    assert (tmp_path / "authority.key").read_bytes() == b"half of it"


def test_its_limits_stand_in_it_and_bind(house: Authority) -> None:
    constraints = house.certificate.extensions.get_extension_for_class(x509.NameConstraints)
    basic = house.certificate.extensions.get_extension_for_class(x509.BasicConstraints)
    usage = house.certificate.extensions.get_extension_for_class(x509.KeyUsage)
    assert constraints.critical and basic.critical and usage.critical
    assert basic.value.ca and basic.value.path_length == 0
    assert usage.value.key_cert_sign and not usage.value.digital_signature
    permitted = constraints.value.permitted_subtrees or []
    assert {name.value for name in permitted if isinstance(name, x509.DNSName)} == {"local", "localhost"}
    assert all(name.value.is_private for name in permitted if isinstance(name, x509.IPAddress))


@pytest.mark.parametrize("name", AT_HOME)
def test_its_certificate_is_good_at_home(tmp_path: Path, house: Authority, name: str) -> None:
    shake_hands(site_certificate(tmp_path / "tls", house, NAMES, NOW), house.pem, name)


@pytest.mark.parametrize("name", OUTSIDE)
def test_a_stolen_key_cannot_speak_for_another_site(tmp_path: Path, house: Authority, name: str) -> None:
    files = site_certificate(tmp_path / "tls", house, [name], NOW)
    with pytest.raises(ssl.SSLCertVerificationError, match="permitted subtree violation"):
        shake_hands(files, house.pem, name)


@pytest.mark.parametrize("name", OUTSIDE)
def test_another_verifier_says_the_same(tmp_path: Path, house: Authority, name: str) -> None:
    forged, subject = leaf(tmp_path, house, name), _subject(name)
    verifier = PolicyBuilder().store(Store([house.certificate])).time(NOW).build_server_verifier(subject)
    with pytest.raises(VerificationError):
        verifier.verify(forged, [])
    for good in AT_HOME:
        verifier = PolicyBuilder().store(Store([house.certificate])).time(NOW).build_server_verifier(_subject(good))
        verifier.verify(leaf(tmp_path, house), [])


def _subject(name: str) -> x509.DNSName | x509.IPAddress:
    try:
        return x509.IPAddress(ipaddress.ip_address(name))
    except ValueError:
        return x509.DNSName(name)


def test_nobody_can_pass_the_authority_on(tmp_path: Path, house: Authority) -> None:
    """A certificate of the site is none that signs, and the path ends with it."""
    site = leaf(tmp_path, house)
    basic = site.extensions.get_extension_for_class(x509.BasicConstraints).value
    usage = site.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
    assert not basic.ca
    assert list(usage) == [x509.oid.ExtendedKeyUsageOID.SERVER_AUTH]


def test_the_certificate_of_the_site_lasts_at_most_397_days(tmp_path: Path, house: Authority) -> None:
    site = leaf(tmp_path, house)
    assert site.not_valid_after_utc - site.not_valid_before_utc <= timedelta(days=397)


def test_it_is_kept_as_long_as_it_is_good(tmp_path: Path, house: Authority) -> None:
    assert leaf(tmp_path, house) == leaf(tmp_path, house, *reversed(NAMES), now=NOW + timedelta(days=360))


@pytest.mark.parametrize(
    ("names", "days"), [(NAMES, 370), ((*NAMES, "10.0.0.9"), 1), (NAMES[:3], 1), (NAMES, -2)],
    ids=["under 30 days left", "one more address", "one fewer", "the clock went back"],
)  # fmt: skip
def test_it_is_renewed(tmp_path: Path, house: Authority, names: tuple[str, ...], days: int) -> None:
    first = leaf(tmp_path, house)
    renewed = leaf(tmp_path, house, *names, now=NOW + timedelta(days=days))
    assert renewed.serial_number != first.serial_number
    renewed.verify_directly_issued_by(house.certificate)


@pytest.mark.parametrize("lost", ["site.key", "site.crt"])
def test_half_of_it_lost_is_made_good(tmp_path: Path, house: Authority, lost: str) -> None:
    leaf(tmp_path, house)
    (tmp_path / "tls" / lost).write_bytes(b"")
    shake_hands(site_certificate(tmp_path / "tls", house, NAMES, NOW), house.pem, "localhost")


def test_another_authority_s_certificate_is_replaced(tmp_path: Path, house: Authority) -> None:
    leaf(tmp_path, house)
    other = authority(tmp_path / "other", "annas-laptop", NOW)
    leaf(tmp_path, other).verify_directly_issued_by(other.certificate)


def test_a_fingerprint_is_32_pairs_as_phones_show_it(house: Authority) -> None:
    pairs = house.fingerprint.split()
    assert len(pairs) == 32
    assert bytes.fromhex(house.fingerprint).hex(" ").upper() == house.fingerprint


def test_the_apple_profile_holds_the_certificate_and_nothing_else(house: Authority) -> None:
    profile = plistlib.loads(apple_profile(house))
    (payload,) = profile["PayloadContent"]
    assert payload["PayloadType"] == "com.apple.security.root"
    assert payload["PayloadContent"] == house.der
    assert profile["PayloadDisplayName"] == house.title
    assert apple_profile(house) == apple_profile(house)
    assert profile["PayloadUUID"] != payload["PayloadUUID"]


def test_keys_are_of_a_kind_that_every_phone_knows(house: Authority) -> None:
    assert isinstance(house.key.curve, ec.SECP256R1)
