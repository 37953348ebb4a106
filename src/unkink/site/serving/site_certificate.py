"""The certificate of the https door: this computer's names, signed by the household's authority, renewed by itself."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from unkink.site.serving.authority import BACKDATED, Authority, private_pem
from unkink.site.serving.key_files import private_folder, write_private

LASTS = timedelta(days=397) - BACKDATED  # 398 days is the most that browsers take from a public authority
RENEWED = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class SiteCertificate:
    """Where the certificate and its key are, as a TLS server loads them."""

    certificate_file: Path
    key_file: Path


def site_certificate(folder: Path, issuer: Authority, names: Iterable[str], now: datetime) -> SiteCertificate:
    """A certificate for exactly these names, good for 30 days at least: the one that is there, or a new one.

    Raises:
        OSError: if it cannot be read or written.
    """
    wanted = _alternative_names(names)
    files = SiteCertificate(private_folder(folder) / "site.crt", folder / "site.key")
    if not _still_good(files, issuer, wanted, now):
        key = ec.generate_private_key(ec.SECP256R1())
        certificate = _sign(key, issuer, wanted, now)
        write_private(files.key_file, private_pem(key))
        write_private(files.certificate_file, certificate.public_bytes(serialization.Encoding.PEM))
    return files


def _alternative_names(names: Iterable[str]) -> list[x509.GeneralName]:
    return [_alternative_name(name) for name in dict.fromkeys(names)]


def _alternative_name(name: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(name))
    except ValueError:
        return x509.DNSName(name)


def _still_good(files: SiteCertificate, issuer: Authority, wanted: Iterable[x509.GeneralName], now: datetime) -> bool:
    try:
        kept = x509.load_pem_x509_certificate(files.certificate_file.read_bytes())
        key = serialization.load_pem_private_key(files.key_file.read_bytes(), None)
        kept.verify_directly_issued_by(issuer.certificate)
        named = kept.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except (FileNotFoundError, ValueError, TypeError, x509.ExtensionNotFound, InvalidSignature):
        return False  # there is none yet, or it is another authority's, or half of it was lost: a new one costs nothing
    return (
        key.public_key() == kept.public_key()
        and set(named) == set(wanted)
        and kept.not_valid_before_utc <= now
        and kept.not_valid_after_utc - now > RENEWED
    )


def _sign(
    key: ec.EllipticCurvePrivateKey, issuer: Authority, wanted: list[x509.GeneralName], now: datetime
) -> x509.Certificate:
    subject = x509.Name([x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Unkink")])
    return (
        x509.CertificateBuilder(issuer_name=issuer.certificate.subject, subject_name=subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - BACKDATED)
        .not_valid_after(min(now + LASTS, issuer.certificate.not_valid_after_utc))
        .add_extension(x509.SubjectAlternativeName(wanted), critical=False)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_proves_itself(), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(_issued_by(issuer), critical=False)
        .sign(issuer.key, hashes.SHA256())
    )


def _issued_by(issuer: Authority) -> x509.AuthorityKeyIdentifier:
    own = issuer.certificate.extensions.get_extension_for_class(x509.SubjectKeyIdentifier).value
    return x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(own)


def _proves_itself() -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=True,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )
