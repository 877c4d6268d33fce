"""上年的合计数不等于各分项之和

查什么：上年文件“合计数”里的合计（如支出总计），应等于同一文件里它的各分项之和；模板规定相等的
两个数，上年也应相等。没有写的分项，本年也是零的按零算；本年不是零的，就不核对这个合计。
为什么：比上年增减以这些数为基数；合计与分项不等时，各项增减之和也不等于总的增减。
出错的例子：上年“三公总额”31.00，分项“接待经费”10.00、“用车经费”20.00 合计 30.00。
怎么改：对照上年公开的预算，改正上年文件里的一个数；漏写的分项也补上。
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.build.budget import Budget
from generator.checks.check import LEDGER, PRIOR, Subject, feeding
from generator.model.diagnostic import Diagnostic, error
from generator.model.figure import Figure, is_zero
from generator.model.number import Format, Measure, show, total
from generator.model.pack import Rule
from generator.model.values import Amount

CODE = "Y102"
TITLE = "上年的合计数不等于各分项之和"
RESTS_ON: tuple[str, ...] = (LEDGER, PRIOR)


def find(subject: Subject) -> Iterator[Diagnostic]:
    """Each total of last year that is not what it is made of."""
    budget = subject.budget
    if budget.last_year is None:
        return
    fmt = Format(budget.spec.money_unit)
    rules = {entry.name.value: entry.value for entry in budget.pack.rule.figures}
    for entry in budget.last_year.totals:
        name = entry.name.value
        rule = rules.get(name)
        if rule is not None and entry.value.readable and entry.value.filled:
            yield from _not_the_sum(name, entry.value, rule, rules, budget)
    for pair in budget.pack.rule.equal:
        left, right = (budget.prior.get(side.value) for side in (pair.left, pair.right))
        if left is None or right is None or not (left.known and right.known):
            continue
        if left.value != right.value:
            a, b = (show(f.value, f.measure, fmt) for f in (left, right))
            message = f"上年的“{pair.left}”{a} 与“{pair.right}”{b} 应当相等（{pair.basis}）。"
            place, *others = feeding(left, right) or (left.origin_place(),)
            advice = "请核对上年文件。"
            yield error(CODE, place, message, advice, *others, about=pair.left.value)


def _not_the_sum(
    name: str, written: Amount, rule: Rule, rules: Mapping[str, Rule], budget: Budget
) -> Iterator[Diagnostic]:
    parts = list(_parts(rule, rules, budget)) if rule.add else []
    known = [part for part in parts if part is not None]
    if not known or len(known) < len(parts):
        return
    sum_ = total(part.value for part in known)
    if sum_ == written.value:
        return
    fmt = Format(budget.spec.money_unit)
    a, b, difference = (
        show(x, Measure.MONEY, fmt) for x in (written.value, sum_, abs(sum_ - written.value))
    )
    names = "、".join(part.id.rpartition("/")[2] for part in known)
    yield error(
        CODE,
        written.span,
        f"上年“{name}”是 {a}，分项（{names}）合计 {b}，相差 {difference} {fmt.unit}。",
        "请核对上年文件；还有别的分项时，也写进上年的合计数。",
        *feeding(*known),
        about=name,
    )


def _parts(rule: Rule, rules: Mapping[str, Rule], budget: Budget) -> Iterator[Figure | None]:
    """The parts written in last year's file; None for one that is unknown and may not be zero."""
    for name in rule.add:
        before = budget.prior.get(name.value)
        below = rules.get(name.value)
        if before is not None:
            yield before if before.known else None
        elif below is not None and below.add:
            yield from _parts(below, rules, budget)
        elif not is_zero(budget.figures.get(name.value)):
            yield None
