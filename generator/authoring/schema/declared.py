"""The declared keys of the records as shapes: whatever key is declared, editors know it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, field
from enum import StrEnum
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from generator.authoring.schema import shapes
from generator.authoring.schema.offered import (
    ANY,
    NONE,
    Offered,
    code_length,
    economics,
    last_level,
    offered,
)
from generator.authoring.schema.shapes import Shape, described
from generator.model.key import Key, keys_of
from generator.model.number import Unit
from generator.model.pack import Catalog, Pack
from generator.model.spec import (
    Decided,
    Detail,
    Project,
    Reason,
    ReasonItem,
    Spec,
    Standing,
    Waiver,
)
from generator.model.table_rule import Axis
from generator.model.values import (
    Amount,
    Entry,
    Funding,
    Percent,
    Portion,
    Quantity,
    Split,
    Text,
)

# Texts that only some words fit.
_CODES = {
    (Detail, "function"): Axis.FUNCTION,
    (Detail, "economic"): Axis.ECONOMIC,
    (Project, "function"): Axis.FUNCTION,
}
_MONEY = (Amount, Funding, Portion)


@dataclass
class Declared:
    """Shapes of a pack's specs; what is used in several places stands in `definitions` once."""

    pack: Pack
    definitions: dict[str, Shape] = field(default_factory=dict)

    def spec(self) -> Shape:
        """The whole file."""
        return self._record(Spec)

    def _record(self, record: type) -> Shape:
        hints = get_type_hints(record)
        properties, required = {}, []
        for declared, key in keys_of(record):
            hint = _inner(hints[declared.name])
            needed = declared.default is MISSING
            required += [key.name] * needed
            shape = self._value(hint, key, (record, declared.name))
            properties[key.name] = described(_meaning(hint, key), shape, needed)
        return shapes.mapping(properties, required)

    def _value(self, hint: Any, key: Key, owner: tuple[type, str] | None) -> Shape:
        word = self._word(owner)
        if word is not None:
            return word
        if get_origin(hint) is tuple:
            (item, *_) = get_args(hint)
            if get_origin(item) is Entry:
                return self._entries(get_args(item)[0], key, owner)
            return shapes.list_of(self._value(item, key, None))
        if issubclass(hint, StrEnum):
            return shapes.choice(hint)
        if hint is Decided:
            return shapes.choice(Standing)
        name = f"{hint.__name__}{key.decimals}" if hint in (Amount, Quantity) else hint.__name__
        make = _SCALARS.get(hint)
        if make is None:
            return self._shared(name, lambda: {"title": key.name, **self._record(hint)})
        return self._shared(name, lambda: make(self, key))

    def _word(self, owner: tuple[type, str] | None) -> Shape | None:
        """The shape of a text that only some words fit."""
        if owner in _CODES:
            return self._code(_CODES[owner])
        if owner == (Spec, "pack"):
            return {"const": self.pack.name}
        if owner == (Spec, "unit"):
            return shapes.choice(Unit)
        if owner == (Spec, "year"):
            return shapes.year()
        return shapes.day() if owner == (Waiver, "until") else None

    def _split(self, key: Key) -> Shape:
        amount = self._value(Amount, key, None)
        return {"anyOf": [self._code(Axis.ECONOMIC), self._mapping(amount, economics(self.pack))]}

    def _reason(self, key: Key) -> Shape:
        items = {"type": "array", "items": self._value(ReasonItem, key, None)}
        return {"anyOf": [self._value(Text, key, None), items]}

    def _entries(self, hint: Any, key: Key, owner: tuple[type, str] | None) -> Shape:
        value = self._value(hint, key, None)
        given = offered(*owner, self.pack) if owner is not None else None
        if given is None:
            return shapes.mapping({}, others=described(key.meaning, value))
        return self._mapping(value, given)

    def _mapping(self, value: Shape, given: Offered) -> Shape:
        named = {name: described(meaning, value) for name, meaning in given.names}
        shape = dict(shapes.mapping(named, others=value if given.others == ANY else None))
        if given.catalogs:
            shape["allOf"] = [self._names(axis) for axis in given.catalogs]
        if given.others not in (ANY, NONE):
            shape["patternProperties"] = {given.others: value}
        return shape

    def _names(self, axis: Axis) -> Shape:
        names = last_level(self._catalog(axis)).items()
        # Their values have the shape that the mapping says; here are only the names.
        known = {code: described(name, {}) for code, name in names}
        return self._shared(f"{axis.capitalize()}Names", lambda: {"properties": known})

    def _code(self, axis: Axis) -> Shape:
        catalog = self._catalog(axis)
        names, length = last_level(catalog), code_length(catalog)
        return self._shared(f"{axis.capitalize()}Code", lambda: shapes.code(names, length))

    def _catalog(self, axis: Axis) -> Catalog:
        return self.pack.function if axis is Axis.FUNCTION else self.pack.economic

    def _shared(self, name: str, make: Callable[[], Shape]) -> Shape:
        if name not in self.definitions:
            self.definitions[name] = {}  # a record may hold records of its own kind
            self.definitions[name] = make()
        return {"$ref": f"#/definitions/{name}"}


def _meaning(hint: Any, key: Key) -> str:
    said = key.meaning
    return f"{said}；单位同“单位”" if hint in _MONEY and "单位" not in said else said


def _inner(hint: Any) -> Any:
    """The type without `None`."""
    if get_origin(hint) not in (Union, UnionType):
        return hint
    return next(option for option in get_args(hint) if option is not NoneType)


_SCALARS: Mapping[Any, Callable[[Declared, Key], Shape]] = {
    Text: lambda _, key: shapes.text(),
    Amount: lambda _, key: shapes.amount(key),
    Quantity: lambda _, key: shapes.quantity(key),
    Percent: lambda _, key: shapes.percent(),
    Portion: lambda _, key: shapes.portion(key),
    Funding: lambda _, key: shapes.funding(key),
    Split: lambda declared, key: declared._split(key),
    Reason: lambda declared, key: declared._reason(key),
}
