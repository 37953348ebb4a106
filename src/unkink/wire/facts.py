"""Facts: answers under names, where a program or a test decides what is asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

MOST_IN_FACT = 1000
LONGEST_FACT = 1000  # code points
WHOLE_FACT = 2**53 - 1  # whole numbers beyond are not exact in every language

Value = bool | int | float | str
Fact = Value | tuple[Value, ...]


@dataclass(frozen=True, slots=True, init=False)
class Facts(Mapping[str, Fact]):
    """Facts under their names, in the order of the names, which cannot be changed."""

    pairs: tuple[tuple[str, Fact], ...]

    def __init__(self, facts: Mapping[str, Value | Sequence[Value]]) -> None:
        object.__setattr__(self, "pairs", tuple((name, _kept(fact)) for name, fact in sorted(facts.items())))

    def __getitem__(self, name: str) -> Fact:
        for known, fact in self.pairs:
            if known == name:
                return fact
        raise KeyError(name)

    def __iter__(self) -> Iterator[str]:
        return (name for name, _ in self.pairs)

    def __len__(self) -> int:
        return len(self.pairs)


def _kept(fact: Value | Sequence[Value]) -> Fact:
    return fact if isinstance(fact, bool | int | float | str) else tuple(fact)
