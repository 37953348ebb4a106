"""The data of an event as compact JSON, for the column of a database, and back."""

from __future__ import annotations

from unkink.wire import validators
from unkink.wire.event import Kind
from unkink.wire.told import Told


def data_as_json(kind: Kind, data: Told) -> str:
    """Canonical: keys in the order of the fields, those that say nothing left out. Equal data, equal text."""
    return validators.data_writer(kind).to_json(data, by_alias=True, exclude_defaults=True).decode()


def data_from_json(kind: Kind, text: str | bytes) -> Told:
    """What ``data_as_json`` wrote.

    Raises:
        ValueError: if the text is no data of that kind.
    """
    data: Told = validators.data(kind).validate_json(text)
    return data
