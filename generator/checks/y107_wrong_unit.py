"""金额与上年相差一千倍以上，像是单位不对

查什么：与上年文件里的同一个金额相比，本年是它的一千倍以上，或不到它的千分之一。上年只有合计数的，
比较合计数。还没有填的不比；大多数金额都这样的，只报“单位”一处。
为什么：万元的文件里按元填写（或反过来），数正好差一万倍，分项与合计一起错时别的核对看不出来。
出错的例子：万元的文件，公务接待费上年 0.66，本年写成 6600.00，其实是 6600 元，即 0.66 万元。
怎么改：按文件开头的“单位”改写这个金额；整个文件都按另一种单位写的，改“单位”；确实是这样变化的，
用“豁免”写明原因。
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from generator.build.budget import Budget
from generator.build.names import code_names
from generator.checks.check import PLACES, Subject
from generator.checks.compared import Pair, compared
from generator.model.diagnostic import Diagnostic, error
from generator.model.number import Format, Measure, Unit, in_unit, in_yuan, rounded, show

CODE = "Y107"
TITLE = "金额与上年相差一千倍以上，像是单位不对"
RESTS_ON: tuple[str, ...] = ("Y101",)
# Far beyond what a budget does in a year, well below what a wrong unit does.
_FAR = Decimal(1000)
# Beyond this a wrong unit does not explain it.
_TOO_FAR = Decimal(100_000)
# So many amounts, and most of all, are one mistake.
_MANY = 3


def find(subject: Subject) -> Iterator[Diagnostic]:
    """Each amount far from last year's, or the unit of the file where most of them are."""
    budget = subject.budget
    pairs = tuple(compared(budget))
    for more in (True, False):
        far = [pair for pair in pairs if pair.more is more and pair.times >= _FAR]
        if len(far) >= _MANY and len(far) * 2 > len(pairs):
            yield _whole_file(far, len(pairs), budget)
        else:
            said = {pair.before_span for pair in far if not pair.total}
            yield from (_amount(p, budget) for p in far if not (p.total and p.before_span in said))


def _amount(pair: Pair, budget: Budget) -> Diagnostic:
    unit = budget.spec.money_unit
    named = _named(pair.path, budget)
    of = f"“{pair.total}”" if pair.total else named
    message = f"{of}上年 {_said(pair.before, unit)}，本年 {_said(pair.now, unit)} {unit}，"
    message += _times(pair)
    if pair.total:
        message += f"，其中{named}是 {_said(pair.typed, unit)}"
    meant = _meant(pair, unit)
    advice = "确实是这样变化的，用“豁免”写明原因。"
    if meant is None:
        message += "；请核对是不是多写或少写了几位。"
    else:
        message += f"；是不是按{meant}填写了？"
        number = _said(pair.typed, unit).removesuffix(".00")
        right = _said(in_yuan(in_unit(pair.typed, unit), meant), unit)
        advice = f"{number} {meant}是 {right} {unit}，应写 {right}。{advice}"
    return error(CODE, pair.span, message, advice, pair.before_span, about=pair.path)


def _whole_file(far: Sequence[Pair], number: int, budget: Budget) -> Diagnostic:
    unit = budget.spec.money_unit
    first = far[0]
    of = f"“{first.total}”" if first.total else _named(first.path, budget)
    bound = "是上年的一千倍以上" if first.more else "不到上年的千分之一"
    message = f"{number} 个金额里有 {len(far)} 个{bound}，如{of}上年 {_said(first.before, unit)}，"
    message += f"本年 {_said(first.now, unit)} {unit}"
    meant = _meant(first, unit)
    advice = "确实是这样变化的，用“豁免”写明原因。"
    if meant is None:
        message += "；请核对本文件和上年文件的“单位”。"
    else:
        message += f"；整个文件是不是按{meant}填写的？"
        advice = f"是的话，把“单位”改成“{meant}”；也请看看上年文件的“单位”。{advice}"
    places = [pair.span for pair in far[: PLACES - 1]]
    return error(CODE, budget.spec.unit.span, message, advice, *places, about="单位")


def _meant(pair: Pair, unit: Unit) -> Unit | None:
    """The unit in which it seems to be typed; None where no unit explains it."""
    meant = Unit.YUAN if pair.more else Unit.TEN_THOUSAND_YUAN
    return meant if meant is not unit and pair.times <= _TOO_FAR else None


def _named(path: str, budget: Budget) -> str:
    """The path of an amount, with the name of the code at its end."""
    name = code_names(budget.spec, budget.pack).of(path.rpartition(".")[2])
    return f"“{path}”（{name}）" if name else f"“{path}”"


def _times(pair: Pair) -> str:
    whole = rounded(pair.times, 0)
    about = "" if whole == pair.times else "约"
    return f"{about}是上年的 {whole} 倍" if pair.more else f"{about}是上年的 {whole} 分之一"


def _said(value: Decimal, unit: Unit) -> str:
    """An amount with two decimals, or with all it has where two do not tell it."""
    two = Format(unit)
    exact = in_unit(value, unit)
    fmt = two if exact == rounded(exact, 2) else Format(unit, decimals=None)
    return show(value, Measure.MONEY, fmt)
