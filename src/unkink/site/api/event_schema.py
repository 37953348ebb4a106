"""The JSON Schema of an event as an OpenAPI document can hold it."""

from __future__ import annotations

from typing import Any

from unkink.wire.json_schema import event_schema

DEFINITION = "#/$defs/"
OF_A_DOCUMENT = ("$schema", "$defs")


def embedded_event_schema() -> dict[str, Any]:
    """The schema of an event, each definition where it is used: inside OpenAPI ``#`` is the whole document."""
    schema = event_schema()
    definitions: Any = schema["$defs"]
    return {key: _inlined(value, definitions) for key, value in schema.items() if key not in OF_A_DOCUMENT}


def _inlined(value: object, definitions: dict[str, Any]) -> object:
    match value:
        case {"$ref": str(name)} if name.startswith(DEFINITION):
            return _inlined(definitions[name.removeprefix(DEFINITION)], definitions)
        case dict():
            return {key: _inlined(one, definitions) for key, one in value.items()}
        case list() | tuple():
            return [_inlined(one, definitions) for one in value]
        case _:
            return value
