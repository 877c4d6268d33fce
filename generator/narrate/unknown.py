"""Names that a text uses and nobody has given: found before it is rendered, all at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from jinja2 import nodes

from generator.read.record import nearest

# What a loop variable or a computed name stands for cannot be said before rendering.
_UNKNOWN = object()


def missing_names(
    tree: nodes.Node, names: Mapping[str, Any], bound: frozenset[str] = frozenset()
) -> Iterator[tuple[int, str, str]]:
    """Names a text uses that do not exist: line, name, nearest. Loop variables are unknown."""
    if isinstance(tree, nodes.For):
        yield from missing_names(tree.iter, names, bound)
        inner = bound | {"loop"} | {n.name for n in tree.target.find_all(nodes.Name)}
        if isinstance(tree.target, nodes.Name):
            inner |= {tree.target.name}
        for child in (*tree.body, *tree.else_, *([tree.test] if tree.test else [])):
            yield from missing_names(child, names, inner)
        return
    if isinstance(tree, (nodes.Name, nodes.Getattr, nodes.Getitem)):
        problems: list[tuple[int, str, str]] = []
        _resolve(tree, names, bound, problems)
        yield from problems
        return
    for child in tree.iter_child_nodes():
        yield from missing_names(child, names, bound)


def _resolve(
    node: nodes.Node,
    names: Mapping[str, Any],
    bound: frozenset[str],
    problems: list[tuple[int, str, str]],
) -> Any:
    if isinstance(node, nodes.Name):
        if node.name in bound:
            return _UNKNOWN
        return _looked_up(names, node.name, node.lineno, problems)
    if isinstance(node, nodes.Getattr):
        owner = _resolve(node.node, names, bound, problems)
        return _looked_up(owner, node.attr, node.lineno, problems)
    if isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const):
        owner = _resolve(node.node, names, bound, problems)
        return _looked_up(owner, node.arg.value, node.lineno, problems)
    for child in node.iter_child_nodes():
        problems.extend(missing_names(child, names, bound))
    return _UNKNOWN


def _looked_up(owner: Any, name: Any, line: int, problems: list[tuple[int, str, str]]) -> Any:
    if not isinstance(owner, Mapping):
        return _UNKNOWN
    try:
        return owner[name]
    except (KeyError, TypeError):
        problems.append((line, str(name), nearest(str(name), [str(k) for k in owner])))
        return _UNKNOWN
