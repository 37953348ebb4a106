"""What the terminal says when the doors are open."""

from __future__ import annotations

import os
import sys

from unkink.site.serving.phone import PhoneDoor

HALF_BLOCKS = "▀▄█"


def phone_lines(phone: PhoneDoor, pairing_path: str | None) -> list[str]:
    """The two numbered codes and the same in words, for whoever stands before the terminal with a phone.

    Args:
        phone: the way in.
        pairing_path: the path of the one-time link; None leaves the second code out.
    """
    lines = ["", "To bring Unkink to a phone in the same network:", "", "1  Trust this computer (once for each phone)"]
    lines += [*_code(phone.trust_page), f"   {phone.trust_page}", f"   The certificate is called: {phone.authority}"]
    lines += ["   The page and the phone show this fingerprint (SHA-256). Where they do not, stop there:"]
    lines += [f"   {line}" for line in phone.fingerprint_rows]
    if pairing_path:
        link = phone.address_of(pairing_path)
        lines += ["", "2  Open your Unkink on it (good once, and not for long: show it to nobody else)"]
        lines += [*_code(link), f"   {link}", "   A new one is made under Settings > Your phone, on this computer."]
    return [*lines, "", *_addresses(phone)]


def _addresses(phone: PhoneDoor) -> list[str]:
    first, *others = phone.origins
    lines = [f"Phones find Unkink at {first}/"]
    lines += [f"Should a phone not find that: {other}/" for other in others]
    if phone.named_origin and phone.named_origin != first:
        lines += ["Passkeys need the address with the name; for that, this computer has to answer by name (avahi)."]
    elif phone.named_origin:
        lines += ["Passkeys work at the address with the name, not at the bare numbers."]
    return lines


def _code(text: str) -> list[str]:
    """The QR code, where the output is a terminal that can show it."""
    if not sys.stdout.isatty() or not _can_print(HALF_BLOCKS):
        return []
    from unkink.site.serving.qr import blocks

    return ["", *blocks(text, coloured="NO_COLOR" not in os.environ).splitlines(), ""]


def _can_print(text: str) -> bool:
    try:
        text.encode(sys.stdout.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True
