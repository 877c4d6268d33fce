"""A budget table filled with figures and words, before any of it is printed."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model.figure import Figure
from generator.model.table_rule import TableRule
from generator.model.values import Text

Content = Figure | Text | str | None


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row: one content for each leaf column. `Text` may still mention figures.

    The label of a `leading` row may reach over the blank text cells behind it.
    """

    id: str
    cells: tuple[Content, ...]
    strong: bool = False
    leading: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table's rows in order; `empty` when no money stands in it."""

    rule: TableRule
    rows: tuple[SheetRow, ...]
    empty: bool
