"""The doors for the phones of the house: https behind a login, and the one that hands out the certificate."""

from __future__ import annotations

import socket
from contextlib import ExitStack
from datetime import UTC, datetime

from unkink.site.serving.announcement import phone_lines
from unkink.site.serving.authority import UnreadableKey
from unkink.site.serving.house import House
from unkink.site.serving.limits import admitting, not_from_the_internet
from unkink.site.serving.names import is_private, lan_addresses
from unkink.site.serving.phone import PhoneDoor
from unkink.site.serving.ports import PORTS_TRIED, listen, port_of
from unkink.site.serving.process import site
from unkink.site.serving.refusal import CannotServe
from unkink.site.serving.running import Listener
from unkink.site.serving.trust_door import trust_door

DEFAULT_TRUST_PORT = 8480
EVERYWHERE = "0.0.0.0"  # noqa: S104
"""IPv4 alone. At home an IPv6 address is often one of the whole internet's, and the name leads to IPv4 as well."""


def check_address(lan_address: str | None) -> None:
    """Make sure that there is an address to offer.

    Raises:
        CannotServe: if there is none, or the one asked for is not fit.
    """
    if lan_address is None and not lan_addresses():
        raise CannotServe(
            "this computer has no address in a private network, so no phone could reach it. Connect it to the "
            "network that the phone is in; or name one of its addresses with --lan-address"
        )
    if lan_address is not None and not is_private(lan_address):
        raise CannotServe(
            f"{lan_address} is not an address of a private network (10.…, 172.16.… to 172.31.…, 192.168.…). "
            "For a site on the internet use --behind"
        )


def lan_sockets(opened: ExitStack, lan_address: str | None, port: int) -> tuple[socket.socket, socket.socket]:
    """The listening sockets of the https door and of the trust door, closed with ``opened``.

    The https port is used or refused: what a phone keeps, it keeps for that address. The other may be any.

    Raises:
        CannotServe: if a port is taken.
    """
    host = lan_address or EVERYWHERE
    lan = opened.enter_context(listen(host, port))
    trust = listen(host, DEFAULT_TRUST_PORT, tries=PORTS_TRIED) if port else listen(host, 0)
    return lan, opened.enter_context(trust)


def open_house(lan: socket.socket, trust: socket.socket, lan_address: str | None) -> House:
    """The keys and names of this house, known to the site.

    Raises:
        CannotServe: if a key file is damaged.
        OSError: if one cannot be read or written.
    """
    from django.conf import settings

    try:
        house = House(settings.DATA_FOLDER / "tls", port=port_of(lan), trust_port=port_of(trust), only=lan_address)
    except UnreadableKey as error:
        raise CannotServe(str(error)) from error
    _let_in(house)
    return house


def lan_listeners(house: House, lan: socket.socket, trust: socket.socket) -> list[Listener]:
    return [
        Listener(lan, admitting(not_from_the_internet, site(house.door)), house.tls),
        Listener(trust, admitting(not_from_the_internet, trust_door(lambda: house.handed))),
    ]


def tell_phones(phone: PhoneDoor) -> None:
    """Print the way in, with a fresh link for the owner's phone."""
    print("\n".join(phone_lines(phone, _pairing_path())), flush=True)  # noqa: T201


def _pairing_path() -> str:
    from unkink.site.accounts.owner import owner
    from unkink.site.accounts.pairing import make_link

    return make_link(owner(), datetime.now(UTC))


async def keep_up(house: House) -> None:
    """As long as the doors are open: follow the network, renew the certificate, say what has changed."""

    def tell(phone: PhoneDoor) -> None:
        _let_in(house)
        print("\n".join(["", "The network has changed.", *phone_lines(phone, None)]), flush=True)  # noqa: T201

    await house.keep_up(tell)


def _let_in(house: House) -> None:
    """Cross-site checks need no more than this: a page of the https door is of the same origin as what it asks."""
    from django.conf import settings

    settings.ALLOWED_HOSTS = sorted(house.names)
    settings.PHONE_DOOR = house.phone
