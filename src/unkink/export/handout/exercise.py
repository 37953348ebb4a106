"""One exercise of today as it stands on the handout: what to do, how much, and what comes next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from unkink.export.handout.picture import Pictures
from unkink.export.handout.prose import blocks_of, plain, words_of
from unkink.export.handout.sheet import Ahead, Exercise, HowTo, Swap
from unkink.export.handout.words import asked, change_words, lasts, sentence
from unkink.program.dose import Dose, Sides
from unkink.program.dose_words import dose_words
from unkink.program.ladder import Ladder, Rung, ladder_of
from unkink.program.prescription import Item, prescribe
from unkink.program.program import Program, Section
from unkink.session.compile import with_why
from unkink.session.phrases import needs_of

NEAREST = 2  # rungs ahead of an earned ladder: the others are further off than the handout lasts
SAME = "same dose"


def exercise_of(program: Program, item: Item, number: int, pictures: Pictures) -> Exercise:
    """The exercise as today asks for it: in its variant, or with the substitute that an answer put in."""
    section = with_why(program, item)
    ladder = ladder_of(program, item.exercise)
    rung = ladder.rung(item.rung)
    replaced = bool(item.instead_of_because)
    return Exercise(
        number=number,
        title=plain(f"{section.title}, {item.side} side" if item.side else section.title),
        why=tuple(map(words_of, section.why)),
        dose=sentence(dose_words(_said(item, rung.dose if ladder.scheduled and not replaced else item.dose))),
        lasts="" if replaced else lasts(rung),
        because=_because(program, item),
        scheduled=ladder.scheduled,
        parts=tuple(_parts(program, item, section, pictures)),
        harder=() if replaced else tuple(_harder(program, item, ladder)),
        easier=None if replaced else _easier(program, item, ladder),
        swaps=() if replaced else tuple(_swaps(program, item)),
    )


def _said(item: Item, dose: Dose) -> Dose:
    """Of one side alone nobody says "on each side"."""
    return replace(dose, sides=Sides.TOGETHER) if item.side else dose


def _because(program: Program, item: Item) -> str:
    """Why another exercise stands in the place of the one that the program begins with."""
    if item.variant == item.exercise:
        return ""
    usual = plain(program.exercise(item.exercise).title)
    if not item.instead_of_because:
        return f"In place of {usual}"
    return f"In place of {usual}: {item.instead_of_because.replace('-', ' ')}"


def _parts(program: Program, item: Item, section: Section, pictures: Pictures) -> Iterator[HowTo]:
    """The exercise itself, then the members where it is a circuit."""
    yield _how_to("", section, pictures)
    for name in item.members:
        member = program.exercise(name)
        yield _how_to(plain(member.title), member, pictures)


def _how_to(title: str, section: Section, pictures: Pictures) -> HowTo:
    return HowTo(
        title=title,
        steps=tuple(map(words_of, section.steps)),
        cautions=tuple(map(words_of, section.cautions)),
        other=tuple(block for text in section.other for block in blocks_of(text)),
        pictures=tuple(pictures(section.movement, section)),
    )


def _harder(program: Program, item: Item, ladder: Ladder) -> Iterator[Ahead]:
    """The rungs above, each said as what changes from the one before it."""
    before = ladder.rung(item.rung)
    above = [rung for rung in ladder.rungs if rung.number > item.rung]
    for rung in above if ladder.scheduled else above[:NEAREST]:
        yield _ahead(program, rung, before)
        before = rung


def _easier(program: Program, item: Item, ladder: Ladder) -> Ahead | None:
    """The rung below. Nobody goes back on a schedule: its rungs are weeks."""
    below = [rung for rung in ladder.rungs if rung.number < item.rung]
    return _ahead(program, below[-1], ladder.rung(item.rung)) if below and not ladder.scheduled else None


def _ahead(program: Program, rung: Rung, before: Rung) -> Ahead:
    if rung.exercise == before.exercise:
        words = change_words(before.dose, rung.dose)
        return Ahead("", sentence(", ".join(filter(None, (words, lasts(rung))))))
    title = plain(program.exercise(rung.exercise).title)
    return Ahead(title, ", ".join(filter(None, (dose_words(rung.dose), lasts(rung)))))


def _swaps(program: Program, item: Item) -> Iterator[Swap]:
    """What to do instead, each way out once with every case that it is for."""
    owners = dict.fromkeys((item.exercise, item.variant))
    written = [one for name in owners for one in program.exercise(name).substitutes]
    needs = needs_of(program, program.exercise(item.variant))
    ways: dict[tuple[str, str], list[str]] = {}
    for answer in dict.fromkeys(one.when for one in written):
        instead = prescribe(program, {item.exercise: item.rung}, exercises=[item.exercise], answers=[answer]).items[0]
        if instead.variant != item.variant:
            title = plain(program.exercise(instead.variant).title)
            words = SAME if instead.dose == item.dose else dose_words(instead.dose)
            ways.setdefault((title, words), []).append(asked(needs, answer))
    for (title, words), cases in ways.items():
        yield Swap(" · ".join(cases), title, words)
