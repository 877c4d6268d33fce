"""A place in a spec by its keys: 基本支出.按经济科目.30217, 项目.因公出访费用.金额."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from generator.model.ledger import Fund
from generator.model.spec import Standing
from generator.read.nodes import Mapping, Node, Scalar, Sequence
from generator.read.record import nearest
from generator.read.values import CARRIED, INCLUDE

# The number of an item; longer ones are codes.
_NUMBER = re.compile("[0-9]{1,3}")
# The keys whose words name an item of a list.
NAMES = ("名称", "品名", "所属单位")


class UnknownPathError(Exception):
    """No scalar stands at a path; the message says up to where it leads and what is there."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a path leads: a scalar, the key it stands behind, the positions on the way there.

    `key` is None for an item of a list; `flow` says whether brackets or braces are around it.
    """

    positions: tuple[int, ...]
    scalar: Scalar
    key: Scalar | None
    flow: bool


def find(tree: Node, path: str) -> Place:
    """The scalar at a path.

    Keys are separated by `.` or `/`; an item of a list is named by its name or its number from
    1. A key may itself hold separators. A list of one item needs no step, and an item that
    stands without a dash where a list could may be named all the same. Raises
    `UnknownPathError`.
    """
    search = _Search()
    place = search.below(tree, path, _Way()) if path else None
    if place is None:
        raise UnknownPathError(search.failures[0] if search.failures else _unknown("", tree))
    return place


def with_value(tree: Node, place: Place, value: str) -> Node:
    """The tree with another value at a place."""
    return _with_value(tree, place.positions, value)


def scalar_at(tree: Node, place: Place) -> Scalar:
    """What stands now where a place was found in a tree of the same shape."""
    node = tree
    for index in place.positions:
        assert not isinstance(node, Scalar)  # the shape is the same
        node = node.entries[index][1] if isinstance(node, Mapping) else node.items[index]
    assert isinstance(node, Scalar)
    return node


@dataclass(frozen=True, slots=True)
class _Way:
    """What was passed on the way to a node; `step` is the last part of the path."""

    positions: tuple[int, ...] = ()
    key: Scalar | None = None
    flow: bool = False
    step: str = ""

    def to(self, parent: Mapping | Sequence, index: int, step: str) -> _Way:
        key = parent.entries[index][0] if isinstance(parent, Mapping) else None
        return _Way((*self.positions, index), key, self.flow or parent.flow, step)


@dataclass
class _Search:
    """Every way to read a path, the longest keys first; what was in vain is not tried again."""

    failures: list[str] = field(default_factory=list)
    tried: set[tuple[int, int]] = field(default_factory=set)

    def below(self, node: Node, path: str, way: _Way) -> Place | None:
        if (id(node), len(path)) in self.tried:
            return None
        self.tried.add((id(node), len(path)))
        if not path:
            return self._end(node, way)
        ahead = list(_ahead(node, path, way))
        beyond = _beyond(node, path)
        if beyond:
            self.failures.append(f"“{way.step}”{beyond}。")
        for child, rest, further in ahead:
            place = self.below(child, rest, further)
            if place is not None:
                return place
        if not ahead and not beyond:
            self.failures.append(_unknown(path, node))
        return None

    def _end(self, node: Node, way: _Way) -> Place | None:
        if isinstance(node, Sequence) and len(node.items) == 1:
            return self._end(node.items[0], way.to(node, 0, way.step))
        if isinstance(node, Scalar):
            return Place(way.positions, node, way.key, way.flow)
        below = list(_positions(node))
        if isinstance(node, Mapping) and below == [INCLUDE]:
            file = node.entries[0][1]
            said = file.value if isinstance(file, Scalar) else ""
            self.failures.append(f"“{way.step}”的文字在文件“{said}”里，请直接改那个文件。")
        else:
            self.failures.append(
                f"“{way.step}”下面还有几项，请写到具体的一项：{'、'.join(below[:30])}。"
            )
        return None


def words(scalar: Scalar) -> str:
    """The text of a scalar as the reader takes it."""
    return scalar.value.strip("\n") if scalar.block else scalar.value.strip()


def _ahead(node: Node, path: str, way: _Way) -> Iterator[tuple[Node, str, _Way]]:
    """The nodes that the beginning of a path may mean, with the rest of the path."""
    if isinstance(node, Scalar):
        # A bare number is 一般公共预算; what is carried over is read into the same part.
        if way.key is not None and words(way.key) == CARRIED and path == Fund.GENERAL:
            yield node, "", way
        return
    positions = _positions(node)
    for name in sorted((n for n in positions if _begins(path, n)), key=len, reverse=True):
        index = positions[name]
        child = node.entries[index][1] if isinstance(node, Mapping) else node.items[index]
        yield child, path[len(name) + 1 :], way.to(node, index, name)
    if isinstance(node, Sequence) and len(node.items) == 1:
        yield node.items[0], path, way.to(node, 0, way.step)
    name = _name(node)
    if name and _begins(path, name):
        yield node, path[len(name) + 1 :], replace(way, step=name)


def _begins(path: str, name: str) -> bool:
    return path == name or (path.startswith(name) and path[len(name)] in "./")


def _beyond(node: Node, path: str) -> str:
    """What to say where a path asks for an item by a number that a list does not have."""
    first = path.replace("/", ".").partition(".")[0]
    if not isinstance(node, Sequence) or not _NUMBER.fullmatch(first):
        return ""
    count = len(node.items)
    return "" if 0 < int(first) <= count else f"共有 {count} 项，没有第 {int(first)} 项"


def _positions(node: Node) -> dict[str, int]:
    """The position of each child by its name; of items that share a name the first."""
    names: dict[str, int] = {}
    if isinstance(node, Mapping):
        names = {words(key): index for index, (key, _) in enumerate(node.entries)}
    elif isinstance(node, Sequence):
        named = [(_name(item) or str(index + 1), index) for index, item in enumerate(node.items)]
        # What has ended is named by its number where something else has its name.
        for name, index in sorted(named, key=lambda pair: _has_ended(node.items[pair[1]])):
            names.setdefault(name, index)
        for index in range(len(node.items)):
            names.setdefault(str(index + 1), index)
    return names


def _name(item: Node) -> str:
    entries = item.entries if isinstance(item, Mapping) else ()
    named = {key.value: words(value) for key, value in entries if isinstance(value, Scalar)}
    return next((named[name] for name in NAMES if named.get(name)), "")


def _has_ended(item: Node) -> bool:
    return isinstance(item, Mapping) and any(
        isinstance(value, Scalar) and (key.value, words(value)) == ("状态", Standing.ENDED)
        for key, value in item.entries
    )


def _with_value(tree: Node, positions: tuple[int, ...], value: str) -> Node:
    if isinstance(tree, Scalar):
        plain = tree.plain and value != "~"  # a word, not a blank
        return Scalar(value, tree.span, False, plain, value, tree.start, tree.end)
    index, rest = positions[0], positions[1:]
    if isinstance(tree, Mapping):
        key, old = tree.entries[index]
        child = _with_value(old, rest, value)
        return replace(
            tree, entries=(*tree.entries[:index], (key, child), *tree.entries[index + 1 :])
        )
    child = _with_value(tree.items[index], rest, value)
    return replace(tree, items=(*tree.items[:index], child, *tree.items[index + 1 :]))


def _unknown(path: str, node: Node) -> str:
    if isinstance(node, Scalar):
        return f"“{node.value}”下面没有“{path}”。"
    names = list(_positions(node))
    first = path.replace("/", ".").partition(".")[0]
    named = [name for name in names if not name.isdecimal() or len(name) > 3] or names
    return f"没有“{first}”这一项。{nearest(first, named)}"
