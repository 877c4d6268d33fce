"""Where numbers are printed: the cells and sentences of a report, named as readers name them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.model.figure import Figure
from generator.model.report import (
    Cell,
    CellStyle,
    Heading,
    Mention,
    Paragraph,
    Report,
    Row,
    Runs,
    Table,
    Title,
    plain,
)

_SENTENCE = re.compile(r"(?<=[。！？])")


@dataclass(frozen=True, slots=True)
class Place:
    """A cell or a sentence of a report.

    `table` is the table's id, "" in a text; `label` names row and column, or the heading
    above a sentence. `runs` are its words and numbers.
    """

    table: str
    label: str
    runs: Runs

    def figures(self) -> Iterator[Figure]:
        """The figures printed here."""
        return (run.figure for run in self.runs if isinstance(run, Mention))


def places(report: Report) -> Iterator[Place]:
    """Every cell and every sentence that is not blank, in reading order."""
    heading = ""
    for block in report.blocks():
        if isinstance(block, Table):
            yield from _table(block)
        elif isinstance(block, Paragraph):
            for runs in sentences((*block.lead, *block.runs)):
                yield Place("", heading, runs)
        else:
            heading = plain(block.runs)
            if isinstance(block, (Heading, Title)):
                yield Place("", heading, block.runs)


def _table(table: Table) -> Iterator[Place]:
    for caption in table.caption:
        if caption:
            yield Place(table.id, "表前", caption)
    for grid in table.grids:
        for row in grid.rows:
            for position, cell in enumerate(row.cells):
                for runs in cell.paragraphs:
                    if runs:
                        yield Place(table.id, _label(table, row, position, runs), runs)
    if table.note:
        yield Place(table.id, "表注", table.note)


def _label(table: Table, row: Row, position: int, runs: Runs) -> str:
    """Row and column: of a budget table by the cell's figure, of a form by the words in front."""
    figure = next((run.figure for run in runs if isinstance(run, Mention)), None)
    if figure is not None and figure.id.startswith(f"{table.id}/"):
        names, _, column = figure.id.removeprefix(f"{table.id}/").rpartition("/")
        title = _name(row.cells[:position]) if names.isdecimal() else ""
        return " ".join(filter(None, (names, title, column)))
    if row.id:
        return row.id
    heads = [c.text for c in row.cells[:position] if c.style is CellStyle.HEAD]
    front = heads[-1:] or [c.text for c in row.cells[:position] if c.text and _words(c)][-1:]
    return "".join(front)


def _name(before: Sequence[Cell]) -> str:
    """The name of a code: the words that stand nearest in front of its number."""
    texts = (cell.text for cell in reversed(before) if cell.style is CellStyle.TEXT)
    return next((text for text in texts if text), "")


def _words(cell: Cell) -> bool:
    return all(isinstance(run, str) for runs in cell.paragraphs for run in runs)


def sentences(runs: Runs) -> Iterator[Runs]:
    """A paragraph cut behind the ends of its sentences."""
    current: list[str | Mention] = []
    for run in runs:
        if isinstance(run, Mention):
            current.append(run)
            continue
        first, *rest = _SENTENCE.split(run)
        current += [first] if first else []
        for piece in rest:
            if current:
                yield tuple(current)
            current = [piece] if piece else []
    if current:
        yield tuple(current)
