"""What the moving figure weighs, and how smoothly it moves.

Bytes are packed as they travel. The figure then goes up and down without a rest in Chromium, with the real scripts, on
a canvas of a phone's size (336 by 240 at two device pixels each). *processor* is the time that the page's main thread
computes for one picture, which a phone's has to do as well; other work on the computer does not count. *a second* is
how many pictures were drawn. Without a graphics chip the processor draws them too (SwiftShader), which no phone does: a
lower bound and no more. *triangles* and *calls* are what a graphics chip is given for each.

    python benchmarks/bench_clips.py [SECONDS]
"""

from __future__ import annotations

import gzip
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import CDPSession, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
import unkink
from run import find_chromium
from unkink.body.check import check_movement
from unkink.body.solve import solve
from unkink.figure.clip import body_glb, movement_clip
from unkink.figure.shelf import shipped_body

PACKAGE = Path(unkink.__file__).parent
STATIC = PACKAGE / "site/static"
FLAGSHIPS = ("psoas-ball-slide", "glute-squeeze", "wall-knee-raise", "side-lying-press", "plank-knee-drive")
SCRIPTS = ("scene", "body", "things", "features", "strokes", "looks", "clip", "course", "figure", "means", "pace")
FLAGS = ["--no-sandbox", "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"]
SECONDS = 6
TYPES = {".js": "text/javascript", ".html": "text/html", ".json": "application/json", ".glb": "model/gltf-binary"}
PAGE = b"<!doctype html><title>clip</title><canvas></canvas>"
MEASURE = """async ({clip, seconds}) => {
  const at = "/static/unkink/player/figure/";
  const [{FigureScene}, {Clip}, {instantOf, effort}] =
    await Promise.all(["scene", "clip", "course"].map(name => import(`${at}${name}.js`)));
  Object.defineProperty(window, "devicePixelRatio", {value: 2});
  const told = new Clip(await (await fetch(`/${clip}.json`)).json());
  const body = await (await fetch("/body.glb")).arrayBuffer();
  const scene = await FigureScene.open(document.querySelector("canvas"), body);
  scene.play(told);
  scene.look("front", "day");
  scene.size(336, 240);
  const {from, to} = told.ways[0];
  const draw = part => { const stand = {from, to, part}; scene.draw(instantOf(told, stand), effort(told, stand)); };
  for (let n = 0; n < 5; n += 1) { draw(n / 5); await new Promise(requestAnimationFrame); }
  window.run = async () => {
    const began = performance.now();
    let pictures = 0;
    for (; performance.now() - began < seconds * 1000; pictures += 1) {
      draw(Math.abs(((performance.now() - began) / 2000) % 2 - 1));
      await new Promise(requestAnimationFrame);
    }
    return {pictures, ms: performance.now() - began, ...scene.given};
  };
}"""


def main() -> None:
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else SECONDS
    files = figure_files()
    weigh(files)
    measure(files, seconds)


def measure(files: dict[str, bytes], seconds: float) -> None:
    print(f"\n{'in Chromium':<26}{'processor':>12}{'a second':>12}{'triangles':>12}{'calls':>8}")
    with served(files) as address, sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=find_chromium(), args=FLAGS)
        for name in FLAGSHIPS:
            page = chromium.new_page()
            page.goto(address)
            page.evaluate(MEASURE, {"clip": name, "seconds": seconds})
            inside = page.context.new_cdp_session(page)
            inside.send("Performance.enable")
            before = computed(inside)
            found: dict[str, float] = page.evaluate("window.run()")
            each = (computed(inside) - before) / found["pictures"] * 1000
            rate = found["pictures"] / found["ms"] * 1000
            print(f"{name:<26}{each:>9.1f} ms{rate:>12.0f}{found['triangles']:>12.0f}{found['calls']:>8.0f}")
            page.close()
        chromium.close()


def computed(inside: CDPSession) -> float:
    """Seconds that the page's main thread has computed so far."""
    metrics = {one["name"]: one["value"] for one in inside.send("Performance.getMetrics")["metrics"]}
    return float(metrics["ThreadTime"])


def figure_files() -> dict[str, bytes]:
    """The usual body, and every shipped movement on it."""
    library = PACKAGE / "library"
    body = shipped_body(library, "ash")
    texts = {path.stem: path.read_text(encoding="utf-8") for path in sorted((library / "movements").glob("*.yaml"))}
    files = {"body.glb": body_glb(body)}
    began = time.process_time()
    for name, text in texts.items():
        movement = check_movement(text, name, others=texts).movement
        if movement is None:
            print(f"{name} has mistakes and is left out")
            continue
        files[f"{name}.json"] = movement_clip(body, solve(movement, body.skeleton))
    spent = (time.process_time() - began) / (len(files) - 1)
    print(f"{len(files) - 1} movements solved and made into clips, {spent * 1000:.0f} ms each\n")
    return files


def weigh(files: dict[str, bytes]) -> None:
    packed = {name: len(gzip.compress(data, 9)) / 1000 for name, data in files.items()}
    three = len(gzip.compress((STATIC / "vendor/three.js").read_bytes(), 9)) / 1000
    own = (
        sum(len(gzip.compress((STATIC / f"unkink/player/figure/{name}.js").read_bytes(), 9)) for name in SCRIPTS) / 1000
    )
    five = [packed[f"{name}.json"] for name in FLAGSHIPS]
    every = sorted(size for name, size in packed.items() if name.endswith(".json"))
    print(f"{'three.js, as far as used':<44}{three:>8.1f} kB")
    print(f"{'our scripts':<44}{own:>8.1f} kB")
    print(f"{'the body':<44}{packed['body.glb']:>8.1f} kB")
    for name, size in zip(FLAGSHIPS, five, strict=True):
        print(f"{name:<44}{size:>8.1f} kB")
    print(f"{'all of it, for the five':<44}{three + own + packed['body.glb'] + sum(five):>8.1f} kB")
    print(f"{'a movement: median, most':<44}{every[len(every) // 2]:>8.1f} kB{every[-1]:>8.1f} kB")


@contextmanager
def served(files: dict[str, bytes]) -> Iterator[str]:
    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            name = self.path.removeprefix("/")
            script = STATIC / name.removeprefix("static/")
            data = files.get(name) or (PAGE if not name else script.read_bytes() if script.is_file() else b"")
            self.send_response(200 if data else 404)
            self.send_header("Content-Type", TYPES.get(Path(name).suffix, "text/html"))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: object) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()


if __name__ == "__main__":
    main()
