"""Pictures that are drawn before somebody asks: one after the other, in a thread that ends with the process."""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Iterable
from functools import cache

from unkink.site.figures.bodies import body_names
from unkink.site.figures.movements import movements
from unkink.site.figures.stills import CANNOT, TONES, Look, Still, still_file, telling_pose

MOST_WAITING = 2000
LOG = logging.getLogger(__name__)
_waiting: queue.Queue[Still] = queue.Queue(MOST_WAITING)
_known: set[str] = set()
"""Keys that stand in line or were drawn by this process, so that showing a page again costs nothing."""


def draw_ahead(stills: Iterable[Still]) -> None:
    """Have those drawn that are not there yet."""
    for still in stills:
        if still.key in _known:
            continue
        _known.add(still.key)
        try:
            _waiting.put_nowait(still)
        except queue.Full:
            _known.discard(still.key)  # whoever looks at it will wait for it
            return
        _worker()


def warm(after: float = 6.0) -> threading.Timer:
    """Draw the usual body's key poses of every movement, so that pages find them.

    It begins some seconds from now, so that the first page does not have to share the processor with it.
    """
    thread = threading.Timer(after, _draw_library)
    thread.name, thread.daemon = "pictures", True
    thread.start()
    return thread


def _draw_library() -> None:
    usual = body_names()[0]
    plates = [plate for plate in movements().album().plates.values() if plate.movement]
    for first in (True, False):
        for plate in plates:
            assert plate.movement is not None
            told = telling_pose(plate.movement)
            moments = [pose for pose in plate.movement.key_poses if (pose == told) is first]
            draw_ahead(Still(plate, pose, Look(usual, tone=tone)) for pose in moments for tone in TONES)


@cache
def _worker() -> threading.Thread:
    thread = threading.Thread(target=_draw_all, name="stills", daemon=True)
    thread.start()
    return thread


def _draw_all() -> None:
    while True:
        still = _waiting.get()
        try:
            still_file(still)
        except CANNOT as error:
            _known.discard(still.key)
            LOG.warning("a picture could not be drawn ahead: %s", error)
        finally:
            _waiting.task_done()
