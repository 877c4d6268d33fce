"""上级科目不等于下级科目之和

查什么：每张按科目列示的表，类、款的每一列应等于其下一级科目之和，合计应等于各类之和。
为什么：科目分级汇总是表的基本结构；这里用编码重新加一遍，不依赖填表时的计算。
出错的例子：类级 213 行写 130.00，其下一级 21303 只取到 80.00。
怎么改：这是模板或程序的问题，请把这条信息发给维护人员。
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.build.budget import Budget
from generator.build.sheet import Sheet, SheetRow
from generator.checks.check import LEDGER, Subject
from generator.model.diagnostic import Diagnostic, error
from generator.model.figure import Figure
from generator.model.number import ZERO, Format, show, total

CODE = "R101"
TITLE = "上级科目不等于下级科目之和"
RESTS_ON: tuple[str, ...] = (LEDGER,)


def find(subject: Subject) -> Iterator[Diagnostic]:
    """Each cell that is not the sum of the cells one level below."""
    budget = subject.budget
    levels = (*budget.pack.function.levels, *budget.pack.economic.levels)
    for sheet in budget.sheets:
        codes = [row for row in sheet.rows if row.id.isdecimal() and len(row.id) in levels]
        lengths = sorted({len(row.id) for row in codes})
        below: dict[str, list[SheetRow]] = {}
        for row in codes:
            below.setdefault(_parent(row.id, lengths), []).append(row)
        rows = {row.id: row for row in codes}
        for parent, children in below.items():
            if parent in rows:
                yield from _differences(sheet, rows[parent], children, budget)


def _parent(code: str, lengths: list[int]) -> str:
    shorter = [length for length in lengths if length < len(code)]
    return code[: shorter[-1]] if shorter else ""


def _differences(
    sheet: Sheet, parent: SheetRow, children: list[SheetRow], budget: Budget
) -> Iterator[Diagnostic]:
    fmt = Format(budget.spec.money_unit)
    for position, cell in enumerate(parent.cells):
        if not isinstance(cell, Figure):
            continue
        parts = (child.cells[position] for child in children)
        sum_ = total(part.value if isinstance(part, Figure) else ZERO for part in parts)
        if sum_ != cell.value:
            a, b = (show(x, cell.measure, fmt) for x in (cell.value, sum_))
            message = f"{sheet.rule.id} 的 {parent.id} 行是 {a}，下级合计 {b}。"
            advice = "请把这条信息发给模板的维护人员。"
            yield error(CODE, sheet.rule.span, message, advice, about=cell.id)
