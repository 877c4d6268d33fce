"""What a jurisdiction wants in a year: tables, order, sentences, formats, as data.

The keys are English, their content is the jurisdiction's language. Maintainers write packs;
docs/architecture.md explains each file.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from generator.model.diagnostic import Severity
from generator.model.key import key
from generator.model.ledger import Fund, Kind, Selection
from generator.model.number import Format, Measure, Rounding, Unit
from generator.model.report import CellStyle, Orientation
from generator.model.source import Span
from generator.model.values import Entry, Text


class Delta(StrEnum):
    """Whether a difference is taken of the displayed or of the exact values."""

    DISPLAYED = "of_displayed"
    EXACT = "of_exact"


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
class NumberFormat:
    """A named way to show numbers; its name is a filter in texts."""

    unit: Unit = key("unit", "元 or 万元", Unit.TEN_THOUSAND_YUAN)
    decimals: int = key("decimals", "digits after the point", 2)
    thousands: bool = key("thousands", "group by thousands", False)
    zero: Text | None = key("zero", "what stands for a zero; left out: the number", None)
    trim: bool = key("trim", "drop trailing zeros", False)
    rounding: Rounding = key("rounding", "half_up or truncate", Rounding.HALF_UP)

    def format(self) -> Format:
        """The same without places."""
        zero = None if self.zero is None else self.zero.value
        return Format(self.unit, self.decimals, self.thousands, zero, self.trim, self.rounding)


@dataclass(frozen=True, slots=True, kw_only=True)
class Directions:
    """The words for more, less and the same; reasons may say more and less in other words."""

    up: Text = key("up", "the year is higher")
    down: Text = key("down", "the year is lower")
    same: Text = key("same", "no difference")
    more: tuple[Text, ...] = key("more", "other words that mean up in a reason", ())
    less: tuple[Text, ...] = key("less", "other words that mean down in a reason", ())
    rest: tuple[Text, ...] = key("rest", "words for what a reason does not list", ())


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonWords:
    """How one item of a reason is said; texts that may mention its names.

    Names: 名称, 数额 (of the change, without sign), 方向, 文字.
    """

    new: Text = key("new", "a project that last year did not have")
    ended: Text = key("ended", "a project that this year does not have")
    changed: Text = key("changed", "a project or 科目 that costs more or less")
    rest: Text = key("rest", "what the items leave of the change")
    between: Text = key("between", "what stands between two items")


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogRule:
    """A catalog file (code,name,...) and the lengths of its code levels, shortest first."""

    file: Text = key("file", "CSV below the pack")
    levels: tuple[int, ...] = key("levels", "code lengths of the levels")


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogs:
    """The catalogs of the year."""

    function: CatalogRule = key("function", "支出功能分类")
    economic: CatalogRule = key("economic", "部门预算支出经济分类")


@dataclass(frozen=True, slots=True, kw_only=True)
class FactRule:
    """An amount the forms need that no code gives (spec: 补充数); left out it is zero."""

    name: Text = key("name", "name in the spec")
    meaning: Text = key("meaning", "what it is")


@dataclass(frozen=True, slots=True, kw_only=True)
class AssetRule:
    """A row of the asset table (spec: 国有资产)."""

    name: Text = key("name", "name in the spec")
    label: Text = key("label", "label in the table")
    within: Text | None = key("within", "the row it is a part of; parts are not totalled", None)


@dataclass(frozen=True, slots=True, kw_only=True)
class TextRule:
    """A text the document needs (spec: 文字)."""

    name: Text = key("name", "name in the spec")
    default: Text | None = key("default", "used when the spec has none; left out: required", None)


@dataclass(frozen=True, slots=True, kw_only=True)
class EqualRule:
    """Two named figures that must be equal, and the rule that says so."""

    left: Text = key("left", "a named figure, or a cell 表/行/列")
    right: Text = key("right", "a named figure, or a cell 表/行/列")
    basis: Text = key("basis", "why they are equal")
    code: Text | None = key("code", "code of a difference, if not the check's", None)
    severity: Severity = key("severity", "error or warning", Severity.ERROR)


@dataclass(frozen=True, slots=True, kw_only=True)
class BoundRule:
    """How much one named figure may be of another; outside, it is unlikely or wrong.

    `least` and `most` are percent where both are money, and 元 for each one where `to` is a
    count. Of nothing at all there is no least.
    """

    of: Text = key("of", "a named figure")
    to: Text = key("to", "the named figure it is compared with")
    least: int | None = key("least", "the least it may be", None)
    most: int | None = key("most", "the most it may be", None)
    basis: Text = key("basis", "why")
    code: Text | None = key("code", "code of a finding, if not the check's", None)
    severity: Severity = key("severity", "error or warning", Severity.WARNING)


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorRule:
    """What words mean in the indicators of projects."""

    cost: tuple[Text, ...] = key("cost", "groups whose amounts add up to the project's", ())
    wanted: tuple[Text, ...] = key("wanted", "words of what is to be reached", ())
    counted: tuple[Text, ...] = key("counted", "words of how many there are", ())
    forbidden: tuple[Text, ...] = key("forbidden", "words of what must never happen", ())
    exceed: tuple[Text, ...] = key("exceed", "words in names of shares that may pass 100%", ())


@dataclass(frozen=True, slots=True, kw_only=True)
class FontRule:
    """Families for one role of the PDF, in order of preference."""

    role: Text = key("role", "name used by the Typst template")
    families: tuple[Text, ...] = key("families", "font families")


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
class Records:
    """A sum over records: `source` is projects, purchases or assets."""

    source: Text = key("source", "projects, purchases or assets")
    field: Text = key("field", "field to sum")
    prefix: Text | None = key("prefix", "only records whose code begins so", None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """How a figure is made: exactly one of the verbs."""

    select: SelectRule | None = key("select", "sum of ledger lines", None)
    add: tuple[Text, ...] = key("add", "sum of other figures by name", ())
    subtract: tuple[Text, ...] = key("subtract", "first less the others", ())
    fact: Text | None = key("fact", "an amount of 补充数", None)
    records: Records | None = key("records", "sum over records", None)
    span: Span


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


@dataclass(frozen=True, slots=True, kw_only=True)
class ChapterRule:
    """A part of the document: tables one after the other, or a text."""

    label: Text = key("label", "label of the group in the contents")
    tables: tuple[Text, ...] = key("tables", "ids of tables, each on its own pages", ())
    title: Text | None = key("title", "title of a text", None)
    texts: tuple[Text, ...] = key("texts", "text files below the pack, in order", ())


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRule:
    """document.yaml: the order of everything."""

    title: Text = key("title", "title of the document, also its file name")
    contents: Text = key("contents", "title of the contents")
    chapters: tuple[ChapterRule, ...] = key("chapters", "parts in order")


@dataclass(frozen=True, slots=True, kw_only=True)
class PackRule:
    """pack.yaml."""

    title: Text = key("title", "what the pack is, for people")
    extends: Text | None = key("extends", "pack whose files are used where this has none", None)
    formats: tuple[Entry[NumberFormat], ...] = key("formats", "named number formats")
    text_format: Text = key("text_format", "format of a number in text without a filter")
    delta: Delta = key("delta", "of_displayed or of_exact", Delta.DISPLAYED)
    share: Delta = key("share", "the same for percentages of a change", Delta.DISPLAYED)
    directions: Directions = key("directions", "words for more, less, the same")
    catalogs: Catalogs = key("catalogs", "catalogs of the year")
    figures: tuple[Entry[Rule], ...] = key("figures", "named figures")
    auxiliary: tuple[Text, ...] = key(
        "auxiliary", "figures that only rules of the pack use: the same money, added otherwise", ()
    )
    facts: tuple[FactRule, ...] = key("facts", "amounts of 补充数", ())
    assets: tuple[AssetRule, ...] = key("assets", "rows of 国有资产", ())
    texts: tuple[TextRule, ...] = key("texts", "texts of 文字", ())
    reasons: tuple[Text, ...] = key("reasons", "names of 增减原因", ())
    moments: tuple[Text, ...] = key("moments", "names in 支出计划; none: any", ())
    reason_words: ReasonWords | None = key(
        "reason_words", "how reasons given item by item are said; none: only as a text", None
    )
    renamed: tuple[Entry[Text], ...] = key(
        "renamed", "code of last year: code of this year, of 科目 that moved", ()
    )
    reason_from: int | None = key("reason_from", "percent from which a reason is due", None)
    equal: tuple[EqualRule, ...] = key("equal", "figures that must be equal", ())
    counterparts: tuple[EqualRule, ...] = key(
        "counterparts", "the same money by function and by economic code", ()
    )
    bounds: tuple[BoundRule, ...] = key("bounds", "how much a figure may be of another", ())
    indicators: IndicatorRule = key("indicators", "words in indicators", IndicatorRule())
    tables: tuple[Text, ...] = key("tables", "table files, in the order of building")
    exempt: tuple[Text, ...] = key("exempt", "phrases whose digits are no figures", ())
    counters: tuple[Text, ...] = key("counters", "what makes 三 in front of it a number", ())
    residue: tuple[Text, ...] = key("residue", "words of templates that must be replaced", ())
    misspelled: tuple[Entry[Text], ...] = key("misspelled", "wrong word: right word", ())
    fonts: tuple[FontRule, ...] = key("fonts", "fonts of the PDF", ())
    starter: Text | None = key("starter", "a first spec with comments, for `gongkai init`", None)
    word: Text = key("word", "Word template below the pack")
    pdf: Text = key("pdf", "Typst template below the pack")


@dataclass(frozen=True, slots=True)
class Catalog:
    """Names by code, in code order; `levels` are the lengths of codes, shortest first."""

    names: Mapping[str, str]
    levels: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Narrative:
    """The source of one text file."""

    source: str
    span: Span


@dataclass(frozen=True, slots=True)
class WordFile:
    """A Word file to fill, and its place in messages."""

    content: bytes
    span: Span


@dataclass(frozen=True, slots=True)
class Pack:
    """A pack read whole."""

    name: str
    rule: PackRule
    document: DocumentRule
    tables: tuple[TableRule, ...]
    function: Catalog
    economic: Catalog
    narratives: Mapping[str, Narrative]
    word: WordFile
    pdf: Narrative
    formats: Mapping[str, Format]

    def table(self, id: str) -> TableRule | None:
        """The table of that id."""
        return next((table for table in self.tables if table.id.value == id), None)


COUNT_FORMAT = Format(decimals=None)
# As many digits as a share can be written with, so that one that was computed has an end.
SHARE_FORMAT = Format(decimals=4, trim=True)


def format_for(measure: Measure, money: Format) -> Format:
    """Money in the declared format, everything else as it was written."""
    if measure is Measure.SHARE:
        return SHARE_FORMAT
    return money if measure is Measure.MONEY else COUNT_FORMAT
