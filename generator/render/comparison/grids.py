"""The tables of the Word file: differences as rows of text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from generator.model.comparison import (
    ComparedRow,
    ComparedTable,
    Comparison,
    Difference,
    Side,
)
from generator.model.report import Cell, CellStyle, Grid, Row, Runs, Table
from generator.render.comparison import content, waterfall, wording

_NUMBERS = (15, 15, 18, 15)
# A flag stays with its number.
_JOINED = "\N{NO-BREAK SPACE}"


def summary(comparison: Comparison) -> Table:
    """The named figures that differ, each reason on a line below its figure."""
    header = (wording.NAME, *_sides(comparison))
    return _table(wording.SUMMARY, (40, *_NUMBERS), header, _figure_rows(comparison))


def _figure_rows(comparison: Comparison) -> Iterator[Row]:
    for figure in comparison.differing:
        yield Row((_cell(figure.name), *_numbers(figure)), figure.id)
        if figure.reason:
            yield Row((Cell(((_reason(figure),),), columns=1 + len(_NUMBERS)),))


def movers(comparison: Comparison) -> Table:
    """What moved the total, as the chart has it."""
    header = (wording.NAME, *_sides(comparison))
    return _table(wording.MOVERS, (40, *_NUMBERS), header, _mover_rows(comparison))


def _mover_rows(comparison: Comparison) -> Iterator[Row]:
    rest = comparison.rest
    for mover in waterfall.own(comparison):
        yield Row((_cell(mover.name), *_numbers(mover.difference)), mover.id)
        if mover.difference.reason:
            yield Row((Cell(((_reason(mover.difference),),), columns=1 + len(_NUMBERS)),))
    if rest is not None:
        yield Row((_cell(rest.difference.name), *_numbers(rest.difference)), rest.difference.id)
    total = comparison.total
    if total is not None:
        yield Row((_cell(total.name), *_numbers(total)), total.id, strong=True)


def differing(table: ComparedTable, comparison: Comparison) -> Table:
    """The cells of a budget table that differ, those of a row below each other."""
    coded = any(row.code for row in table.rows)
    header: tuple[str, ...] = (wording.NAME, wording.COLUMN, *_sides(comparison))
    widths: tuple[int, ...] = (28, 18, *_NUMBERS)
    if coded:
        header, widths = (wording.CODE, *header), (15, *widths)
    rows = (line for row, cells in content.changes(table) for line in _lines(row, cells, coded))
    return _table(table.id, widths, header, rows)


def _lines(row: ComparedRow, cells: tuple[content.Change, ...], coded: bool) -> Iterator[Row]:
    for place, change in enumerate(cells):
        front: list[Cell] = []
        if not place:
            if coded:
                front.append(Cell(((row.code,),), CellStyle.CODE, rows=len(cells)))
            said = [_reason(other.cell) for other in cells if other.cell.reason]
            name = Cell(
                _paragraphs(named(row.name, row.side, wording.SIDES), *said), rows=len(cells)
            )
            front.append(name)
        yield Row((*front, _cell(change.column), *_numbers(change.cell)), row.id, row.strong)


def records(section: content.Records, comparison: Comparison) -> Table | None:
    """The numbers of records; None where there are none."""
    rows: list[Row] = []
    for record in section.records:
        for place, number in enumerate(record.told):
            front: tuple[Cell, ...] = ()
            if not place:
                name = named(record.name, record.side, section.words)
                said = [_reason(other) for other in record.told if other.reason]
                code = (record.code,) if record.code else ()
                front = (Cell(_paragraphs(name, *code, *said), rows=len(record.told)),)
            item = _cell(wording.column_name(number.column))
            rows.append(Row((*front, item, *_numbers(number)), record.id))
    if not rows:
        return None
    header = (wording.NAME, wording.ITEM, *_sides(comparison))
    return _table(section.anchor, (38, 20, *_NUMBERS), header, rows)


def named(name: str, side: Side, words: Mapping[Side, str]) -> str:
    """The name of a row or a record, with the word for what became of it."""
    return name if side is Side.BOTH else f"{name}（{words[side]}）"


def _table(id: str, widths: tuple[int, ...], header: tuple[str, ...], rows: Iterable[Row]) -> Table:
    head = Row(tuple(Cell(((label,),), CellStyle.HEAD) for label in header))
    return Table(id, (Grid(widths, (head,), tuple(rows)),))


def _sides(comparison: Comparison) -> tuple[str, ...]:
    return (comparison.old_label, comparison.new_label, wording.CHANGE, wording.SHARE)


def _numbers(difference: Difference) -> tuple[Cell, ...]:
    shown = difference.shown
    change = f"{wording.FLAG}{_JOINED}{shown.change}" if difference.unexplained else shown.change
    texts = (shown.old, shown.new, change, shown.share)
    return tuple(_cell(text, CellStyle.AMOUNT) for text in texts)


def _reason(difference: Difference) -> str:
    return f"{wording.REASON}：{difference.reason}"


def _cell(text: str, style: CellStyle = CellStyle.TEXT) -> Cell:
    return Cell(((text,),), style)


def _paragraphs(*texts: str) -> tuple[Runs, ...]:
    return tuple((text,) for text in texts)
