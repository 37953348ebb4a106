#!/usr/bin/env python3
"""Start Unkink from a fresh copy: ``python3 run.py`` serves it, ``python3 run.py test`` checks everything.

Any other words are an ``unkink`` command. The first start makes ``.venv`` beside this file from the hashed lock;
later starts find it ready. Needs Python 3.11 and pip, nothing else, and is written so that a Python as old as 3.6
still reads it far enough to say that it is too old.
"""

import contextlib
import hashlib
import os
import platform
import shlex
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import time
from pathlib import Path
from typing import Dict, Iterator, List, Optional, Sequence, Tuple

OLDEST_PYTHON = (3, 11)
OLDEST_PIP = (22, 3)  # the first with `pip --python`
LAYOUT = "1"  # raise it when what set_up() leaves in .venv changes
ON_WINDOWS = os.name == "nt"

ROOT = Path(__file__).resolve().parent
ENV = ROOT / ".venv"
SCRIPTS = ENV / ("Scripts" if ON_WINDOWS else "bin")
PYTHON = SCRIPTS / ("python.exe" if ON_WINDOWS else "python")
STAMPS = ENV / "unkink-stamps"
RUN_LOCK = ROOT / "requirements.lock"
DEV_LOCK = ROOT / "requirements-dev.lock"  # holds every pin of RUN_LOCK too

# What pip writes when it cannot reach its index
NO_NETWORK = ("NewConnectionError", "NameResolutionError", "ConnectTimeout", "ProxyError", "Max retries", "unreachable")

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
CHROMIUM_PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
)
STATIC_CHECKS = (
    ("ruff check", ["-m", "ruff", "check", "."]),
    ("ruff format", ["-m", "ruff", "format", "--check", "."]),
    ("mypy", ["-m", "mypy"]),
    (
        "import-linter",
        ["-c", "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_logo=True))"],
    ),
)


class Stop(Exception):
    """What went wrong, in words for the person who typed the command."""


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


# What was asked for


def split(words: "Sequence[str]") -> "Tuple[str, List[str]]":
    """Split the words after ``run.py`` into what to do, ``test`` or ``unkink``, and its arguments."""
    if not words:
        return "unkink", ["serve"]
    if words[0] == "test":
        return "test", list(words[1:])
    return "unkink", list(words)


def too_old(version: "Sequence[int]") -> "Optional[str]":
    """Say what to do where this Python is too old; None where it is new enough."""
    if tuple(version[:2]) >= OLDEST_PYTHON:
        return None
    have, need = ("{}.{}".format(*pair) for pair in (version, OLDEST_PYTHON))
    return (
        f"Unkink needs Python {need} or newer; this is Python {have} ({sys.executable}).\n"
        f"Install a newer Python, then start with it, for example: python{need} run.py"
    )


# Is the environment ready?


def stamp(lock: bytes, python: "Sequence[int]", root: str) -> str:
    """Name an environment by all it was made from; any other lock, Python or folder has another stamp."""
    made_from = (LAYOUT, "{}.{}".format(*python), platform.machine(), root, hashlib.sha256(lock).hexdigest())
    return hashlib.sha256("\n".join(made_from).encode("utf-8", "surrogateescape")).hexdigest()


def stamp_of(lock: Path) -> str:
    return stamp(lock.read_bytes(), sys.version_info[:2], str(ROOT))


def is_ready(lock: Path) -> bool:
    """Whether .venv was set up to the end from this lock."""
    try:
        return PYTHON.exists() and stamp_of(lock) in STAMPS.read_text(encoding="ascii").split()
    except FileNotFoundError:
        return False


# Setting it up


@contextlib.contextmanager
def alone() -> "Iterator[int]":
    """Let one process at a time change .venv. Yields the lock's file descriptor."""
    descriptor = os.open(str(ROOT / ".venv.lock"), os.O_RDWR | os.O_CREAT, 0o666)
    try:
        if not try_lock(descriptor):
            say("Another start is setting up; waiting for it ...")
            while not try_lock(descriptor):
                time.sleep(0.2)
        yield descriptor
    finally:
        os.close(descriptor)  # also unlocks


def try_lock(descriptor: int) -> bool:
    try:
        if ON_WINDOWS:
            import msvcrt

            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True


def ensure(lock: Path) -> None:
    """Make .venv hold what the lock pins, whatever state an earlier start left it in."""
    if is_ready(lock):
        return
    try:
        with alone() as descriptor:
            if not is_ready(lock):
                set_up(lock, descriptor)
    except OSError as error:
        raise Stop(
            f"Could not set up {ENV}: {error}\n"
            "Stop any Unkink that is running, see that you may write there, and start again."
        ) from error


