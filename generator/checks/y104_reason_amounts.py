"""增减原因所列金额与增减额对不上

查什么：增减原因里列了金额的，各项相加（增加减减少）应等于增减额，或者说出其余的部分。
没有方向词的一项，方向同前一项；“由……到……”一类的金额不是增减额，写了就不核对。
为什么：原因是给读者核对增减额的；所列增加额超过总的增加额而没有说减少，一定有一处不对。
出错的例子：“预算总额”增加 30.00 元，原因写“储备增加31元”。
怎么改：改正所列金额，或补上没有列出的部分。其余部分的数额可以引用，名称是 变动 里的“其余”。
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from generator.checks.check import LEDGER, Subject
from generator.checks.stated_reasons import StatedReason, stated_reasons
from generator.model.diagnostic import Diagnostic, Severity
from generator.model.number import ZERO, Format, Measure, show
from generator.model.pack import Directions

CODE = "Y104"
TITLE = "增减原因所列金额与增减额对不上"
RESTS_ON: tuple[str, ...] = (LEDGER, "Y101")


def find(subject: Subject) -> Iterator[Diagnostic]:
    """Each reason whose amounts do not make the change and that names no rest."""
    budget = subject.budget
    fmt = Format(budget.spec.money_unit)
    for stated in stated_reasons(subject):
        reason, change = stated.reason, stated.change.value
        missing = change - reason.sum
        if not reason.listed or reason.levels or not missing:
            continue
        if (1 if missing > 0 else -1) not in reason.rest:
            yield _difference(stated, budget.pack.rule.directions, fmt)


def _difference(stated: StatedReason, words: Directions, fmt: Format) -> Diagnostic:
    """Wrong for certain where more is listed than there is; else something may be left out."""
    sum_, change = stated.reason.sum, stated.change.value
    possible = ZERO <= sum_ < change or change < sum_ <= ZERO
    a, b, missing = (show(abs(x), Measure.MONEY, fmt) for x in (sum_, change, change - sum_))
    listed = f"所列各项合计{_direction(sum_, words)} {a}"
    whole = f"{_direction(change, words)} {b} {fmt.unit}" if change else words.same.value
    direction = _direction(change - sum_, words)
    rest = f"还有{direction}的 {missing} {fmt.unit} 没有说明"
    return Diagnostic(
        CODE,
        Severity.WARNING if possible else Severity.ERROR,
        f"“{stated.name}”{whole}，原因里{listed}，{rest}。",
        stated.text.span,
        "请核对所列金额，或说明其余部分，"
        f'如 其余{direction}{{{{ 变动["{stated.name}"].其余 }}}}万元。',
        (),
        stated.name,
    )


def _direction(value: Decimal, words: Directions) -> str:
    return (words.down if value < ZERO else words.up).value
