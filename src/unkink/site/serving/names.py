"""What this computer is called in its own network, and at which addresses it can be found. Nothing is sent anywhere."""

from __future__ import annotations

import ipaddress
import re
import socket
import struct
import subprocess
import sys
from collections.abc import Iterable
from contextlib import suppress
from ipaddress import IPv4Address
from pathlib import Path

PRIVATE = tuple(
    ipaddress.ip_network(text)
    for text in (
        "10.0.0.0/8",  # RFC 1918, as the next two
        "172.16.0.0/12",
        "192.168.0.0/16",
        "169.254.0.0/16",  # link-local, RFC 3927
        "127.0.0.0/8",
        "fc00::/7",  # unique local, RFC 4193
        "fe80::/10",  # link-local, RFC 4291
        "::1/128",
    )
)
"""The networks that no router of the internet carries. The certificate authority may speak for these alone."""

ELSEWHERE = "10.254.254.254"  # never reached: connecting a UDP socket only asks the routing table
SIOCGIFADDR = {"linux": 0x8915, "darwin": 0xC0206921}  # "the IPv4 address of an interface"
LABEL = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")


def is_private(address: str) -> bool:
    """Whether that is an address of this computer itself or of a network at home."""
    try:
        parsed = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    return any(parsed in network for network in PRIVATE)


def lan_addresses() -> tuple[str, ...]:
    """The private IPv4 addresses of this computer: that of the way out first, link-local ones last."""
    found = dict.fromkeys([*_way_out(), *_of_interfaces(), *_of_own_name()])
    usable = [text for text in found if is_private(text) and not IPv4Address(text).is_loopback]
    return tuple(sorted(usable, key=lambda text: IPv4Address(text).is_link_local))


def _way_out() -> Iterable[str]:
    with suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asked:
        asked.connect((ELSEWHERE, 9))
        return [asked.getsockname()[0]]
    return []


def _of_interfaces() -> Iterable[str]:
    request = SIOCGIFADDR.get(sys.platform)
    if request is None:
        return []
    import fcntl

    found = []
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asked:
        for _, name in socket.if_nameindex():
            with suppress(OSError):  # it has no IPv4 address
                answer = fcntl.ioctl(asked.fileno(), request, struct.pack("256s", name.encode()[:15]))
                found.append(socket.inet_ntoa(answer[20:24]))
    return found


def _of_own_name() -> Iterable[str]:
    """On Windows this is all of them; elsewhere whatever the hosts file says."""
    with suppress(OSError):
        return [str(found[4][0]) for found in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)]
    return []


def local_name() -> str | None:
    """``annas-laptop.local``: what this computer is called by multicast DNS. None where its name cannot be one."""
    label = (_bonjour_name() or socket.gethostname()).partition(".")[0].lower()
    return f"{label}.local" if LABEL.fullmatch(label) and label != "localhost" else None


def _bonjour_name() -> str:
    if sys.platform != "darwin":
        return ""
    with suppress(OSError, subprocess.SubprocessError):
        asked = ["scutil", "--get", "LocalHostName"]
        return subprocess.run(asked, capture_output=True, text=True, timeout=2, check=True).stdout.strip()
    return ""


def answers_by_name() -> bool:
    """Whether somebody here answers for the ``.local`` name. macOS and Windows 10 do; Linux needs avahi."""
    return sys.platform in ("darwin", "win32") or Path("/run/avahi-daemon/socket").exists()
