"""应当相等的两个数不相等

查什么：模板规定必须相等的两个数（如收入总计与支出总计、项目支出与各项目之和、两张表的合计）。
为什么：依据写在模板的 equal 里，每一条都有出处。
出错的例子：收入总计 100.00，支出总计 99.00。
怎么改：按提示的依据核对组成两边的金额。
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.build.budget import Budget
from generator.model.diagnostic import Diagnostic, error
from generator.model.figure import Figure
from generator.model.number import Format, show

CODE = "X202"
TITLE = "应当相等的两个数不相等"
RESTS_ON: tuple[str, ...] = ("X201",)


def find(budget: Budget) -> Iterator[Diagnostic]:
    """A difference for each pair of the pack."""
    if not budget.ledger.complete:
        return
    fmt = Format(budget.spec.money_unit)
    known = {**budget.figures, **_cells(budget)}
    for rule in budget.pack.rule.equal:
        left = known.get(rule.left.value)
        right = known.get(rule.right.value)
        if left is None or right is None:
            missing = rule.left if left is None else rule.right
            if "/" in missing.value:
                continue  # a cell of a table that stands empty
            yield error("B201", missing.span, f"没有“{missing}”这个数。")
        elif left.value != right.value:
            a, b = (show(f.value, f.measure, fmt) for f in (left, right))
            message = f"{rule.left} {a} 与{rule.right} {b} 应当相等（{rule.basis}）。"
            place = next(iter(left.leaves()), left).origin_place()
            yield error(CODE, place, message, "请核对组成两边的金额。")


def _cells(budget: Budget) -> dict[str, Figure]:
    return {
        cell.id: cell
        for sheet in budget.sheets
        for row in sheet.rows
        for cell in row.cells
        if isinstance(cell, Figure)
    }
