"""A table of several grids as one list of rows over common columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from math import lcm
from typing import Any

from generator.model.report import Cell, Grid, Row, Table, plain

# Chinese may break between any two characters; the same ranges stand in gongkai.typ.
_UNBROKEN = re.compile(r"[^\s\u2e80-\U0010ffff]{7,}")
_ROOMY = 24


def drawn_table(table: Table) -> dict[str, Any]:
    """The table for gongkai.typ: its columns (widths in one unit), caption, grids and note."""
    total = lcm(*(sum(grid.widths) for grid in table.grids))
    edges = [_edges(grid, total) for grid in table.grids]
    common = sorted(set().union(*edges))
    index = {edge: place for place, edge in enumerate(common)}
    return {
        "columns": [right - left for left, right in pairwise(common)],
        "caption": [plain(runs) for runs in table.caption],
        "note": plain(table.note),
        "grids": [
            {
                "header": list(_rows(grid.header, own, index)),
                "rows": list(_rows(grid.rows, own, index)),
            }
            for grid, own in zip(table.grids, edges, strict=True)
        ],
    }


def _edges(grid: Grid, total: int) -> list[int]:
    scale = total // sum(grid.widths)
    return list(accumulate((width * scale for width in grid.widths), initial=0))


def _rows(
    rows: Sequence[Row], edges: Sequence[int], index: dict[int, int]
) -> Iterator[dict[str, Any]]:
    """Each row with its cells in place; `reach` counts the rows a column is still covered."""
    reach = [0] * (len(edges) - 1)
    for row in rows:
        cells = []
        column = 0
        for cell in row.cells:
            while reach[column]:
                column += 1
            left, right = edges[column], edges[column + cell.columns]
            cells.append(_cell(cell, right - left, index[right] - index[left]))
            reach[column : column + cell.columns] = [cell.rows] * cell.columns
            column += cell.columns
        reach = [max(left - 1, 0) for left in reach]
        yield {"strong": row.strong, "cells": cells}


def _cell(cell: Cell, width: int, columns: int) -> dict[str, Any]:
    """Style and paragraphs; the rest only where it differs from the plain case.

    `width` is given where the text may not fit on one line: with `length`, its characters,
    and `word`, the longest run that has no place to break.
    """
    paragraphs = [plain(runs) for runs in cell.paragraphs]
    drawn: dict[str, Any] = {"style": cell.style.value, "text": paragraphs}
    if columns > 1:
        drawn["columns"] = columns
    if cell.rows > 1:
        drawn["rows"] = cell.rows
    length = sum(map(len, paragraphs))
    word = max((w for p in paragraphs for w in _UNBROKEN.findall(p)), key=len, default="")
    if word or length > _ROOMY or len(paragraphs) > 1:
        drawn |= {"width": width, "length": length, "word": word}
    return drawn
