"""两个数的比例不合常理

查什么：模板的 bounds 规定了一个数通常是另一个数的多少（如一辆车一年的运行维护费），超出范围时提示；
每一条有自己的代号和依据，有的是一定不对（错误），有的只是少见（警告）。
为什么：单看哪个数都没有错，放在一起才看得出少写一位、写错科目或漏了一项。
出错的例子：“接待经费”40.00 占“预算总额”150.00 的 26.67%，高于 20%。
怎么改：核对两个数；属实的，写明理由后豁免这一条。
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from generator.checks.check import LEDGER, Subject, feeding
from generator.model.diagnostic import Diagnostic, Severity, error
from generator.model.figure import Figure
from generator.model.number import Format, Measure, in_unit, product, quotient, show
from generator.model.pack import BoundRule, format_for

CODE = "X301"
TITLE = "两个数的比例不合常理"
RESTS_ON: tuple[str, ...] = (LEDGER,)


def find(subject: Subject) -> Iterator[Diagnostic]:
    """Each pair of figures outside its bounds."""
    budget = subject.budget
    fmt = Format(budget.spec.money_unit)
    for rule in budget.pack.rule.bounds:
        of, to = (budget.figures.get(name.value) for name in (rule.of, rule.to))
        if of is None or to is None:
            missing = rule.of if of is None else rule.to
            yield error("B201", missing.span, f"没有“{missing}”这个数。", about=missing.value)
            continue
        limit = _passed(rule, of, to)
        if limit:
            yield _finding(rule, of, to, limit, fmt)


def _passed(rule: BoundRule, of: Figure, to: Figure) -> str:
    """Which limit is passed: 低于, 高于 or none."""
    share = Decimal(100 if to.measure is Measure.MONEY else 1)
    value = product(of.value, share)
    if rule.most is not None and value > product(to.value, Decimal(rule.most)):
        return "高于"
    least = rule.least is not None and value < product(to.value, Decimal(rule.least))
    return "低于" if least else ""


def _finding(rule: BoundRule, of: Figure, to: Figure, limit: str, fmt: Format) -> Diagnostic:
    a, b = (show(f.value, f.measure, format_for(f.measure, fmt)) for f in (of, to))
    bound = rule.least if limit == "低于" else rule.most
    return Diagnostic(
        rule.code.value if rule.code else CODE,
        rule.severity,
        f"“{rule.of}”{a}，“{rule.to}”{b}，{_ratio(of, to, bound or 0, limit, fmt)}；{rule.basis}。",
        (feeding(of) or feeding(to) or (of.origin_place(),))[0],
        "请核对两个数。" if rule.severity is Severity.ERROR else "请核对；属实的可以豁免。",
        tuple(dict.fromkeys((*feeding(of)[1:], *feeding(to)))),
        rule.of.value,
    )


def _ratio(of: Figure, to: Figure, bound: int, limit: str, fmt: Format) -> str:
    if to.measure is Measure.MONEY:
        if not to.value:
            return f"{limit} {bound}%"
        share = show(quotient(of.value, to.value), Measure.SHARE, fmt)
        return f"占 {share}%，{limit} {bound}%"
    each = format(in_unit(Decimal(bound), fmt.unit).normalize(), "f")
    if not to.value:
        return f"{limit}每个 {each} {fmt.unit}"
    value = show(quotient(of.value, to.value), Measure.MONEY, fmt)
    return f"平均每个 {value}，{limit} {each} {fmt.unit}"
