"""What programs and timelines are told about movements, taken from the movements themselves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from unkink.body.check import check_movement
from unkink.program.movement_facts import MovementFacts


class FactsOfMovements(Mapping[str, MovementFacts]):
    """Facts by a movement's name. A movement is read when somebody first asks for it: a program names only a few."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        """``texts`` are whole movement files by name; of one with errors nothing is known."""
        self._texts = texts
        self._known: dict[str, MovementFacts] = {}

    def __getitem__(self, name: str) -> MovementFacts:
        if name not in self._known:
            movement = check_movement(self._texts[name], name, others=self._texts).movement
            facts = movement.facts if movement else None
            self._known[name] = (
                MovementFacts(facts.loads_belly, facts.lift_ms, facts.lower_ms) if facts else MovementFacts()
            )
        return self._known[name]

    def __contains__(self, name: object) -> bool:
        return name in self._texts

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)
