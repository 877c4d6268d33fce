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
from generator.model.number import Format, Measure, Rounding, Unit
from generator.model.source import Span
from generator.model.table_rule import SelectRule, TableRule
from generator.model.values import Entry, Text


class Delta(StrEnum):
    """Whether a difference is taken of the displayed or of the exact values."""

    DISPLAYED = "of_displayed"
    EXACT = "of_exact"


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
