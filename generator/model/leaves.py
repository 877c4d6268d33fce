"""Every value of a spec with the path that leads to it, for whoever goes through a file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, is_dataclass
from typing import Any

from generator.model.key import Key, keys_of
from generator.model.source import Span
from generator.model.spec import Decided, Project, Reason, Spec, Standing
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

Scalar = Text | Amount | Quantity | Percent | Standing
# The keys whose words name an item of a list, and the fields that hold them.
NAMES = {"name": "名称", "unit": "所属单位"}
_PROJECTS = next(key for field, key in keys_of(Spec) if field.name == "projects")


@dataclass(frozen=True, slots=True)
class Leaf:
    """One value: `path` as `gongkai set` takes it, `key` the declaration it was read by."""

    path: str
    key: Key
    value: Scalar
    span: Span

    @property
    def section(self) -> str:
        """The top key it stands under."""
        return self.path.partition(".")[0]


def leaves(spec: Spec) -> Iterator[Leaf]:
    """Every value that stands in a file, in the order of the declared keys."""
    for field, key in keys_of(type(spec)):
        yield from _below(getattr(spec, field.name), key.name, key)


def project_leaves(project: Project) -> Iterator[Leaf]:
    """The values of one project; their paths begin with its name."""
    yield from _below(project, project.name.value, _PROJECTS)


def _below(value: Any, path: str, key: Key) -> Iterator[Leaf]:
    if isinstance(value, (Text, Amount, Quantity, Percent)):
        yield Leaf(path, key, value, value.span)
    elif isinstance(value, Decided):
        yield Leaf(path, key, value.standing, value.span)
    elif isinstance(value, Funding):
        yield from _funding(value, path, key)
    elif isinstance(value, Split):
        yield from _below(value.whole or value.parts, path, key)
    elif isinstance(value, Portion):
        yield from _below(value.amount, path, key)
    elif isinstance(value, Reason):
        yield from _below(value.text, path, key)
        for number, item in enumerate(value.items, 1):
            yield from _below(item, f"{path}.{number}", key)
    elif isinstance(value, tuple):
        yield from _items(value, path, key)
    elif is_dataclass(value):
        for field, below in keys_of(type(value)):
            yield from _below(getattr(value, field.name), f"{path}.{below.name}", below)


def _items(items: tuple[Any, ...], path: str, key: Key) -> Iterator[Leaf]:
    taken: set[str] = set()
    for number, item in enumerate(items, 1):
        if isinstance(item, Entry):
            yield from _below(item.value, f"{path}.{item.name}", key)
            continue
        name = _named(item)
        # One element needs no dash in front of it, and then no name in the path.
        word = str(name) if name and str(name) not in taken else str(number)
        taken.add(word)
        step = f".{word}" if name or len(items) > 1 else ""
        yield from _below(item, path + step, key)


def _funding(value: Funding, path: str, key: Key) -> Iterator[Leaf]:
    for part in value.parts:
        steps = ["上年结转"] * part.carried + [part.fund.value]
        bare = part.amount.span == value.span
        yield Leaf(path if bare else ".".join((path, *steps)), key, part.amount, part.amount.span)


def _named(record: Any) -> Text | None:
    """The words that name an item of a list."""
    for field in NAMES:
        value = getattr(record, field, None)
        if isinstance(value, Text) and value:
            return value
    return None
