"""A PDF read back with another library: what a screen reader, a search and a printer get from it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject


@dataclass(frozen=True, slots=True)
class ReadBack:
    """One file. ``squeezed`` is its text without any blank, since lines break where they like."""

    reader: PdfReader

    @property
    def root(self) -> DictionaryObject:
        return self.reader.root_object

    @property
    def squeezed(self) -> str:
        return squeezed("".join(page.extract_text() for page in self.reader.pages))

    @property
    def bookmarks(self) -> list[str]:
        return [str(one.title) for one in _flat(self.reader.outline)]

    @property
    def links(self) -> list[str]:
        annotations = (one.get_object() for page in self.reader.pages for one in page.get("/Annots", ()))
        return [str(one["/A"]["/URI"]) for one in annotations if "/URI" in one.get("/A", {})]

    @property
    def metadata(self) -> str:
        """The file's own description of itself, as XML (XMP)."""
        stream: Any = self.root["/Metadata"].get_object()
        return str(stream.get_data(), "utf-8")

    def says(self, *way: str) -> str:
        """What the catalogue holds at the end of that way."""
        found: Any = self.root
        for key in way:
            found = found[key]
        return str(found)

    def tagged(self, kind: str) -> list[DictionaryObject]:
        """Every structure element of that kind."""
        return [one for one in _elements(self.root["/StructTreeRoot"]) if one.get("/S") == kind]

    def font_sizes(self) -> set[float]:
        """Points, of every letter that stands on a page outside of artifacts such as its foot."""
        found: set[float] = set()
        for page in self.reader.pages:
            page.extract_text(visitor_text=lambda text, cm, tm, font, size: _note(found, text, cm, tm, size))
        return found


def read_back(pdf: bytes) -> ReadBack:
    return ReadBack(PdfReader(BytesIO(pdf), strict=True))


def squeezed(text: str) -> str:
    return "".join(text.replace("\u200b", "").replace("\u00ad", "").split())


def _note(found: set[float], text: str, cm: list[float], tm: list[float], size: float) -> None:
    if text.strip():
        found.add(round(abs(size * tm[3] * cm[3]), 1))


def _flat(outline: Any) -> Iterator[Any]:
    for one in outline:
        if isinstance(one, list):
            yield from _flat(one)
        else:
            yield one


def _elements(node: Any) -> Iterator[DictionaryObject]:
    found = node.get_object() if isinstance(node, IndirectObject) else node
    if isinstance(found, ArrayObject):
        for child in found:
            yield from _elements(child)
    elif isinstance(found, DictionaryObject):
        if "/S" in found:
            yield found
        if "/K" in found:
            yield from _elements(found["/K"])
