"""How long a picture takes, and how large it is.

Warm: body and movement are read and solved, as in a server after its first picture. Cold: a process of its own, from
the command to the file. Beside it, what else one could do with the same posed body: shade its triangles with
matplotlib and write them as vectors or as pixels.

    python benchmarks/bench_stills.py [how often]
"""

from __future__ import annotations

import gzip
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from importlib import resources
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from statistics import median

from unkink.body.check import check_movement
from unkink.body.shelf import body_texts, movement_texts
from unkink.body.solve import solve
from unkink.figure.body import Body
from unkink.figure.shelf import shipped_body
from unkink.figure.still import still

LIBRARY = resources.files("unkink.library")
FLAGSHIP = ("psoas-ball-slide", "glute-squeeze", "wall-knee-raise", "side-lying-press", "plank-knee-drive")
VIEWS = ("front", "side")


def taken(work: Callable[[], object], times: int) -> tuple[float, float]:
    """The median and the best time, in ms, of the process alone: others on the computer do not count."""
    found = []
    for _ in range(times):
        start = time.process_time()
        work()
        found.append((time.process_time() - start) * 1000)
    return median(found), min(found)


def flagship(body: Body, times: int) -> None:
    print("flagship, ash                          ms   best ms    kB gz")
    texts = movement_texts(LIBRARY)
    for name in FLAGSHIP:
        movement = check_movement(texts[name], name, others=texts).movement
        assert movement is not None
        solved = solve(movement, body.skeleton)
        for pose in movement.key_poses:
            size = len(gzip.compress(still(body, solved, pose).encode())) / 1000
            usual, best = taken(lambda solved=solved, pose=pose: still(body, solved, pose), times)
            print(f"{name + ' ' + pose:<34}{usual:>7.0f}{best:>10.0f}{size:>9.1f}")


def library() -> None:
    """Every key pose of every movement, from both views, on every body."""
    texts = movement_texts(LIBRARY)
    movements = [check_movement(text, name, others=texts).movement for name, text in texts.items()]
    start, solving, count, largest = time.process_time(), 0.0, 0, 0.0
    for who in body_texts(LIBRARY):
        body = shipped_body(LIBRARY, who)
        for movement in movements:
            if movement is None:
                continue
            before = time.process_time()
            solved = solve(movement, body.skeleton)
            solving += time.process_time() - before
            for pose in movement.key_poses:
                for view in VIEWS:
                    largest = max(largest, len(gzip.compress(still(body, solved, pose, view=view).encode())) / 1000)
                    count += 1
        print(
            f"library up to {who:<6}  {len(movements):>3} movements {count:>5} pictures "
            f"{time.process_time() - start:>6.1f} s, of which solving {solving:>5.1f} s; largest {largest:.1f} kB gz"
        )


def cold() -> None:
    with tempfile.TemporaryDirectory() as folder:
        words = ["draw", "wall-knee-raise", "--pose", "tall", "-o", str(Path(folder) / "tall.svg")]
        times = []
        for _ in range(5):
            start = time.perf_counter()
            subprocess.run([sys.executable, "-m", "unkink", *words], check=True)
            times.append(time.perf_counter() - start)
    print(f"cold, unkink draw to a file            {median(times) * 1000:.0f} ms by the clock on the wall")


def other_ways(body: Body, times: int) -> None:
    """The same triangles in matplotlib, where it is installed."""
    if find_spec("matplotlib") is None:
        print("matplotlib is not installed: pip install matplotlib to compare")
        return
    import matplotlib as mpl

    mpl.use("agg")
    import matplotlib.pyplot as plt
    from mpl_toolkits.mplot3d.art3d import Poly3DCollection

    texts = movement_texts(LIBRARY)
    movement = check_movement(texts["wall-knee-raise"], "wall-knee-raise", others=texts).movement
    assert movement is not None
    held = body.hold(solve(movement, body.skeleton).poses["tall"].posture)
    triangles = held.points[body.mesh.faces][:, :, [0, 2, 1]]

    def drawn(kind: str) -> bytes:
        figure = plt.figure(figsize=(6, 7.5))
        axes = figure.add_subplot(projection="3d")
        axes.add_collection3d(Poly3DCollection(triangles, facecolors="tan", shade=True))
        axes.set(xlim=(-1, 1), ylim=(-1, 1), zlim=(0, 2))
        file = BytesIO()
        figure.savefig(file, format=kind)
        plt.close(figure)
        return file.getvalue()

    for kind in ("svg", "png"):
        usual, best = taken(lambda kind=kind: drawn(kind), times)
        size = len(gzip.compress(drawn(kind))) / 1000
        print(f"matplotlib, shaded triangles, {kind:<4}{usual:>7.0f}{best:>10.0f}{size:>9.1f}")


def main() -> None:
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    body = shipped_body(LIBRARY, "ash")
    flagship(body, times)
    other_ways(body, 3)
    cold()
    library()


if __name__ == "__main__":
    main()
