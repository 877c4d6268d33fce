"""Any declared record from a mapping: every mistake is reported, and reading goes on.

A field that cannot be read gets the blank of its type, so that the rest of the file is still
checked in the same run.
"""

from __future__ import annotations

import difflib
import types
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import MISSING, dataclass, field, is_dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from generator.model.diagnostic import Diagnostic, error
from generator.model.key import Key, keys_of
from generator.model.number import Unit
from generator.model.pending import UNFILLED
from generator.model.source import Span
from generator.model.values import Entry, Text
from generator.read import nodes
from generator.read.nodes import Node

R = TypeVar("R")
W = TypeVar("W", bound=StrEnum)
ScalarReader = Callable[[Node, "Reader", Key], Any]


@dataclass
class Reader:
    """What reading needs: how each scalar type is read, the unit, and the mistakes so far."""

    scalars: Mapping[Any, ScalarReader]
    unit: Unit = Unit.TEN_THOUSAND_YUAN
    found: list[Diagnostic] = field(default_factory=list)

    def report(self, code: str, span: Span, message: str, advice: str = "", *also: Span) -> None:
        """Keep a mistake."""
        self.found.append(error(code, span, message, advice, *also))


def read_record(record: type[R], node: Node, reader: Reader, what: str = "") -> R:
    """The record; `what` names it in messages."""
    if not isinstance(node, nodes.Mapping):
        if not nodes.is_blank(node):
            reader.report("S111", node.span, f"{_named(what)}应当分行写“键: 值”。", _hint(node))
        entries: Mapping[str, tuple[nodes.Scalar, Node]] = {}
    else:
        entries = {name.value: (name, value) for name, value in node.entries}
    hints = _hints(record)  # type: ignore[arg-type]  # a class is hashable
    values: dict[str, Any] = {}
    known: list[str] = []
    for declared, spelled in keys_of(record):
        known.append(spelled.name)
        _, value = entries.get(spelled.name, (None, None))
        hint = hints[declared.name]
        if value is not None and not nodes.is_blank(value):
            values[declared.name] = read_value(hint, value, reader, spelled)
            if values[declared.name] == Text("", value.span) and declared.default is MISSING:
                _missing(reader, node, value, spelled, what)
        elif declared.default is not MISSING:
            values[declared.name] = declared.default
        else:
            values[declared.name] = blank(hint, value.span if value else node.span)
            _missing(reader, node, value, spelled, what)
    for name, (scalar, _) in entries.items():
        if name not in known:
            reader.report(
                "S112", scalar.span, f"{_within(what)}没有“{name}”这个键。", nearest(name, known)
            )
    if "span" in hints and not values.get("span"):
        values["span"] = node.span
    return record(**values)


def read_value(hint: Any, node: Node, reader: Reader, spelled: Key) -> Any:
    """A value of a declared type."""
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        return read_value(_optional(arguments), node, reader, spelled)
    if hint in reader.scalars:
        return reader.scalars[hint](node, reader, spelled)
    if origin is tuple:
        if get_origin(arguments[0]) is Entry:
            return _entries(get_args(arguments[0])[0], node, reader, spelled)
        return _items(arguments[0], node, reader, spelled)
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return choice(hint, node, reader, spelled)
    assert is_dataclass(hint), hint
    return read_record(hint, node, reader, spelled.name)  # type: ignore[arg-type]  # a class


def blank(hint: Any, span: Span) -> Any:
    """The value that stands for one that is missing or could not be read."""
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        return None
    if origin is tuple:
        return ()
    if hint is str:
        return ""
    if hint is int:
        return 0
    if hint is Span:
        return span
    if hint is Decimal:
        return Decimal(0)
    if hint is bool:
        return False
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return next(iter(hint))
    values = {name: blank(inner, span) for name, inner in _hints(hint).items()}
    return hint(**values)


def nearest(name: str, known: Iterable[str]) -> str:
    """Advice that names the known word closest to a wrong one."""
    names = list(known)
    close = difflib.get_close_matches(name, names, 1, 0.5)
    if close:
        return f"是不是“{close[0]}”？"
    return f"可以用的有：{'、'.join(names[:30])}。" if names else ""


@cache
def _hints(record: type) -> Mapping[str, Any]:
    """The declared types of a record's fields; finding them out is slow."""
    return get_type_hints(record)


def _items(hint: Any, node: Node, reader: Reader, spelled: Key) -> tuple[Any, ...]:
    if isinstance(node, nodes.Sequence):
        return tuple(read_value(hint, item, reader, spelled) for item in node.items)
    # One element needs no dash in front of it.
    return (read_value(hint, node, reader, spelled),)


def _entries(hint: Any, node: Node, reader: Reader, spelled: Key) -> tuple[Any, ...]:
    if not isinstance(node, nodes.Mapping):
        reader.report("S111", node.span, f"“{spelled.name}”下面应当分行写“名称: 值”。", _hint(node))
        return ()
    text = reader.scalars[Text]
    return tuple(
        Entry(text(name, reader, spelled), read_value(hint, value, reader, _under(spelled, name)))
        for name, value in _written(node, hint in reader.scalars)
    )


def _written(node: nodes.Mapping, single: bool) -> Iterator[tuple[nodes.Scalar, Node]]:
    """The entries of a mapping; a `single` value left blank behind its name is still to come."""
    for name, value in node.entries:
        if not nodes.is_blank(value):
            yield name, value
        elif single:
            yield name, nodes.Scalar(UNFILLED, value.span)


def choice(hint: type[W], node: Node, reader: Reader, spelled: Key) -> W:
    """One of some words; the first of them where it is none, which is reported."""
    word = node.value if isinstance(node, nodes.Scalar) else ""
    if word in [item.value for item in hint]:
        return hint(word)
    reader.report(
        "S116",
        node.span,
        f"“{spelled.name}”不能是“{word}”。",
        nearest(word, [i.value for i in hint]),
    )
    return next(iter(hint))


def _missing(reader: Reader, node: Node, value: Node | None, spelled: Key, what: str) -> None:
    if not isinstance(node, nodes.Mapping):
        return  # its shape has been reported
    place = value.span if value else node.span
    message = (
        f"{_within(what)}缺少“{spelled.name}”。" if value is None else f"“{spelled.name}”没有填。"
    )
    reader.report("S113", place, message, f"{spelled.meaning}。")


def _under(spelled: Key, name: nodes.Scalar) -> Key:
    return Key(name.value, spelled.meaning, spelled.decimals)


def _optional(arguments: tuple[Any, ...]) -> Any:
    return next(a for a in arguments if a is not type(None))


def _named(what: str) -> str:
    return f"“{what}”" if what else "文件"


def _within(what: str) -> str:
    return f"“{what}”里" if what else "文件里"


def _hint(node: Node) -> str:
    if isinstance(node, nodes.Scalar) and "：" in node.value:
        return "这里有全角冒号“：”，请改成半角冒号加空格“: ”。"
    return "请检查缩进和冒号后的空格。"
