"""Words for a place in a table: the name of a row, and of each cell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.model.report import Cell, CellStyle, Grid, Row

_NAMED = re.compile(r"[\u3400-\u9fffA-Za-z]")
_CODE = re.compile(r"[0-9]{3,}")
_LONGEST = 24
_NAMES = 2


def row_name(row: Row) -> str:
    """What a row is called: its code and its names, else whatever stands in it first."""
    texts = [cell.text for cell in row.cells]
    named = [text for cell, text in zip(row.cells, texts, strict=True) if _names(cell)]
    return brief(_coded(texts, " ".join(named[:_NAMES])) or " ".join(filter(None, texts)))


def spots(grid: Grid) -> tuple[tuple[str, ...], ...]:
    """What each cell is called, for the rows of the header and of the body in order."""
    labels = _labels(grid)
    rows = (*grid.header, *grid.rows)
    return tuple(
        tuple(_spot(row, index, labels.get(column, "")) for index, column in enumerate(columns))
        for row, columns in zip(rows, _columns(rows), strict=True)
    )


def brief(text: str, longest: int = _LONGEST) -> str:
    """A text on one line, cut when it is long."""
    text = " ".join(text.split())
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


def _spot(row: Row, index: int, label: str) -> str:
    """The row by the name next to the cell where it has amounts, else by its first names."""
    amounts = any(cell.style is CellStyle.AMOUNT for cell in row.cells)
    before = row.cells[: index + 1] if amounts else row.cells[:index]
    left = [cell.text for cell in before if _names(cell) and cell.rows == 1]
    near = left[-1:] if amounts else left[:_NAMES]
    name = brief(_coded([cell.text for cell in row.cells[:index]], " ".join(near)))
    if not label:
        return f"“{name}”之后的一格" if name else f"第 {index + 1} 格"
    return f"“{name or row_name(row)}”行“{label}”列"


def _names(cell: Cell) -> bool:
    return bool(_NAMED.search(cell.text)) and cell.style is not CellStyle.AMOUNT


def _coded(texts: Sequence[str], name: str) -> str:
    """A name with the code in front of it."""
    code = next((text for text in texts if _CODE.fullmatch(text)), "")
    return f"{code} {name}" if code and name else name


def _columns(rows: Sequence[Row]) -> Iterator[tuple[int, ...]]:
    """The first column of each cell, row by row; cells reaching down push others aside."""
    reach: dict[int, int] = {}
    for row in rows:
        columns: list[int] = []
        column = 0
        covered = {place: left - 1 for place, left in reach.items() if left > 1}
        for cell in row.cells:
            while reach.get(column, 0):
                column += 1
            columns.append(column)
            if cell.rows > 1:
                covered |= dict.fromkeys(range(column, column + cell.columns), cell.rows - 1)
            column += cell.columns
        reach = covered
        yield tuple(columns)


def _labels(grid: Grid) -> dict[int, str]:
    """The label of each column: the lowest in the header, with those above where it is not alone.

    A row that only numbers the columns (栏次) says nothing.
    """
    labels: dict[int, list[str]] = {}
    for row, columns in zip(grid.header, _columns(grid.header), strict=True):
        if not any(_NAMED.search(cell.text) for cell in row.cells[1:]) and len(row.cells) > 1:
            continue
        for cell, first in zip(row.cells, columns, strict=True):
            for column in range(first, first + cell.columns):
                labels.setdefault(column, []).append(cell.text.replace("\n", ""))
    lowest = [path[-1] for path in labels.values()]
    return {
        column: path[-1] if lowest.count(path[-1]) == 1 else "/".join(path)
        for column, path in labels.items()
    }
