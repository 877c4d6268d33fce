"""表中出现负数

查什么：预算表的每一格都不应是负数。
为什么：填报的金额都不小于零，相减得出负数说明“其中”数大于总数。
出错的例子：补充数里教学科研人员因公出国费写 12.00，比因公出国费的合计还大，“其他”得 -2.00。
怎么改：核对相减的两个数及其资金来源。
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.check import LEDGER, Subject
from generator.model.diagnostic import Diagnostic, error
from generator.model.figure import Figure
from generator.model.number import ZERO, Format, show

CODE = "R102"
TITLE = "表中出现负数"
RESTS_ON: tuple[str, ...] = (LEDGER,)


def find(subject: Subject) -> Iterator[Diagnostic]:
    """Each negative cell, at the first figure typed that it rests on."""
    budget = subject.budget
    fmt = Format(budget.spec.money_unit)
    for sheet in budget.sheets:
        for row in sheet.rows:
            negative = (c for c in row.cells if isinstance(c, Figure) and c.value < ZERO)
            cell = next(negative, None)
            if cell is not None:
                # What is taken away comes last.
                place = (list(cell.leaves()) or [cell])[-1].origin_place()
                message = f"“{cell.id}”是 {show(cell.value, cell.measure, fmt)}。"
                advice = "请核对相减的两个数及其资金来源。"
                yield error(CODE, place, message, advice, about=cell.id)
