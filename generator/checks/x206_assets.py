"""资产的一部分大于整体

查什么：国有资产里写明是另一行的一部分的（如办公用房是房屋的一部分），数量和价值都不应大于那一行。
为什么：部分不会大于整体，两行一定有一处写错；这样的行不计入资产总额，总额看不出来。
出错的例子：“房屋”的数量 13010.37，其中“办公用房”的数量 20000。
怎么改：核对两行的数量和价值。
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.build.records import Record
from generator.checks.check import LEDGER, Subject
from generator.model.diagnostic import Diagnostic, error
from generator.model.figure import Figure
from generator.model.number import Format, show
from generator.model.pack import format_for

CODE = "X206"
TITLE = "资产的一部分大于整体"
RESTS_ON: tuple[str, ...] = (LEDGER,)

_FIELDS = (("quantity", "数量"), ("value", "价值"))


def find(subject: Subject) -> Iterator[Diagnostic]:
    """Each row of assets that is larger than the row it is a part of, where both are given."""
    budget = subject.budget
    fmt = Format(budget.spec.money_unit)
    records = {record.id: record for record in budget.records["assets"]}
    for rule in budget.pack.rule.assets:
        whole = records.get(rule.within.value) if rule.within is not None else None
        if whole is not None:
            yield from _larger(records[rule.name.value], whole, fmt)


def _larger(part: Record, whole: Record, fmt: Format) -> Iterator[Diagnostic]:
    for field, word in _FIELDS:
        small, large = part.fields.get(field), whole.fields.get(field)
        if isinstance(small, Figure) and isinstance(large, Figure) and small.value > large.value:
            a, b = (show(f.value, f.measure, format_for(f.measure, fmt)) for f in (small, large))
            message = f"“{part.id}”的{word} {a} 大于“{whole.id}”的{word} {b}，它是其中的一部分。"
            place = small.origin_place()
            related = large.origin_place()
            yield error(CODE, place, message, "请核对两处的数。", related, about=part.id)
