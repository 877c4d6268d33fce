"""What should stand in a file: the report as units, each with the words for its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from generator.exchange.places import row_name, spots
from generator.exchange.tokens import Token, tokens
from generator.model.report import (
    Block,
    Grid,
    Heading,
    Paragraph,
    Report,
    Row,
    Runs,
    Table,
    Title,
    plain,
)


class Kind(StrEnum):
    """What a unit is; the value is what of it can be told in a file."""

    LISTED = "listed"
    HEADING = "text heading"
    PARAGRAPH = "text paragraph"
    HEADER = "row header"
    ROW = "row"

    @property
    def told(self) -> str:
        """Contents, text or row of a table: more is not seen in a file."""
        return self.value.partition(" ")[0]


@dataclass(frozen=True)
class Unit:
    """A paragraph, a heading, an entry of the contents, or a row of a table.

    `cells` holds the tokens of each cell (one for a paragraph), `text` what a reader sees;
    `place` names the unit, `spots` its cells. Units of a `group` (a section, a table) stand or
    fall together; a PDF may give the words of an `area` in another order.
    """

    kind: Kind
    cells: tuple[tuple[Token, ...], ...]
    text: str
    place: str
    spots: tuple[str, ...]
    group: int
    area: int

    @cached_property
    def key(self) -> tuple[str, ...]:
        """Its cells as they are compared, and what tells a row from a paragraph."""
        return (self.told, *("".join(t.text for t in cell) for cell in self.cells))

    @property
    def told(self) -> str:
        """What of its kind can be told in a file."""
        return self.kind.told

    @property
    def in_table(self) -> bool:
        """Whether it is a row."""
        return self.told == Kind.ROW.told

    @property
    def has_figures(self) -> bool:
        """Whether a number that the report knows stands in it."""
        return any(token.figure for cell in self.cells for token in cell)


@dataclass(frozen=True)
class Expected:
    """A report as units in reading order, and the names of its groups."""

    report: Report
    units: tuple[Unit, ...]
    groups: tuple[str, ...]


def expected(report: Report) -> Expected:
    """The units of a report; what is empty is left out, as readers leave it out."""
    writer = _Units()
    units = [*writer.contents(report), *writer.body(tuple(report.blocks()))]
    return Expected(report, tuple(u for u in units if any(u.cells)), tuple(writer.groups))


class _Units:
    def __init__(self) -> None:
        self.groups: list[str] = []
        self._section = ""
        self._heading = ""
        self._below = 0
        self._area = 0

    def contents(self, report: Report) -> Iterator[Unit]:
        self.groups.append("目录")
        if report.contents:
            yield self._unit(Kind.PARAGRAPH, (report.contents_title,), "目录的标题")
        for group in report.contents:
            yield self._unit(Kind.PARAGRAPH, (group.label,), f"目录中的“{group.label}”")
            for entry in group.entries:
                yield self._unit(Kind.LISTED, entry.runs, f"目录中的“{plain(entry.runs)}”")

    def body(self, blocks: Sequence[Block]) -> Iterator[Unit]:
        self.groups.append("正文开头")
        for block, following in zip(blocks, (*blocks[1:], None), strict=True):
            match block:
                case Table():
                    yield from self._table(block)
                    self.groups.append(self._section)
                case Heading() | Title():
                    yield self._headed(block, isinstance(following, Table))
                case Paragraph():
                    self._below += 1
                    place = f"“{self._heading}”之下第 {self._below} 段"
                    yield self._unit(Kind.PARAGRAPH, (*block.lead, *block.runs), place)

    def _headed(self, block: Heading | Title, over_table: bool) -> Unit:
        self._heading, self._below = plain(block.runs).replace("\n", ""), 0
        if over_table:
            self.groups.append(f"表“{self._heading}”")
        elif isinstance(block, Title) or block.level == 1:
            self._section = f"“{self._heading}”一节"
            self.groups.append(self._section)
        return self._unit(Kind.HEADING, block.runs, f"标题“{self._heading}”")

    def _table(self, table: Table) -> Iterator[Unit]:
        name = f"表“{self._heading or table.id}”"
        if any(table.caption):
            caption = tuple(run for runs in table.caption for run in (*runs, " "))
            yield self._unit(Kind.HEADER, caption, f"{name}的表前行")
        for grid in table.grids:
            yield from self._grid(grid, name)
        if table.note:
            yield self._unit(Kind.PARAGRAPH, table.note, f"{name}的表注")

    def _grid(self, grid: Grid, name: str) -> Iterator[Unit]:
        where = spots(grid)
        self._area += 1
        hanging = 0
        for place, row in enumerate((*grid.header, *grid.rows)):
            header = place < len(grid.header)
            if not header and hanging <= 0:
                self._area += 1
            hanging = max(hanging, max((cell.rows for cell in row.cells), default=1)) - 1
            yield self._row(row, header, name, where[place])

    def _row(self, row: Row, header: bool, name: str, where: tuple[str, ...]) -> Unit:
        return Unit(
            Kind.HEADER if header else Kind.ROW,
            tuple(tokens(*cell.paragraphs) for cell in row.cells),
            " ".join(filter(None, (cell.text for cell in row.cells))),
            f"{name}的表头" if header else f"{name}“{row_name(row)}”行",
            tuple(f"{name}{spot}" for spot in where),
            len(self.groups) - 1,
            self._area,
        )

    def _unit(self, kind: Kind, runs: Runs, place: str) -> Unit:
        self._area += 1
        group = len(self.groups) - 1
        return Unit(kind, (tokens(runs),), plain(runs), place, (place,), group, self._area)
