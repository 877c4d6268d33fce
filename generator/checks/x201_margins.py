"""基本支出的两种分列不相等

查什么：基本支出按功能科目的合计，应等于按经济科目的合计（每个单位、每种资金分别核对）。
为什么：两种分列是同一笔钱的两种看法；不等时支出总表与基本支出表对不上
（《预算法》第四十六条：支出按功能分类编列到项，基本支出按经济分类编列到款）。
出错的例子：按功能科目合计 100.00，按经济科目合计 100.01。
怎么改：核对两边的科目金额，改正其中一个。
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.checks.check import LEDGER, Subject
from generator.model.diagnostic import Diagnostic, error
from generator.model.figure import Figure
from generator.model.ledger import Kind, Line
from generator.model.number import Format, Measure, show, total

CODE = "X201"
TITLE = "基本支出的两种分列不相等"
RESTS_ON: tuple[str, ...] = (LEDGER,)


def find(subject: Subject) -> Iterator[Diagnostic]:
    """A difference for each unit and fund."""
    budget = subject.budget
    left = _grouped(budget.ledger.by_function)
    right = _grouped(budget.ledger.by_economic)
    fmt = Format(budget.spec.money_unit)
    for key in dict.fromkeys((*left, *right)):
        here = total(f.value for f in left.get(key, ()))
        there = total(f.value for f in right.get(key, ()))
        if here == there:
            continue
        unit, fund = key
        whose = f"{unit}的" if unit else ""
        first = (left.get(key) or right[key])[0]
        other = (right.get(key) or left[key])[0]
        a, b, d = (show(x, Measure.MONEY, fmt) for x in (here, there, abs(here - there)))
        yield error(
            CODE,
            other.origin_place(),
            f"{whose}基本支出（{fund}）按功能科目合计 {a}，"
            f"按经济科目合计 {b}，相差 {d} {fmt.unit}。",
            "同一笔钱的两种分列应当相等，请核对两边的科目金额。",
            first.origin_place(),
            about=f"{whose}基本支出（{fund}）",
        )


def _grouped(lines: Iterable[Line]) -> dict[tuple[str, str], list[Figure]]:
    groups: dict[tuple[str, str], list[Figure]] = {}
    for line in lines:
        if line.kind is Kind.BASIC:
            groups.setdefault((line.unit, line.fund.value), []).append(line.figure)
    return groups
