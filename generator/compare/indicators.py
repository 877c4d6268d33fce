"""Indicators of projects and of the department on two sides."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.compare.differences import Judge
from generator.compare.edition import Edition
from generator.compare.pairing import match
from generator.compare.records import Item, Items, compare_items, project_id
from generator.compare.years import Years
from generator.model.comparison import ComparedRecord
from generator.model.spec import Project
from generator.model.values import Text

_DEPARTMENT = "部门整体"
_Said = Mapping[tuple[str, Text], str]


@dataclass(frozen=True, slots=True)
class _Indicator:
    """An indicator: `group` is where it stands among those of its owner.

    `owner` is the project's name on the new side, or the department; `project` its id.
    """

    project: str
    owner: str
    group: str
    name: str
    texts: Mapping[str, str]


def compare_indicators(
    old: Edition, new: Edition, judge: Judge, years: Years
) -> tuple[ComparedRecord, ...]:
    """The indicators that differ: of one owner the same group and name, then the same name."""
    before, after = tuple(_indicators(old)), tuple(_indicators(new))
    found: dict[int, int] = {}
    keys: Sequence[Callable[[_Indicator], object]] = (
        lambda i: (i.project, i.group, i.name, *i.texts.values()),
        lambda i: (i.project, i.group, i.name),
        lambda i: (i.project, i.name),
        lambda i: (i.project, i.group, years.neutral(i.name)),
    )
    for key in keys:
        match(before, after, found, key)
    named: Items = _named(after, range(len(after)), frozenset())
    ids = tuple(named)
    rest = [i for i in range(len(before)) if i not in found]
    ended = _named(before, rest, frozenset(ids))
    paired = {ids[j]: _item(before[i]) for i, j in sorted(found.items())}
    return compare_items({**paired, **ended}, named, judge, years)


def _named(
    indicators: Sequence[_Indicator], places: Sequence[int] | range, taken: frozenset[str]
) -> dict[str, Item]:
    """By an id of names; another of the same names gets a number."""
    made: dict[str, Item] = {}
    numbers: Counter[str] = Counter()
    for place in places:
        one = indicators[place]
        root = "/".join(filter(None, ("绩效指标", one.owner, one.group, one.name)))
        numbers[root] += 1
        id = root
        while id in made or id in taken:
            numbers[root] += 1
            id = f"{root}（{numbers[root]}）"
        made[id] = _item(one)
    return made


def _item(one: _Indicator) -> Item:
    texts = {"名称": one.name, "所属": one.group, **one.texts}
    said = {label: words for label, words in texts.items() if words}
    return Item("", f"{one.name}（{one.owner}）", texts=said, owner=one.project)


def _indicators(edition: Edition) -> Iterator[_Indicator]:
    if edition.budget is None:
        return
    said = edition.said()
    for own, named in zip(edition.spec.projects, edition.budget.spec.projects, strict=True):
        yield from _of_project(own, named.name.value, said)
    performance = edition.spec.performance
    for group in performance.groups if performance else ():
        for target in group.targets:
            for entry in target.indicators:
                name = said.get(("分项目标/指标名称", entry.name), entry.name.value)
                value = said.get((f"分项目标/指标值/{entry.name}", entry.value), entry.value.value)
                yield _Indicator("", _DEPARTMENT, "", name, {"指标值": value})


def _of_project(project: Project, owner: str, said: _Said) -> Iterator[_Indicator]:
    root, id = f"项目/{project.name}", project_id(owner)

    def words(text: Text | None, what: str) -> str:
        return "" if text is None else said.get((f"{root}/{what}", text), text.value)

    for first in project.indicators:
        for second in first.value:
            for item in second.value:
                texts = {
                    "描述": words(item.description, f"指标描述/{item.name}"),
                    "指标值": words(item.target, f"指标值/{item.name}"),
                    "依据": words(item.basis, f"依据/{item.name}"),
                }
                group = f"{first.name}/{second.name}"
                yield _Indicator(id, owner, group, words(item.name, "指标名称"), texts)
