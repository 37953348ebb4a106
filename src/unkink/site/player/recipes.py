"""Recipes: all that is needed to make one track again, small enough for its address, and signed.

So tracks need no table: their addresses are made when a session is shown, and whoever has one can ask for its track on
any day. Nobody can have the server make what it never offered. A recipe says which exercise at which dose, and nothing
about whose it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from django.core import signing

from unkink.program.cursor import DoseError
from unkink.program.dose_grammar import read_dose
from unkink.program.prescription import Item, Prescription
from unkink.program.program import Program
from unkink.session.compile import compile_session
from unkink.session.lead_in import lead_in
from unkink.session.settings import Settings
from unkink.session.timeline import Timeline
from unkink.site.player.preferences import Preferences, preferences_of
from unkink.site.player.preferences import as_json as preferences_json
from unkink.site.programs.movements import shipped_facts
from unkink.voice.block_sound import BlockSound, block_sounds
from unkink.voice.clips import Clips

_SIGNER = signing.Signer(salt="unkink.site.player.recipes")


class Place(StrEnum):
    """Where in its session an exercise stands: the first asks for what it needs, the last says that all is over."""

    ONLY = "only"
    FIRST = "first"
    BETWEEN = "between"
    LAST = "last"

    @classmethod
    def of(cls, index: int, count: int) -> Place:
        if count == 1:
            return cls.ONLY
        return cls.FIRST if index == 0 else cls.LAST if index == count - 1 else cls.BETWEEN


@dataclass(frozen=True, slots=True)
class BlockRecipe:
    """One block of one item: ``block`` counts the item's blocks from 0.

    ``name`` is the program's id on the shelf, ``hash`` the beginning of its hash.
    """

    name: str
    hash: str
    item: Item
    place: Place
    block: int
    settings: Settings


@dataclass(frozen=True, slots=True)
class LeadInRecipe:
    """Three, two, one."""

    settings: Settings


Recipe = BlockRecipe | LeadInRecipe


HASH_LETTERS = 16  # of a program's hash: enough to tell any two texts of one program apart


class UnknownRecipe(ValueError):
    """Signed by nobody here, or of a kind that is no longer read."""


def recipes_of(
    name: str, program: Program, items: tuple[Item, ...], timeline: Timeline, settings: Settings
) -> Iterator[BlockRecipe]:
    """A recipe for each block of that session of the items."""
    first: dict[int, int] = {}
    for block in timeline.blocks:
        first.setdefault(block.item, block.index)
        place = Place.of(block.item, len(items))
        yield BlockRecipe(
            name, program.hash[:HASH_LETTERS], items[block.item], place, block.index - first[block.item], settings
        )


def signed(recipe: Recipe) -> str:
    """The recipe as a piece of an address: letters, digits, ``-``, ``_``, ``.`` and ``:``."""
    return _SIGNER.sign_object(_written(recipe), compress=True)


def read_recipe(text: str) -> Recipe:
    """The recipe in a piece of an address.

    Raises:
        UnknownRecipe: if this server never signed it, or it was signed by another version and reads otherwise now.
    """
    try:
        return _read(_SIGNER.unsign_object(text))
    except (signing.BadSignature, ValueError, TypeError, DoseError) as error:
        raise UnknownRecipe(str(error)) from error


def sound_of(recipe: Recipe, program: Program | None, voice: Clips) -> BlockSound:
    """What sounds in the track of that recipe; ``program`` is the one that a block's recipe names.

    Raises:
        LookupError: if the program has no such exercise, or the exercise no such block.
    """
    if isinstance(recipe, LeadInRecipe):
        (sound,) = block_sounds(lead_in(recipe.settings), voice)
        return sound
    if program is None:
        raise LookupError(recipe.name)
    items, index = _among(recipe)
    timeline = compile_session(program, Prescription(program.hash, items), recipe.settings, movements=shipped_facts())
    blocks = [block for block in timeline.blocks if block.item == index]
    return block_sounds(timeline, voice)[blocks[recipe.block].index]


def _among(recipe: BlockRecipe) -> tuple[tuple[Item, ...], int]:
    """The item with neighbours (itself: nothing of them is heard but where they are), and which of them it is."""
    match recipe.place:
        case Place.ONLY:
            return (recipe.item,), 0
        case Place.FIRST:
            return (recipe.item,) * 2, 0
        case Place.BETWEEN:
            return (recipe.item,) * 3, 1
        case Place.LAST:
            return (recipe.item,) * 2, 1


def _written(recipe: Recipe) -> list[object]:
    if isinstance(recipe, LeadInRecipe):
        return [_settings_written(recipe.settings)]
    item = recipe.item
    what = [item.exercise, item.variant, item.rung, str(item.dose), list(item.members), *filter(None, [item.side])]
    return [recipe.name, recipe.hash, what, str(recipe.place), recipe.block, _settings_written(recipe.settings)]


def _read(written: object) -> Recipe:
    match written:
        case [dict() as settings]:
            return LeadInRecipe(preferences_of(settings).settings())
        case [
            str() as name,
            str() as hash_,
            [str() as exercise, str() as variant, int() as rung, str() as dose, list() as members, *side],
            str() as place,
            int() as block,
            dict() as settings,
        ]:
            whole = tuple(map(str, members))
            item = Item(exercise, variant, rung, read_dose(dose), whole, side="".join(map(str, side)))
            return BlockRecipe(name, hash_, item, Place(place), block, preferences_of(settings).settings())
        case _:
            raise ValueError("no recipe")


def _settings_written(settings: Settings) -> dict[str, object]:
    """Only what is not as usual: most addresses need none of it."""
    chosen = Preferences(
        rest=settings.rest,
        rest_between_reps=settings.rest_between_reps,
        change=settings.change,
        switch=settings.switch,
        countdown=settings.countdown,
        pace=settings.pace,
        verbosity=settings.verbosity,
        first_side=settings.first_side,
    )
    return preferences_json(chosen)
