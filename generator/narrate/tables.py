"""A filled sheet as a placed table: header cells, ruler, captions, notes, printed numbers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import takewhile

from generator.build.sheet import Content, Sheet, SheetRow
from generator.model.figure import Figure
from generator.model.pending import shown
from generator.model.report import Cell, CellStyle, Grid, Row, Runs, Table
from generator.model.table_rule import ColumnRule, TableRule
from generator.model.values import Text
from generator.narrate.narration import Narration


def place_sheet(sheet: Sheet, narration: Narration) -> Table:
    """The printed table of a sheet."""
    rule = sheet.rule
    leaves = rule.leaves()
    header = _header(rule, narration)
    if rule.ruler is not None:
        header = (*header, _ruler(rule, leaves, narration))
    rows = tuple(
        Row(tuple(_cells(row, leaves, rule, narration)), row.id, row.strong) for row in sheet.rows
    )
    note = rule.empty_note if sheet.empty and rule.empty_note else rule.note
    return Table(
        rule.id.value,
        (Grid(tuple(column.width for column in leaves), header, rows),),
        tuple(narration.label(text) for text in rule.caption),
        narration.label(note),
        rule.orientation,
    )


def paragraphs(runs: Runs) -> tuple[Runs, ...]:
    """Runs cut at line ends."""
    lines: list[list[object]] = [[]]
    for run in runs:
        if isinstance(run, str):
            first, *rest = run.split("\n")
            if first:
                lines[-1].append(first)
            lines += [[line] if line else [] for line in rest]
        else:
            lines[-1].append(run)
    return tuple(tuple(line) for line in lines)  # type: ignore[arg-type]  # runs of the same kinds


def _header(rule: TableRule, narration: Narration) -> tuple[Row, ...]:
    depth = max((_depth(column) for column in rule.header), default=0)
    levels: list[list[Cell]] = [[] for _ in range(depth)]
    for column in rule.header:
        _place(column, 0, depth, levels, narration)
    return tuple(Row(tuple(cells), "表头", strong=True) for cells in levels)


def _depth(column: ColumnRule) -> int:
    return 1 + max((_depth(below) for below in column.columns), default=0)


def _place(
    column: ColumnRule, level: int, depth: int, levels: list[list[Cell]], narration: Narration
) -> None:
    label = paragraphs(narration.label(column.label))
    rows = 1 if column.columns else depth - level
    levels[level].append(Cell(label, CellStyle.HEAD, len(column.leaves()), rows))
    for below in column.columns:
        _place(below, level + 1, depth, levels, narration)


def _ruler(rule: TableRule, leaves: tuple[ColumnRule, ...], narration: Narration) -> Row:
    cells = []
    number = 0
    for position, column in enumerate(leaves):
        if position == 0 and column.show and column.show.value == "index":
            cells.append(Cell((narration.label(rule.ruler),), CellStyle.CENTER))
        else:
            number += 1
            cells.append(Cell(((str(number),),), CellStyle.CENTER))
    return Row(tuple(cells), "栏次")


def _cells(
    row: SheetRow, leaves: tuple[ColumnRule, ...], rule: TableRule, narration: Narration
) -> Iterator[Cell]:
    position = 0
    while position < len(leaves):
        cell = _cell(row.cells[position], leaves[position], rule, narration)
        reach = 1
        if row.leading and row.cells[position]:
            behind = zip(row.cells[position + 1 :], leaves[position + 1 :], strict=True)
            reach += sum(1 for _ in takewhile(lambda c: c[0] is None and c[1].show, behind))
        yield replace(cell, columns=reach)
        position += reach


def _cell(content: Content, column: ColumnRule, rule: TableRule, narration: Narration) -> Cell:
    format = column.format or rule.format
    if isinstance(content, Figure):
        name = format.value if format else None
        runs = narration.cut(narration.number(content, name))
    elif isinstance(content, Text):
        runs = narration.cut(narration.render(shown(content.value), content.span))
    else:
        runs = narration.cut(shown(content or ""))
    return Cell(paragraphs(runs), column.style or _style(column))


def _style(column: ColumnRule) -> CellStyle:
    shown = column.show.value if column.show else ""
    if not shown:
        return CellStyle.AMOUNT
    if shown == "index":
        return CellStyle.CENTER
    return CellStyle.CODE if shown == "code" else CellStyle.TEXT
