"""增减较大而没有说明原因

查什么：模板要求说明原因的数，比上年增减达到规定的百分比，或者从零到有、从有到零，要写增减原因。
为什么：公开检查要求对增减变化较大的说明原因，而且基数为零时没有百分比可写，更要说明。
出错的例子：“预算总额”上年 120.00，本年 150.00，增加 25.00%，“增减原因”里没有写。
怎么改：在“增减原因”里用同样的名称写出原因。
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.build.changes import due
from generator.checks.check import LEDGER, PRIOR, Subject
from generator.model.diagnostic import Diagnostic, error
from generator.model.figure import Figure, is_zero
from generator.model.number import Format, Measure, quotient, show, total

CODE = "Y103"
TITLE = "增减较大而没有说明原因"
RESTS_ON: tuple[str, ...] = (LEDGER, PRIOR)


def find(subject: Subject) -> Iterator[Diagnostic]:
    """Each large change without a reason."""
    budget = subject.budget
    rule = budget.pack.rule
    given = {entry.name.value for entry in budget.spec.reasons if entry.value}
    if rule.reason_from is None or budget.spec.prior is None:
        return
    for name in rule.reasons:
        change = budget.changes.get(name.value)
        if change is not None and name.value not in given and due(change, rule.reason_from):
            before = change.before
            words = rule.directions.down if change.falls else rule.directions.up
            said = _said(change.figure, before, words.value, Format(budget.spec.money_unit))
            message = f"“{name}”{said}，“增减原因”里没有写“{name}”。"
            advice = f"请在“增减原因”下写 {name}: 原因。"
            place = budget.spec.prior.span
            yield error(CODE, place, message, advice, before.origin_place(), about=name.value)


def _said(now: Figure, before: Figure, direction: str, fmt: Format) -> str:
    a, b = (show(f.value, Measure.MONEY, fmt) for f in (before, now))
    if is_zero(before):
        return f"上年 {a}，本年 {b} {fmt.unit}"
    difference = total((now.value, -before.value))
    share = show(abs(quotient(difference, before.value)), Measure.SHARE, fmt)
    return f"上年 {a}，本年 {b} {fmt.unit}，{direction} {share}%"
