"""Tables and forms of a jurisdiction, as data: columns, rows, and which lines of money they sum.

The keys are English, their content is the jurisdiction's language; docs/architecture.md explains
each file of a pack.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from generator.model.key import key
from generator.model.ledger import Fund, Kind, Selection
from generator.model.report import CellStyle, Orientation
from generator.model.source import Span
from generator.model.values import Text


class Place(StrEnum):
    """Where the total row of a table stands."""

    FIRST = "first"
    LAST = "last"
    NONE = "none"


class Axis(StrEnum):
    """Which codes a code tree follows."""

    FUNCTION = "function"
    ECONOMIC = "economic"


@dataclass(frozen=True, slots=True, kw_only=True)
class SelectRule:
    """Which lines of the ledger; a left out key asks nothing."""

    kind: tuple[Kind, ...] = key("kind", "kinds of spending", ())
    fund: tuple[Fund, ...] = key("fund", "funds", ())
    carried: bool | None = key("carried", "money carried over from last year", None)
    function: tuple[Text, ...] = key("function", "prefixes of function codes", ())
    economic: tuple[Text, ...] = key("economic", "prefixes of economic codes", ())
    nature: tuple[Text, ...] = key("nature", "natures of units", ())
    income: bool = key("income", "the income side, with 年终结转", False)

    def selection(self) -> Selection:
        """The same without places."""
        return Selection(
            self.kind,
            self.fund,
            self.carried,
            tuple(code.value for code in self.function),
            tuple(code.value for code in self.economic),
            tuple(nature.value for nature in self.nature),
            self.income,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnRule:
    """A column of a table, or a spanner over `columns`.

    A leaf shows text (`show`: index, label, code, name, or a field of the record) or a
    number: the lines of the row that `select` admits, the sum (`add`) or difference
    (`subtract`) of other columns, or a numeric `field` of the record.
    """

    label: Text = key("label", "header; may mention 年度")
    columns: tuple[ColumnRule, ...] = key("columns", "columns below a spanner", ())
    id: Text | None = key("id", "name of the column in figure ids", None)
    block: Text | None = key("block", "which block of rows fills it", None)
    show: Text | None = key("show", "index, label, code, name or a field", None)
    part: tuple[int, ...] = key("part", "first and last position of the code shown", ())
    select: SelectRule | None = key("select", "which lines", None)
    add: tuple[Text, ...] = key("add", "columns to add", ())
    subtract: tuple[Text, ...] = key("subtract", "first column less the others", ())
    field: Text | None = key("field", "numeric field of the record", None)
    total: bool = key("total", "whether total rows fill it", True)
    format: Text | None = key("format", "number format, if not the table's", None)
    style: CellStyle | None = key("style", "cell style, if not the usual one", None)
    width: int = key("width", "share of the text width", 10)

    def leaves(self) -> tuple[ColumnRule, ...]:
        """The columns that hold cells."""
        if not self.columns:
            return (self,)
        return tuple(leaf for column in self.columns for leaf in column.leaves())


@dataclass(frozen=True, slots=True, kw_only=True)
class TreeRows:
    """A row for each code with money, grouped by the levels of the catalog."""

    axis: Axis = key("axis", "function or economic")
    select: SelectRule | None = key("select", "which lines", None)
    total: Place = key("total", "position of the total row", Place.FIRST)
    label: Text | None = key("label", "label of the total row", None)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassRows:
    """A row for each class of function codes."""

    label: Text = key("label", "with {number} (一、二…) and {name}")
    present: bool = key("present", "only classes with money, renumbered", False)
    select: SelectRule | None = key("select", "which lines", None)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordRows:
    """A row for each record: members, projects, purchases or assets."""

    source: Text = key("source", "members, projects, purchases or assets")
    total: Place = key("total", "position of the total row", Place.NONE)
    label: Text | None = key("label", "label of the total row", None)
    group: Text | None = key("group", "field whose values get subtotal rows", None)
    subtotal: Text | None = key("subtotal", "label of a subtotal row, with {name}", None)


@dataclass(frozen=True, slots=True, kw_only=True)
class RowRule:
    """A fixed row (`label` with a verb; without one it stays blank) or a generator of rows."""

    label: Text | None = key("label", "label of a fixed row", None)
    id: Text | None = key("id", "name of the row in figure ids, if not the label", None)
    select: SelectRule | None = key("select", "which lines", None)
    add: tuple[Text, ...] = key("add", "rows to add", ())
    subtract: tuple[Text, ...] = key("subtract", "first row less the others", ())
    fact: Text | None = key("fact", "an amount of 补充数", None)
    fund: Fund = key("fund", "fund of the fact", Fund.GENERAL)
    strong: bool = key("strong", "a total", False)
    tree: TreeRows | None = key("tree", "rows from codes", None)
    classes: ClassRows | None = key("classes", "rows from classes", None)
    records: RecordRows | None = key("records", "rows from records", None)
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Rows that fill some columns; blocks stand side by side, feet on the same lines."""

    id: Text | None = key("id", "named by columns; left out where there is one block", None)
    body: tuple[RowRule, ...] = key("body", "rows", ())
    foot: tuple[RowRule, ...] = key("foot", "rows at the end, aligned with the other blocks", ())


@dataclass(frozen=True, slots=True, kw_only=True)
class FormCell:
    """A cell of a form: words (`head` or `text`) over some columns and rows."""

    head: Text | None = key("head", "a label", None)
    text: Text | None = key("text", "content", None)
    style: CellStyle | None = key("style", "cell style", None)
    columns: int = key("columns", "columns it covers", 1)
    rows: int = key("rows", "rows it covers", 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class FormRow:
    """A row of a form."""

    cells: tuple[FormCell, ...] = key("cells", "cells that begin in this row")


@dataclass(frozen=True, slots=True, kw_only=True)
class FormGrid:
    """A grid of a form: fixed rows, or a row for each indicator under a repeated header."""

    widths: tuple[int, ...] = key("widths", "shares of the text width")
    header: tuple[FormRow, ...] = key("header", "rows repeated on each page", ())
    rows: tuple[FormRow, ...] = key("rows", "fixed rows", ())
    each: Text | None = key("each", "name in texts of each indicator", None)
    row: FormRow | None = key("row", "the row of each indicator", None)
    merge: tuple[int, ...] = key("merge", "columns whose equal neighbours are merged", ())


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRule:
    """One table of the document: a budget table (`header`, `blocks`) or a form (`grids`)."""

    id: Text = key("id", "name of the table in figure ids and anchors")
    title: Text = key("title", "its heading")
    caption: tuple[Text, ...] = key("caption", "left, middle and right above the header", ())
    orientation: Orientation = key("orientation", "portrait or landscape", Orientation.PORTRAIT)
    new_page: bool = key("new_page", "in a text, begins a new page with its headings", False)
    format: Text | None = key("format", "number format", None)
    header: tuple[ColumnRule, ...] = key("header", "columns and spanners", ())
    ruler: Text | None = key("ruler", "label of the row that numbers the columns", None)
    blocks: tuple[Block, ...] = key("blocks", "rows", ())
    note: Text | None = key("note", "note below the table", None)
    empty_note: Text | None = key("empty_note", "note of an empty table", None)
    empty_total: bool = key("empty_total", "an empty table keeps its total row", False)
    for_each: Text | None = key("for_each", "a form: name in texts of each project", None)
    grids: tuple[FormGrid, ...] = key("grids", "a form's grids", ())
    span: Span

    def leaves(self) -> tuple[ColumnRule, ...]:
        """The columns that hold cells."""
        return tuple(leaf for column in self.header for leaf in column.leaves())
