"""How a record declares the YAML keys of its fields."""

from __future__ import annotations

from dataclasses import MISSING, Field, dataclass, field, fields
from typing import Any


@dataclass(frozen=True, slots=True)
class Key:
    """A field's YAML key and what it means, in the language of the file's author.

    `decimals` bounds the digits after the point of amounts and quantities. `yearly` numbers
    hold for one year: next year's file asks for them again.
    """

    name: str
    meaning: str
    decimals: int = 2
    yearly: bool = True


def key(
    name: str, meaning: str, default: Any = MISSING, *, decimals: int = 2, yearly: bool = True
) -> Any:
    """A dataclass field with its YAML key; without a default the key is required."""
    return field(default=default, metadata={"key": Key(name, meaning, decimals, yearly)})


def keys_of(record: type) -> tuple[tuple[Field[Any], Key], ...]:
    """The declared fields of a record, in order."""
    return tuple((f, f.metadata["key"]) for f in fields(record) if "key" in f.metadata)