def set_up(lock: Path, descriptor: int) -> None:
    """Install into .venv. It is made anew unless all that is missing are the tools for the tests."""
    started = time.monotonic()
    pip = find_pip()
    if pip and lock == DEV_LOCK and is_ready(RUN_LOCK):
        say("Adding what the tests need (once) ...")
        STAMPS.unlink()
    else:
        say("Setting up Unkink (once; about a minute) ...")
        make_environment(with_pip=pip is None)
    install(pip or [str(PYTHON), "-m", "pip"], lock, descriptor)
    add_product()
    stamps = {stamp_of(RUN_LOCK), stamp_of(lock)}
    unfinished = STAMPS.with_suffix(".new")
    unfinished.write_text("\n".join(sorted(stamps)), encoding="ascii")
    os.replace(str(unfinished), str(STAMPS))
    say(f"Ready after {time.monotonic() - started:.0f} s.")


def outer_python() -> str:
    """The Python to build with: this one, or the one below it when this one is .venv's own."""
    inside = Path(sys.prefix).resolve() == ENV.resolve()
    return getattr(sys, "_base_executable", sys.executable) if inside else sys.executable


def find_pip() -> "Optional[List[str]]":
    """Find a pip outside .venv that can install into it; None where .venv can be made with one of its own.

    Raises:
        Stop: if there is neither.
    """
    pip = [outer_python(), "-m", "pip"]
    answer = subprocess.run([*pip, "--version"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False)
    if answer.returncode == 0 and version_of_pip(answer.stdout.decode("utf-8", "replace")) >= OLDEST_PIP:
        return [*pip, "--python", str(PYTHON)]
    with contextlib.suppress(ImportError):
        import ensurepip  # noqa: F401

        return None
    raise Stop(
        f"Unkink needs pip, and {outer_python()} has none.\n"
        "On Debian or Ubuntu: sudo apt install python3-pip\n"
        "Elsewhere: see your system's package for pip, or install Python again with it."
    )


def version_of_pip(text: str) -> "Tuple[int, ...]":
    """Read ``pip 23.0.1 from ...``; an unreadable answer counts as the oldest."""
    words = text.split()
    numbers = words[1].split(".") if len(words) > 1 else []
    return tuple(int(number) for number in numbers[:2] if number.isdigit())


def make_environment(with_pip: bool) -> None:
    """Make an empty .venv in the place of whatever was there."""
    if ENV.exists():
        shutil.rmtree(str(ENV))
    command = [outer_python(), "-m", "venv", str(ENV)]
    if subprocess.call(command if with_pip else [*command, "--without-pip"], stdout=subprocess.DEVNULL):
        raise Stop(f"Python could not make {ENV}. On Debian or Ubuntu: sudo apt install python3-venv python3-pip")


def install(pip: "List[str]", lock: Path, descriptor: int) -> None:
    """Install a lock's pins, each checked against its hash.

    The descriptor goes to pip, so that a pip outliving this process keeps other starts out.
    """
    flags = ["--quiet", "--require-hashes", "--no-input", "--disable-pip-version-check", "--retries", "2"]
    environment = {key: value for key, value in os.environ.items() if key not in {"PIP_TARGET", "PIP_PREFIX"}}
    environment["PIP_USER"] = "0"
    done = subprocess.run(
        [*pip, "install", *flags, "-r", str(lock)],
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        check=False,
        pass_fds=() if ON_WINDOWS else (descriptor,),
    )
    if done.returncode:
        raise Stop(explain(done.stderr.decode("utf-8", "replace")))


def explain(errors: str) -> str:
    """Say what to do about a failed install, from what pip wrote."""
    if any(sign in errors for sign in NO_NETWORK):
        return "Could not reach the package index. The first start needs the internet: connect and try again."
    if "DO NOT MATCH THE HASHES" in errors:
        return f"A package is not the one Unkink was tested with (its hash differs); nothing was started.\n{errors}"
    if "No space left" in errors:
        return f"The disk is full: setting up needs about 500 MB in {ROOT}."
    return "Installing failed. pip's last words:\n" + "\n".join(errors.strip().splitlines()[-15:])


def add_product() -> None:
    """Put src on the environment's path, and an ``unkink`` launcher beside its Python."""
    site = Path(sysconfig.get_path("purelib", "venv", {"base": str(ENV), "platbase": str(ENV)}))
    (site / "unkink-source.pth").write_text(os.path.relpath(str(ROOT / "src"), str(site)), encoding="ascii")
    if ON_WINDOWS:
        (SCRIPTS / "unkink.cmd").write_text('@"%~dp0python.exe" -m unkink %*\n', encoding="ascii")
        return
    launcher = SCRIPTS / "unkink"
    launcher.write_bytes(os.fsencode(f'#!/bin/sh\nexec {shlex.quote(str(PYTHON))} -P -m unkink "$@"\n'))
    launcher.chmod(0o755)


# The program


def start(arguments: "List[str]") -> int:
    """Become the program: the same folder, input, output and exit code."""
    ensure(RUN_LOCK)
    command = [str(PYTHON), "-P", "-m", "unkink", *arguments]
    if not ON_WINDOWS:
        os.execv(command[0], command)
    return wait_for(command)


def wait_for(command: "List[str]", cwd: "Optional[Path]" = None, env: "Optional[Dict[str, str]]" = None) -> int:
    """Run a command to its end; Ctrl-C reaches it from the terminal, so wait until it has cleaned up."""
    with subprocess.Popen(command, cwd=cwd, env=env) as process:
        while True:
            try:
                return process.wait()
            except KeyboardInterrupt:
                continue


# The tests


def test(arguments: "List[str]") -> int:
    """Run every check and every test, or with arguments only pytest with those. Its own summary comes last."""
    ensure(DEV_LOCK)
    with tempfile.TemporaryDirectory(prefix="unkink-test-") as data:  # never a person's own
        own = {"UNKINK_DATA": data, "PYTHONDONTWRITEBYTECODE": ""}  # a thousand processes would compile it all anew
        environment = {**os.environ, **browser(may_install=not arguments), **own}
        if arguments:
            return wait_for([str(PYTHON), "-m", "pytest", *arguments], cwd=ROOT, env=environment)
        return check_all(environment)


def check_all(environment: "Dict[str, str]") -> int:
    """Run every check and every test, whatever fails; any failure makes the exit code that of a failure."""
    failed = []
    for name, command in STATIC_CHECKS:
        say(f"== {name}")
        if wait_for([str(PYTHON), *command], cwd=ROOT, env=environment):
            failed.append(name)
    for name, command in test_runs():
        say(f"== {name}")
        if wait_for([str(PYTHON), *command], cwd=ROOT, env=environment):
            failed.append(name)
    if failed:
        say("Failed: " + ", ".join(failed))
    return int(bool(failed))


def test_runs() -> "List[Tuple[str, List[str]]]":
    """Every test on SQLite, then those of the database once more on a real PostgreSQL.

    Tests in a browser have processes of their own: what drives it leaves an event loop running beside it. There the
    tests of one file share a server, so they stay together; all others go to whichever process is free. A test in a
    browser waits for a third of its time, so one more of them run than there are processors. One that fails is tried at
    most twice more, and counted as a rerun: it asks a real clock, on a machine that has other work.
    """
    workers = min(os.cpu_count() or 1, 4)
    pytest = ["pytest", "--durations", "25", "--durations-min", "5"]
    alone = [*pytest, "-n", str(workers), "--dist", "worksteal", "-m"]
    together = [*pytest, "-n", str(workers + 1), "--dist", "loadfile", "--reruns", "2", "-raR", "-m"]
    again = ["-m", "tests.databases"]
    return [
        ("pytest", ["-m", *alone, "not e2e"]),
        ("pytest, in a browser", ["-m", *together, "e2e", "tests/e2e"]),
        ("pytest, on PostgreSQL", [*again, *alone, "database and not e2e"]),
        ("pytest, on PostgreSQL in a browser", [*again, *together, "database and e2e", "tests/e2e"]),
    ]


def browser(may_install: bool) -> "Dict[str, str]":
    """Find Chromium for the browser tests, or say in a variable why they must be skipped."""
    found = find_chromium()
    if found:
        return {"UNKINK_CHROMIUM": found}
    reason = "Chromium is not installed"
    if may_install:
        reason = install_chromium() or reason
        found = find_chromium()
    return {"UNKINK_CHROMIUM": found} if found else {"UNKINK_CHROMIUM_MISSING": reason}


def find_chromium() -> "Optional[str]":
    """Find the browser that UNKINK_CHROMIUM names, else the first of the known ones."""
    named = os.environ.get("UNKINK_CHROMIUM")
    if named:
        return shutil.which(named)
    on_path = (shutil.which(name) for name in CHROMIUM_NAMES)
    in_place = (place for place in CHROMIUM_PLACES if os.path.exists(place))
    return next((path for path in (*on_path, *in_place) if path), None)


def install_chromium() -> "Optional[str]":
    """Install Debian's Chromium, where that needs no question answered; else give the reason why not."""
    if not sys.platform.startswith("linux") or not shutil.which("apt-get"):
        return "Chromium is not installed, and this system has no apt-get to install it with"
    if os.geteuid() == 0:
        sudo = []  # type: List[str]
    elif shutil.which("sudo") and quietly(["sudo", "-n", "true"]):
        sudo = ["sudo", "-n"]
    else:
        return "Chromium is not installed, and installing it needs root: sudo apt install chromium"
    say("Installing Chromium for the browser tests ...")
    apt = [*sudo, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq", "-o", "DPkg::Lock::Timeout=120"]
    quietly([*apt, "update"])
    if not quietly([*apt, "install", "-y", "--no-install-recommends", "chromium"]):
        return "Chromium is not installed, and apt-get could not install it"
    return None


def quietly(command: "List[str]") -> bool:
    """Run a command that may ask and print nothing; whether it succeeded."""
    nothing = subprocess.DEVNULL
    return subprocess.call(command, stdin=nothing, stdout=nothing, stderr=nothing) == 0


def main(words: "Sequence[str]") -> int:
    """Set up what is missing, then do what was asked. Gives the exit code."""
    problem = too_old(sys.version_info[:2])
    if problem:
        say(problem)
        return 1
    what, arguments = split(words)
    try:
        return test(arguments) if what == "test" else start(arguments)
    except Stop as stop:
        say(str(stop))
        return 1
    except KeyboardInterrupt:
        say("Stopped. The next start goes on from here.")
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
