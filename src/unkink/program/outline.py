"""The outline: which blocks stand before the first heading, under which phase, in which section."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from unkink.program.blocks import Block, BlockKind


@dataclass(slots=True)
class Part:
    """A heading, and the blocks under it up to the next H1 or H2."""

    heading: Block
    blocks: list[Block] = field(default_factory=list)


@dataclass(slots=True)
class PhasePart(Part):
    """An H1 with the sections under it."""

    sections: list[Part] = field(default_factory=list)


@dataclass(slots=True)
class Outline:
    """``sections`` are those before the first H1; the others stand in their phases."""

    intro: list[Block] = field(default_factory=list)
    sections: list[Part] = field(default_factory=list)
    phases: list[PhasePart] = field(default_factory=list)

    @property
    def all_sections(self) -> list[Part]:
        return [*self.sections, *(section for phase in self.phases for section in phase.sections)]


def outline_of(blocks: Iterable[Block]) -> Outline:
    """The outline of the blocks in order."""
    outline = Outline()
    under = outline.intro
    sections = outline.sections
    for block in blocks:
        if block.kind is BlockKind.HEADING and block.level == 1:
            phase = PhasePart(block)
            outline.phases.append(phase)
            under, sections = phase.blocks, phase.sections
        elif block.kind is BlockKind.HEADING and block.level == 2:
            section = Part(block)
            sections.append(section)
            under = section.blocks
        else:
            under.append(block)
    return outline
