"""增减原因所列金额与增减额对不上

查什么：增减原因里列了金额的，各项相加（增加减减少）应等于增减额，或者说出其余的部分。
没有方向词的一项，方向同前一项；“由……到……”一类的金额不是增减额，写了就不核对。
两年的金额印出来要四舍五入的，允许相差每个数末位的一半；不用四舍五入的，一分也不能差。
逐条写的，没有“其余”就应正好等于增减额；写了“增加”“减少”的，应等于两年的明细相减。
为什么：原因是给读者核对增减额的；所列增加额超过总的增加额而没有说减少，一定有一处不对。
出错的例子：“预算总额”增加 30.00 元，原因写“储备增加31元”。
怎么改：改正所列金额，或补上没有列出的部分。其余部分的数额可以引用，名称是 变动 里的“其余”；
逐条写的加一条“其余”。
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from generator.build.itemised import Itemised, Part
from generator.checks.check import LEDGER, PLACES, PRIOR, Subject, feeding
from generator.checks.envelope import Envelope, envelope
from generator.checks.stated_reasons import StatedReason, stated_reasons
from generator.model.diagnostic import Diagnostic, Severity, error
from generator.model.number import ZERO, Format, Measure, show, total
from generator.model.pack import Directions
from generator.narrate.reasons import ReadReason

CODE = "Y104"
TITLE = "增减原因所列金额与增减额对不上"
RESTS_ON: tuple[str, ...] = (LEDGER, PRIOR)


def find(subject: Subject) -> Iterator[Diagnostic]:
    """Each reason whose amounts do not make the change and that names no rest."""
    budget = subject.budget
    fmt, words = Format(budget.spec.money_unit), budget.pack.rule.directions
    room = envelope(budget)
    for stated in stated_reasons(subject):
        reason = stated.reason
        missing = total((stated.change.value, -reason.sum))
        parts = sum(item.unit is room.unit for item in reason.listed)
        if not reason.listed or reason.levels or room.holds(missing, parts):
            continue
        rest = _wrong_rest(reason, missing, room, parts)
        if rest is not None:
            yield _turned(stated, rest, words, fmt)
        elif (1 if missing > 0 else -1) not in reason.rest:
            yield _difference(stated, words, fmt)
    # An item that was not understood is missing from its reason.
    readable = subject.whole and budget.prior_ledger.complete
    for name, itemised in budget.itemised.items():
        if readable and itemised.sound and itemised.known:
            yield from _wrong_items(name, itemised, words, fmt, room)


def _wrong_rest(reason: ReadReason, missing: Decimal, room: Envelope, parts: int) -> Decimal | None:
    """What the rest is, in 元 with its sign, where the reason says the other direction."""
    for item in reason.listed:
        turned = total((missing, item.value, item.value))
        if item.rest and room.holds(turned, parts):
            return -item.value
    if reason.rest and (1 if missing > ZERO else -1) not in reason.rest:
        return missing
    return None


def _turned(stated: StatedReason, rest: Decimal, words: Directions, fmt: Format) -> Diagnostic:
    change = stated.change.value
    whole = f"{_change(change, words, fmt)} {fmt.unit}" if change else words.same.value
    right, wrong = _direction(rest, words), _direction(-rest, words)
    message = f"“{stated.name}”{whole}，原因里说其余{wrong}，减去所列各项，其余应是"
    message += f"{_change(rest, words, fmt)} {fmt.unit}。"
    advice = f"请核对所列金额，或把其余的“{wrong}”改成“{right}”。"
    return error(CODE, stated.text.span, message, advice, about=stated.name)


def _difference(stated: StatedReason, words: Directions, fmt: Format) -> Diagnostic:
    """Wrong for certain where more is listed than there is; else something may be left out."""
    sum_, change = stated.reason.sum, stated.change.value
    possible = ZERO <= sum_ < change or change < sum_ <= ZERO
    direction = _direction(change - sum_, words)
    return Diagnostic(
        CODE,
        Severity.WARNING if possible else Severity.ERROR,
        _not_the_sum(stated.name, change, sum_, words, fmt),
        stated.text.span,
        "请核对所列金额，或说明其余部分，"
        f'如 其余{direction}{{{{ 变动["{stated.name}"].其余 }}}}万元。',
        (),
        stated.name,
    )


def _wrong_items(
    name: str, itemised: Itemised, words: Directions, fmt: Format, room: Envelope
) -> Iterator[Diagnostic]:
    """Items whose amount is not what both years say, or nothing; then what they add up to."""
    wrong = [d for part in itemised.parts for d in _wrong_amount(name, part, words, fmt, room)]
    yield from wrong
    sum_ = total(part.exact for part in itemised.parts)
    missing = total((itemised.change.exact, -sum_))
    if not wrong and not room.holds(missing, len(itemised.parts)):
        message = _not_the_sum(name, itemised.change.exact, sum_, words, fmt)
        places = [part.item.span for part in itemised.parts][:PLACES]
        advice = "请补上没有列出的，或加一条“其余”：- {其余: 其余项目}。"
        yield error(CODE, itemised.reason.span, message, advice, *places, about=name)


def _wrong_amount(
    name: str, part: Part, words: Directions, fmt: Format, room: Envelope
) -> Iterator[Diagnostic]:
    amount = part.item.more or part.item.less
    if part.item.rest is None and not part.exact:
        advice = "请删去这一条。"
        message = f"“{name}”的原因里，“{part.name}”两年一样，没有增减。"
        yield error(CODE, part.item.span, message, advice, about=name)
    elif amount is not None and part.computed:
        stated = amount.value if part.item.more is not None else -amount.value
        # An amount in a finer unit is written as it is.
        if not room.holds(total((stated, -part.exact)), int(fmt.unit is room.unit)):
            a, b = (_change(value, words, fmt) for value in (stated, part.exact))
            message = f"“{name}”的原因里，“{part.name}”写的是{a}，两年的明细相减是{b} {fmt.unit}。"
            advice = "请删去这里的金额（自动算出），或核对明细。"
            yield error(CODE, amount.span, message, advice, *feeding(part.size), about=name)


def _not_the_sum(name: str, change: Decimal, sum_: Decimal, words: Directions, fmt: Format) -> str:
    whole = f"{_change(change, words, fmt)} {fmt.unit}" if change else words.same.value
    rest = _direction(change - sum_, words)
    missing = show(abs(change - sum_), Measure.MONEY, fmt)
    return (
        f"“{name}”{whole}，原因里所列各项合计{_change(sum_, words, fmt)}，"
        f"还有{rest}的 {missing} {fmt.unit} 没有说明。"
    )


def _change(value: Decimal, words: Directions, fmt: Format) -> str:
    return f"{_direction(value, words)} {show(abs(value), Measure.MONEY, fmt)}"


def _direction(value: Decimal, words: Directions) -> str:
    return (words.down if value < ZERO else words.up).value
