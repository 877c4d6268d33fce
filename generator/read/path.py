"""A place in a spec by its keys: 基本支出.按经济科目.30217, 项目.因公出访费用.金额."""

from __future__ import annotations

from generator.read import nodes
from generator.read.nodes import Mapping, Node, Scalar, Sequence
from generator.read.record import nearest

# The keys whose words name an item of a list.
NAMES = ("名称", "品名", "所属单位")


class UnknownPathError(Exception):
    """No scalar stands at a path; the message says up to where it leads and what is there."""


def replaced(tree: Node, path: str, value: str) -> tuple[Node, Scalar]:
    """The tree with another value at a path, and the scalar that stood there.

    Keys are separated by `.` or `/`; an item of a list is named by its name or its number from
    1. A key may itself hold separators. Raises `UnknownPathError`.
    """
    if isinstance(tree, Scalar):
        raise UnknownPathError(f"“{tree.value}”下面没有“{path}”。")
    children = _children(tree)
    fitting = sorted((n for n in children if _begins(path, n)), key=len, reverse=True)
    if not fitting:
        raise UnknownPathError(_unknown(path, tuple(children)))
    name = fitting[0]
    index, rest = children[name], path[len(name) + 1 :]
    child = _child(tree, index)
    if rest:
        changed, was = replaced(child, rest, value)
    elif isinstance(child, Scalar):
        changed, was = Scalar(value, child.span, plain=child.plain, raw=value), child
    else:
        below = "、".join(_children(child))
        raise UnknownPathError(f"“{name}”下面还有几项，请写到具体的一项：{below}。")
    return _with_child(tree, index, changed), was


def _begins(path: str, name: str) -> bool:
    return path == name or (path.startswith(name) and path[len(name)] in "./")


def _children(node: Node) -> dict[str, int]:
    """The position of each child by its name; of items that share a name the first."""
    names: dict[str, int] = {}
    if isinstance(node, Mapping):
        names = {key.value: index for index, (key, _) in enumerate(node.entries)}
    elif isinstance(node, Sequence):
        for index, item in enumerate(node.items):
            names.setdefault(_name(item) or str(index + 1), index)
        for index in range(len(node.items)):
            names.setdefault(str(index + 1), index)
    return names


def _name(item: Node) -> str:
    entries = item.entries if isinstance(item, Mapping) else ()
    words = {key.value: value.value for key, value in entries if isinstance(value, Scalar)}
    return next((words[name] for name in NAMES if name in words), "")


def _child(tree: Mapping | Sequence, index: int) -> Node:
    return tree.entries[index][1] if isinstance(tree, Mapping) else tree.items[index]


def _with_child(tree: Mapping | Sequence, index: int, child: Node) -> Node:
    if isinstance(tree, Mapping):
        key = tree.entries[index][0]
        entries = (*tree.entries[:index], (key, child), *tree.entries[index + 1 :])
        return nodes.Mapping(entries, tree.span)
    return nodes.Sequence((*tree.items[:index], child, *tree.items[index + 1 :]), tree.span)


def _unknown(path: str, names: tuple[str, ...]) -> str:
    first = path.replace("/", ".").partition(".")[0]
    named = [name for name in names if not name.isdecimal() or len(name) > 3] or list(names)
    return f"没有“{first}”这一项。{nearest(first, named)}"
