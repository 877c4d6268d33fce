"""The cells of one block of a table: each a figure, made once, from lines or other cells."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from generator.build.rows import RowSource, Stub
from generator.build.sheet import Content
from generator.model.diagnostic import Diagnostic, error
from generator.model.figure import Figure, copied, subtracted, summed
from generator.model.source import Span
from generator.model.table_rule import ColumnRule
from generator.model.values import Text


@dataclass
class Cells:
    """The cells of one block, each made once."""

    table: str
    stubs: tuple[Stub, ...]
    leaves: tuple[ColumnRule, ...]
    source: RowSource
    found: list[Diagnostic]
    _made: dict[tuple[str, str], Figure | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._stubs = {stub.id: stub for stub in self.stubs}
        self._columns = {column_id(column): column for column in self.leaves}
        self._once("行", [(stub.id, stub.rule) for stub in self.stubs])
        self._once("列", [(column_id(c), c.label.span) for c in self.leaves if c.show is None])

    def _once(self, what: str, names: Iterable[tuple[str, Span]]) -> None:
        seen: set[str] = set()
        for name, place in names:
            if name in seen:
                message = f"表“{self.table}”有两{what}都叫“{name}”。"
                self.found.append(error("B202", place, message, f"请给其中一{what}写 id。"))
            seen.add(name)

    def content(self, stub: Stub, column: ColumnRule) -> Content:
        """What stands where a row and a column meet."""
        if column.show is None:
            return self.figure(stub, column)
        shown = column.show.value
        if shown in ("label", "name") and stub.record is None:
            return stub.label
        if shown == "code":
            return _part(stub.code, column.part) or (
                stub.record.text("code") if stub.record else ""
            )
        value = stub.record.fields.get(shown) if stub.record is not None else None
        if isinstance(value, Figure):
            return copied(self._id(stub, column), value, stub.rule)
        return value

    def figure(self, stub: Stub, column: ColumnRule) -> Figure | None:
        """The number where a row and a column meet; None where there can be none."""
        key = (stub.id, column_id(column))
        if key not in self._made:
            self._made[key] = None  # a rule that needs itself finds a blank
            self._made[key] = self._make(stub, column)
        return self._made[key]

    def _make(self, stub: Stub, column: ColumnRule) -> Figure | None:
        if stub.total and not column.total:
            return None
        id = self._id(stub, column)
        if stub.add or stub.total:
            return summed(id, self._rows(stub, stub.add, column), stub.rule)
        if stub.subtract:
            return self._difference(id, stub, self._rows(stub, stub.subtract, column))
        if column.add:
            parts = self._columns_of(stub, column.add)
            return summed(id, parts, stub.rule) if parts else None
        if column.subtract:
            return self._difference(id, stub, self._columns_of(stub, column.subtract))
        return self._own(id, stub, column)

    def _own(self, id: str, stub: Stub, column: ColumnRule) -> Figure | None:
        chosen = column.select.selection() if column.select else None
        if stub.record is not None:
            value = stub.record.fields.get(column.field.value) if column.field else None
            admitted = chosen is None or not chosen.funds or stub.record.fund in chosen.funds
            return copied(id, value, stub.rule) if isinstance(value, Figure) and admitted else None
        if chosen is None or (stub.lines is None and stub.fact is None):
            return None
        both = stub.lines.and_also(chosen) if stub.lines is not None else None
        lines = self.source.ledger.lines(both) if both is not None else ()
        parts = [line.figure for line in lines]
        if stub.fact is not None and (not chosen.funds or stub.fund in chosen.funds):
            parts.append(stub.fact)
        return summed(id, parts, stub.rule)

    def _difference(self, id: str, stub: Stub, parts: list[Figure]) -> Figure | None:
        if not parts:
            return None
        rest = summed(f"{id}/减项", parts[1:], stub.rule)
        return subtracted(id, parts[0], rest, stub.rule)

    def _rows(self, stub: Stub, names: tuple[str, ...], column: ColumnRule) -> list[Figure]:
        figures = []
        for name in names:
            other = self._stubs.get(name)
            if other is None:
                self.found.append(error("B203", stub.rule, f"表“{self.table}”没有“{name}”这一行。"))
                continue
            figure = self.figure(other, column)
            if figure is not None:
                figures.append(figure)
        return figures

    def _columns_of(self, stub: Stub, names: tuple[Text, ...]) -> list[Figure]:
        figures = []
        for name in names:
            other = self._columns.get(name.value)
            if other is None:
                self.found.append(error("B203", name.span, f"表“{self.table}”没有“{name}”这一列。"))
                continue
            figure = self.figure(stub, other)
            if figure is not None:
                figures.append(figure)
        return figures

    def _id(self, stub: Stub, column: ColumnRule) -> str:
        return f"{self.table}/{stub.id}/{column_id(column)}"


def column_id(column: ColumnRule) -> str:
    """The name of a column in figure ids."""
    return (column.id or column.label).value


def _part(code: str, part: tuple[int, ...]) -> str:
    if len(part) != 2:
        return code
    return code[part[0] - 1 : part[1]] if len(code) >= part[1] else ""
