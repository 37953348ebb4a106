"""The address that people type, where a proxy stands before the site."""

from __future__ import annotations

import pytest

from unkink.site.serving.proxy import check_proxies
from unkink.site.serving.public_address import NotAPublicAddress, PublicAddress, public_address
from unkink.site.serving.refusal import CannotServe


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://unkink.example.org", PublicAddress("unkink.example.org", "https://unkink.example.org")),
        (" https://Unkink.Example.org/ ", PublicAddress("unkink.example.org", "https://unkink.example.org")),
        ("https://unkink.example.org:443", PublicAddress("unkink.example.org", "https://unkink.example.org")),
        ("https://unkink.example.org:8443", PublicAddress("unkink.example.org", "https://unkink.example.org:8443")),
        ("https://[2001:db8::1]/", PublicAddress("[2001:db8::1]", "https://[2001:db8::1]")),
    ],
)
def test_it_is_a_host_over_https(text: str, expected: PublicAddress) -> None:
    assert public_address(text) == expected


@pytest.mark.parametrize(
    "text",
    ["http://unkink.example.org", "unkink.example.org", "https://", "", "https://a.example/path", "https://a.example?x",
     "https://anna@a.example", "https://a.example:99999", "https://[::1", "ftp://a.example"],
)  # fmt: skip
def test_anything_else_is_refused_in_words(text: str) -> None:
    with pytest.raises(NotAPublicAddress, match=r"address|names more than a host"):
        public_address(text)


def test_a_proxy_elsewhere_has_to_be_named() -> None:
    check_proxies("127.0.0.1", [])
    check_proxies("0.0.0.0", ["10.0.0.2", "10.1.0.0/16"])
    with pytest.raises(CannotServe, match="--proxy"):
        check_proxies("0.0.0.0", [])
    with pytest.raises(CannotServe, match="`caddy` is not an IP address"):
        check_proxies("0.0.0.0", ["caddy"])
