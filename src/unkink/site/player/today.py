"""What stands on the Today page, worked out: nothing is left to the templates but layout."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlencode

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from unkink.body.segments import Side as BodySide
from unkink.coach.decision import Reason
from unkink.program.prescription import Item
from unkink.program.program import Need, Program, Section
from unkink.session.compile import with_why
from unkink.session.phrases import needs_of, together
from unkink.session.timeline import Pace, Side
from unkink.site.coaching.cards import CoachCard, anchor_of, coach_cards
from unkink.site.coaching.words import Notice, of_the_day
from unkink.site.figures.pictures import Picture, Pictures
from unkink.site.figures.stills import Still
from unkink.site.player.day_plan import Day, sheet_for
from unkink.site.player.package import item_minutes, item_title, item_words, minutes
from unkink.site.player.plan import TITLES, Plan
from unkink.site.programs.prose import inline
from unkink.wire.words import SessionKind

SIDES: Mapping[Side, BodySide] = {Side.LEFT: "left", Side.RIGHT: "right"}


@dataclass(frozen=True, slots=True)
class EasierCard:
    """What "easier today" would be: the same exercise with less of it, or another one."""

    title: str
    words: str


@dataclass(frozen=True, slots=True)
class ItemCard:
    """One exercise of today. ``instead_of`` and ``because`` say why it stands here where another one usually does.

    ``coach`` is what the coach says of it: one card, or one for each side where the sides climb on their own.
    """

    number: int
    title: str
    words: str
    minutes: int
    instead_of: str
    because: str
    why: tuple[SafeString, ...]
    steps: tuple[SafeString, ...]
    cautions: tuple[SafeString, ...]
    needs: tuple[Need, ...]
    easier: EasierCard | None
    anchor: str
    coach: tuple[CoachCard, ...]
    picture: Picture | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer that can be ticked or chosen."""

    value: str
    words: str
    note: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An exercise, or one side of it, that is not done today."""

    anchor: str
    title: str
    coach: tuple[CoachCard, ...]


@dataclass(frozen=True, slots=True)
class DayCard:
    """Today at a glance. ``query`` is what the player's address asks for.

    ``notice`` is what stands in the way of a session, None where one may begin; ``advice`` what else holds for the day.
    """

    notice: Notice | None
    advice: tuple[Reason, ...]
    left_out: tuple[LeftOut, ...]
    name: str
    title: str
    kind: str
    minutes: int
    about: bool
    items: tuple[ItemCard, ...]
    needs: tuple[Need, ...]
    kinds: tuple[Choice, ...]
    missing: tuple[Choice, ...]
    sides: tuple[Choice, ...]
    query: str


@lru_cache(maxsize=64)
def day_html(day: Day, pictures: Pictures, appearance: str) -> SafeString:
    """The part of the page that is the same for as long as it is that day, with those pictures and colours.

    Raises:
        SessionTooLong: as `sheet_for`.
    """
    context = {"day": day_card(day, pictures), "appearance": appearance}
    return render_to_string("player/parts/day.html", context)


def day_card(day: Day, pictures: Pictures) -> DayCard:
    plan = day.plan
    sheet = sheet_for(day)
    lasting = item_minutes(sheet.timeline)
    items = tuple(
        _item(day, item, number, lasts, pictures)
        for number, (item, lasts) in enumerate(zip(sheet.items, lasting, strict=True), 1)
    )
    return DayCard(
        notice=day.notice,
        advice=of_the_day(day.decision),
        left_out=tuple(_left_out(day)),
        name=plan.name,
        title=plan.program.title,
        kind=TITLES[plan.kind],
        minutes=minutes(sheet.timeline.total),
        about=any(block.pace is Pace.OWN for block in sheet.timeline.blocks),
        items=items,
        needs=together(need for item in items for need in item.needs),
        kinds=_kinds(plan),
        missing=tuple(
            Choice(need.answer, f"No {need.name}", " or ".join(need.household), need.answer in plan.missing)
            for need in plan.asked
        ),
        sides=tuple(Choice(side.value, side.value.capitalize(), "", side is plan.settings.first_side) for side in Side),
        query=query_of(plan),
    )


@lru_cache(maxsize=64)
def stills_of_today(day: Day, pictures: Pictures) -> tuple[Still, ...]:
    """What somebody who looks at the page is about to ask for."""
    program, side = day.plan.program, SIDES[day.plan.settings.first_side]
    return tuple(still for item in day.plan.items for still in pictures.stills(movement_of(program, item), side))


def query_of(plan: Plan) -> str:
    """What the player and the package are asked for, so that they come out as this plan."""
    return urlencode(
        {"kind": str(plan.kind), "missing": ",".join(plan.missing), "first": str(plan.settings.first_side)}, safe=","
    )


def _kinds(plan: Plan) -> tuple[Choice, ...]:
    if not plan.program.short_session:
        return ()
    return tuple(Choice(kind.value, TITLES[kind], "", kind is plan.kind) for kind in SessionKind)


def _left_out(day: Day) -> Iterator[LeftOut]:
    """What is withheld or locked today, in the order of the session."""
    for one in day.decision.exercises:
        if one.dose is None:
            title = f"{one.title}, {one.side} side" if one.side else one.title
            yield LeftOut(anchor_of(one.exercise, one.side), title, coach_cards((one,), day.decision.day))


def _of(day: Day, item: Item) -> tuple[CoachCard, ...]:
    """What the coach says of an item: of its side, or of both."""
    sides = (item.side,) if item.side else ("left", "right", None)
    found = [one for one in day.decision.exercises if one.exercise == item.exercise and one.dose is not None]
    return coach_cards([one for one in found if one.side in sides], day.decision.day)


def _item(day: Day, item: Item, number: int, lasts: int, pictures: Pictures) -> ItemCard:
    plan = day.plan
    section = with_why(plan.program, item)
    easier = plan.easier(item)
    instead = plan.program.exercise(item.exercise).title if item.instead_of_because else ""
    return ItemCard(
        number=number,
        title=item_title(section, item),
        words=item_words(item),
        minutes=lasts,
        instead_of=instead,
        because=_because(plan.program, item) if instead else "",
        why=tuple(map(inline, section.why)),
        steps=tuple(map(inline, section.steps)),
        cautions=tuple(map(inline, section.cautions)),
        needs=needs_of(plan.program, section),
        easier=_easier(plan.program, item, easier) if easier else None,
        anchor=anchor_of(item.exercise, item.side),
        coach=_of(day, item),
        picture=pictures.telling(movement_of(plan.program, item), SIDES[plan.settings.first_side]),
    )


def movement_of(program: Program, item: Item) -> str | None:
    """The movement that is done; in a circuit, the first of those that are."""
    sections = (program.exercise(name) for name in (item.variant, *item.members))
    return next((section.movement for section in sections if section.movement), None)


def _because(program: Program, item: Item) -> str:
    """``because there is no ball today``; for what a person told of their body, their answer in plain words."""
    answer = item.instead_of_because
    things = {need.answer: need for section in program.sections.values() for need in section.needs}
    if answer in things:
        return f"because there is no {things[answer].name} today"
    return f"because of your answer: {answer.replace('-', ' ')}"


def _easier(program: Program, item: Item, easier: Item) -> EasierCard:
    section: Section = program.exercise(easier.variant)
    return EasierCard("" if easier.variant == item.variant else section.title, item_words(easier))
