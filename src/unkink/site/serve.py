"""The site as one process: on this computer, for the phones of the house, or behind a TLS proxy."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path

from unkink.site.serving.home import DEFAULT_HOST, DEFAULT_PORT, HOSTS, greet, home_door, home_socket
from unkink.site.serving.process import prepare, site
from unkink.site.serving.public_address import PublicAddress
from unkink.site.serving.refusal import CannotServe

DEFAULT_LAN_PORT = 8443
OK, FAILED, REFUSED = 0, 1, 2


def serve(
    *, host: str = DEFAULT_HOST, port: int = DEFAULT_PORT, open_browser: bool = True, programs: Sequence[Path] = ()
) -> int:
    """Serve this computer until interrupted. Returns the exit code: 0 ended, 1 it cannot be done, 2 asked for too much.

    Args:
        host: a name or address of this computer itself.
        port: where the default is taken, the next free one is used and printed; any other is used or refused.
        open_browser: open the page where there is a browser and a terminal to see it from.
        programs: program files or folders to show beside the shipped library.
    """
    if not is_loopback(host):
        _complain(f"{host} is not this computer itself, and this door asks for no login; --lan opens one that does")
        return REFUSED
    return _in_words(partial(_serve_home, host, port, programs, open_browser=open_browser))


def serve_lan(
    *,
    port: int = DEFAULT_PORT,
    lan_port: int = DEFAULT_LAN_PORT,
    lan_address: str | None = None,
    open_browser: bool = True,
    programs: Sequence[Path] = (),
) -> int:
    """Serve this computer as `serve` does and, over https and behind a login, the phones of the same network.

    Args:
        port: of the door for this computer.
        lan_port: of the door for phones, used or refused.
        lan_address: the one address of this computer to offer and to listen at; without it each private one.
        open_browser: as for `serve`.
        programs: as for `serve`.
    """
    return _in_words(partial(_serve_lan, port, lan_port, lan_address, programs, open_browser=open_browser))


def serve_behind(
    public: PublicAddress,
    *,
    host: str = DEFAULT_HOST,
    port: int = DEFAULT_PORT,
    proxies: Sequence[str] = (),
    programs: Sequence[Path] = (),
) -> int:
    """Serve, behind a login, what a TLS proxy passes on.

    Args:
        public: the address that people type.
        host: the address to listen on, for the proxy.
        port: used or refused.
        proxies: the proxy's addresses or networks; without them this computer itself. Nobody else gets an answer.
        programs: as for `serve`.
    """
    return _in_words(partial(_serve_behind, public, host, port, proxies, programs))


def is_loopback(host: str) -> bool:
    """Whether only this computer can reach that host, and the site answers to it."""
    return host in HOSTS


def _serve_home(host: str, port: int, programs: Sequence[Path], *, open_browser: bool) -> None:
    from unkink.site.serving.running import Listener, run

    with home_socket(host, port) as listening:
        prepare(programs)
        greet(host, listening, open_browser=open_browser)
        run([Listener(listening, site(home_door()))])


def _serve_lan(
    port: int, lan_port: int, lan_address: str | None, programs: Sequence[Path], *, open_browser: bool
) -> None:
    from unkink.site.serving.lan import check_address, keep_up, lan_listeners, lan_sockets, open_house, tell_phones
    from unkink.site.serving.running import Listener, run

    check_address(lan_address)
    with ExitStack() as opened:
        home = opened.enter_context(home_socket(DEFAULT_HOST, port))
        lan, trust = lan_sockets(opened, lan_address, lan_port)
        prepare(programs)
        house = open_house(lan, trust, lan_address)
        greet(DEFAULT_HOST, home, open_browser=open_browser)
        tell_phones(house.phone)
        listeners = [Listener(home, site(home_door())), *lan_listeners(house, lan, trust)]
        run(listeners, beside=[partial(keep_up, house)])


def _serve_behind(
    public: PublicAddress, host: str, port: int, proxies: Sequence[str], programs: Sequence[Path]
) -> None:
    from unkink.site.serving.ports import listen, port_of
    from unkink.site.serving.proxy import check_proxies, make_first_person, proxy_listener
    from unkink.site.serving.running import run

    check_proxies(host, proxies)
    with listen(host, port) as listening:
        prepare(programs, public)
        make_first_person()
        print(f"Unkink waits for the proxy of {public.origin} at {host}, port {port_of(listening)}.", flush=True)  # noqa: T201
        run([proxy_listener(listening, public, proxies)])


def _in_words(serving: Callable[[], None]) -> int:
    try:
        serving()
    except CannotServe as reason:
        _complain(str(reason))
        return FAILED
    except KeyboardInterrupt:  # before the doors were open
        print()  # noqa: T201
    return OK


def _complain(reason: str) -> None:
    print(f"unkink: {reason}", file=sys.stderr)  # noqa: T201
