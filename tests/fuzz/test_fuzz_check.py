"""The fuzz target, a bounded number of times: shipped programs with bytes changed, moved, doubled and left out."""

from __future__ import annotations

import random

import pytest

from tests.fuzz.fuzz_check import SEEDS, check_one_input

ROUNDS = 12  # for each seed of chance; enough to meet every kind of line, little enough to run each time
TOKENS = (
    b"- ", b"  - ", b"## ", b"# ", b"> ", b"1. ", b"---\n", b"```\n", b": ", b", ", b"\r\n", b"\t", b"\x00", b"\xff",
    b"\xef\xbb\xbf", b"{#", b"}", b"[", b"]", b"<!--", b"dose: 4 reps\n", b"harder:\n", b"9999999999", b" x ",
    b"+1 to 9",    "٣".encode(), "\u202e".encode(), "²".encode(), "膝".encode(), b"&a", b"*a", b"|\n", b"!!int ",
    b"instead when no-ball: ",
)  # fmt: skip


def mutated(source: bytes, chance: random.Random) -> bytes:
    """A stretch of ``source`` with a few changes, of a byte, of a token of the format, or of whole lines."""
    lines = source.splitlines(keepends=True)
    start = chance.choice([0, 0, chance.randrange(len(lines))])
    changed = bytearray(b"".join(lines[start : start + chance.choice([10, 40, 400])]))
    for _ in range(chance.randint(1, 12)):
        at = chance.randrange(len(changed) + 1)
        end = min(len(changed), at + chance.choice([0, 1, 5, 80]))
        put = chance.choice([b"", bytes([chance.randrange(256)]), chance.choice(TOKENS), bytes(changed[at:end]) * 2])
        changed[at:end] = put
    return bytes(changed)


@pytest.mark.parametrize("seed", range(20))
def test_changed_programs_never_break_the_language(seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(ROUNDS):
        check_one_input(mutated(chance.choice(SEEDS), chance))


@pytest.mark.parametrize(
    "source", [b"", b"\n", b"\xff\xfe", b"\x00" * 99, b"---", b"---\n---", *SEEDS], ids=range(6 + len(SEEDS))
)
def test_the_seeds_themselves(source: bytes) -> None:
    check_one_input(source)
