"""Jinja with almost nothing in it: packs, specs and Word files come from strangers.

Only listed kinds of syntax and listed filters pass, before anything runs: no calls, no
arithmetic, no assignment, no macros, no inclusion; loops nest three deep over what there is.
Every text is therefore bounded by the size of the spec.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any

from jinja2 import Environment, Undefined, nodes
from jinja2.exceptions import TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from generator.read.record import nearest

DEEPEST_LOOP = 3

EXPRESSIONS: frozenset[type[nodes.Node]] = frozenset(
    {
        nodes.Template,
        nodes.Output,
        nodes.TemplateData,
        nodes.Name,
        nodes.Getattr,
        nodes.Getitem,
        nodes.Const,
        nodes.Filter,
    }
)
TEMPLATES = EXPRESSIONS | {
    nodes.If,
    nodes.For,
    nodes.CondExpr,
    nodes.Compare,
    nodes.Operand,
    nodes.And,
    nodes.Or,
    nodes.Not,
    nodes.Concat,
    nodes.Tuple,
}
Fault = tuple[int, str]


class Missing(Undefined):
    """A name that does not exist; any use of it is an error that names the nearest."""

    __slots__ = ()

    @property
    def _undefined_message(self) -> str:
        name = str(self._undefined_name)
        known: Collection[Any] = ()
        if isinstance(self._undefined_obj, Mapping):
            known = self._undefined_obj.keys()
        advice = nearest(name, [str(k) for k in known])
        return f"没有“{name}”这个名称。{advice}"

    __iter__ = __str__ = __len__ = Undefined._fail_with_undefined_error
    __eq__ = __ne__ = __bool__ = __hash__ = Undefined._fail_with_undefined_error


def environment(
    filters: Mapping[str, Callable[..., Any]],
    finalize: Callable[[Any], Any],
    autoescape: bool,
) -> Environment:
    """A sandbox with these filters only."""
    made = ImmutableSandboxedEnvironment(
        undefined=Missing,
        autoescape=autoescape,
        finalize=finalize,
        trim_blocks=not autoescape,
        lstrip_blocks=not autoescape,
        keep_trailing_newline=True,
        cache_size=0,
    )
    made.globals.clear()
    made.tests = {"defined": made.tests["defined"]}
    made.filters = {**filters, "e": made.filters["e"], "escape": made.filters["escape"]}
    return made


def faults(
    source: str, env: Environment, allowed: frozenset[type[nodes.Node]]
) -> tuple[nodes.Template | None, tuple[Fault, ...]]:
    """The parsed text, and what may not stand in it: line from 1, Chinese sentence."""
    try:
        tree = env.parse(source)
    except TemplateSyntaxError as problem:
        return None, ((problem.lineno or 1, f"“{{{{ }}}}”的写法不对（{problem.message}）。"),)
    except RecursionError:
        return None, ((1, "“{{ }}”嵌套太深。"),)
    found = tuple(dict.fromkeys(_forbidden(tree, env, allowed, 0)))
    return tree, found


def _forbidden(
    node: nodes.Node, env: Environment, allowed: frozenset[type[nodes.Node]], loops: int
) -> Iterator[Fault]:
    if type(node) not in allowed:
        yield node.lineno, f"这里不允许用 {type(node).__name__} 这种写法，只能引用名称和数。"
        return
    if isinstance(node, nodes.Filter) and node.name not in env.filters:
        known = nearest(node.name, [n for n in env.filters if not n.isascii()])
        yield node.lineno, f"没有“{node.name}”这种数字格式。{known}"
    if isinstance(node, (nodes.Getattr, nodes.Getitem)) and _private(node):
        yield node.lineno, "名称不能以下划线开头。"
    if isinstance(node, nodes.For):
        loops += 1
        if loops > DEEPEST_LOOP or node.recursive:
            yield node.lineno, f"循环最多嵌套 {DEEPEST_LOOP} 层。"
    for child in node.iter_child_nodes():
        yield from _forbidden(child, env, allowed, loops)


def _private(node: nodes.Getattr | nodes.Getitem) -> bool:
    if isinstance(node, nodes.Getattr):
        return node.attr.startswith("_")
    return isinstance(node.arg, nodes.Const) and str(node.arg.value).startswith("_")
