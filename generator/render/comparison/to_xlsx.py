"""A comparison as a workbook: a sheet for each table, real numbers that can be worked with."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from io import BytesIO

import xlsxwriter  # type: ignore[import-untyped]  # comes without types

from generator.model.comparison import ComparedTable, Comparison, Difference
from generator.model.figure import Figure, is_zero
from generator.model.number import Measure, Unit
from generator.render.comparison import content, wording
from generator.render.comparison.sheet import Alignment, Column, Number, Row, Sheet, Text
from generator.render.comparison.workbook import Sheets
from generator.render.docx.package import packed, unpacked

# Nothing a person has written becomes a formula, a link or a number.
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
# A workbook must say when it was made; the clock is not asked.
_MADE = datetime(1980, 1, 1)


def render(comparison: Comparison) -> bytes:
    """The workbook; the same bytes for the same comparison."""
    out = BytesIO()
    book = xlsxwriter.Workbook(out, _OPTIONS)
    title = wording.title(comparison)
    book.set_properties({"title": title, "author": comparison.department, "created": _MADE})
    sheets = Sheets(book, title, wording.unit_note(comparison))
    for sheet in _sheets(comparison):
        sheets.add(sheet)
    book.close()
    # The library's archive tells on which system it was written.
    return packed(unpacked(out.getvalue()))


def _sheets(comparison: Comparison) -> Iterator[Sheet]:
    unit = Unit(comparison.unit)
    yield _summary(comparison, unit)
    if comparison.movers:
        yield _movers(comparison, unit)
    for table in comparison.tables:
        yield _table(table, comparison, unit)
    for section in content.sections(comparison):
        yield _records(section, comparison, unit)
    if comparison.sentences:
        columns = (
            Column(wording.HEADING, 28),
            Column(comparison.old_label, 60),
            Column(comparison.new_label, 60),
        )
        rows = (
            Row((Text(text.label), Text(text.old or ""), Text(text.new or "")))
            for text in comparison.sentences
        )
        yield Sheet(wording.TEXT, columns, tuple(rows))
    if comparison.notes:
        rows = (Row((Text(note),)) for note in comparison.notes)
        yield Sheet(wording.NOTES, (Column(wording.NOTES, 100),), tuple(rows))


def _summary(comparison: Comparison, unit: Unit) -> Sheet:
    columns = (Column(wording.NAME), Column(wording.UNIT), *_sides(comparison, ""))
    rows = [
        Row(
            (Text(figure.name), Text(_unit(figure, unit)), *_numbers(figure, unit)),
            faint=not figure.differs,
        )
        for figure in comparison.figures
    ]
    if comparison.empty:
        rows.insert(0, Row((Text(wording.NOTHING),), strong=True))
    return Sheet(wording.SUMMARY, columns, tuple(rows))


def _movers(comparison: Comparison, unit: Unit) -> Sheet:
    columns = (
        Column(wording.CODE),
        Column(wording.NAME),
        *_sides(comparison, comparison.unit),
    )
    rows = [
        Row((Text(mover.code), Text(mover.name), *_numbers(mover.difference, unit)))
        for mover in comparison.movers
    ]
    total = comparison.total
    if total is not None:
        rows.append(Row((Text(""), Text(total.name), *_numbers(total, unit)), strong=True))
    return Sheet(wording.MOVERS, columns, tuple(rows))


def _table(table: ComparedTable, comparison: Comparison, unit: Unit) -> Sheet:
    columns = (
        Column(wording.CODE),
        Column(wording.NAME),
        Column(wording.COLUMN),
        *_sides(comparison, comparison.unit),
    )
    rows = (
        Row(
            (Text(row.code), Text(row.name), Text(label), *_numbers(cell, unit)),
            strong=row.strong,
            faint=not cell.differs,
        )
        for row in table.rows
        for label, cell in zip(map(wording.column_name, table.columns), row.cells, strict=True)
        if cell is not None and not (is_zero(cell.old) and is_zero(cell.new))
    )
    return Sheet(table.title, columns, tuple(rows))


def _records(section: content.Records, comparison: Comparison, unit: Unit) -> Sheet:
    columns = (
        Column(wording.CODE),
        Column(wording.NAME),
        Column(wording.STANDING),
        Column(wording.ITEM),
        Column(wording.UNIT),
        *_sides(comparison, ""),
    )
    rows: list[Row] = []
    for record in section.records:
        front = (Text(record.code), Text(record.name), Text(section.words[record.side]))
        for number in record.told:
            item = Text(wording.column_name(number.column))
            rows.append(Row((*front, item, Text(_unit(number, unit)), *_numbers(number, unit))))
        for text in record.texts:
            both = (Text(text.old or ""), Text(text.new or ""))
            rows.append(Row((*front, Text(text.label), Text(""), *both)))
    return Sheet(section.title, columns, tuple(rows))


def _sides(comparison: Comparison, unit: str) -> tuple[Column, ...]:
    """The columns of every number; `unit` stands in their heads where all are of one."""
    behind = f"（{unit}）" if unit else ""
    return (
        Column(comparison.old_label + behind, 28, Alignment.RIGHT),
        Column(comparison.new_label + behind, 28, Alignment.RIGHT),
        Column(wording.CHANGE + behind, 28, Alignment.RIGHT),
        Column(wording.SHARE, 28, Alignment.RIGHT),
        Column(wording.DUE, 28, Alignment.CENTER),
        Column(wording.REASON),
    )


def _numbers(difference: Difference, unit: Unit) -> tuple[Number | Text, ...]:
    shown = difference.shown
    measure = _measure(difference)
    return (
        _number(difference.old, shown.old, unit),
        _number(difference.new, shown.new, unit),
        Number.printed(shown.change, measure, signed=True),
        Number.printed(shown.share, Measure.SHARE, signed=True),
        Text("是" if difference.due else ""),
        Text(difference.reason),
    )


def _number(figure: Figure | None, shown: str, unit: Unit) -> Number | Text:
    """The exact number; its text where it is still to be filled in."""
    if figure is None or not figure.known:
        return Text(shown)
    return Number.exact(figure.value, figure.measure, unit, shown)


def _measure(difference: Difference) -> Measure:
    figure = difference.new or difference.old
    return Measure.MONEY if figure is None else figure.measure


def _unit(difference: Difference, unit: Unit) -> str:
    return unit.value if _measure(difference) is Measure.MONEY else ""
