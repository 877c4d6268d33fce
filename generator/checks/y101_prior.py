"""上年文件不对

查什么：“上年”所指的文件应是本部门上一年度的文件。
为什么：比上年增减以它为基数，年度或部门不对则全部增减数都错。
出错的例子：2026 年的文件，“上年”文件的年度是 2024，应当是 2025。
怎么改：改“上年”，或改那个文件里的年度、部门。
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.build.prior import WRONG_PRIOR, Misfit, misfits
from generator.checks.check import PRIOR_READ, Subject
from generator.model.diagnostic import Diagnostic, error

CODE = WRONG_PRIOR
TITLE = "上年文件不对"
RESTS_ON: tuple[str, ...] = (PRIOR_READ,)


def find(subject: Subject) -> Iterator[Diagnostic]:
    """What is wrong with last year's file for this spec."""
    budget = subject.budget
    spec, prior = budget.spec, budget.last_year
    if prior is None or spec.prior is None:
        return
    place = spec.prior.span
    mine, theirs = spec.department.code, prior.department.code
    for misfit in misfits(spec, prior):
        if misfit is Misfit.YEAR:
            message = f"“上年”文件的年度是 {prior.year}，应当是 {spec.year_number - 1}。"
            advice = "请改成上一年度的文件。"
            yield error(CODE, place, message, advice, prior.year.span, about=misfit)
        else:
            message = f"“上年”文件的部门代码是 {theirs}，本文件是 {mine}。"
            yield error(CODE, place, message, "请检查是否选错了文件。", theirs.span, about=misfit)
