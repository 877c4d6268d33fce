"""同一个名称写成了两样

查什么：文字里提到的项目、所属单位、部门和“共用”里的名称，与所填的名称只差几个字；标准号与“共用”里的
只差一两个字符（把字母O写成数字0也算）。只是少写几个字的简称不算。
为什么：名称不一致，读的人不知道是不是同一个项目、同一个标准。
出错的例子：项目叫“城区防汛应急”，职责里写“市区防汛应急”。
怎么改：用引用代替手写的名称，如 {{ 项目["名称"].名称 }}；确实是另一个事物的，在“豁免”里说明。
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from generator.build.budget import Budget
from generator.checks.check import Subject
from generator.checks.digits import exemptions
from generator.checks.likeness import Names
from generator.checks.prose import BLANK, Prose
from generator.checks.standards import near_standards, standards
from generator.model.diagnostic import Diagnostic, warning
from generator.model.source import Span

CODE = "N305"
TITLE = "同一个名称写成了两样"
RESTS_ON: tuple[str, ...] = ()

# An item of a list of amounts: it begins a clause, and an amount follows.
_ITEM = re.compile(rf"(?:^|(?<=[，；。：、,;\n]))([一-龥]{{4,24}}?)(?:\d|{BLANK})")
_CLIP = 3
_VERBS = re.compile("用于|支付|安排|购买|其中|包括|主要|列支|保障|开展|组织|增加|减少|新增|追加")


def find(subject: Subject) -> Iterator[Diagnostic]:
    """Each name and each standard in another form."""
    budget = subject.budget
    places = declared(budget)
    names = Names(places)
    exempt = exemptions(budget)
    codes = standards(budget)
    items = _endings(budget)
    directions = budget.pack.rule.directions
    words = (directions.up, directions.down, *directions.more, *directions.less)
    trailing = re.compile(f"(?:{'|'.join(re.escape(w.value) for w in words)})+了?$")
    for prose in subject.prose:
        if prose.part == "名称":
            continue
        for variant in names.variants(prose.typed):
            form = prose.typed[variant.start : variant.end]
            yield _near(prose, variant.start, form, variant.name, places[variant.name])
        for start, form, name in _items(prose, items, trailing):
            yield _near(prose, start, form, name, places[name])
        for start, end, code, place in near_standards(prose, codes, exempt):
            yield _near(prose, start, prose.typed[start:end], code, place)


def declared(budget: Budget) -> Mapping[str, Span]:
    """The names that a spec declares, and where."""
    spec = budget.spec
    texts = [spec.department.name, *(project.name for project in spec.projects)]
    texts += [member.name for member in spec.members]
    texts += [entry.value for entry in spec.shared if not entry.value.value.isascii()]
    return {text.value: text.span for text in reversed(texts)}


def _near(prose: Prose, start: int, form: str, name: str, place: Span) -> Diagnostic:
    message = f"这里写“{form}”，所填的名称是“{name}”。"
    advice = "是同一个的，请改成一样，最好用引用；不是同一个的，请核对两处。"
    return warning(CODE, prose.place(start), message, advice, place, about=form)


def _endings(budget: Budget) -> Mapping[str, list[str]]:
    """Names of projects by how they end, for names that end so and begin otherwise."""
    found: dict[str, list[str]] = {}
    for project in budget.spec.projects:
        name = project.name.value
        for cut in range(2, _CLIP + 1):
            if len(name) - cut >= max(3, -(-6 * len(name) // 10)):
                found.setdefault(name[cut:], []).append(name)
    return found


def _items(
    prose: Prose, endings: Mapping[str, list[str]], trailing: re.Pattern[str]
) -> Iterator[tuple[int, str, str]]:
    """Items with an amount whose names begin otherwise than a project's and end the same."""
    if prose.fact:
        return
    for match in _ITEM.finditer(prose.typed):
        item = trailing.sub("", match.group(1))
        if _VERBS.match(item):
            continue
        for cut in range(1, _CLIP + 1):
            names = endings.get(item[cut:], ())
            if names and item not in names:
                yield match.start(1), item, names[0]
                break
