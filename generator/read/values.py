"""How each scalar type of `model.values` is read from a node."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from generator.model.key import Key
from generator.model.ledger import Fund
from generator.model.number import ZERO, in_yuan
from generator.model.pending import UNFILLED
from generator.model.source import Span
from generator.model.spec import Decided, Reason, ReasonItem, Standing
from generator.model.values import (
    Amount,
    Entry,
    Funding,
    FundPart,
    Percent,
    Portion,
    Quantity,
    Split,
    Text,
)
from generator.read import nodes, scalar
from generator.read.files import inside, read_text, shown
from generator.read.nodes import Node
from generator.read.record import Reader, ScalarReader, choice, nearest, read_record

INCLUDE = "文件"
CARRIED = "上年结转"
WHOLE = "全额"


def spec_scalars(folder: Path, root: Path) -> Mapping[Any, ScalarReader]:
    """Readers of a spec in `folder`; texts may be included from files below `root`."""
    return {
        Text: lambda node, reader, key: _text(node, reader, key, folder, root),
        Amount: amount,
        Quantity: quantity,
        Percent: percent,
        Funding: funding,
        Split: split,
        Portion: portion,
        Reason: reason,
        Decided: decided,
    }


def amount(node: Node, reader: Reader, key: Key) -> Amount:
    """Money, in 元 whatever the file's unit."""
    if _unfilled(node):
        return Amount(ZERO, node.span, filled=False)
    value = _number(node, reader, key, "S114", lambda text: scalar.number(text, key.decimals))
    if value is None:
        return Amount(ZERO, node.span, readable=False)
    return Amount(in_yuan(value, reader.unit), node.span)


def quantity(node: Node, reader: Reader, key: Key) -> Quantity:
    """A count."""
    if _unfilled(node):
        return Quantity(ZERO, node.span, filled=False)
    value = _number(node, reader, key, "S115", lambda text: scalar.number(text, key.decimals))
    return Quantity(value or ZERO, node.span, value is not None)


def percent(node: Node, reader: Reader, key: Key) -> Percent:
    """A share, `40` or `40%`."""
    if _unfilled(node):
        return Percent(ZERO, node.span, filled=False)
    value = _number(node, reader, key, "S115", scalar.percent)
    return Percent(value or ZERO, node.span, value is not None)


def funding(node: Node, reader: Reader, key: Key) -> Funding:
    """A number (一般公共预算), or amounts by fund, with 上年结转 in a mapping of its own."""
    if not isinstance(node, nodes.Mapping):
        part = FundPart(Fund.GENERAL, False, amount(node, reader, key))
        return Funding((part,), node.span)
    return Funding(tuple(_parts(node, reader, key, carried=False)), node.span)


def split(node: Node, reader: Reader, key: Key) -> Split:
    """An economic code for all the money, or amounts by code."""
    if isinstance(node, nodes.Mapping):
        parts = tuple(
            Entry(Text(name.value.strip(), name.span), amount(value, reader, key))
            for name, value in node.entries
        )
        return Split(None, parts, node.span)
    return Split(_text(node, reader, key, None, None), (), node.span)


def portion(node: Node, reader: Reader, key: Key) -> Portion:
    """A number, or the word 全额."""
    if isinstance(node, nodes.Scalar) and node.value.strip() == WHOLE:
        return Portion(None, node.span)
    return Portion(amount(node, reader, key), node.span)


def reason(node: Node, reader: Reader, key: Key) -> Reason:
    """A text, or a list of items."""
    if not isinstance(node, nodes.Sequence):
        return Reason(reader.scalars[Text](node, reader, key), (), node.span)
    items = tuple(item for inner in node.items for item in _reason_item(inner, reader, key))
    return Reason(None, items, node.span)


def decided(node: Node, reader: Reader, key: Key) -> Decided:
    """延续, 结束, 新增 or 待确认."""
    return Decided(choice(Standing, node, reader, key), node.span)


def _reason_item(node: Node, reader: Reader, key: Key) -> tuple[ReasonItem, ...]:
    """An item; none where what it is about was not understood, which has been said."""
    mistakes = len(reader.found)
    item = read_record(ReasonItem, node, reader, key.name)
    nameless = item.project is None and item.code is None and item.rest is None
    return () if nameless and len(reader.found) > mistakes else (item,)


def _parts(node: nodes.Mapping, reader: Reader, key: Key, carried: bool) -> list[FundPart]:
    parts: list[FundPart] = []
    funds = [fund.value for fund in Fund]
    for name, value in node.entries:
        word = name.value.strip()
        if word == CARRIED and not carried:
            if isinstance(value, nodes.Mapping):
                parts += _parts(value, reader, key, carried=True)
            else:
                parts.append(FundPart(Fund.GENERAL, True, amount(value, reader, key)))
        elif word in funds:
            parts.append(FundPart(Fund(word), carried, amount(value, reader, key)))
        else:
            advice = nearest(word, funds if carried else [*funds, CARRIED])
            reader.report("S112", name.span, f"没有“{word}”这种资金来源。", advice)
    return parts


def _unfilled(node: Node) -> bool:
    return isinstance(node, nodes.Scalar) and node.value.strip() == UNFILLED


def _number(
    node: Node,
    reader: Reader,
    key: Key,
    code: str,
    read: Callable[[str], Decimal | str],
) -> Decimal | None:
    if not isinstance(node, nodes.Scalar):
        reader.report(code, node.span, f"“{key.name}”应当是一个数，这里是一组内容。")
        return None
    value = read(node.value)
    if isinstance(value, Decimal):
        return value
    reader.report(code, node.span, f"“{key.name}”的{value}。")
    return None


def _text(node: Node, reader: Reader, key: Key, folder: Path | None, root: Path | None) -> Text:
    if isinstance(node, nodes.Scalar):
        words = node.value.strip("\n") if node.block else node.value.strip()
        first = _first_character(node) if words else node.span
        return Text(words, first, _from_first_character(node))
    names = [name.value for name, _ in node.entries] if isinstance(node, nodes.Mapping) else []
    if folder is not None and root is not None and names == [INCLUDE]:
        assert isinstance(node, nodes.Mapping)
        return _included(node.entries[0][1], reader, folder, root)
    reader.report("S111", node.span, f"“{key.name}”应当是文字，这里是一组内容。")
    return Text("", node.span)


def _first_character(node: nodes.Scalar) -> Span:
    """Where the words begin: below | and >, behind a quotation mark."""
    if node.block:
        return Span(node.span.file, node.span.line + 1, 1)
    return node.span if node.plain else node.span.moved(0, 1)


def _from_first_character(node: nodes.Scalar) -> str:
    if node.block:
        return node.raw.partition("\n")[2]
    return node.raw if node.plain else node.raw[1:]


def _included(node: Node, reader: Reader, folder: Path, root: Path) -> Text:
    name = node.value.strip() if isinstance(node, nodes.Scalar) else ""
    path = folder / name
    if not name or Path(name).is_absolute() or not inside(root, path):
        reader.report(
            "S117", node.span, f"文字文件“{name}”不在项目文件夹里。", "请放到本文件旁边。"
        )
        return Text("", node.span)
    read = read_text(path)
    if read.value is None:
        for problem in read.diagnostics:
            at = f"（{shown(path)}）" if problem.span.line == 0 else f"（{problem.span}）"
            reader.report(
                problem.code, node.span, f"{problem.message.rstrip('。')}{at}。", problem.advice
            )
        return Text("", node.span)
    text = read.value.text
    return Text(text.strip("\n"), Span(shown(path), 1, 1), text)
