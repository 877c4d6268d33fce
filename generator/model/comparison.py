"""Two specs side by side, as finished texts: what every output of `gongkai diff` places.

`old` is the earlier one, usually last year's; `new` the later. Where something stands on one
side only, the other is None or "".
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from generator.model.figure import Figure
from generator.model.number import ZERO, Measure, total


class Side(StrEnum):
    """Where something stands."""

    BOTH = "both"
    OLD = "old"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Shown:
    """A difference as printed, in the unit of the page: 上年, 本年, 增减, 增减 %.

    `change` has its sign; `share` is "" where there is no base.
    """

    old: str = ""
    new: str = ""
    change: str = ""
    share: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """A number on both sides. `id` is the figure's in the new spec, else in the old one.

    `code` and `name` say what it is (科目编码, row label), `column` which column of a table.
    `due` tells that its change reaches the pack's threshold for a reason; `reason` is the one
    given. Without a difference it stands beside others that have one.
    """

    id: str
    code: str
    name: str
    column: str
    old: Figure | None
    new: Figure | None
    shown: Shown
    differs: bool
    due: bool = False
    reason: str = ""

    @property
    def moved(self) -> Decimal:
        """The exact change, with its sign; zero where a side is still open."""
        if any(side is not None and not side.known for side in (self.old, self.new)):
            return ZERO
        return total((self.new.value if self.new else ZERO, -self.old.value if self.old else ZERO))

    @property
    def size(self) -> Decimal:
        """How large the change is, in 元; what is no money, and what is open, has no size."""
        sides = [side for side in (self.old, self.new) if side is not None]
        if not self.differs or any(side.measure is not Measure.MONEY for side in sides):
            return ZERO
        return abs(self.moved)

    @property
    def unexplained(self) -> bool:
        """Whether a reason is due and none is given."""
        return self.due and not self.reason


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """A row of a table on both sides: a cell for each numeric column, None where it is blank."""

    id: str
    code: str
    name: str
    side: Side
    strong: bool
    cells: tuple[Difference | None, ...]

    @property
    def differs(self) -> bool:
        """Whether any of its numbers does."""
        return any(cell is not None and cell.differs for cell in self.cells)


@dataclass(frozen=True, slots=True)
class ComparedTable:
    """A budget table: the labels of its numeric columns, and every row in the new order."""

    id: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[ComparedRow, ...]

    @property
    def cells(self) -> tuple[Difference, ...]:
        """The cells that differ."""
        cells = (cell for row in self.rows for cell in row.cells)
        return tuple(cell for cell in cells if cell is not None and cell.differs)


class Edit(StrEnum):
    """What became of a stretch of text."""

    SAME = "same"
    OLD = "old"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a redline: kept, taken out (OLD) or put in (NEW)."""

    edit: Edit
    text: str


@dataclass(frozen=True, slots=True)
class ComparedText:
    """A sentence or a field that differs; `label` is the heading or the field's name."""

    label: str
    old: str | None
    new: str | None
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class ComparedRecord:
    """A project, unit, indicator, purchase or asset that is new, has ended or has changed.

    `numbers` and `texts` hold only what differs; those of a record on one side are all it has.
    `owner` is the id of the record that it belongs to, of an indicator its project's.
    """

    id: str
    code: str
    name: str
    side: Side
    numbers: tuple[Difference, ...] = ()
    texts: tuple[ComparedText, ...] = ()
    owner: str = ""

    @property
    def size(self) -> Decimal:
        """The largest change of its money, in 元."""
        return max((number.size for number in self.numbers), default=ZERO)

    @property
    def told(self) -> tuple[Difference, ...]:
        """The numbers worth a line: of a record on one side its plan in percent is no change."""
        if self.side is Side.BOTH:
            return self.numbers
        known = ((number, number.new or number.old) for number in self.numbers)
        return tuple(n for n, figure in known if figure and figure.measure is not Measure.SHARE)


@dataclass(frozen=True, slots=True)
class Mover:
    """A part of the change of the total: a project, or a 科目 of other spending.

    The changes of all movers add up to that of the total.
    """

    id: str
    code: str
    name: str
    difference: Difference


@dataclass(frozen=True, slots=True)
class Rest:
    """The last `count` movers taken together, where a picture has no room for each."""

    count: int
    difference: Difference


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything that differs between two specs, and what stands beside it.

    `old_label` and `new_label` name the sides (2024年; two versions of one year by their
    files), `unit` is that of all money. `figures` are all named figures that both packs
    know, but those that only rules of the pack use; those that differ first, by size. `tables`
    have all their rows; the records and sentences are only those that differ, records by size,
    sentences in reading order.
    `total` is what the movers add up to, the largest of which come first; of many, `rest` sums
    the smallest. `notes` say what could not be compared.
    """

    department: str
    old_label: str
    new_label: str
    unit: str
    figures: tuple[Difference, ...]
    tables: tuple[ComparedTable, ...]
    projects: tuple[ComparedRecord, ...]
    indicators: tuple[ComparedRecord, ...]
    assets: tuple[ComparedRecord, ...]
    procurement: tuple[ComparedRecord, ...]
    units: tuple[ComparedRecord, ...]
    sentences: tuple[ComparedText, ...]
    total: Difference | None = None
    movers: tuple[Mover, ...] = ()
    rest: Rest | None = None
    notes: tuple[str, ...] = ()

    @property
    def differing(self) -> tuple[Difference, ...]:
        """The named figures that differ, largest change first."""
        return tuple(figure for figure in self.figures if figure.differs)

    @property
    def empty(self) -> bool:
        """Whether nothing differs."""
        records = (self.projects, self.indicators, self.assets, self.procurement, self.units)
        cells = any(table.cells for table in self.tables)
        return not (self.differing or cells or any(records) or self.sentences)
