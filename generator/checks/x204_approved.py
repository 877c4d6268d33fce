"""与批复数不一致

查什么：“批复数”里写的控制数，应等于由各科目、各项目汇总出来的数。名称可以是任何一个数：
模板里的数（收入总计），也可以是表里的一格（三公经费表/合计/合计）。
为什么：公开的预算应与财政批复一致（《预算法》第十四条：批复后二十日内公开）。
出错的例子：批复数 “预算总额” 151.00，汇总得 150.00。
怎么改：核对科目和项目金额；批复数写错时改批复数。
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from generator.build.budget import Budget
from generator.checks.check import LEDGER, PLACES, Subject
from generator.checks.last_years_amounts import changes
from generator.model.diagnostic import Diagnostic, error
from generator.model.figure import Figure
from generator.model.number import ZERO, Format, Measure, show
from generator.model.source import Span
from generator.model.values import Amount, Entry
from generator.narrate.lineage import figures
from generator.read.record import nearest

CODE = "X204"
TITLE = "与批复数不一致"
RESTS_ON: tuple[str, ...] = (LEDGER,)


def find(subject: Subject) -> Iterator[Diagnostic]:
    """Each control total that differs, and each that names no amount."""
    budget = subject.budget
    known: Mapping[str, Figure] = budget.figures
    if any(entry.name.value not in known for entry in budget.spec.approved):
        known = figures(budget, subject.report)
    for entry in budget.spec.approved:
        figure = known.get(entry.name.value)
        if figure is None or figure.measure is not Measure.MONEY:
            yield _unknown(entry, known)
        elif entry.value.readable and figure.value != entry.value.value:
            yield _difference(entry, figure, budget)


def _unknown(entry: Entry[Amount], known: Mapping[str, Figure]) -> Diagnostic:
    amounts = [id for id, figure in known.items() if figure.measure is Measure.MONEY]
    name = entry.name
    message = f"“批复数”里没有“{name}”这一项。"
    return error("B105", name.span, message, nearest(name.value, amounts), about=name.value)


def _difference(entry: Entry[Amount], figure: Figure, budget: Budget) -> Diagnostic:
    approved, fmt = entry.value.value, Format(budget.spec.money_unit)
    a, b, difference = (
        show(x, Measure.MONEY, fmt) for x in (approved, figure.value, abs(approved - figure.value))
    )
    message = f"“{entry.name}”批复数是 {a}，汇总得 {b}，相差 {difference} {fmt.unit}。"
    advice = "请核对组成它的金额，先看与上年相差最大的。"
    places = _largest_changes(figure, budget)
    return error(CODE, entry.value.span, message, advice, *places, about=entry.name.value)


def _largest_changes(figure: Figure, budget: Budget) -> Sequence[Span]:
    """Where the amounts stand that a figure rests on, those that have changed most first."""
    places = dict.fromkeys(leaf.origin_place() for leaf in figure.leaves())
    changed = changes(budget)
    return sorted(places, key=lambda place: -changed.get(place, ZERO))[:PLACES]
