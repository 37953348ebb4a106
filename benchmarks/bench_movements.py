"""How long it takes to read a movement, to solve it, and to find a posture on its way.

Every shipped movement on every body, in one process; processor time, so that others on the computer do not count.

    python benchmarks/bench_movements.py
"""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from importlib import resources
from statistics import median
from typing import TypeVar

from unkink.body.check import check_movement
from unkink.body.met import missed
from unkink.body.motion import posture_at, start_of
from unkink.body.movement import Movement
from unkink.body.shelf import body_texts, movement_texts
from unkink.body.skeleton import Skeleton, read_skeleton
from unkink.body.solve import solve
from unkink.body.solved import SolvedMovement

LIBRARY = resources.files("unkink.library")
Made = TypeVar("Made")
STEPS = 6
"""Postures that are found on the way of each phase."""


def timed(work: Callable[[], Made]) -> tuple[Made, float]:
    """What it makes, and the ms of the processor that it takes."""
    begun = time.process_time()
    made = work()
    return made, (time.process_time() - begun) * 1000


def read(texts: dict[str, str]) -> tuple[list[Movement], list[float]]:
    found, times = [], []
    for name, text in texts.items():
        checked, taken = timed(partial(check_movement, text, name, others=texts))
        assert checked.movement is not None, name
        found.append(checked.movement)
        times.append(taken)
    return found, times


def ways(solved: SolvedMovement, skeleton: Skeleton) -> list[float]:
    """The ms of each posture on the way of each phase that moves."""
    phases = solved.movement.phases
    return [
        timed(partial(posture_at, solved, skeleton, number, step / (STEPS + 1)))[1]
        for number, phase in enumerate(phases)
        if start_of(phases, number) != phase.pose
        for step in range(1, STEPS + 1)
    ]


def show(what: str, times: list[float]) -> None:
    ordered = sorted(times)
    print(f"{what:<34}{median(ordered):>9.1f}{ordered[int(len(ordered) * 0.9)]:>9.1f}{ordered[-1]:>9.1f}")


def main() -> None:
    texts = movement_texts(LIBRARY)
    movements, reading = read(texts)
    print(f"{len(movements)} movements                      median      p90     most   ms")
    show("read one", reading)
    for name, text in body_texts(LIBRARY).items():
        skeleton = read_skeleton(text)
        solved, times = zip(*(timed(partial(solve, one, skeleton)) for one in movements), strict=True)
        show(f"solve one on {name}", list(times))
        contacts = [touch.distance_mm for one in solved for pose in one.poses.values() for touch in pose.contacts]
        deepest = max(pose.deepest_mm for one in solved for pose in one.poses.values())
        lost = sum(1 for one in solved for _ in missed(one))
        worst, usual = max(contacts), median(contacts)
        met = f"{len(contacts)} contacts: median {usual:.1f} mm, most {worst:.1f} mm"
        print(f"  {met}; deepest {deepest:.1f} mm; {lost} missed")
    skeleton = read_skeleton(next(iter(body_texts(LIBRARY).values())))
    way = [taken for one in movements for taken in ways(solve(one, skeleton), skeleton)]
    show("one posture on the way", way)


if __name__ == "__main__":
    main()
