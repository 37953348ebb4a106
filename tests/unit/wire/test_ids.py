"""Ids that devices make by themselves."""

from __future__ import annotations

from uuid import RFC_4122

import pytest

from unkink.wire.ids import LATEST_MS, uuid7


def test_it_is_the_example_of_the_standard() -> None:
    """RFC 9562, appendix A.6: 2022-02-22 19:22:22 UTC, rand_a 0xCC3, rand_b 0x18C4DC0C0C07398F."""
    chance = (0xCC3 << 62 | 0x18C4DC0C0C07398F).to_bytes(10, "big")
    assert str(uuid7(0x017F22E279B0, chance)) == "017f22e2-79b0-7cc3-98c4-dc0c0c07398f"


@pytest.mark.parametrize("ms", [0, 1795341600000, LATEST_MS])
@pytest.mark.parametrize("chance", [bytes(10), b"\xff" * 10])
def test_it_says_its_version_and_sorts_by_time(ms: int, chance: bytes) -> None:
    made = uuid7(ms, chance)
    assert (made.version, made.variant, made.int >> 80) == (7, RFC_4122, ms)
    assert ms == LATEST_MS or made < uuid7(ms + 1, bytes(10))


@pytest.mark.parametrize(("ms", "chance"), [(-1, bytes(10)), (LATEST_MS + 1, bytes(10)), (0, bytes(9)), (0, bytes(11))])
def test_what_does_not_fit_is_refused(ms: int, chance: bytes) -> None:
    with pytest.raises(ValueError, match=r"must be|are needed"):
        uuid7(ms, chance)
