"""What is wrong with the small texts of a Word file, found before they are filled."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from enum import Enum
from html import unescape

import jinja2
from jinja2 import nodes

from generator.model.diagnostic import Diagnostic, error
from generator.model.source import Span
from generator.render.docx.narration import Narration

_TAG = re.compile(r"<[^>]*>")
_EXPRESSION = re.compile(r"\{[{%].*?[}%]\}")
_LONGEST_QUOTE = 60


@dataclass(frozen=True, slots=True)
class Source:
    """One part of the file as Jinja reads it; a line is a paragraph.

    `text` is XML in which every paragraph begins a line.
    """

    text: str
    place: Span

    def fault(self, line: int, why: str) -> Diagnostic:
        """A fault of the template that is not an unknown name."""
        where = _quoted(self.paragraph(line))
        return error("D502", self.place, f"Word 模板{why}（所在段落：“{where}”）。")

    def unknown(self, line: int, name: str, nearest: str) -> Diagnostic:
        """An unknown name, with the one that was perhaps meant."""
        paragraph = self.paragraph(line)
        last = name.rpartition(".")[2]
        written = next((e for e in _EXPRESSION.findall(paragraph) if last in e), name)
        return error(
            "D501",
            self.place,
            f"Word 模板里的“{written}”没有这个名称（所在段落：“{_quoted(paragraph)}”）。",
            f"是不是“{nearest}”？" if nearest else "请核对名称，可用的名称见手册。",
        )

    def paragraph(self, line: int) -> str:
        """The words of the paragraph at a line."""
        lines = self.text.split("\n")
        start = min(max(line, 1), len(lines)) - 1
        while start and not lines[start].startswith("<w:p"):
            start -= 1
        return unescape(_TAG.sub("", "".join(lines[start : max(line, start + 1)]))).strip()


def inspect(source: Source, narration: Narration, names: Mapping[str, object]) -> list[Diagnostic]:
    """Everything in a part that cannot be filled: the forbidden, the unreadable, the unknown."""
    forbidden = [source.fault(line, f"：{why}") for line, why in narration.faults(source.text)]
    if forbidden:
        return forbidden
    try:
        tree = narration.environment.parse(source.text)
    except jinja2.TemplateSyntaxError as fault:
        return [source.fault(fault.lineno, "里的标记写得不完整或不对")]
    scope = _Scope(narration.environment, names, _bound(tree))
    return [source.unknown(line, *name) for name, line in scope.unknown(tree).items()]


def _bound(tree: nodes.Template) -> frozenset[str]:
    """The names that the template itself gives a value to."""
    return frozenset(name.name for name in tree.find_all(nodes.Name) if name.ctx != "load")


class _Value(Enum):
    """What cannot be said of an expression before filling: it names nothing, or we cannot know."""

    NONE = "none"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class _Scope:
    environment: jinja2.Environment
    names: Mapping[str, object]
    bound: frozenset[str]

    def unknown(self, tree: nodes.Template) -> dict[tuple[str, str], int]:
        """Unknown names with the nearest known one, each at its first line."""
        found: dict[tuple[str, str], int] = {}
        kinds = (nodes.Name, nodes.Getattr, nodes.Getitem, nodes.Filter, nodes.Test)
        for node in tree.find_all(kinds):
            for name in self._missing(node):
                found.setdefault(name, node.lineno)
        return found

    def _missing(self, node: nodes.Node) -> Iterator[tuple[str, str]]:
        """The node's own name, when it names nothing, with the nearest that does."""
        if isinstance(node, nodes.Name):
            if self._value(node) is _Value.NONE:
                known = (*self.names, *self.environment.globals)
                yield node.name, _nearest(node.name, known)
        elif isinstance(node, (nodes.Filter, nodes.Test)):
            ask = self.environment
            formats = ask.filters if isinstance(node, nodes.Filter) else ask.tests
            if node.name not in formats:
                yield node.name, _nearest(node.name, tuple(formats))
        elif isinstance(node, (nodes.Getattr, nodes.Getitem)):
            owner, key = self._value(node.node), _key(node)
            if owner is not _Value.NONE and self._value(node) is _Value.NONE:
                nearest = _nearest(key, _keys(owner))
                yield f"{_dotted(node.node)}.{key}", nearest

    def _value(self, node: nodes.Node) -> object:
        """What an expression means before filling."""
        if isinstance(node, nodes.Name):
            if node.name in self.bound or node.name in self.environment.globals:
                return _Value.UNSURE
            return self.names.get(node.name, _Value.NONE)
        if isinstance(node, (nodes.Getattr, nodes.Getitem)) and (key := _key(node)):
            owner = self._value(node.node)
            if isinstance(owner, _Value):
                return owner
            ask = self.environment
            attribute = isinstance(node, nodes.Getattr)
            value = ask.getattr(owner, key) if attribute else ask.getitem(owner, key)
            return _Value.NONE if isinstance(value, jinja2.Undefined) else value
        return _Value.UNSURE


def _key(node: nodes.Getattr | nodes.Getitem) -> str:
    """The name asked for; "" when it is computed."""
    if isinstance(node, nodes.Getattr):
        return node.attr
    value = node.arg.value if isinstance(node.arg, nodes.Const) else None
    return value if isinstance(value, str) else ""


def _dotted(node: nodes.Node) -> str:
    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, (nodes.Getattr, nodes.Getitem)):
        return f"{_dotted(node.node)}.{_key(node)}"
    return "…"


def _keys(owner: object) -> tuple[str, ...]:
    keys = owner if isinstance(owner, Mapping) else dir(owner)
    return tuple(key for key in keys if isinstance(key, str) and not key.startswith("_"))


def _nearest(name: str, known: tuple[str, ...]) -> str:
    return next(iter(get_close_matches(name, known, 1, 0.5)), "")


def _quoted(text: str) -> str:
    return text if len(text) <= _LONGEST_QUOTE else f"{text[:_LONGEST_QUOTE]}…"
