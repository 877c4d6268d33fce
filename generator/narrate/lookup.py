"""Cells of budget tables by words: 支出总表 2010301 基本支出."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from generator.build.budget import Budget
from generator.build.sheet import Content, Sheet, SheetRow
from generator.model.figure import Figure
from generator.model.table_rule import ColumnRule
from generator.model.values import Text

_QUIET = re.compile(r"[“”‘’\"'（）()\s]")
_SEPARATOR = re.compile(r"[\s/]+")
_ORDINAL = re.compile(r"^(?:[一二三四五六七八九十]+|[0-9]+)、|^其中：")
Fits = Callable[[str, str], bool]


def cells_named(words: str, budget: Budget) -> tuple[Figure, ...]:
    """The cells that words name, in the order of the tables.

    The words say table, row and column in that order, any of them left out: a table by id or
    title, a row by code or label, a column by label or a label above it. Where no cell is
    called exactly so, cells whose names contain the words.
    """
    asked = tuple(filter(None, map(_quiet, _SEPARATOR.split(words))))
    if not asked:
        return ()
    exact = tuple(_cells(asked, budget, lambda word, name: word == name))
    return exact or tuple(_cells(asked, budget, lambda word, name: word in name))


def _cells(asked: tuple[str, ...], budget: Budget, fits: Fits) -> Iterator[Figure]:
    for sheet in budget.sheets:
        tables = _fitting(asked, _names(sheet.rule.id, sheet.rule.title), fits)
        above = _columns(sheet)
        columns = [_fitting(asked, names, fits) for names in above]
        if not _can_meet(asked, tables, columns):
            continue
        leaves = sheet.rule.leaves()
        for row in sheet.rows:
            labels = _labels(row, leaves)
            for position, cell in enumerate(row.cells):
                if isinstance(cell, Figure) and leaves[position].show is None:
                    block = leaves[position].block
                    names = labels[block.value if block else ""] | _own(cell, sheet)
                    if _meet(asked, tables, _fitting(asked, names, fits), columns[position]):
                        yield cell


def _fitting(asked: tuple[str, ...], names: frozenset[str], fits: Fits) -> frozenset[str]:
    return frozenset(word for word in asked if any(fits(word, name) for name in names))


def _can_meet(
    asked: tuple[str, ...], tables: frozenset[str], columns: list[frozenset[str]]
) -> bool:
    """Whether some row could still make a cell of this table meet the words."""
    return len(asked) < 3 or asked[0] in tables or any(asked[-1] in names for names in columns)


def _meet(asked: tuple[str, ...], *slots: frozenset[str]) -> bool:
    """Whether the words can be dealt out to table, row and column in order.

    A word that is said twice names two of them; different words may name the same one.
    """
    reach = {(0, "")}
    for word in asked:
        reach = {
            (slot, word)
            for start, before in reach
            for slot in range(start + (word == before), len(slots))
            if word in slots[slot]
        }
    return bool(reach)


def _columns(sheet: Sheet) -> list[frozenset[str]]:
    """The names of each leaf column: its own and those of the columns above it."""
    found: list[frozenset[str]] = []

    def walk(column: ColumnRule, above: frozenset[str]) -> None:
        names = above | _names(column.label, column.id)
        if not column.columns:
            found.append(names)
        for below in column.columns:
            walk(below, names)

    for column in sheet.rule.header:
        walk(column, frozenset())
    return found


def _labels(row: SheetRow, leaves: tuple[ColumnRule, ...]) -> dict[str, frozenset[str]]:
    """The words of a row by the block whose columns hold them."""
    found: dict[str, frozenset[str]] = {}
    for content, leaf in zip(row.cells, leaves, strict=True):
        block = leaf.block.value if leaf.block else ""
        words = _names(content) if leaf.show is not None else frozenset()
        found[block] = found.get(block, frozenset()) | words
    return found


def _own(cell: Figure, sheet: Sheet) -> frozenset[str]:
    """The row's name in the id of a cell."""
    return frozenset((_quiet(cell.id.removeprefix(f"{sheet.rule.id}/").rpartition("/")[0]),))


def _names(*contents: Content) -> frozenset[str]:
    words = (str(c) for c in contents if isinstance(c, (str, Text)))
    return frozenset(
        name for word in words for name in (_quiet(word), _quiet(_ORDINAL.sub("", word))) if name
    )


def _quiet(word: str) -> str:
    return _QUIET.sub("", word)
