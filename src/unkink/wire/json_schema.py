"""The JSON Schema of an event, for those who write events in other languages: made from the shapes themselves."""

from __future__ import annotations

from collections.abc import Mapping

from unkink.wire.event import NEEDS, TELLS, Kind
from unkink.wire.facts import LONGEST_FACT, MOST_IN_FACT, WHOLE_FACT
from unkink.wire.leaves import Choice, JsonSchema, Name, Text
from unkink.wire.shapes import Field, Many, Named, Record, Shape, event_of, shape_of

DIALECT = "https://json-schema.org/draft/2020-12/schema"
NOTE = "An event of the log of Unkink, version 1. docs/events.md says what each key means. Generated from the code."


def event_schema() -> JsonSchema:
    """An event of any kind. What no schema can say: ``tz`` is a known zone, the whole line has 65536 bytes at most."""
    common = [field for field in event_of(Kind.SCHEDULE).fields if field.name != "data"]  # a kind that needs no more
    data = {"type": "object", "description": "what this kind tells: see $defs"}
    return {
        "$schema": DIALECT,
        "title": "unkink-event-1",
        "description": NOTE,
        "type": "object",
        "required": [*(field.key for field in common if not field.optional), "data"],
        "additionalProperties": False,
        "properties": {**{field.key: _property(field) for field in common}, "data": data},
        "oneOf": [_of_kind(kind) for kind in Kind],
        "$defs": {str(kind): _schema(shape_of(TELLS[kind])) for kind in Kind},
    }


def _of_kind(kind: Kind) -> JsonSchema:
    """What an event of one kind has beyond what all have: its data, and fields that may not be null."""
    needed = NEEDS.get(kind, ())
    there = {name: {"type": "string"} for name in needed}
    properties = {"kind": {"const": str(kind)}, **there, "data": {"$ref": f"#/$defs/{kind}"}}
    return {"required": list(needed), "properties": properties, **RULES.get(kind, {})}


def _schema(shape: Shape) -> JsonSchema:
    match shape:
        case Record(fields=fields):
            return {
                "type": "object",
                "required": [field.key for field in fields if not field.optional],
                "additionalProperties": False,
                "properties": {field.key: _property(field) for field in fields},
            }
        case Many(each, most):
            return {"type": "array", "maxItems": most, "items": _schema(each)}
        case Named(most):
            return _facts(most)
        case leaf:
            return leaf.json_schema()


def _property(field: Field) -> JsonSchema:
    """A field that may be null says so in its type, or among its words."""
    schema = _schema(field.shape)
    if not field.optional or field.default is not None:
        return schema
    if isinstance(field.shape, Choice):
        return {"enum": [*field.shape.words, None]}
    return {**schema, "type": [schema["type"], "null"]}


def _facts(most: int) -> JsonSchema:
    number = {"type": "number", "minimum": -WHOLE_FACT, "maximum": WHOLE_FACT}
    values = [{"type": "boolean"}, number, Text(LONGEST_FACT).json_schema()]
    several = {"type": "array", "maxItems": MOST_IN_FACT, "items": {"anyOf": values}}
    return {
        "type": "object",
        "maxProperties": most,
        "propertyNames": Name().json_schema(),
        "additionalProperties": {"anyOf": [*values, several]},
    }


def _told(told: JsonSchema) -> JsonSchema:
    return {"required": ["data"], "properties": {"data": told}}


def _just(key: str, other: str, kind: str) -> JsonSchema:
    return _told({"required": [key], "properties": {key: {"type": kind}, other: {"type": "null"}}})


NO_EXERCISE: JsonSchema = {"properties": {"exercise": {"type": "null"}}}
AN_EXERCISE: JsonSchema = {"required": ["exercise"], "properties": {"exercise": {"type": "string"}}}
USUAL_PAIN = _told({"properties": {"of": {"const": "usual"}}})
OF_THE_SESSION: JsonSchema = {"allOf": [NO_EXERCISE, _just("rpe", "felt", "integer")]}
OF_AN_EXERCISE: JsonSchema = {"allOf": [AN_EXERCISE, _just("felt", "rpe", "string")]}

# The rules of unkink.wire.rules once more; a property test holds the two to each other.
RULES: Mapping[Kind, JsonSchema] = {
    Kind.PAIN: {"if": USUAL_PAIN, "then": NO_EXERCISE, "else": AN_EXERCISE},
    Kind.EFFORT: {"oneOf": [OF_THE_SESSION, OF_AN_EXERCISE]},
}
