"""上年文件不对

查什么：“上年”所指的文件应是本部门上一年度的文件。
为什么：比上年增减以它为基数，年度或部门不对则全部增减数都错。
出错的例子：2026 年的文件，“上年”文件的年度是 2024，应当是 2025。
怎么改：改“上年”，或改那个文件里的年度、部门。
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.check import Subject
from generator.model.diagnostic import Diagnostic, error
from generator.model.pending import UNFILLED

CODE = "Y101"
TITLE = "上年文件不对"
RESTS_ON: tuple[str, ...] = ()


def find(subject: Subject) -> Iterator[Diagnostic]:
    """What is wrong with last year's file for this spec."""
    budget = subject.budget
    spec, prior = budget.spec, budget.last_year
    if prior is None or spec.prior is None:
        return
    place = spec.prior.span
    if spec.year_number and prior.year_number and prior.year_number != spec.year_number - 1:
        message = f"“上年”文件的年度是 {prior.year}，应当是 {spec.year_number - 1}。"
        yield error(CODE, place, message, "请改成上一年度的文件。", prior.year.span, about="年度")
    mine, theirs = spec.department.code, prior.department.code
    if UNFILLED in (mine.value, theirs.value):
        return
    if mine and theirs and mine.value != theirs.value:
        message = f"“上年”文件的部门代码是 {theirs}，本文件是 {mine}。"
        yield error(CODE, place, message, "请检查是否选错了文件。", theirs.span, about="部门代码")
