"""增减原因的方向与增减相反

查什么：本年比上年增加，而原因里只说减少；或者本年减少，原因里只说增加。
为什么：原因与数字相反，不是数写错了，就是沿用了上年的原因。
出错的例子：“预算总额”比上年增加 30.00 元，原因是“储备压减”。
怎么改：核对两年的数，改写原因；确实是增减相抵的，两方面都写。
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.check import LEDGER, PRIOR, Subject
from generator.checks.stated_reasons import stated_reasons
from generator.model.diagnostic import Diagnostic, warning
from generator.model.number import ZERO, Format, Measure, show

CODE = "Y105"
TITLE = "增减原因的方向与增减相反"
RESTS_ON: tuple[str, ...] = (LEDGER, PRIOR)


def find(subject: Subject) -> Iterator[Diagnostic]:
    """Each reason that speaks only of the other direction."""
    fmt = Format(subject.budget.spec.money_unit)
    words = subject.budget.pack.rule.directions
    for stated in stated_reasons(subject):
        change = stated.change.value
        rises, falls = change > ZERO, change < ZERO
        up, down = stated.reason.up, stated.reason.down
        if (rises and down and not up) or (falls and up and not down):
            one, other = (words.up, words.down) if rises else (words.down, words.up)
            size = show(abs(change), Measure.MONEY, fmt)
            message = f"“{stated.name}”比上年{one} {size} {fmt.unit}，原因里只说{other}。"
            advice = "请核对两年的数，或改写原因。"
            yield warning(CODE, stated.text.span, message, advice, about=stated.name)
