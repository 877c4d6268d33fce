"""Writes sheets into a workbook: looks, names of sheets, widths, what is printed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from xlsxwriter.format import Format  # type: ignore[import-untyped]  # comes without types
from xlsxwriter.workbook import Workbook  # type: ignore[import-untyped]  # comes without types
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]  # comes without types

from generator.render.comparison.sheet import Alignment, Column, Number, Row, Sheet, Text
from generator.render.measure import width

_A4 = 9
_NARROWEST = 8
# Points a line of type takes; what Excel allows a row.
_LINE, _TALLEST = 17, 409
# What Excel takes: letters of a sheet's name and of a cell, of a printed header.
_NAME, _CELL, _HEADER = 31, 32_767, 200
_UNFIT = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_FONT = "微软雅黑"
# The number format of words.
_WORDS = "@"


class Sheets:
    """Writes sheets into a workbook, one after the other."""

    def __init__(self, book: Workbook, title: str, unit: str) -> None:
        """`title` and `unit` stand above every printed page."""
        self._book = book
        self._header = f"&L{_literal(title)}&R{_literal(unit)}"
        # Excel keeps this name for itself.
        self._names = {"history"}
        self._formats: dict[tuple[str, ...], Format] = {}

    def add(self, sheet: Sheet) -> None:
        """One more sheet."""
        page = self._book.add_worksheet(self._name(sheet.name))
        rooms: list[int] = []
        page.set_row(0, _LINE + _LINE // 3)
        for place, column in enumerate(sheet.columns):
            page.write_string(0, place, column.label, self._head(column.alignment))
            cells = [row.cells[place] for row in sheet.rows if place < len(row.cells)]
            rooms.append(_room(column, cells))
            page.set_column(place, place, rooms[-1])
        for number, row in enumerate(sheet.rows, 1):
            # Not every program finds the height of a row by itself.
            page.set_row(number, _LINE * _lines(row, rooms))
            for place, cell in enumerate(row.cells):
                self._write(page, number, place, cell, row, sheet.columns[place].alignment)
        page.freeze_panes(1, 0)
        page.autofilter(0, 0, max(1, len(sheet.rows)), len(sheet.columns) - 1)
        page.set_landscape()
        page.set_paper(_A4)
        page.fit_to_pages(1, 0)
        page.repeat_rows(0)
        page.set_margins(0.5, 0.5, 0.8, 0.7)
        page.set_header(self._header)
        page.set_footer("&C&P / &N")

    def _write(
        self,
        page: Worksheet,
        number: int,
        place: int,
        cell: Text | Number,
        row: Row,
        alignment: Alignment,
    ) -> None:
        if isinstance(cell, Number):
            # The library writes a Decimal digit by digit.
            page.write_number(number, place, cell.value, self._look(cell.format, row, ""))
        elif cell.text:
            side = alignment if alignment is Alignment.CENTER else Alignment.LEFT
            look = self._look(_WORDS, row, side)
            page.write_string(number, place, _whole(cell.text), look)

    def _head(self, alignment: Alignment) -> Format:
        key = ("head", alignment)
        if key not in self._formats:
            look = {"bold": True, "bg_color": "#E9EEF3", "bottom": 1, "text_wrap": True}
            self._formats[key] = self._new({**look, "align": alignment.value})
        return self._formats[key]

    def _look(self, form: str, row: Row, side: str) -> Format:
        key = (form, side, "strong" if row.strong else "", "faint" if row.faint else "")
        if key not in self._formats:
            look: dict[str, object] = {"num_format": form, "bold": row.strong}
            if row.faint:
                look["font_color"] = "#7A838C"
            if side:
                look |= {"text_wrap": True, "align": str(side)}
            self._formats[key] = self._new(look)
        return self._formats[key]

    def _new(self, look: dict[str, object]) -> Format:
        return self._book.add_format(
            {"font_name": _FONT, "font_size": 10, "valign": "vcenter", **look}
        )

    def _name(self, title: str) -> str:
        """A name Excel takes and no other sheet has."""
        name = _UNFIT.sub("-", title).strip().strip("'") or "表"
        tried, number = _cut(name, ""), 1
        while tried.casefold() in self._names:
            number += 1
            tried = _cut(name, f" ({number})")
        self._names.add(tried.casefold())
        return tried


def _room(column: Column, cells: Sequence[Text | Number]) -> int:
    widest = max((_width(cell) for cell in cells), default=0)
    # The header carries the button of the filter.
    return max(_NARROWEST, min(column.most, widest + 2), min(column.most, width(column.label) + 5))


def _lines(row: Row, rooms: Sequence[int]) -> int:
    """How many lines the tallest of its cells needs."""
    words = (
        (cell.text, room)
        for cell, room in zip(row.cells, rooms, strict=False)
        if isinstance(cell, Text)
    )
    needed = (
        sum(1 + max(0, width(line) - 1) // (room - 1) for line in text.split("\n"))
        for text, room in words
    )
    return min(max(needed, default=1), _TALLEST // _LINE)


def _width(cell: Text | Number) -> int:
    if isinstance(cell, Number):
        # Room for the sign and for the commas between thousands.
        return len(f"{cell.value:,f}") + 2
    return max(map(width, cell.text.split("\n")))


def _cut(name: str, end: str) -> str:
    """The name with its end, in as many letters as Excel takes (it counts those of UTF-16)."""
    name = name[:_NAME]
    while len((name + end).encode("utf-16-le")) // 2 > _NAME:
        name = name[:-1]
    return name + end


def _whole(text: str) -> str:
    """The text; what a cell cannot hold is told by an ellipsis."""
    return text if len(text) <= _CELL else f"{text[: _CELL - 1]}…"


def _literal(text: str) -> str:
    """Words of a printed header, where & begins a command."""
    return text[:_HEADER].replace("&", "&&")
