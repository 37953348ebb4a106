"""Engines: where chunks are lived. Whichever it is, each chunk is the same pure function, and the sum is the same."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, ThreadPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack
from dataclasses import dataclass
from importlib import import_module
from multiprocessing import get_context
from typing import Any

from unkink.batch.chunk import Chunk, lived
from unkink.batch.tally import Tally

TRIES = 3
"""A chunk that fails, because its worker died or for whatever reason, is tried so many times in all."""

Work = Callable[[Chunk], Tally]
Told = Callable[[Chunk, str], None]
"""Told of each failure, with the reason."""


class EngineMissing(Exception):
    """The library of an engine is not installed."""


class ChunkLost(Exception):
    """A chunk failed as often as it may."""

    def __init__(self, chunk: Chunk, why: str) -> None:
        super().__init__(f"{chunk.people} failed {TRIES} times: {why}")


@dataclass(frozen=True, slots=True)
class Attempt:
    """What became of a chunk: its tally, or why there is none."""

    chunk: Chunk
    tally: Tally | None
    why: str = ""


Round = Callable[[Sequence[Chunk], Work], Iterable[Attempt]]
"""Tries each chunk once, and says what became of it, in any order."""


def in_turn(chunks: Sequence[Chunk], work: Work) -> Iterator[Attempt]:
    """In this process, one after the other."""
    with ThreadPoolExecutor(1) as thread:
        for chunk in chunks:
            future = thread.submit(work, chunk)
            wait([future])
            yield _attempt(chunk, future)


def in_pool(workers: int) -> Round:
    """In processes of this machine. Where one dies, another takes its place, and its chunk is tried again."""

    def tried(chunks: Sequence[Chunk], work: Work) -> Iterator[Attempt]:
        with ExitStack() as at_the_end:
            lanes = [_Lane(queue, at_the_end) for queue in _queues(chunks, workers)]
            waiting = {lane.next(lanes, work): lane for lane in lanes}
            while waiting:
                for future in wait(waiting, return_when=FIRST_COMPLETED).done:
                    lane = waiting.pop(future)
                    yield lane.attempt(future)
                    if any(one.queue for one in lanes):
                        waiting[lane.next(lanes, work)] = lane

    return tried


def _queues(chunks: Sequence[Chunk], workers: int) -> list[deque[Chunk]]:
    """As many as there are workers, each of neighbours: what a worker learned from one chunk helps with the next."""
    count = min(workers, len(chunks))
    return [deque(chunks[one * len(chunks) // count : (one + 1) * len(chunks) // count]) for one in range(count)]


class _Lane:
    """A worker process with the chunks that wait for it. One that has none left takes over from whoever has most."""

    def __init__(self, queue: deque[Chunk], at_the_end: ExitStack) -> None:
        self.queue = queue
        self.at_the_end = at_the_end
        self._begin()

    def _begin(self) -> None:
        # Spawned, not forked: a worker begins with nothing, wherever it is started.
        pool = ProcessPoolExecutor(1, mp_context=get_context("spawn"))
        self.pool = self.at_the_end.enter_context(pool)

    def next(self, lanes: Sequence[_Lane], work: Work) -> Future[Tally]:
        """Begins with a chunk; there has to be one."""
        most = max(lanes, key=lambda lane: len(lane.queue))
        self.chunk = self.queue.popleft() if self.queue else most.queue.pop()
        return self.pool.submit(work, self.chunk)

    def attempt(self, future: Future[Tally]) -> Attempt:
        """What became of the chunk; a new process where this one died."""
        tried = _attempt(self.chunk, future)
        if isinstance(future.exception(), BrokenProcessPool):
            self._begin()
        return tried


def _attempt(chunk: Chunk, future: Future[Tally]) -> Attempt:
    error = future.exception()
    if error is None:
        return Attempt(chunk, future.result())
    return Attempt(chunk, None, "a worker process died" if isinstance(error, BrokenProcessPool) else _why(error))


def in_cluster(workers: int | None) -> Round:
    """On the machines of a Ray cluster; one is started here where there is none.

    Raises:
        EngineMissing: where Ray is not installed.
    """
    try:
        ray: Any = import_module("ray")
    except ImportError as error:
        raise EngineMissing("the engine `ray` needs Ray: pip install 'unkink[cluster]'") from error

    def tried(chunks: Sequence[Chunk], work: Work) -> Iterator[Attempt]:
        if not ray.is_initialized():
            ray.init(num_cpus=workers, include_dashboard=False, logging_level="ERROR", log_to_driver=False)
        remote = ray.remote(work)
        waiting = {remote.remote(chunk): chunk for chunk in chunks}
        while waiting:
            (ready,), _ = ray.wait(list(waiting), num_returns=1)
            chunk = waiting.pop(ready)
            try:
                yield Attempt(chunk, ray.get(ready))
            except ray.exceptions.RayError as error:
                yield Attempt(chunk, None, _why(error))

    return tried


def run(chunks: Sequence[Chunk], tried: Round, failed: Told, work: Work = lived) -> Iterator[Tally]:
    """The tally of every chunk, in any order; ``failed`` hears of each that has to be tried again.

    Raises:
        ChunkLost: if one failed as often as it may.
    """
    tries: dict[Chunk, int] = dict.fromkeys(chunks, 0)
    waiting = list(chunks)
    while waiting:
        again = []
        for attempt in tried(waiting, work):
            tries[attempt.chunk] += 1
            if attempt.tally is not None:
                yield attempt.tally
                continue
            if tries[attempt.chunk] >= TRIES:
                raise ChunkLost(attempt.chunk, attempt.why)
            failed(attempt.chunk, attempt.why)
            again.append(attempt.chunk)
        waiting = again


def _why(error: BaseException) -> str:
    lines = str(error).strip().splitlines()
    return f"{type(error).__name__}: {lines[-1] if lines else 'no reason given'}"
