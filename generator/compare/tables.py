"""Budget tables of two sides, cell by cell, rows by what they are called."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from generator.build.cells import column_id
from generator.build.sheet import Content, Sheet, SheetRow
from generator.compare.differences import Judge
from generator.compare.edition import Edition
from generator.compare.pairing import in_new_order
from generator.compare.reasons import once
from generator.model.comparison import ComparedRow, ComparedTable, Side
from generator.model.figure import Figure
from generator.model.report import plain
from generator.model.table_rule import ColumnRule, TableRule
from generator.model.values import Text
from generator.narrate.narration import Narration

_LABELS = ("label", "name")


@dataclass
class _Line:
    """The part of a row that belongs to one block."""

    id: str
    strong: bool
    code: str = ""
    name: str = ""
    texts: list[str] = field(default_factory=list)
    figures: dict[int, Figure] = field(default_factory=dict)


def compare_tables(old: Edition, new: Edition, judge: Judge) -> tuple[ComparedTable, ...]:
    """Every table with numbers, in the order of the pack; none where a side has only totals."""
    if old.budget is None or new.budget is None or new.narrated is None:
        return ()
    before = {sheet.rule.id.value: sheet for sheet in old.budget.sheets}
    words = new.narrated.narration
    made = (_table(before[sheet.rule.id.value], sheet, words, judge) for sheet in new.budget.sheets)
    return tuple(table for table in made if table.columns)


def _table(old: Sheet, new: Sheet, words: Narration, judge: Judge) -> ComparedTable:
    before, after = _lines(old, words), _lines(new, words)
    lines = [line for side in (before, after) for block in side.values() for line in block.values()]
    numeric = sorted({place for line in lines for place in line.figures})
    labels = dict(zip(numeric, _labels(new.rule, numeric, words), strict=True))
    columns = tuple(dict.fromkeys(labels.values()))
    rows = (
        _row(a, b, labels, columns, judge)
        for block in after
        for a, b in _pairs(before[block], after[block])
    )
    title = plain(words.label(new.rule.title))
    return ComparedTable(new.rule.id.value, title, columns, tuple(rows))


def _lines(sheet: Sheet, words: Narration) -> dict[str, dict[str, _Line]]:
    """The lines of each block by their names; what has no number is no line."""
    leaves = sheet.rule.leaves()
    found: dict[str, dict[str, _Line]] = {_block(leaf): {} for leaf in leaves if _block(leaf)}
    found = found or {"": {}}
    for row in sheet.rows:
        for block, lines in found.items():
            line = _line(sheet.rule.id.value, row, block, leaves, words)
            if line.figures:
                lines[line.id] = line
    return found


def _line(
    table: str, row: SheetRow, block: str, leaves: Sequence[ColumnRule], words: Narration
) -> _Line:
    line = _Line(row.id, row.strong)
    for place, (leaf, content) in enumerate(zip(leaves, row.cells, strict=True)):
        shown = leaf.show.value if leaf.show else ""
        if _block(leaf) != block or shown == "index":
            continue
        if isinstance(content, Figure):
            line.figures[place] = content
            line.id = content.id.removeprefix(f"{table}/").removesuffix(f"/{column_id(leaf)}")
        elif shown == "code":
            line.code += _words(content, words)
        elif shown:
            text = _words(content, words)
            line.texts += [text] if text else []
            line.name = line.name or (text if shown in _LABELS else "")
    line.code = line.id if line.id.isdecimal() else line.code
    line.name = line.name or next(iter(line.texts), line.id)
    return line


def _block(leaf: ColumnRule) -> str:
    return leaf.block.value if leaf.block else ""


def _words(content: Content, words: Narration) -> str:
    if isinstance(content, Text):
        return plain(words.label(content))
    return content if isinstance(content, str) else ""


def _pairs(
    old: Mapping[str, _Line], new: Mapping[str, _Line]
) -> Iterator[tuple[_Line | None, _Line | None]]:
    at = {id: place for place, id in enumerate(new)}
    found = {place: at[id] for place, id in enumerate(old) if id in at}
    before, after = tuple(old.values()), tuple(new.values())
    for i, j in in_new_order(found, len(before), len(after)):
        yield None if i is None else before[i], None if j is None else after[j]


def _row(
    old: _Line | None,
    new: _Line | None,
    labels: Mapping[int, str],
    columns: Sequence[str],
    judge: Judge,
) -> ComparedRow:
    line = new or old
    assert line is not None
    cells = dict.fromkeys(columns)
    made = {}
    for place, label in labels.items():
        a = old.figures.get(place) if old else None
        b = new.figures.get(place) if new else None
        either = b or a
        if either is not None:
            cell = judge.difference(either.id, line.name, a, b, code=line.code, column=label)
            made[label] = judge.reasons.of_code(line.code, cell)
    made = once(made)
    side = Side.BOTH if old and new else Side.NEW if new else Side.OLD
    filled = tuple(made.get(label) for label in cells)
    return ComparedRow(line.id, line.code, line.name, side, line.strong, filled)


def _labels(rule: TableRule, numeric: Sequence[int], words: Narration) -> Iterator[str]:
    """The label of each numeric column; of two in one block, with what stands above it."""
    leaves = rule.leaves()
    above = [label for column in rule.header for label in _above(column, ())]
    plainly = {place: _label(leaves[place], words) for place in numeric}
    times = Counter((_block(leaves[place]), label) for place, label in plainly.items())
    for place, label in plainly.items():
        if times[_block(leaves[place]), label] > 1:
            spanners = (_label(column, words) for column in above[place])
            yield " ".join((*spanners, label, *_suffix(leaves[place], above, place, leaves)))
        else:
            yield label


def _suffix(
    leaf: ColumnRule,
    above: Sequence[tuple[ColumnRule, ...]],
    place: int,
    leaves: Sequence[ColumnRule],
) -> Iterator[str]:
    """The name of a column that not even its spanners tell from another."""
    same = (
        p
        for p, other in enumerate(leaves)
        if p != place and other.label.value == leaf.label.value and above[p] == above[place]
    )
    if any(True for _ in same):
        yield f"（{column_id(leaf)}）"


def _above(
    column: ColumnRule, spanners: tuple[ColumnRule, ...]
) -> Iterator[tuple[ColumnRule, ...]]:
    if not column.columns:
        yield spanners
    for below in column.columns:
        yield from _above(below, (*spanners, column))


def _label(column: ColumnRule, words: Narration) -> str:
    return "".join(plain(words.label(column.label)).split())
