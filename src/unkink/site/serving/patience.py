"""How long a connection may be slow, and how much it may say: HTTP that holds no thread for who does not read."""

from __future__ import annotations

import asyncio

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

WAITING_BYTES = 1_048_576
"""A response up to this size waits for its reader in memory; a longer one holds its thread until the rest is read."""
MOST_IDLE = 16
"""So many clients may sit before a longer one and read nothing. The one that has longest gives way to the next."""
MOST_WAITING = 28
"""So many longer ones may be on their way at once, however they are read: fewer than a door has threads."""
LOOK_S = 5.0
STALLED_LOOKS = 6
"""So many looks in a row at which not one byte more was read, and the connection is closed: 30 s."""
SILENT_LOOKS = 3
"""The same for a connection that began no request, or not all of its head: 15 s."""
HEAD_BYTES = 65_536
"""A longer head of a request closes the connection."""
REQUEST_BYTES = 16_777_216
"""So does a request of more bytes than this on the wire, whatever they mean."""


class PatientProtocol(HttpToolsProtocol):
    """HTTP/1.1 as uvicorn speaks it, with an end to waiting.

    A browser whose player is paused stops reading too. It loses nothing: when it goes on, it asks for the part that it
    has not got.
    """

    paused_since: float | None = None
    _paused_with = 0
    _next_look: asyncio.TimerHandle | None = None
    _seen_request: RequestResponseCycle | None = None
    _has_head = False
    _received = _unread = _stalled = _silent = 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        transport.set_write_buffer_limits(high=WAITING_BYTES)
        self._next_look = self.loop.call_later(LOOK_S, self._look)

    def connection_lost(self, exc: Exception | None) -> None:
        if self._next_look is not None:
            self._next_look.cancel()
        self.paused_since = None
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        self._received += len(data)
        super().data_received(data)
        if self._received > (REQUEST_BYTES if self._has_head else HEAD_BYTES):
            self.transport.abort()

    def on_headers_complete(self) -> None:
        self._has_head = True
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        self._has_head, self._received = False, 0
        super().on_message_complete()

    def pause_writing(self) -> None:
        self.paused_since, self._paused_with = self.loop.time(), self.transport.get_write_buffer_size()
        super().pause_writing()
        self._make_room()

    def resume_writing(self) -> None:
        self.paused_since = None
        super().resume_writing()

    def is_idle(self) -> bool:
        """Whether nothing was read since the response had to wait."""
        return self.transport.get_write_buffer_size() >= self._paused_with

    def _make_room(self) -> None:
        paused = [(other.paused_since, other) for other in self.connections if isinstance(other, PatientProtocol)]
        waiting = [(since, other) for since, other in paused if since is not None]
        idle = [(since, other) for since, other in waiting if other.is_idle()]
        too_many = idle if len(idle) > MOST_IDLE else waiting if len(waiting) > MOST_WAITING else []
        if too_many:
            _, longest = min(too_many, key=lambda pair: pair[0])
            longest.paused_since = None  # at once: its connection is only lost in the loop's next round
            longest.transport.abort()

    def _look(self) -> None:
        self._stalled = self._stalled + 1 if self._reads_nothing() else 0
        self._silent = self._silent + 1 if self._asks_nothing() else 0
        if self._stalled >= STALLED_LOOKS or self._silent >= SILENT_LOOKS:
            self.transport.abort()
        else:
            self._next_look = self.loop.call_later(LOOK_S, self._look)

    def _reads_nothing(self) -> bool:
        before, self._unread = self._unread, self.transport.get_write_buffer_size()
        return 0 < self._unread == before

    def _asks_nothing(self) -> bool:
        latest: RequestResponseCycle | None = self.cycle
        answered = latest is None or (latest.response_complete and latest is self._seen_request)
        self._seen_request = latest
        return answered and not self._unread
