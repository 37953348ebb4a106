"""Write the two lock files: every pin with hashes, for every platform and Python that Unkink supports.

``python tools/lock.py`` keeps the pins that still fit ``pyproject.toml``; ``--upgrade`` takes the newest of all,
``--upgrade-package NAME`` of one. Needs uv (``pip install uv``). The locks name no host and no path, so they work
with any package index.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OLDEST_PYTHON = "3.11"
LOCKS = {
    "requirements.lock": ["pyproject.toml"],
    "requirements-dev.lock": [
        "pyproject.toml",
        "--extra",
        "voice",
        "--extra",
        "postgresql",
        "--group",
        "dev",
        "-c",
        "requirements.lock",
    ],
}
PLACE = re.compile(r"[a-z]+://|--(extra-)?index-url|--find-links|file:|/(home|opt|root|tmp|usr)/")


def compile_lock(uv: list[str], name: str, inputs: list[str], extra: list[str]) -> None:
    """Resolve one lock with uv, ignoring this machine's own package settings."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("UV_", "PIP_"))}
    command = [
        *(*uv, "pip", "compile", "--quiet", "--no-config", "--universal", "--python-version", OLDEST_PYTHON),
        *("--generate-hashes", "--no-emit-index-url", "--no-emit-find-links", "--unsafe-package", "none"),
        *("--custom-compile-command", "python tools/lock.py", "--output-file", name),
        *inputs,
        *extra,
    ]
    subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)


def main(arguments: list[str]) -> int:
    """Write every lock; refuse one that names a place."""
    program = shutil.which("uv")
    uv = [program] if program else [sys.executable, "-m", "uv"]
    for name, inputs in LOCKS.items():
        compile_lock(uv, name, inputs, arguments)
        text = (ROOT / name).read_text(encoding="utf-8")
        if places := [line for line in text.splitlines() if PLACE.search(line)]:
            print(f"{name} names a place:", *places, sep="\n", file=sys.stderr)
            return 1
        pins = sum(1 for line in text.splitlines() if re.match(r"\S+==", line))
        print(f"{name}: {pins} pins")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
