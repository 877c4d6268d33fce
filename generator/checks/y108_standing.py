"""项目的状态与上年文件不符

查什么：上年文件有明细时，状态写“延续”的项目，上年文件里应当有（编码或名称相同）；写“新增”的，
上年文件里应当没有。没有写状态的不查。
为什么：延续和新增要向社会说明；状态与上年对不上，多半是改了名称和编码，或选错了状态。
出错的例子：“防汛”的状态是“延续”，上年文件里只有“清淤”。
怎么改：改“状态”，或把名称、编码写得与上年文件一样。
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.build.projects import aligned
from generator.checks.check import PRIOR, Subject
from generator.model.diagnostic import Diagnostic, warning
from generator.model.spec import Standing

CODE = "Y108"
TITLE = "项目的状态与上年文件不符"
RESTS_ON: tuple[str, ...] = (PRIOR,)


def find(subject: Subject) -> Iterator[Diagnostic]:
    """Each project that last year's file has, or has not, against what its 状态 says."""
    spec, last_year = subject.budget.spec, subject.budget.last_year
    if last_year is None or not last_year.detailed:
        return
    for old, project in aligned(last_year.projects, spec.projects):
        if project is None:
            continue
        name, place = project.name.value, project.name.span
        if project.standing is Standing.CONTINUED and old is None:
            message = f"“{name}”的状态是“延续”，上年文件里没有编码或名称相同的项目。"
            advice = "请核对编码和名称；上年没有的项目写“新增”。"
            yield warning(CODE, place, message, advice, about=name)
        elif project.standing is Standing.NEW and old is not None:
            word = "编码" if old.code.value == project.code.value else "名称"
            message = f"“{name}”的状态是“新增”，上年文件里已有{word}相同的项目“{old.name}”。"
            advice = "上年就有的项目写“延续”；确是另一个项目的，请改名称或编码。"
            yield warning(CODE, place, message, advice, old.name.span, about=name)
