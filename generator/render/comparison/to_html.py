"""A comparison as one page of html: nothing to load, no script, fit for screen and paper."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from generator.model.comparison import ComparedRow, ComparedTable, Comparison, Difference
from generator.render.comparison import content, waterfall, wording
from generator.render.comparison.chart import NARROW, WIDE, chart

_TEMPLATE = Path(__file__).with_name("comparison.html.j2")
_STYLE = Path(__file__).with_name("comparison.css")
# So many columns, each with four numbers, fit beside each other on screen and on paper.
_MOST_COLUMNS = 3


@dataclass(frozen=True, slots=True)
class _Line:
    """A row of a table on the page: the cells of the columns that are placed."""

    row: ComparedRow
    cells: tuple[Difference | None, ...]


@dataclass(frozen=True, slots=True)
class _Panel:
    """A table, or as many columns of it as fit on a page: rows that differ, then the others."""

    columns: tuple[str, ...]
    differing: tuple[_Line, ...]
    others: tuple[_Line, ...]


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A budget table: `even` are the labels of its columns without a difference."""

    anchor: str
    title: str
    count: int
    coded: bool
    panels: tuple[_Panel, ...]
    even: tuple[str, ...]
    reasons: tuple[content.Change, ...]


def render(comparison: Comparison) -> bytes:
    """The page, in UTF-8."""
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    template = environment.from_string(_TEMPLATE.read_text(encoding="utf-8"))
    style = _STYLE.read_text(encoding="utf-8").replace("\r\n", "\n")
    steps = waterfall.steps(comparison)
    page = template.render(
        comparison=comparison,
        title=wording.title(comparison),
        style=Markup(style),  # our own file; the policy admits this text and no other
        policy=f"'sha256-{base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()}'",
        words=wording,
        cards=content.leading(comparison),
        charts=(("wide", chart(steps, WIDE)), ("narrow", chart(steps, NARROW))) if steps else (),
        steps=steps,
        sheets=tuple(_sheets(comparison)),
        sections=content.sections(comparison),
        passages=tuple(content.passages(comparison)),
        flagged=content.flagged(comparison),
        sign=content.sign,
        column_name=wording.column_name,
    )
    return page.encode("utf-8", "xmlcharrefreplace")


def _sheets(comparison: Comparison) -> Iterator[_Sheet]:
    """The tables that differ."""
    for number, table in enumerate(comparison.tables, 1):
        if table.cells:
            yield _sheet(table, f"table-{number}")


def _sheet(table: ComparedTable, anchor: str) -> _Sheet:
    places = range(len(table.columns))
    differing = {
        place
        for place in places
        if any((cell := row.cells[place]) is not None and cell.differs for row in table.rows)
    }
    moved = sorted(differing)
    # As many panels as needed, equally full.
    count = -(-len(moved) // _MOST_COLUMNS)
    parts = [moved[len(moved) * n // count : len(moved) * (n + 1) // count] for n in range(count)]
    rows = tuple(content.changes(table))
    return _Sheet(
        anchor=anchor,
        title=table.title,
        count=len(rows),
        coded=any(row.code for row in table.rows),
        panels=tuple(_panel(table, part) for part in parts),
        even=tuple(wording.column_name(table.columns[p]) for p in places if p not in differing),
        reasons=tuple(change for _, cells in rows for change in cells if change.cell.reason),
    )


def _panel(table: ComparedTable, places: list[int]) -> _Panel:
    differing: list[_Line] = []
    others: list[_Line] = []
    for row in table.rows:
        cells = tuple(row.cells[place] for place in places)
        line = _Line(row, cells)
        if any(cell is not None and cell.differs for cell in cells):
            differing.append(line)
        elif any(cell is not None for cell in cells):
            others.append(line)
    columns = tuple(wording.column_name(table.columns[place]) for place in places)
    return _Panel(columns, tuple(differing), tuple(others))
