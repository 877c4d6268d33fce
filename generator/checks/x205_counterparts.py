"""同一笔钱的功能科目和经济科目金额不相等

查什么：按定义是同一笔钱的功能科目和经济科目（如养老保险缴费、住房公积金），两边金额应相等。
为什么：依据写在模板的 counterparts 里，每一条有自己的代号；它比两种分列的合计更能指出是哪一笔。
出错的例子：“养老支出”20.00，“养老缴费”19.00。
怎么改：核对两个科目的金额；确有别的科目分担时，写明理由后豁免这一条。
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.check import LEDGER, Subject
from generator.checks.x202_equal import differences
from generator.model.diagnostic import Diagnostic

CODE = "X205"
TITLE = "同一笔钱的功能科目和经济科目金额不相等"
# Not on X201: a difference of the two margins is what this one explains.
RESTS_ON: tuple[str, ...] = (LEDGER,)


def find(subject: Subject) -> Iterator[Diagnostic]:
    """A difference for each pair of codes of the pack, mostly under a code of its own."""
    budget = subject.budget
    yield from differences(budget.pack.rule.counterparts, budget, CODE)
