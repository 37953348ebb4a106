"""The validators that a shape stands for, compiled once for each kind of event.

They are pydantic's own, put together from shapes rather than from models: so the events that everybody else handles
are plain frozen dataclasses, and every bound is written once.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from pydantic_core import CoreConfig, CoreSchema, SchemaSerializer, SchemaValidator, core_schema

from unkink.wire.event import TELLS, Kind
from unkink.wire.facts import LONGEST_FACT, MOST_IN_FACT, WHOLE_FACT, Facts
from unkink.wire.leaves import Name, Text, Whole
from unkink.wire.shapes import Field, Many, Named, Record, Shape, event_of, shape_of

STRICT = CoreConfig(extra_fields_behavior="forbid")


@cache
def events() -> SchemaValidator:
    """Validates a list of events of any kinds."""
    kinds: dict[Any, CoreSchema] = {str(kind): core(event_of(kind)) for kind in Kind}
    return SchemaValidator(core_schema.list_schema(core_schema.tagged_union_schema(kinds, "kind")))


@cache
def event(kind: Kind) -> SchemaValidator:
    """Validates one event of that kind."""
    return SchemaValidator(core(event_of(kind)))


@cache
def data(kind: Kind) -> SchemaValidator:
    """Validates the data of an event of that kind."""
    return SchemaValidator(core(shape_of(TELLS[kind])))


@cache
def data_writer(kind: Kind) -> SchemaSerializer:
    """Writes the data of an event of that kind."""
    return SchemaSerializer(core(shape_of(TELLS[kind])))


@cache
def envelope_writer() -> SchemaSerializer:
    """Writes everything about an event, of whatever kind, but its data."""
    record = event_of(Kind.UNDONE)
    fields = [_field(field) for field in record.fields if field.name != "data"]
    unwritten = core_schema.dataclass_field("data", core_schema.any_schema(), serialization_exclude=True)
    return SchemaSerializer(_made(record, [*fields, unwritten]))


def core(shape: Shape) -> CoreSchema:
    """The schema of a shape, as pydantic's core takes it."""
    match shape:
        case Record():
            return _record(shape)
        case Many(each, most):
            return core_schema.tuple_variable_schema(core(each), max_length=most)
        case Named(most):
            return _facts(most)
        case leaf:
            return leaf.core()


def _record(record: Record) -> CoreSchema:
    return _made(record, [_field(field) for field in record.fields])


def _made(record: Record, made: list[core_schema.DataclassField]) -> CoreSchema:
    arguments = core_schema.dataclass_args_schema(record.made.__name__, made)
    names = [field.name for field in record.fields]
    return core_schema.dataclass_schema(record.made, arguments, names, slots=True, config=STRICT)


def _field(field: Field) -> core_schema.DataclassField:
    schema = core(field.shape)
    if field.optional:
        nullable = core_schema.nullable_schema(schema) if field.default is None else schema
        schema = core_schema.with_default_schema(nullable, default=field.default)
    key = None if field.key == field.name else field.key
    return core_schema.dataclass_field(field.name, schema, validation_alias=key, serialization_alias=key)


def _facts(most: int) -> CoreSchema:
    value = core_schema.union_schema([
        core_schema.bool_schema(strict=True),
        Whole(-WHOLE_FACT, WHOLE_FACT).core(),
        core_schema.float_schema(strict=True, allow_inf_nan=False, ge=-WHOLE_FACT, le=WHOLE_FACT),
        Text(LONGEST_FACT).core(),
    ])  # fmt: skip
    several = core_schema.list_schema(value, max_length=MOST_IN_FACT)
    named = core_schema.dict_schema(Name().core(), core_schema.union_schema([value, several]), max_length=most)
    written = core_schema.plain_serializer_function_ser_schema(dict)
    return core_schema.no_info_after_validator_function(Facts, named, serialization=written)
