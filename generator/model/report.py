"""The finished document: placed text, nothing left to compute. Every output reads this."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from generator.model.figure import Figure


@dataclass(frozen=True, slots=True)
class Mention:
    """A printed number and the figure behind it."""

    figure: Figure
    text: str


Runs = tuple[str | Mention, ...]


def plain(runs: Runs) -> str:
    """The words a reader sees."""
    return "".join(run if isinstance(run, str) else run.text for run in runs)


class Orientation(StrEnum):
    """How the page lies."""

    PORTRAIT = "portrait"
    LANDSCAPE = "landscape"


class CellStyle(StrEnum):
    """What a cell is; the Word styles and the Typst styles have the same names."""

    HEAD = "head"
    TEXT = "text"
    CENTER = "center"
    CODE = "code"
    AMOUNT = "amount"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell with its paragraphs; `columns` and `rows` are how many it covers."""

    paragraphs: tuple[Runs, ...] = ((),)
    style: CellStyle = CellStyle.TEXT
    columns: int = 1
    rows: int = 1

    @property
    def text(self) -> str:
        """Its paragraphs as lines."""
        return "\n".join(plain(runs) for runs in self.paragraphs)


@dataclass(frozen=True, slots=True)
class Row:
    """The cells that begin in this row (cells reaching down from above are not repeated).

    `id` is made of codes and names; `strong` marks totals.
    """

    cells: tuple[Cell, ...]
    id: str = ""
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows over common columns. `widths` are shares of the text width; `header` repeats."""

    widths: tuple[int, ...]
    header: tuple[Row, ...] = ()
    rows: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A table: caption (left, middle, right; repeated with the header), grids, note.

    The grids stand directly below each other. The title is a `Heading` in front of it.
    """

    id: str
    grids: tuple[Grid, ...]
    caption: tuple[Runs, ...] = ()
    note: Runs = ()
    orientation: Orientation = Orientation.PORTRAIT


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is listed in the contents under its `anchor` (unique)."""

    level: int
    runs: Runs
    anchor: str


@dataclass(frozen=True, slots=True)
class Title:
    """The title of a part of the document."""

    runs: Runs


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the body; `lead` runs at its start are emphasised."""

    runs: Runs
    lead: Runs = ()


Block = Heading | Title | Paragraph | Table


@dataclass(frozen=True, slots=True)
class Part:
    """Blocks on pages of one orientation; begins a new page."""

    orientation: Orientation
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class ContentsGroup:
    """A group of the contents: its label and the level 1 headings it lists."""

    label: str
    entries: tuple[Heading, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """The whole document. Page 1 is the first page of the first part.

    A `draft` says so on every page: something in it is still open.
    """

    title: str
    department: str
    year: int
    contents_title: str
    contents: tuple[ContentsGroup, ...]
    parts: tuple[Part, ...]
    draft: bool = False

    def blocks(self) -> Iterator[Block]:
        """Every block in reading order."""
        for part in self.parts:
            yield from part.blocks

    def tables(self) -> Iterator[Table]:
        """Every table in reading order."""
        for block in self.blocks():
            if isinstance(block, Table):
                yield block

    def mentions(self) -> Iterator[Mention]:
        """Every printed number in reading order."""
        for block in self.blocks():
            for runs in _texts(block):
                yield from (run for run in runs if isinstance(run, Mention))


def _texts(block: Block) -> Iterator[Runs]:
    if isinstance(block, Table):
        yield from block.caption
        for grid in block.grids:
            for row in (*grid.header, *grid.rows):
                for cell in row.cells:
                    yield from cell.paragraphs
        yield block.note
    else:
        if isinstance(block, Paragraph):
            yield block.lead
        yield block.runs
