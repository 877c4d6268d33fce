"""年份不是本年也不是上年

查什么：文字、名称里的年份，应是本年度或上年度（文号里的年份不晚于本年度，起止年份包含本年度即可）；
项目名称里有年份的，它自己的文字里同一处应是同一年。
为什么：沿用上年文字时最容易忘改的就是年份。
出错的例子：2026 年度的文件，职责写“完成2023年河道普查。”。
怎么改：写成 {{ 年度 }} 或 {{ 上年度 }}；确是别的年份（合同、规划），把整个词语写进“文中数字”。
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set

from generator.build.budget import Budget
from generator.checks.check import Subject
from generator.checks.digits import Exemptions, exemptions
from generator.checks.prose import Prose
from generator.checks.years import fixed_years, typed_years
from generator.model.diagnostic import Diagnostic, warning
from generator.model.source import Span

CODE = "N307"
TITLE = "年份不是本年也不是上年"
RESTS_ON: tuple[str, ...] = ()

_NEAR = 3


def find(subject: Subject) -> Iterator[Diagnostic]:
    """Each year that is neither, and each that is not the one of the project's name."""
    budget = subject.budget
    exempt = exemptions(budget)
    projects = {p.name.value: p.name.span for p in budget.spec.projects}
    now = budget.spec.year_number
    left = subject.left_years
    for prose in subject.prose:
        odd = odd_years(prose, budget, exempt)
        for start, end, _ in odd:
            words = prose.excerpt(start, end)
            year = prose.typed[start:end]
            message = f"“{words}”：{year} 年不是本年度 {now}，也不是上年度 {now - 1}。"
            advice = "请核对；确是那一年的，把整个词语写进“文中数字”。"
            yield warning(CODE, prose.place(start), message, advice, about=words)
        if prose.project and prose.part != "名称":
            known = {start for start, _, _ in odd} | left.get(prose.text.span, frozenset())
            yield from _unlike_name(prose, known, projects[prose.project], exempt)


def odd_years(prose: Prose, budget: Budget, exempt: Exemptions) -> list[tuple[int, int, str]]:
    """The years of a text that are neither this nor last year's: start, end, year."""
    typed, now = prose.typed, budget.spec.year_number
    if ("19" not in typed and "20" not in typed) or not now:
        return []
    fine = fixed_years(typed, now)
    found = []
    for start, end, year in typed_years(typed):
        if int(year) in (now, now - 1) or start in fine or exempt.covers(typed, start):
            continue
        found.append((start, end, year))
    return found


def _unlike_name(
    prose: Prose, known: Set[int], place: Span, exempt: Exemptions
) -> Iterator[Diagnostic]:
    """Years beside the same words as the year in the project's name, and other than it."""
    named = list(typed_years(prose.project))
    if not named:
        return
    for start, end, year in typed_years(prose.typed):
        if start in known or exempt.covers(prose.typed, start):
            continue
        for its_start, its_end, its_year in named:
            left = _left(prose.typed, start), _left(prose.project, its_start)
            right = _right(prose.typed, end), _right(prose.project, its_end)
            alike = [pair[0] == pair[1] and len(pair[0]) > 1 for pair in (left, right)]
            if year != its_year and any(alike):
                message = f"“{prose.excerpt(start, end)}”是 {year}，项目的名称里是 {its_year}。"
                advice = "请核对；随年度变的，写成 {{ 年度 }}。"
                about = prose.excerpt(start, end)
                yield warning(CODE, prose.place(start), message, advice, place, about=about)
                break


def _left(text: str, start: int) -> str:
    return text[max(start - _NEAR, 0) : start].lstrip("，。；、：“《（")


def _right(text: str, end: int) -> str:
    """What follows a year, beyond 年 and 年度 that follow any."""
    rest = text[end : end + 2 * _NEAR].removeprefix("年").removeprefix("度")
    return re.match("[一-龥]*", rest).group()[:_NEAR]  # type: ignore[union-attr]  # matches ""
