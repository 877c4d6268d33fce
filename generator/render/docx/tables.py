"""A table as WordprocessingML: one element per grid, the caption as its first header row."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate, pairwise

from lxml import etree
from lxml.etree import SubElement, _Element

from generator.model.report import Grid, Runs, Table, plain
from generator.render.docx.markup import (
    NAMESPACE,
    PPR,
    TBL,
    TC,
    TR,
    P,
    child,
    dress,
    find,
    paragraph,
    put,
    tag,
    write,
)
from generator.render.docx.rows import Rows
from generator.render.docx.sections import Area
from generator.render.docx.styles import Role, Styles
from generator.render.measure import width as width_of

# The caption is set in 五号 (10.5 points); 57 twips is the margin of a cell on each side.
_LETTER = 210
_CELL_MARGIN = 57

# A table is held on one page when it takes no more than this share of it: heights are guesses,
# and its title stands above.
_FULL = 88


def table_elements(table: Table, styles: Styles, area: Area) -> Iterator[_Element]:
    """The table's elements in order, fitted to the area of the text.

    A table that fits on a page is held together on one; of a longer one, each grid that fits
    but the last.
    """
    grids = tuple(
        _grid(grid, styles, area.width, () if place else table.caption, followed)
        for place, (grid, followed) in enumerate(_with_followers(table))
    )
    page = area.height * _FULL // 100
    whole = sum(height for _, height in grids) < page
    for place, (element, height) in enumerate(grids):
        last = place == len(grids) - 1
        if whole or (height < page and not last):
            _hold(element, last_row=not last or bool(table.note))
        yield element
        if not last:
            _open_below(element)
            # Word makes one table of two that touch, and the second loses its own header.
            yield paragraph(styles[Role.SPACER], keep=True)
    if table.note:
        note = paragraph(styles[Role.NOTE])
        write(note, plain(table.note))
        yield note


def _with_followers(table: Table) -> Iterator[tuple[Grid, bool]]:
    """Each grid, and whether the table goes on below it."""
    for place, grid in enumerate(table.grids):
        yield grid, place < len(table.grids) - 1 or bool(table.note)


def _grid(
    grid: Grid, styles: Styles, width: int, caption: tuple[Runs, ...], followed: bool
) -> tuple[_Element, int]:
    """One grid and about how tall it is; its last row is held with what follows."""
    new = etree.Element(TBL, nsmap={"w": NAMESPACE})
    edges = _edges(grid.widths, width)
    _properties(new, styles[Role.TABLE], width)
    columns = child(new, "tblGrid")
    for left, right in pairwise(edges):
        child(columns, "gridCol", w=str(right - left))
    if any(caption):
        _caption(new, caption, styles[Role.CAPTION], len(grid.widths), width)
    rows = Rows(new, edges, styles)
    for row in grid.header:
        rows.add(row, repeat=True, keep=followed or bool(grid.rows))
    last = len(grid.rows) - 1
    for index, row in enumerate(grid.rows):
        # A last row alone on a page would stand under a whole header.
        rows.add(row, keep=(followed and index == last) or index == last - 1)
    return new, rows.height


def _hold(target: _Element, last_row: bool) -> None:
    """Hold the rows of a table together; the last one with what follows, if asked."""
    rows = target.findall(TR)
    for row in rows if last_row else rows[:-1]:
        for properties in row.iter(PPR):
            put(properties, etree.Element(tag("keepNext")))


def _properties(target: _Element, style: str, width: int) -> None:
    properties = child(target, "tblPr")
    if style:
        child(properties, "tblStyle", val=style)
    child(properties, "tblW", w=str(width), type="dxa")
    child(properties, "jc", val="center")
    child(properties, "tblLayout", type="fixed")


def _edges(widths: tuple[int, ...], width: int) -> tuple[int, ...]:
    """The places of the column lines in twips, from shares of the width."""
    total = sum(widths)
    return (0, *(width * place // total for place in accumulate(widths)))


def _open_below(target: _Element) -> None:
    """Take the line below the last row away: the next grid draws it."""
    for cell in target[-1].iter(TC):
        borders = child(cell[0], "tcBorders")
        child(borders, "bottom", val="nil")


def _caption(
    target: _Element, caption: tuple[Runs, ...], style: str, columns: int, width: int
) -> None:
    """The borderless first header row with its left, middle and right words."""
    row = SubElement(target, TR)
    properties = child(row, "trPr")
    child(properties, "cantSplit")
    child(properties, "tblHeader")
    cell = SubElement(row, TC)
    properties = child(cell, "tcPr")
    child(properties, "tcW", w=str(width), type="dxa")
    if columns > 1:
        child(properties, "gridSpan", val=str(columns))
    borders = child(properties, "tcBorders")
    for side in ("top", "left", "right"):
        child(borders, side, val="nil")
    line = SubElement(cell, P)
    dress(line, style, keep=True)
    pieces = tuple(plain(runs) for runs in caption)
    _tabs(line, pieces, width - 2 * _CELL_MARGIN)
    crowded = len(pieces) > 2 and sum(map(_length, pieces)) + 2 * _LETTER > width
    # A long name stands on a line of its own.
    write(line, f"{pieces[0]}\n\t" + "\t".join(pieces[1:]) if crowded else "\t".join(pieces))


def _tabs(line: _Element, pieces: tuple[str, ...], width: int) -> None:
    """A centre tab for the second of three pieces, a right tab for the last."""
    tabs = etree.Element(tag("tabs"))
    if len(pieces) > 2:
        left, middle, right = (_length(piece) for piece in (pieces[0], *pieces[-2:]))
        # A longer name on the left pushes the middle out of the centre of the page.
        free = (left + width - right) // 2
        pushed = left + _LETTER + middle // 2 > width // 2
        alone = left + middle + right + 2 * _LETTER > width
        child(tabs, "tab", val="center", pos=str(free if pushed and not alone else width // 2))
    if len(pieces) > 1:
        child(tabs, "tab", val="right", pos=str(width))
        properties = find(line, ("pPr",))
        if properties is not None:
            put(properties, tabs)


def _length(text: str) -> int:
    """About how wide a text is, in twips."""
    return width_of(text) * _LETTER // 2
