"""What a phone needs to know to come in: where to, and whom to trust. Shown in the terminal and under Settings."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PhoneDoor:
    """The way in for phones, while it is open.

    Attributes:
        origins: ``https://annas-laptop.local:8443``, the one to use first, then the same with each bare address.
        trust_page: where a phone gets the certificate, over plain http. No secret.
        authority: what a phone lists the certificate as.
        fingerprint: SHA-256 of that certificate, in pairs of hexadecimal digits.
    """

    origins: tuple[str, ...]
    trust_page: str
    authority: str
    fingerprint: str

    @property
    def fingerprint_rows(self) -> tuple[str, ...]:
        """Four rows of eight pairs, for eyes that compare two screens."""
        pairs = self.fingerprint.split()
        return tuple(" ".join(pairs[start : start + 8]) for start in range(0, len(pairs), 8))

    def address_of(self, path: str, origin: str | None = None) -> str:
        """The whole address of a path of the site, as a phone opens it."""
        return f"{origin or self.origins[0]}{path}"

    @property
    def named_origin(self) -> str | None:
        """The origin with a name, the one at which passkeys work. None where this computer's name cannot be one."""
        return next((origin for origin in self.origins if ".local:" in origin), None)


def open_phone_door() -> PhoneDoor | None:
    """The way in for phones that this process offers; None unless it was started with ``--lan``."""
    from django.conf import settings

    found: PhoneDoor | None = settings.PHONE_DOOR
    return found
