"""The certificate authority of one household: made once, kept in the data folder, able to speak for nobody outside.

Its certificate carries critical name constraints (RFC 5280, 4.2.1.10): names under ``.local``, ``localhost`` and
private addresses. A phone that trusts it trusts it for those only, even if somebody stole the key.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from unkink.site.serving.key_files import private_folder, write_private
from unkink.site.serving.names import PRIVATE

LASTS = timedelta(days=3650)
MADE_ANEW = timedelta(days=30)
"""With less left than this, a new one is made: no phone should meet one that ends tomorrow."""
BACKDATED = timedelta(days=1)  # a phone's clock may be behind ours


class UnreadableKey(Exception):
    """A file of the authority is not what was written; ``str()`` says which, and what to do."""


@dataclass(frozen=True, slots=True)
class Authority:
    """A key that signs, and the certificate that says for what."""

    key: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate

    @property
    def pem(self) -> bytes:
        return self.certificate.public_bytes(serialization.Encoding.PEM)

    @property
    def der(self) -> bytes:
        return self.certificate.public_bytes(serialization.Encoding.DER)

    @property
    def title(self) -> str:
        """What a phone lists it as."""
        return str(self.certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)[0].value)

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the certificate as phones show it: 32 pairs of hexadecimal digits."""
        return self.certificate.fingerprint(hashes.SHA256()).hex(" ").upper()


def authority(folder: Path, owner: str, now: datetime) -> Authority:
    """The authority kept in ``folder``; made there if there is none, or if the one there is about to end.

    Args:
        folder: made private if it is missing.
        owner: the computer's name, for a person who finds the certificate in a phone's list.
        now: with a time zone.

    Raises:
        UnreadableKey: if what stands there is damaged.
        OSError: if it cannot be read or written.
    """
    key_file, certificate_file = private_folder(folder) / "authority.key", folder / "authority.crt"
    if key_file.exists() and certificate_file.exists():
        kept = _read(key_file, certificate_file)
        if kept.certificate.not_valid_after_utc - now > MADE_ANEW:
            return kept
    made = _make(owner, now)
    write_private(key_file, private_pem(made.key))
    write_private(certificate_file, made.pem)
    return made


def private_pem(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


def _read(key_file: Path, certificate_file: Path) -> Authority:
    try:
        key = serialization.load_pem_private_key(key_file.read_bytes(), None)
        certificate = x509.load_pem_x509_certificate(certificate_file.read_bytes())
    except (ValueError, TypeError) as error:
        raise _unreadable(key_file.parent) from error
    if not isinstance(key, ec.EllipticCurvePrivateKey) or certificate.public_key() != key.public_key():
        raise _unreadable(key_file.parent)
    return Authority(key, certificate)


def _unreadable(folder: Path) -> UnreadableKey:
    return UnreadableKey(
        f"the certificate authority in {folder} is damaged. Move that folder away and start again: "
        "a new one is made, and every phone has to trust it once more"
    )


def _make(owner: str, now: datetime) -> Authority:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Unkink"),
            x509.NameAttribute(NameOID.COMMON_NAME, f"Unkink on {owner}, {now:%Y-%m-%d}"[:64]),
        ]
    )
    identifier = x509.SubjectKeyIdentifier.from_public_key(key.public_key())
    made = (
        x509.CertificateBuilder(issuer_name=name, subject_name=name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - BACKDATED)
        .not_valid_after(now + LASTS)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_signs_certificates(), critical=True)
        .add_extension(x509.NameConstraints(permitted_subtrees=_own_house(), excluded_subtrees=None), critical=True)
        .add_extension(identifier, critical=False)
        .sign(key, hashes.SHA256())
    )
    return Authority(key, made)


def _own_house() -> list[x509.GeneralName]:
    return [x509.DNSName("local"), x509.DNSName("localhost"), *(x509.IPAddress(network) for network in PRIVATE)]


def _signs_certificates() -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=False,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=True,
        crl_sign=True,
        encipher_only=False,
        decipher_only=False,
    )
