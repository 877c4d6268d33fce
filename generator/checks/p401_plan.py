"""支出计划不递增或没有到 100%

查什么：项目的支出计划是到各时点的累计百分比，应当一个比一个大（或相等），最后一个是 100%。
为什么：计划不到 100%，说明有预算没有安排支出；后面的比前面小，说明填的不是累计数。
出错的例子：漏写“12月底”，最后一个时点“6月底”只有 50%。
怎么改：改百分比，补上最后一个时点。
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from generator.checks.check import Subject
from generator.model.diagnostic import Diagnostic, error
from generator.model.number import Format, Measure, show
from generator.model.spec import Project
from generator.model.values import Entry, Percent

CODE = "P401"
TITLE = "支出计划不递增或没有到 100%"
RESTS_ON: tuple[str, ...] = ()

_SHARE = Format(decimals=None)


def find(subject: Subject) -> Iterator[Diagnostic]:
    """Each step down, and each plan that ends before all is spent."""
    moments = [name.value for name in subject.budget.pack.rule.moments]
    for project in subject.budget.spec.projects:
        plan = [entry for entry in project.plan if entry.value.readable and entry.value.filled]
        if len(plan) == len(project.plan) and plan:
            yield from _faults(project, _in_order(plan, moments))


def _in_order(plan: list[Entry[Percent]], moments: list[str]) -> list[Entry[Percent]]:
    last = len(moments)
    places = {name: number for number, name in enumerate(moments)}
    return sorted(plan, key=lambda entry: places.get(entry.name.value, last))


def _faults(project: Project, plan: list[Entry[Percent]]) -> Iterator[Diagnostic]:
    about = project.name.value
    for before, after in pairwise(plan):
        if after.value.value < before.value.value:
            message = (
                f"项目“{about}”的支出计划，{after.name} {_shown(after)} "
                f"小于{before.name} {_shown(before)}。"
            )
            advice = "支出计划写到该时点的累计百分比。"
            place = after.value.span
            yield error(CODE, place, message, advice, before.value.span, about=about)
    last = plan[-1]
    if last.value.value != 1:
        message = f"项目“{about}”的支出计划到最后一个时点（{last.name}）是 {_shown(last)}。"
        advice = "请补上最后一个时点，全年应达到 100%。"
        yield error(CODE, last.value.span, message, advice, about=about)


def _shown(entry: Entry[Percent]) -> str:
    return f"{show(entry.value.value, Measure.SHARE, _SHARE)}%"
