"""A transaction that writes into logs: within one process each waits for its turn, and who waits may share one."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Generic, TypeVar

from django.db import IntegrityError, OperationalError, connection, transaction

Value = TypeVar("Value")
MOST_TOGETHER = 64
"""Of these in one transaction: who came first does not wait for all who come later."""
_TURN = threading.Lock()


@contextmanager
def writing() -> Iterator[None]:
    """All of it or nothing.

    SQLite lets one connection write at a time. The others ask again and again, with sleeps that grow, and some are
    never lucky; threads that wait for a lock get it as soon as it is free. Who is in a transaction already has had
    their turn.
    """
    if _takes_turns():
        with _TURN, transaction.atomic():
            yield
    else:
        with transaction.atomic():
            yield


def written(job: Callable[[], Value]) -> Value:
    """What the job comes to, once all that it wrote is on the disk.

    Waiting for the disk takes longer than writing. So whoever gets the turn does with their own job those of all who
    wait, in one transaction, and everybody has their answer when that is on the disk, none before. Where one of them
    cannot be written nothing of it is there, and each is done alone.

    Args:
        job: writes for one person and holds nothing of its thread; done again where it was not written.

    Raises:
        OperationalError: the disk is full, or others write for longer than anybody waits.
    """
    if not _takes_turns():
        with writing():
            return job()
    mine = _Job(job)
    _waiting.append(mine)
    while not mine.ended:
        with _TURN:
            if not mine.ended:
                _do_together([_waiting.popleft() for _ in range(min(len(_waiting), MOST_TOGETHER))])
    if mine.failure is not None:
        raise mine.failure
    if mine.values:
        return mine.values[0]
    with writing():
        return job()


class _Job(Generic[Value]):
    """Ended with its value, with the failure of the database for all who wrote together, or with neither."""

    def __init__(self, do: Callable[[], Value]) -> None:
        self.do, self.ended = do, False
        self.values: list[Value] = []
        self.failure: OperationalError | None = None


_waiting: deque[_Job[Any]] = deque()


def _do_together(jobs: Sequence[_Job[Any]]) -> None:
    """Do these in one transaction, or none of them. Whoever calls has the turn."""
    try:
        with transaction.atomic():
            values = [job.do() for job in jobs]
    except IntegrityError:  # of one of them: each tries alone, and that one learns of it
        return
    except OperationalError as failure:  # the disk is full, or another process writes for long
        for job in jobs:
            job.failure = failure
    else:
        for job, value in zip(jobs, values, strict=True):
            job.values = [value]
    finally:
        for job in jobs:
            job.ended = True


def _takes_turns() -> bool:
    return connection.vendor == "sqlite" and not connection.in_atomic_block
