"""成本指标相加不等于项目金额

查什么：项目的成本指标都写了金额时，各项相加应等于项目金额；有的写单价（元/册）或文字时，
写了金额的各项相加不能大于项目金额。
为什么：成本指标说明这笔预算花在哪里，相加不等于预算数，就有一部分没有说明，或多算了。
出错的例子：项目金额 50.00，成本指标“≤30元”“≤10元”相加 40.00。
怎么改：改成本指标；只有一项时引用项目金额：≤{{ 本项目.金额|清单 }}万元。
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from generator.checks.check import LEDGER, PLACES, Subject
from generator.checks.stated_indicators import Stated, stated_indicators
from generator.model.diagnostic import Diagnostic, error
from generator.model.number import Format, Measure, show, total

CODE = "P402"
TITLE = "成本指标相加不等于项目金额"
RESTS_ON: tuple[str, ...] = (LEDGER,)


def find(subject: Subject) -> Iterator[Diagnostic]:
    """Each project whose amounts of cost are not its budget."""
    budget = subject.budget
    groups = {name.value for name in budget.pack.rule.indicators.cost}
    costs: dict[str, list[Stated]] = {}
    for stated in stated_indicators(subject):
        if groups.intersection(stated.groups):
            costs.setdefault(stated.project.name.value, []).append(stated)
    fmt = Format(budget.spec.money_unit)
    for items in costs.values():
        amounts = [(stated, _amount(stated)) for stated in items]
        known = [(stated, amount) for stated, amount in amounts if amount is not None]
        whole, sum_ = items[0].project.amount.value, total(amount for _, amount in known)
        short = sum_ < whole and len(known) == len(items)
        if known and (sum_ > whole or short):
            yield _difference([stated for stated, _ in known], sum_, fmt)


def _amount(stated: Stated) -> Decimal | None:
    target = stated.read()
    return None if target is None or target.at_least else target.money


def _difference(items: list[Stated], sum_: Decimal, fmt: Format) -> Diagnostic:
    project = items[0].project
    whole = project.amount.value
    a, b, difference = (show(x, Measure.MONEY, fmt) for x in (sum_, whole, abs(sum_ - whole)))
    message = (
        f"项目“{project.name}”的成本指标相加 {a}，项目金额 {b}，相差 {difference} {fmt.unit}。"
    )
    related = (*(stated.place for stated in items[1:PLACES]), project.amount.span)
    advice = "请核对成本指标和项目金额。"
    return error(CODE, items[0].place, message, advice, *related, about=project.name.value)
