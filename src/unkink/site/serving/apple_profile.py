"""The certificate as a configuration profile: what an iPhone, iPad or Mac offers to install."""

from __future__ import annotations

import plistlib
import uuid

from unkink.site.serving.authority import Authority

MEDIA_TYPE = "application/x-apple-aspen-config"


def apple_profile(authority: Authority) -> bytes:
    """The profile. The same authority gives the same bytes, so installing it again replaces it."""
    certificate = {
        "PayloadType": "com.apple.security.root",
        "PayloadVersion": 1,
        "PayloadIdentifier": "app.unkink.authority.certificate",
        "PayloadUUID": _identifier(authority, "certificate"),
        "PayloadDisplayName": authority.title,
        "PayloadDescription": "Trusts Unkink on your own computer, and nothing outside your own network.",
        "PayloadCertificateFileName": "unkink.crt",
        "PayloadContent": authority.der,
    }
    profile = {
        "PayloadType": "Configuration",
        "PayloadVersion": 1,
        "PayloadIdentifier": "app.unkink.authority",
        "PayloadUUID": _identifier(authority, "profile"),
        "PayloadDisplayName": authority.title,
        "PayloadDescription": "Lets this device open Unkink on your own computer. Remove it whenever you like.",
        "PayloadContent": [certificate],
    }
    return plistlib.dumps(profile)


def _identifier(authority: Authority, part: str) -> str:
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"{authority.fingerprint}/{part}")).upper()
