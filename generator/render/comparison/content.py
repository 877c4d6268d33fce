"""What of a comparison is placed where: the parts all three outputs have in common."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from generator.model.comparison import (
    ComparedRecord,
    ComparedRow,
    ComparedTable,
    ComparedText,
    Comparison,
    Difference,
    Side,
)
from generator.render.comparison import wording

# So many figures can be taken in at a glance; all of them stand in the table below.
_MOST_CARDS, _FEWEST_CARDS = 8, 4


@dataclass(frozen=True, slots=True)
class Records:
    """A section of records: `anchor` names it in links, `words` say what became of each.

    An `early` one stands before the budget tables.
    """

    anchor: str
    title: str
    words: Mapping[Side, str]
    records: tuple[ComparedRecord, ...]
    early: bool = False

    @property
    def counts(self) -> tuple[tuple[str, int], ...]:
        """How many are new, gone and changed, leaving out what there is none of."""
        counted = (
            (self.words[side], sum(record.side is side for record in self.records))
            for side in (Side.NEW, Side.OLD, Side.BOTH)
        )
        return tuple((word, count) for word, count in counted if count)


@dataclass(frozen=True, slots=True)
class Change:
    """A cell that differs, with the row it stands in and the label of its column."""

    row: ComparedRow
    column: str
    cell: Difference


def leading(comparison: Comparison) -> tuple[Difference, ...]:
    """The figures to be seen first: the total, those whose change needs a reason, the largest.

    Of the largest, one that only repeats the numbers of another is left out.
    """
    total = comparison.total
    due = (figure for figure in comparison.differing if figure.due)
    first = due if total is None else (total, *due)
    chosen = {figure.id: figure for figure in first}
    seen = {figure.shown for figure in chosen.values()}
    for figure in comparison.differing:
        if len(chosen) >= _FEWEST_CARDS:
            break
        if figure.shown not in seen:
            seen.add(figure.shown)
            chosen[figure.id] = figure
    return tuple(chosen.values())[:_MOST_CARDS]


def sections(comparison: Comparison) -> tuple[Records, ...]:
    """The sections of records that have something."""
    words = wording.SIDES
    every = (
        Records(
            "projects", wording.PROJECTS, wording.PROJECT_SIDES, comparison.projects, early=True
        ),
        Records("indicators", wording.INDICATORS, words, comparison.indicators),
        Records("assets", wording.ASSETS, words, comparison.assets),
        Records("procurement", wording.PROCUREMENT, words, comparison.procurement),
        Records("units", wording.UNITS, words, comparison.units),
    )
    return tuple(section for section in every if section.records)


def changes(table: ComparedTable) -> Iterator[tuple[ComparedRow, tuple[Change, ...]]]:
    """The rows of a table that differ, each with its cells that do."""
    for row in table.rows:
        if row.differs:
            cells = zip(table.columns, row.cells, strict=True)
            yield (
                row,
                tuple(
                    Change(row, wording.column_name(label), cell)
                    for label, cell in cells
                    if cell is not None and cell.differs
                ),
            )


def passages(comparison: Comparison) -> Iterator[tuple[str, tuple[ComparedText, ...]]]:
    """The sentences that differ, those that follow each other under one heading together."""
    for label, texts in groupby(comparison.sentences, key=lambda text: text.label):
        yield label, tuple(texts)


def flagged(comparison: Comparison) -> bool:
    """Whether any change needs a reason that is not given."""
    total = () if comparison.total is None else (comparison.total,)
    numbers = (
        number for part in sections(comparison) for r in part.records for number in r.numbers
    )
    cells = (cell for table in comparison.tables for cell in table.cells)
    return any(
        difference.unexplained for difference in (*total, *comparison.figures, *cells, *numbers)
    )


def sign(difference: Difference) -> str:
    """Whether the printed change goes "up" or "down"; "" where it does neither."""
    change = difference.shown.change
    if not difference.differs or not any(letter in "123456789" for letter in change):
        return ""
    return "down" if change[0] in "-−" else "up"
