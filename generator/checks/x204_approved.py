"""与批复数不一致

查什么：“批复数”里写的控制数，应等于由各科目、各项目汇总出来的数。
为什么：公开的预算应与财政批复一致（《预算法》第十四条：批复后二十日内公开）。
出错的例子：批复数 收入总计 2748.11，汇总得 2748.10。
怎么改：核对科目和项目金额；批复数写错时改批复数。
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.build.budget import Budget
from generator.model.diagnostic import Diagnostic, error
from generator.model.number import Format, Measure, show

CODE = "X204"
TITLE = "与批复数不一致"
RESTS_ON: tuple[str, ...] = ()


def find(budget: Budget) -> Iterator[Diagnostic]:
    """Each control total that differs."""
    if not budget.ledger.complete:
        return
    fmt = Format(budget.spec.money_unit)
    for entry in budget.spec.approved:
        figure = budget.figures.get(entry.name.value)
        if figure is None or not entry.value.readable or figure.value == entry.value.value:
            continue
        a, b = (show(x, Measure.MONEY, fmt) for x in (entry.value.value, figure.value))
        difference = show(abs(entry.value.value - figure.value), Measure.MONEY, fmt)
        message = f"“{entry.name}”批复数是 {a}，汇总得 {b}，相差 {difference} {fmt.unit}。"
        yield error(CODE, entry.value.span, message, "请核对科目和项目金额。")
