"""The rows of a table, as stubs: what each is called and where its numbers come from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from generator.build.figures import Figures
from generator.build.names import CodeNames, numeral
from generator.build.records import Record, Records
from generator.model.diagnostic import Diagnostic, error
from generator.model.figure import Figure, is_zero
from generator.model.ledger import Fund, Ledger, Selection
from generator.model.pack import Pack
from generator.model.pending import UNFILLED
from generator.model.source import Span
from generator.model.table_rule import Axis, Block, ClassRows, Place, RecordRows, RowRule, TreeRows
from generator.model.values import Text


@dataclass(frozen=True, slots=True)
class Stub:
    """A row before its cells: exactly one source of numbers, or none (a blank row).

    `lines` selects ledger lines, `fact` is an amount of `fund` (both are added), `add` and
    `subtract` name other stubs, `record` has fields. A total is the only row of an empty
    table that may stay; the label of a `leading` row stands in the first column.
    """

    id: str
    label: Text | str
    rule: Span
    code: str = ""
    strong: bool = False
    lines: Selection | None = None
    add: tuple[str, ...] = ()
    subtract: tuple[str, ...] = ()
    fact: Figure | None = None
    fund: Fund = Fund.GENERAL
    record: Record | None = None
    total: bool = False
    leading: bool = False


@dataclass(frozen=True, slots=True)
class RowSource:
    """What rows are made of."""

    pack: Pack
    ledger: Ledger
    records: Records
    facts: Figures
    names: CodeNames


def stubs(rules: Sequence[RowRule], source: RowSource, found: list[Diagnostic]) -> tuple[Stub, ...]:
    """The rows that some rules give, in order."""
    return tuple(stub for rule in rules for stub in _of_rule(rule, source, found))


def block_stubs(
    block: Block, source: RowSource, found: list[Diagnostic]
) -> tuple[tuple[Stub, ...], tuple[Stub, ...]]:
    """Body and foot of a block."""
    return stubs(block.body, source, found), stubs(block.foot, source, found)


def _of_rule(rule: RowRule, source: RowSource, found: list[Diagnostic]) -> Iterator[Stub]:
    if rule.tree is not None:
        yield from _tree(rule.tree, rule.span, source)
    elif rule.classes is not None:
        yield from _classes(rule.classes, rule.span, source)
    elif rule.records is not None:
        yield from _records(rule.records, rule.span, source, found)
    else:
        yield _fixed(rule, source, found)


def _fixed(rule: RowRule, source: RowSource, found: list[Diagnostic]) -> Stub:
    label = rule.label or Text("", rule.span)
    fact = None
    if rule.fact is not None:
        fact = source.facts.get(rule.fact.value)
        if fact is None:
            found.append(error("B201", rule.fact.span, f"“{rule.fact}”不在 facts 里。"))
    return Stub(
        (rule.id or label).value,
        label,
        rule.span,
        strong=rule.strong,
        lines=rule.select.selection() if rule.select else None,
        add=tuple(name.value for name in rule.add),
        subtract=tuple(name.value for name in rule.subtract),
        fact=fact,
        fund=rule.fund,
    )


def _tree(rule: TreeRows, span: Span, source: RowSource) -> Iterator[Stub]:
    catalog = source.pack.function if rule.axis is Axis.FUNCTION else source.pack.economic
    wanted = rule.select.selection() if rule.select else Selection()
    if rule.axis is Axis.FUNCTION:
        lines = source.ledger.lines(wanted)
        codes = {line.function for line in lines if line.function and not is_zero(line.figure)}
    else:
        lines = source.ledger.economic_lines(wanted)
        codes = {line.economic for line in lines if not is_zero(line.figure)}
    waiting = rule.axis is Axis.FUNCTION and UNFILLED in codes
    children = _children(codes - {UNFILLED}, catalog.levels)
    top = tuple(code for code in children if len(code) == catalog.levels[0])
    top += (UNFILLED,) * waiting
    total = Stub("合计" if rule.label is None else rule.label.value, rule.label or "", span,
                 strong=True, add=top, total=True)  # fmt: skip
    if rule.total is Place.FIRST:
        yield total
    for code, below in children.items():
        name = source.names.of(code)
        if below:
            yield Stub(code, name, span, code, add=below)
        else:
            chosen = (
                replace(wanted, functions=(code,))
                if rule.axis is Axis.FUNCTION
                else replace(wanted, economics=(code,))
            )
            yield Stub(code, name, span, code, lines=chosen)
    if waiting:
        yield Stub(UNFILLED, "", span, UNFILLED, lines=replace(wanted, functions=(UNFILLED,)))
    if rule.total is Place.LAST:
        yield total


def _children(codes: set[str], levels: tuple[int, ...]) -> dict[str, tuple[str, ...]]:
    """Every code and its ancestors in code order, each with the codes one level below."""
    below: dict[str, dict[str, None]] = {}
    for code in sorted(codes):
        child = ""
        for level in reversed(levels):
            parent = code[:level]
            below.setdefault(parent, {})
            if child and child != parent:
                below[parent][child] = None
            child = parent
    return {code: tuple(below[code]) for code in sorted(below)}


def _classes(rule: ClassRows, span: Span, source: RowSource) -> Iterator[Stub]:
    wanted = rule.select.selection() if rule.select else Selection()
    level = source.pack.function.levels[0]
    number = 0
    for code, name in source.pack.function.names.items():
        if len(code) != level:
            continue
        chosen = replace(wanted, functions=(code,))
        if rule.present and all(is_zero(x.figure) for x in source.ledger.lines(chosen)):
            continue
        number += 1
        words = rule.label.value.replace("{number}", numeral(number))
        label = words.replace("{name}", source.names.of(code) or name)
        yield Stub(code, label, span, code, lines=chosen)
    waiting = replace(wanted, functions=(UNFILLED,))
    if any(not is_zero(line.figure) for line in source.ledger.lines(waiting)):
        yield Stub(UNFILLED, UNFILLED, span, UNFILLED, lines=waiting)


def _records(
    rule: RecordRows, span: Span, source: RowSource, found: list[Diagnostic]
) -> Iterator[Stub]:
    if rule.source.value not in source.records:
        found.append(error("B201", rule.source.span, f"没有“{rule.source}”这种记录。"))
    records = source.records.get(rule.source.value, ())
    ids = tuple(record.id for record in records if not record.part)
    total = Stub("合计" if rule.label is None else rule.label.value, rule.label or "", span,
                 strong=True, add=ids, total=True, leading=True)  # fmt: skip
    if rule.total is Place.FIRST:
        yield total
    groups: dict[str, list[Record]] = {}
    for record in records:
        groups.setdefault(record.text(rule.group.value) if rule.group else "", []).append(record)
    for name, members in groups.items():
        if rule.subtotal is not None and name:
            label = rule.subtotal.value.replace("{name}", name)
            ids = tuple(m.id for m in members if not m.part)
            yield Stub(label, label, span, strong=True, add=ids, total=True, leading=True)
        for record in members:
            yield Stub(record.id, record.fields.get("label", record.fields.get("name", "")),  # type: ignore[arg-type]  # both are texts
                       span, record=record)  # fmt: skip
    if rule.total is Place.LAST:
        yield total
