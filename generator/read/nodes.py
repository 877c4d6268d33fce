"""YAML text as a tree of scalars with places; YAML decides nothing about their meaning."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml

from generator.model.diagnostic import Diagnostic, Outcome, error
from generator.model.source import Span
from generator.read import syntax
from generator.read.files import SourceText

DEEPEST = 20
_COMMENT = re.compile(r"(?<!\S)#.*")
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Scalar:
    """Text as meant; `block` is True for | and > scalars, whose text begins a line below.

    `raw` are the characters of the file from `span` on that stand for it, [`start`, `end`) of the
    normalised text. Blank lines below a block scalar belong to it; of a value that is blank both
    offsets are the same.
    """

    value: str
    span: Span
    block: bool = False
    plain: bool = True
    raw: str = ""
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list; `flow` when it stands in brackets.

    [`start`, `end`) of the normalised text are its characters, from bracket to bracket or from
    the first dash to the end of the last item, without the comment behind it.
    """

    items: tuple[Node, ...]
    span: Span
    start: int = 0
    end: int = 0
    flow: bool = False


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys and values in order; each key once. `flow` when it stands in braces.

    [`start`, `end`) of the normalised text are its characters, from brace to brace or from the
    first key to the end of the last value, without the comment behind it.
    """

    entries: tuple[tuple[Scalar, Node], ...]
    span: Span
    start: int = 0
    end: int = 0
    flow: bool = False


Node = Scalar | Sequence | Mapping


def is_blank(node: Node | None) -> bool:
    """Whether nothing was written."""
    return node is None or (isinstance(node, Scalar) and node.plain and node.value in ("", "~"))


def parse(source: SourceText) -> Outcome[Node | None]:
    """The tree of one YAML document."""
    composer = _Composer(source.name, source.text)
    try:
        node = composer.document(yaml.parse(source.text, Loader=_Loader))
    except yaml.YAMLError as problem:
        return Outcome(None, (*composer.found, *syntax.explained(problem, source)))
    except _StopError:
        return Outcome(None, tuple(composer.found))
    return Outcome(node, tuple(composer.found))


class _StopError(Exception):
    """The tree cannot be read any further; the reason has been reported."""


@dataclass
class _Composer:
    file: str
    text: str
    found: list[Diagnostic] = field(default_factory=list)
    end: int = 0  # of the last node that was closed

    def document(self, events: Iterator[yaml.Event]) -> Node | None:
        node: Node | None = None
        documents = 0
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self._report("S118", event, "一个文件里只能有一份内容。", "请删除多余的“---”。")
                    raise _StopError
                node = self._node(next(events), events, 0)
        if documents == 0:
            self.found.append(error("S118", Span(self.file), "文件是空的。"))
        return node

    def _node(self, event: yaml.Event, events: Iterator[yaml.Event], depth: int) -> Node:
        if depth > DEEPEST:
            self._report("S110", event, f"嵌套超过 {DEEPEST} 层。", "请检查缩进和括号。")
            raise _StopError
        start, self.end = _offsets(event)
        raw = self.text[start : self.end]
        if isinstance(event, yaml.AliasEvent):
            self._report(
                "S109", event, f"这里用了 YAML 引用（*{event.anchor}）。", "请直接写出内容。"
            )
            return Scalar("", self._span(event), False, True, raw, start, self.end)
        self._plainness(event)
        flow = bool(getattr(event, "flow_style", False))
        if isinstance(event, yaml.ScalarEvent):
            block, plain = event.style in ("|", ">"), not event.style
            return Scalar(event.value, self._span(event), block, plain, raw, start, self.end)
        if isinstance(event, yaml.SequenceStartEvent):
            items = tuple(self._items(events, depth, flow))
            return Sequence(items, self._span(event), start, self.end, flow)
        entries = tuple(self._entries(events, depth, flow))
        return Mapping(entries, self._span(event), start, self.end, flow)

    def _items(self, events: Iterator[yaml.Event], depth: int, flow: bool) -> Iterator[Node]:
        for event in events:
            if isinstance(event, yaml.SequenceEndEvent):
                self._closed(event, flow)
                return
            yield self._node(event, events, depth + 1)

    def _entries(
        self, events: Iterator[yaml.Event], depth: int, flow: bool
    ) -> Iterator[tuple[Scalar, Node]]:
        seen: dict[str, Span] = {}
        for event in events:
            if isinstance(event, yaml.MappingEndEvent):
                self._closed(event, flow)
                return
            if _marked(self.text[self.end : _offsets(event)[0]]):
                self._report("S109", event, "这里用了 YAML 的“? 键”写法。", "请写成“键: 值”。")
            name = self._node(event, events, depth + 1)
            value = self._node(next(events), events, depth + 1)
            if not isinstance(name, Scalar):
                self.found.append(error("S111", name.span, "键应当是一个词，这里是一组内容。"))
            elif name.value in seen:
                first = seen[name.value]
                message = f"“{name.value}”写了两次（第 {first.line} 行已有）。"
                self.found.append(error("S108", name.span, message, "请只保留一处。", first))
            else:
                seen[name.value] = name.span
                yield name, value

    def _plainness(self, event: yaml.Event) -> None:
        anchor = getattr(event, "anchor", None)
        if anchor:
            self._report("S109", event, f"这里用了 YAML 锚点（&{anchor}）。", "请直接写出内容。")
        tag = getattr(event, "tag", None)
        if tag and tag != "!":
            self._report("S109", event, f"这里用了 YAML 标签（{tag}）。", "请直接写出内容。")

    def _report(self, code: str, event: yaml.Event, message: str, advice: str) -> None:
        self.found.append(error(code, self._span(event), message, advice))

    def _closed(self, event: yaml.Event, flow: bool) -> None:
        """Note where a list or mapping ends; one without brackets ends with its last value."""
        if flow:
            _, self.end = _offsets(event)

    def _span(self, event: yaml.Event) -> Span:
        mark = event.start_mark
        assert mark is not None  # yaml.parse gives every event its marks
        return Span(self.file, mark.line + 1, mark.column + 1)


def _marked(before: str) -> bool:
    """Whether a question mark in front of a key tells that it is one; no comment does."""
    return "?" in before and "?" in _COMMENT.sub("", before)


def _offsets(event: yaml.Event) -> tuple[int, int]:
    start, end = event.start_mark, event.end_mark
    assert start is not None and end is not None  # yaml.parse gives every event its marks
    return start.index, end.index
