"""Jinja with almost nothing in it: packs, specs and Word files come from strangers.

Only listed kinds of syntax and listed filters pass, before anything runs: no calls, no
arithmetic, no assignment, no macros, no inclusion. Loops run over lists only, nest three deep
and together take a bounded number of turns; what a text may grow to is bounded too.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any

from jinja2 import Environment, Template, Undefined, nodes
from jinja2.exceptions import TemplateError, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from generator.read.record import nearest

DEEPEST_LOOP = 3
MOST_TURNS = 200_000
LONGEST = 20_000_000
_TURNS = "turns"

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


class TooMuchError(TemplateError):
    """A text that would grow without end, or loops over something that is no list."""


class _Bounded(Template):
    """A template whose text is counted while it is made."""

    def render(self, *args: Any, **kwargs: Any) -> str:
        """The text; TooMuchError beyond LONGEST."""
        made: list[str] = []
        length = 0
        for piece in self.generate(*args, **kwargs):
            length += len(piece)
            if length > LONGEST:
                raise TooMuchError(f"生成的文字超过 {LONGEST} 字")
            made.append(piece)
        return "".join(made)


class _Sandbox(ImmutableSandboxedEnvironment):
    """Every loop asks for its turns."""

    template_class = _Bounded

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._left = MOST_TURNS

    def turns(self, items: Any) -> Any:
        """The items of a loop; TooMuchError for a string or for too many turns in all."""
        if not isinstance(items, (list, tuple)):
            raise TooMuchError("循环只能用于清单")
        self._left -= len(items)
        if self._left < 0:
            raise TooMuchError(f"循环超过 {MOST_TURNS} 次")
        return items

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        for loop in tree.find_all(nodes.For):
            loop.iter = nodes.Filter(
                loop.iter, _TURNS, [], [], None, None, lineno=loop.lineno, environment=self
            )
        return tree


def environment(
    filters: Mapping[str, Callable[..., Any]],
    finalize: Callable[[Any], Any],
    autoescape: bool,
) -> Environment:
    """A sandbox with these filters only."""
    made = _Sandbox(
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
    kept = {name: made.filters[name] for name in ("e", "escape")}
    made.filters = {**filters, **kept, _TURNS: made.turns}
    return made


def faults(
    source: str, env: Environment, allowed: frozenset[type[nodes.Node]]
) -> tuple[nodes.Template | None, tuple[Fault, ...]]:
    """The parsed text, and what may not stand in it: line from 1, Chinese sentence."""
    try:
        tree = env.parse(source)
        found = tuple(dict.fromkeys(_forbidden(tree, env, allowed, 0)))
    except TemplateSyntaxError as problem:
        return None, ((problem.lineno or 1, "“{{ }}”的写法不完整或不对。"),)
    except RecursionError:
        return None, ((1, "“{{ }}”嵌套太深。"),)
    return tree, found


def _forbidden(
    node: nodes.Node, env: Environment, allowed: frozenset[type[nodes.Node]], loops: int
) -> Iterator[Fault]:
    if type(node) not in allowed:
        # Some nodes, such as autoescape's, have no line.
        yield node.lineno or 1, "这里不允许这种写法，只能引用名称和数。"
        return
    if isinstance(node, nodes.Filter) and node.name not in env.filters:
        known = nearest(node.name, [name for name in env.filters if not name.isascii()])
        yield node.lineno, f"没有“{node.name}”这种数字格式。{known}"
    if isinstance(node, nodes.Filter) and (node.args or node.kwargs or node.dyn_args):
        yield node.lineno, f"数字格式“{node.name}”后面不能带括号。"
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
