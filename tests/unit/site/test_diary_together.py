"""Who waits for the turn to write shares one transaction, and nobody has an answer before it is on the disk."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest
from django.db import IntegrityError, OperationalError, transaction

from unkink.site.diary import writing
from unkink.site.diary.writing import written


@dataclass
class Disk:
    """Stands in for the database: what was committed, transaction by transaction."""

    transactions: list[list[str]] = field(default_factory=list)
    open: list[str] | None = None
    full: bool = False

    @contextmanager
    def atomic(self) -> Iterator[None]:
        assert self.open is None, "one at a time"
        self.open = []
        try:
            yield
            if self.full:
                raise OperationalError("database or disk is full")
            self.transactions.append(self.open)
        finally:
            self.open = None

    def write(self, what: str) -> Callable[[], str]:
        def job() -> str:
            assert self.open is not None
            self.open.append(what)
            return f"{what} stored"

        return job

    @property
    def stored(self) -> list[str]:
        return [what for one in self.transactions for what in one]


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Disk:
    disk = Disk()
    monkeypatch.setattr(transaction, "atomic", disk.atomic)
    monkeypatch.setattr(writing, "_takes_turns", lambda: True)
    return disk


def at_once(*jobs: Callable[[], str]) -> list[Future[str]]:
    """All of them while somebody else has the turn, which then is given back."""
    with ThreadPoolExecutor(len(jobs)) as threads, writing._TURN:
        given = [threads.submit(written, job) for job in jobs]
        until = time.monotonic() + 10
        while len(writing._waiting) < len(jobs) and time.monotonic() < until:
            threading.Event().wait(0.001)
        assert not any(one.done() for one in given)
        writing._TURN.release()
        try:
            for one in given:
                one.exception(10)
        finally:
            writing._TURN.acquire()
    return given


def test_who_waits_is_written_together_and_each_gets_their_own_answer(disk: Disk) -> None:
    given = at_once(*(disk.write(str(number)) for number in range(6)))
    assert [one.result() for one in given] == [f"{number} stored" for number in range(6)]
    assert len(disk.transactions) == 1
    assert sorted(disk.stored) == list("012345")


def test_no_more_than_so_many_at_once(disk: Disk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "MOST_TOGETHER", 2)
    given = at_once(*(disk.write(str(number)) for number in range(5)))
    assert [one.result() for one in given] == [f"{number} stored" for number in range(5)]
    assert max(map(len, disk.transactions)) == 2
    assert sorted(disk.stored) == list("01234")


def test_one_that_cannot_be_written_takes_nobody_with_it(disk: Disk) -> None:
    def erased() -> str:
        raise IntegrityError("FOREIGN KEY constraint failed")

    first, failed, last = at_once(disk.write("a"), erased, disk.write("b"))
    assert (first.result(), last.result()) == ("a stored", "b stored")
    assert isinstance(failed.exception(), IntegrityError)
    assert sorted(disk.stored) == ["a", "b"], "once each"


def test_a_full_disk_is_told_to_everybody_and_nothing_is_there(disk: Disk) -> None:
    disk.full = True
    assert all(isinstance(one.exception(), OperationalError) for one in at_once(disk.write("a"), disk.write("b")))
    assert disk.stored == []
    disk.full = False
    assert written(disk.write("c")) == "c stored"
