"""How a command ends: its exit code, and the one exception that ends it with a plain sentence."""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """What a shell sees. Documented in docs/cli.md, and a test holds the two together."""

    FINE = 0
    FINDINGS = 1  # the file has an error, or `format --check` would change it
    CANNOT = 2  # a wrong command line, or a file that cannot be read or written
    INTERRUPTED = 130  # 128 + SIGINT, as shells expect
    NO_READER = 141  # 128 + SIGPIPE: whoever read the output stopped reading


class Stop(Exception):
    """Ends the command: ``str(stop)`` is what the person reads, ``code`` is what the shell sees."""

    def __init__(self, message: str, code: ExitCode = ExitCode.CANNOT) -> None:
        super().__init__(message)
        self.code = code
