"""The doors for phones, as long as they are open: certificate, names and steps, kept up when the network changes."""

from __future__ import annotations

import asyncio
import logging
import ssl
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock

from unkink.site.serving.authority import Authority, authority
from unkink.site.serving.doors import LAN, LOOPBACK_NAMES, Door
from unkink.site.serving.names import answers_by_name, lan_addresses, local_name
from unkink.site.serving.phone import PhoneDoor
from unkink.site.serving.site_certificate import site_certificate
from unkink.site.serving.trust_door import PAGE, Handed, handed_out

LOOK_EVERY_S = 60.0
LOG = logging.getLogger(__name__)


class House:
    """What the https door and the trust door show at this moment.

    The TLS context and the set of names stay the same objects; `refresh` changes what is in them.
    """

    def __init__(self, folder: Path, *, port: int, trust_port: int, only: str | None = None) -> None:
        """Make or read the keys.

        Args:
            folder: where keys and certificates are kept.
            port: of the https door.
            trust_port: of the trust door.
            only: the one address to offer; without it every private one that there is.

        Raises:
            UnreadableKey: if a key file is damaged.
            OSError: if one cannot be read or written.
        """
        self._folder, self._port, self._trust_port, self._only = folder, port, trust_port, only
        self._names: set[str] = set()
        self._addresses: tuple[str, ...] = ()
        self.tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.tls.minimum_version = ssl.TLSVersion.TLSv1_2
        self.door = Door(LAN, self._names, encrypted=True)
        self.refresh(datetime.now(UTC))

    def refresh(self, now: datetime) -> bool:
        """Take on the addresses and the time as they are. Returns whether the addresses have changed."""
        addresses = self._offered() or self._addresses
        name = local_name()
        folder_lock = self._folder.parent / f"{self._folder.name}.lock"
        with FileLock(folder_lock):
            self._authority: Authority = authority(self._folder, _owner_of(name), now)
            wanted = [*([name] if name else []), *addresses, "localhost", "127.0.0.1", "::1"]
            files = site_certificate(self._folder, self._authority, wanted, now)
            self.tls.load_cert_chain(files.certificate_file, files.key_file)
        changed = addresses != self._addresses
        self._addresses = addresses
        names = {*([name] if name else []), *addresses, *LOOPBACK_NAMES}
        self._names |= names  # the new ones before the old ones go: requests are being answered meanwhile
        self._names &= names
        self.phone = self._phone(name)
        self.handed: Mapping[str, Handed] = handed_out(self._authority, self.phone)
        return changed

    @property
    def names(self) -> frozenset[str]:
        return frozenset(self._names)

    async def keep_up(self, tell: Callable[[PhoneDoor], None]) -> None:
        """Look once a minute; ``tell`` the new way in when the network has changed."""
        while True:
            await asyncio.sleep(LOOK_EVERY_S)
            try:
                changed = await asyncio.to_thread(self.refresh, datetime.now(UTC))
            except OSError as error:
                LOG.error("the certificate could not be renewed: %s", error)
                continue
            if changed:
                tell(self.phone)

    def _offered(self) -> tuple[str, ...]:
        return (self._only,) if self._only else lan_addresses()

    def _phone(self, name: str | None) -> PhoneDoor:
        by_address = [f"https://{address}:{self._port}" for address in self._addresses]
        by_name = [f"https://{name}:{self._port}"] if name else []
        origins = [*by_name, *by_address] if answers_by_name() else [*by_address, *by_name]
        return PhoneDoor(
            origins=tuple(origins),
            trust_page=f"http://{self._addresses[0]}:{self._trust_port}{PAGE}",
            authority=self._authority.title,
            fingerprint=self._authority.fingerprint,
        )


def _owner_of(name: str | None) -> str:
    return name.removesuffix(".local") if name else "this computer"
