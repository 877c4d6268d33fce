"""Budget tables: rows from rules, every cell a figure that knows what it is made of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from generator.build.cells import Cells
from generator.build.rows import RowSource, Stub, block_stubs
from generator.build.sheet import Content, Sheet, SheetRow
from generator.model.diagnostic import Diagnostic, Outcome
from generator.model.figure import Figure, is_zero
from generator.model.table_rule import ColumnRule, TableRule


def build_sheet(rule: TableRule, source: RowSource) -> Outcome[Sheet]:
    """The table of a rule."""
    found: list[Diagnostic] = []
    blocks = {(b.id.value if b.id else ""): block_stubs(b, source, found) for b in rule.blocks}
    height = max((len(body) for body, _ in blocks.values()), default=0)
    leaves = rule.leaves()
    cells = {
        id: Cells(rule.id.value, (*body, *foot), _of_block(leaves, id), source, found)
        for id, (body, foot) in blocks.items()
    }
    lines = [{id: _at(body, i) for id, (body, _) in blocks.items()} for i in range(height)]
    feet = max((len(foot) for _, foot in blocks.values()), default=0)
    lines += [{id: _at(foot, i) for id, (_, foot) in blocks.items()} for i in range(feet)]
    rows = tuple(_row(number, line, leaves, cells) for number, line in enumerate(lines, 1))
    empty = all(is_zero(c) for row in rows for c in row.cells if isinstance(c, Figure))
    if empty and rule.empty_note is not None:
        keep = [any(s is not None and s.total for s in line.values()) for line in lines]
        rows = tuple(row for row, kept in zip(rows, keep, strict=True) if kept and rule.empty_total)
    return Outcome(Sheet(rule, rows, empty), tuple(dict.fromkeys(found)))


def _of_block(leaves: tuple[ColumnRule, ...], block: str) -> tuple[ColumnRule, ...]:
    return tuple(c for c in leaves if (c.block.value if c.block else "") == block)


def _at(stubs: Sequence[Stub], index: int) -> Stub | None:
    return stubs[index] if index < len(stubs) else None


def _row(
    number: int,
    line: Mapping[str, Stub | None],
    leaves: tuple[ColumnRule, ...],
    cells: Mapping[str, Cells],
) -> SheetRow:
    contents: list[Content] = []
    labelled: set[str] = set()
    for column in leaves:
        block = column.block.value if column.block else ""
        stub = line.get(block)
        shown = column.show.value if column.show else ""
        if shown == "index":
            contents.append(str(number))
        elif stub is None:
            contents.append(None)
        elif stub.leading and shown:
            contents.append(None if block in labelled else stub.label)
            labelled.add(block)
        else:
            contents.append(cells[block].content(stub, column))
    present = [stub for stub in line.values() if stub is not None]
    id = "/".join(stub.id for stub in present)
    strong = any(stub.strong for stub in present)
    leading = any(stub.leading for stub in present)
    return SheetRow(id, tuple(contents), strong, leading)
