"""What the shipped clips must hold: every phrase of the shipped programs, and pieces for everybody else's."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources.abc import Traversable

from unkink.program.check import check
from unkink.session.phrases import all_phrases
from unkink.session.spoken import as_phrase
from unkink.session.words import number_words
from unkink.voice.words import words_of

VOCABULARY = "vocabulary.txt"
COUNTED_TO = 120
"""Every number up to here has a clip of its own: two minutes of seconds. Larger ones are put together."""


def phrases_to_ship(library: Traversable) -> tuple[str, ...]:
    """Each phrase that must have a clip, once: of every program in ``library``, then the numbers and the vocabulary.

    A piece of the vocabulary that some program says anyway, word for word, is not rendered twice.
    """
    phrases = {phrase: words_of(phrase) for phrase in _of_programs(library / "programs")}
    said = set(phrases.values())
    for piece in (*_numbers(), *_vocabulary(library / "voice")):
        if (words := words_of(piece)) not in said:
            phrases[piece] = words
            said.add(words)
    return tuple(phrases)


def _of_programs(folder: Traversable) -> Iterator[str]:
    for path in sorted(folder.iterdir(), key=lambda path: path.name):
        if path.name.endswith(".md"):
            program = check(path.read_bytes()).program
            if program is None:
                raise ValueError(f"{path.name} has errors: run `unkink check`")
            yield from all_phrases(program)


def _vocabulary(folder: Traversable) -> Iterator[str]:
    for line in (folder / VOCABULARY).read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield line.strip()


def _numbers() -> Iterator[str]:
    for number in (*range(COUNTED_TO + 1), *range(200, 1000, 100)):
        yield as_phrase(number_words(number))
