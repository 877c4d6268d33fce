"""The rows of a table: cells, merged cells, and what stays together on a page."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree
from lxml.etree import SubElement, _Element

from generator.model.report import Cell, Row, plain
from generator.render.docx.markup import TC, TR, VAL, P, dress, tag, write
from generator.render.docx.styles import CELLS, Role, Styles

# A row that is likely to be taller may break across pages: a row kept whole that is taller
# than its page would be cut. Letters are taken to be 五号 (10.5 points).
_TALLEST_WHOLE = 14
_LETTER, _LINE, _PADDING = 210, 256, 50

_TR_PR, _CANT_SPLIT, _TBL_HEADER = map(tag, ("trPr", "cantSplit", "tblHeader"))
_TC_PR, _TC_W, _GRID_SPAN, _V_MERGE = map(tag, ("tcPr", "tcW", "gridSpan", "vMerge"))
_TYPE, _W, _KEEP_NEXT = map(tag, ("type", "w", "keepNext"))


@dataclass(slots=True)
class _Hanging:
    """A cell that reaches down: the rows it still covers, its columns, its style."""

    rows: int
    columns: int
    style: str


class Rows:
    """Writes the rows of one grid, from top to bottom, into a table element."""

    def __init__(self, table: _Element, edges: tuple[int, ...], styles: Styles) -> None:
        """`edges` are the places of the column lines in twips, the first is 0."""
        self._table = table
        self._edges = edges
        self._ids = {style: styles[role] for style, role in CELLS.items()}
        self._strong = styles[Role.STRONG]
        self._hanging: dict[int, _Hanging] = {}
        self.height = 0
        """About how tall the rows written are, in twips."""

    def add(self, row: Row, repeat: bool = False, keep: bool = False) -> _Element:
        """Write a row; `repeat` makes it a header, `keep` holds it with the next row.

        The first two and the last two rows of a merged cell are held together as well.
        """
        keep = (
            keep
            or any(cell.rows > 1 for cell in row.cells)
            or any(hanging.rows == 2 for hanging in self._hanging.values())
        )
        target = SubElement(self._table, TR)
        properties = SubElement(target, _TR_PR)
        column = tallest = 0
        for cell in row.cells:
            column = self._continue(target, column, keep)
            tallest = max(tallest, self._cell(target, cell, column, row.strong, keep))
            column += cell.columns
        self._continue(target, column, keep)
        self.height += tallest * _LINE + _PADDING
        if repeat or tallest <= _TALLEST_WHOLE:
            SubElement(properties, _CANT_SPLIT)
        else:
            # A row that may break is held by nothing: it would take its heading's page away.
            etree.strip_elements(target, _KEEP_NEXT)
        if repeat:
            SubElement(properties, _TBL_HEADER)
        return target

    def _cell(self, target: _Element, cell: Cell, column: int, strong: bool, keep: bool) -> int:
        """Write a cell; returns the lines it is likely to need."""
        style = self._ids[cell.style]
        merge = "restart" if cell.rows > 1 else ""
        new, width = self._frame(target, column, cell.columns, merge)
        if merge:
            self._hanging[column] = _Hanging(cell.rows - 1, cell.columns, style)
        lines = 0
        for runs in cell.paragraphs or ((),):
            text = plain(runs)
            line = SubElement(new, P)
            dress(line, style, keep)
            write(line, text, self._strong if strong else "")
            lines += 1 + len(text) * _LETTER // width
        return lines

    def _continue(self, target: _Element, column: int, keep: bool) -> int:
        """Go on with the merged cells that begin at a column; returns the column behind them."""
        while (hanging := self._hanging.get(column)) is not None:
            new, _ = self._frame(target, column, hanging.columns, "continue")
            dress(SubElement(new, P), hanging.style, keep)
            hanging.rows -= 1
            if not hanging.rows:
                del self._hanging[column]
            column += hanging.columns
        return column

    def _frame(
        self, target: _Element, column: int, columns: int, merge: str
    ) -> tuple[_Element, int]:
        """A cell with its properties, and its width."""
        new = SubElement(target, TC)
        properties = SubElement(new, _TC_PR)
        end = min(column + columns, len(self._edges) - 1)
        width = max(1, self._edges[end] - self._edges[min(column, end)])
        SubElement(properties, _TC_W, {_W: str(width), _TYPE: "dxa"})
        if columns > 1:
            SubElement(properties, _GRID_SPAN, {VAL: str(columns)})
        if merge:
            SubElement(properties, _V_MERGE, {VAL: merge})
        return new, width
