"""The door behind a TLS proxy: plain http from the proxy alone, https for everybody else, always a login."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Sequence
from typing import cast

from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from unkink.site.serving.asgi import Application
from unkink.site.serving.doors import PROXY, Door
from unkink.site.serving.limits import admitting, one_of
from unkink.site.serving.process import site
from unkink.site.serving.public_address import PublicAddress
from unkink.site.serving.refusal import CannotServe
from unkink.site.serving.running import Listener

ON_THIS_COMPUTER = ("127.0.0.1", "::1")


def check_proxies(host: str, proxies: Sequence[str]) -> None:
    """Make sure that the proxies named are addresses, and that there are any where others could connect.

    Raises:
        CannotServe: if not.
    """
    for proxy in proxies:
        try:
            ipaddress.ip_network(proxy, strict=False)
        except ValueError as error:
            raise CannotServe(f"`{proxy}` is not an IP address or network; --proxy needs one") from error
    if not proxies and host not in (*ON_THIS_COMPUTER, "localhost"):
        raise CannotServe(f"{host} can be reached from elsewhere: say with --proxy which address the proxy has")


def make_first_person() -> None:
    """Behind this door nobody becomes the owner by opening a page; `unkink people link` then lets them in."""
    from unkink.site.accounts.owner import owner

    owner()


def proxy_listener(listener: socket.socket, public: PublicAddress, proxies: Sequence[str]) -> Listener:
    """Answers the proxy alone, and believes what it says about who asked it, and over what."""
    trusted = list(proxies or ON_THIS_COMPUTER)
    door = Door(PROXY, frozenset({public.host}), encrypted=True)
    told = ProxyHeadersMiddleware(site(door), trusted_hosts=trusted)  # type: ignore[arg-type]
    return Listener(listener, admitting(one_of(trusted), cast(Application, told)))
