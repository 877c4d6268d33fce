"""应当相等的两个数不相等

查什么：模板规定必须相等的两个数（如收入总计与支出总计、项目支出与各项目之和、两张表的合计）。
为什么：依据写在模板的 equal 里，每一条都有出处。
出错的例子：有一笔 10.00 的年终结转没有算进支出，“收入总额”160.00，“预算总额”150.00。
怎么改：按提示的依据核对组成两边的金额。
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.build.budget import Budget
from generator.checks.check import LEDGER, Subject, feeding
from generator.model.diagnostic import Diagnostic, error
from generator.model.figure import Figure
from generator.model.number import Format, Measure, show
from generator.model.pack import EqualRule

CODE = "X202"
TITLE = "应当相等的两个数不相等"
RESTS_ON: tuple[str, ...] = (LEDGER, "X201")


def find(subject: Subject) -> Iterator[Diagnostic]:
    """A difference for each pair of the pack."""
    budget = subject.budget
    yield from differences(budget.pack.rule.equal, budget, CODE)


def differences(rules: Iterable[EqualRule], budget: Budget, code: str) -> Iterator[Diagnostic]:
    """Each pair that is not equal, under the rule's own code where it has one."""
    known = {**budget.figures, **_cells(budget)}
    for rule in rules:
        left, right = known.get(rule.left.value), known.get(rule.right.value)
        if left is None or right is None:
            missing = rule.left if left is None else rule.right
            if "/" in missing.value:
                continue  # a cell of a table that stands empty
            yield error("B201", missing.span, f"没有“{missing}”这个数。", about=missing.value)
        elif left.value != right.value:
            yield _difference(rule, left, right, Format(budget.spec.money_unit), code)


def _difference(rule: EqualRule, left: Figure, right: Figure, fmt: Format, code: str) -> Diagnostic:
    a, b = (show(f.value, f.measure, fmt) for f in (left, right))
    difference = show(abs(left.value - right.value), Measure.MONEY, fmt)
    place, *others = feeding(left) or (left.origin_place(),)
    return Diagnostic(
        rule.code.value if rule.code else code,
        rule.severity,
        f"“{rule.left}”{a} 与“{rule.right}”{b} 应当相等（{rule.basis}），"
        f"相差 {difference} {fmt.unit}。",
        place,
        "请核对组成两边的金额。",
        tuple(dict.fromkeys((*feeding(right), *others))),
        rule.left.value,
    )


def _cells(budget: Budget) -> dict[str, Figure]:
    return {
        cell.id: cell
        for sheet in budget.sheets
        for row in sheet.rows
        for cell in row.cells
        if isinstance(cell, Figure)
    }
