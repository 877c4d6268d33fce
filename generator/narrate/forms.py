"""Forms: one table for each project, its cells written by the pack."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from generator.model.report import Cell, CellStyle, Grid, Row, Table
from generator.model.table_rule import FormCell, FormGrid, FormRow, TableRule
from generator.narrate.narration import Narration
from generator.narrate.tables import paragraphs

INDICATORS = "绩效指标"


def place_form(
    rule: TableRule,
    id: str,
    names: Mapping[str, Any],
    indicators: Sequence[Any],
    narration: Narration,
) -> Table:
    """The form of one project under the names that its cells use."""
    grids = tuple(_grid(grid, names, indicators, narration) for grid in rule.grids)
    caption = tuple(narration.label(text, names) for text in rule.caption)
    return Table(id, grids, caption, narration.label(rule.note, names), rule.orientation)


def _grid(
    grid: FormGrid, names: Mapping[str, Any], indicators: Sequence[Any], narration: Narration
) -> Grid:
    rows = [_row(row, names, narration) for row in grid.rows]
    if grid.each is not None and grid.row is not None:
        made = [_row(grid.row, {**names, grid.each.value: item}, narration) for item in indicators]
        rows += _merged(made, grid.merge)
    header = tuple(_row(row, names, narration) for row in grid.header)
    return Grid(grid.widths, header, tuple(rows))


def _row(row: FormRow, names: Mapping[str, Any], narration: Narration) -> Row:
    return Row(tuple(_cell(cell, names, narration) for cell in row.cells))


def _cell(cell: FormCell, names: Mapping[str, Any], narration: Narration) -> Cell:
    words = cell.head or cell.text
    style = cell.style or (CellStyle.HEAD if cell.head is not None else CellStyle.TEXT)
    return Cell(paragraphs(narration.label(words, names)), style, cell.columns, cell.rows)


def _merged(rows: Sequence[Row], columns: Sequence[int]) -> Iterator[Row]:
    """The rows with equal neighbours of some columns joined into one cell reaching down."""
    for index, row in enumerate(rows):
        cells: list[Cell] = []
        for position, cell in enumerate(row.cells):
            if position not in columns:
                cells.append(cell)
            elif index == 0 or rows[index - 1].cells[position].text != cell.text:
                height = 1
                while index + height < len(rows) and (
                    rows[index + height].cells[position].text == cell.text
                ):
                    height += 1
                cells.append(replace(cell, rows=height))
        yield replace(row, cells=tuple(cells))
