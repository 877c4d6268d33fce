"""资产只写了数量或只写了价值

查什么：国有资产的每一行，数量和价值应当都写，或者都不写。
为什么：有车没有价值、有价值没有数量，多半是漏填了一格；账面价值确实为零的很少。
出错的例子：“车辆”写了价值 239.57，没有写数量。
怎么改：补上漏填的一格；属实的，写明理由后豁免这一条。
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.check import LEDGER, Subject
from generator.model.diagnostic import Diagnostic, warning
from generator.model.figure import Figure, is_zero
from generator.model.number import Format, show
from generator.model.pack import format_for

CODE = "X302"
TITLE = "资产只写了数量或只写了价值"
RESTS_ON: tuple[str, ...] = (LEDGER,)


def find(subject: Subject) -> Iterator[Diagnostic]:
    """Each row of assets of which one of the two is there and the other blank or zero."""
    budget = subject.budget
    fmt = Format(budget.spec.money_unit)
    for record in budget.records["assets"]:
        found = [record.fields.get(field) for field in ("quantity", "value")]
        quantity, value = (f if isinstance(f, Figure) else None for f in found)
        if is_zero(quantity) == is_zero(value):
            continue
        given, word, other = (quantity, "数量", "价值") if is_zero(value) else (
            value, "价值", "数量")  # fmt: skip
        if given is not None:
            number = show(given.value, given.measure, format_for(given.measure, fmt))
            message = f"“{record.id}”写了{word} {number}，没有写{other}。"
            place = given.origin_place()
            yield warning(CODE, place, message, f"请补上{other}。", about=record.id)
