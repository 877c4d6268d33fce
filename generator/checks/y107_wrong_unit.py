"""金额与上年相差一千倍以上，像是单位不对

查什么：与上年文件里的同一个金额相比，本年是它的一千倍以上，或不到它的千分之一。上年只有合计数的，
比较合计数。上年没有的金额（新的项目、新的科目），一个就比上年全部支出还多的。还没有填的不比；
大多数金额都这样的，只报“单位”一处。
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
from generator.checks.check import PLACES, PRIOR, Subject
from generator.checks.last_years_amounts import Pair, compared
from generator.checks.new_amounts import NewAmount, new_amounts
from generator.model.diagnostic import Diagnostic, error
from generator.model.number import Format, Measure, Unit, in_unit, in_yuan, rounded, show

CODE = "Y107"
TITLE = "金额与上年相差一千倍以上，像是单位不对"
RESTS_ON: tuple[str, ...] = (PRIOR,)
# Far beyond what a budget does in a year, well below what a wrong unit does.
_FAR = Decimal(1000)
# Beyond this a wrong unit does not explain it.
_TOO_FAR = Decimal(100_000)
_CHANGED = "确实是这样变化的，用“豁免”写明原因。"
# So many amounts, and most of all, are one mistake.
_MANY = 3


def find(subject: Subject) -> Iterator[Diagnostic]:
    """Each amount far from last year's, or the unit of the file where most of them are."""
    budget = subject.budget
    pairs, new = tuple(compared(budget)), tuple(new_amounts(budget))
    higher, lower = (
        [pair for pair in pairs if pair.more is more and pair.times >= _FAR]
        for more in (True, False)
    )
    too_much = [amount for amount in new if amount.too_much]
    number = len(new) + sum(1 for pair in pairs if not pair.total)
    if _most(len(higher), len(pairs)):
        yield _whole_file(higher, len(pairs), budget)
    elif _most(len(too_much), number):
        yield _whole_new_file(too_much, number, budget)
    else:
        yield from _amounts(higher, budget)
        known = {pair.path for pair in higher}
        yield from (_new(amount, budget) for amount in too_much if amount.path not in known)
    if _most(len(lower), len(pairs)):
        yield _whole_file(lower, len(pairs), budget)
    else:
        yield from _amounts(lower, budget)


def _most(far: int, number: int) -> bool:
    """Whether so many of a number are far off that it is one mistake."""
    return far >= _MANY and far * 2 > number


def _amounts(far: Sequence[Pair], budget: Budget) -> Iterator[Diagnostic]:
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
    if meant is None:
        message += "；请核对是不是多写或少写了几位。"
    else:
        message += f"；是不是按{meant}填写了？"
    advice = _rewrite(pair.typed, unit, meant) + _CHANGED
    return error(CODE, pair.span, message, advice, pair.before_span, about=pair.path)


def _new(amount: NewAmount, budget: Budget) -> Diagnostic:
    unit = budget.spec.money_unit
    message = f"{_named(amount.path, budget)}本年 {_said(amount.typed, unit)} {unit}，"
    message += f"比{_all(amount, unit)}还多；"
    meant = _meant_new(amount, unit)
    message += f"是不是按{meant}填写了？" if meant else "请核对是不是多写了几位。"
    advice = f"{_rewrite(amount.typed, unit, meant)}确实有这么多的，用“豁免”写明原因。"
    also = [amount.whole_span] if amount.whole_span else []
    return error(CODE, amount.span, message, advice, *also, about=amount.path)


def _rewrite(typed: Decimal, unit: Unit, meant: Unit | None) -> str:
    """What to write for an amount typed in another unit; nothing where none explains it."""
    if meant is None:
        return ""
    number = _said(typed, unit).removesuffix(".00")
    right = _said(in_yuan(in_unit(typed, unit), meant), unit)
    return f"{number} {meant}是 {right} {unit}，应写 {right}。"


def _whole_file(far: Sequence[Pair], number: int, budget: Budget) -> Diagnostic:
    unit = budget.spec.money_unit
    first = far[0]
    of = f"“{first.total}”" if first.total else _named(first.path, budget)
    bound = "是上年的一千倍以上" if first.more else "不到上年的千分之一"
    message = f"{number} 个金额里有 {len(far)} 个{bound}，如{of}上年 {_said(first.before, unit)}，"
    message += f"本年 {_said(first.now, unit)} {unit}"
    return _unit(message, _meant(first, unit), far, budget)


def _whole_new_file(far: Sequence[NewAmount], number: int, budget: Budget) -> Diagnostic:
    unit = budget.spec.money_unit
    first = far[0]
    message = f"{number} 个金额里有 {len(far)} 个比{_all(first, unit)}还多，"
    message += f"如{_named(first.path, budget)}本年 {_said(first.typed, unit)} {unit}"
    return _unit(message, _meant_new(first, unit), far, budget)


def _unit(
    message: str, meant: Unit | None, far: Sequence[Pair | NewAmount], budget: Budget
) -> Diagnostic:
    advice = _CHANGED
    if meant is None:
        message += "；请核对本文件和上年文件的“单位”。"
    else:
        message += f"；整个文件是不是按{meant}填写的？"
        advice = f"是的话，把“单位”改成“{meant}”；也请看看上年文件的“单位”。{advice}"
    places = [amount.span for amount in far[: PLACES - 1]]
    return error(CODE, budget.spec.unit.span, message, advice, *places, about="单位")


def _all(amount: NewAmount, unit: Unit) -> str:
    """What last year spent, in words."""
    what = f"上年的“{amount.total}”" if amount.total else "上年全部支出 "
    return f"{what}{_said(amount.whole, unit)} "


def _meant(pair: Pair, unit: Unit) -> Unit | None:
    """The unit in which it seems to be typed; None where no unit explains it."""
    meant = Unit.YUAN if pair.more else Unit.TEN_THOUSAND_YUAN
    return meant if meant is not unit and pair.times <= _TOO_FAR else None


def _meant_new(amount: NewAmount, unit: Unit) -> Unit | None:
    """The same of an amount that last year did not have: in 元 it would be no more than all."""
    right = in_yuan(in_unit(amount.typed, unit), Unit.YUAN)
    return Unit.YUAN if unit is not Unit.YUAN and right <= amount.whole else None


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
