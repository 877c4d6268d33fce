"""The names that texts may use, from spec, figures and last year's figures."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from generator.build.budget import Budget
from generator.build.records import Record, Records
from generator.model.figure import Figure, written
from generator.model.number import Measure
from generator.model.pending import UNFILLED_SHOWN, shown
from generator.model.report import plain
from generator.model.spec import Project, Spec
from generator.model.values import Entry, Text
from generator.narrate.change_names import change_names, reason_names
from generator.narrate.marks import Number
from generator.narrate.narration import Narration
from generator.narrate.prose import literal

_PLAIN_NUMBER = re.compile(r"(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")
_TARGET = re.compile(r"[^0-9]{0,3}((?:0|[1-9][0-9]*)(?:\.[0-9]+)?)")
Names = dict[str, Any]


class Sparse(dict[str, Any]):
    """A mapping that gives "" for what is not there."""

    def __missing__(self, name: str) -> str:
        return ""


def fill_names(narration: Narration, budget: Budget) -> None:
    """Give a narration all its names: first facts, then the spec's own texts, which use them."""
    spec, figures = budget.spec, budget.figures
    names = narration.names
    department, year = spec.department, spec.year_number
    names |= {
        "年度": str(year),
        "上年度": str(year - 1),
        "部门": {"名称": shown(department.name.value), "代码": shown(department.code.value)},
        "共用": {entry.name.value: _shared(entry) for entry in spec.shared},
        "数": {name: Number(figure) for name, figure in figures.items()},
        "变动": change_names(budget),
        "项目": {p.name.value: _project(p, r) for p, r in _pairs(spec, budget.records)},
    }
    _fill_texts(narration, budget)
    names["项目列表"] = list(names["项目"].values())
    names["项目分组"] = _groups(spec, names["项目"])
    for project in spec.projects:
        names["项目"][project.name.value] |= _project_texts(project, narration)


def _fill_texts(narration: Narration, budget: Budget) -> None:
    names, spec = narration.names, budget.spec

    def said(text: Text | None, owner: str) -> str:
        return literal(narration.text(text, owner)) if text is not None else ""

    names["指标"] = _targets(spec, narration)
    names["职责"] = [said(text, "职责") for text in spec.duties]
    names["所属单位"] = [
        {
            "名称": said(m.name, "所属单位/名称"),
            "性质": said(m.nature, "所属单位/性质"),
            "规格": said(m.grade, "所属单位/规格"),
            "经费保障形式": said(m.support, "所属单位/经费保障形式"),
        }
        for m in spec.members
    ]
    names["原因"] = Sparse(reason_names(budget, narration))
    given = {entry.name.value: said(entry.value, f"文字/{entry.name}") for entry in spec.texts}
    for rule in narration.pack.rule.texts:
        default = rule.default.value if rule.default else UNFILLED_SHOWN
        given.setdefault(rule.name.value, default)
    names["文字"] = given
    performance = spec.performance
    names["总体目标"] = said(performance.overall, "总体目标") if performance else ""
    measures = performance.measures if performance else ()
    names["保障措施"] = [said(text, "保障措施") for text in measures]
    names["分项目标"] = [
        {
            "名称": said(group.name, "分项目标/名称"),
            "目标": [
                {
                    "绩效目标": said(target.goal, "分项目标/绩效目标"),
                    "绩效指标": [
                        said(entry.name, "分项目标/指标名称")
                        + said(entry.value, f"分项目标/指标值/{entry.name}")
                        for entry in target.indicators
                    ],
                }
                for target in group.targets
            ],
        }
        for group in (performance.groups if performance else ())
    ]


def _pairs(spec: Spec, records: Records) -> list[tuple[Project, Record]]:
    return list(zip(spec.projects, records.get("projects", ()), strict=True))


def _shared(entry: Entry[Text]) -> Number | str:
    text = entry.value
    if _PLAIN_NUMBER.fullmatch(text.value):
        name = f"共用/{entry.name}"
        return Number(written(name, Decimal(text.value), text.span, Measure.COUNT))
    return shown(text.value)


def _targets(spec: Spec, narration: Narration) -> Names:
    found: Names = {}
    for group in spec.performance.groups if spec.performance else ():
        for target in group.targets:
            for entry in target.indicators:
                words = plain(narration.cut(narration.words(entry.value)))
                match = _TARGET.match(words)
                if match:
                    name = f"绩效指标/{entry.name}"
                    value = Decimal(match.group(1))
                    figure = written(name, value, entry.value.span, Measure.COUNT)
                    found[entry.name.value] = Number(figure)
    return found


def _project(project: Project, record: Record) -> Names:
    view: Names = {
        "名称": project.name.value,
        "编码": shown(project.code.value),
        "所属单位": shown(project.unit.value) if project.unit else "",
    }
    for name, field in (
        ("金额", "amount"),
        ("财政资金", "fiscal"),
        ("其他资金", "other"),
        ("固定资产购置", "assets"),
    ):
        value = record.fields.get(field)
        if isinstance(value, Figure):
            view[name] = Number(value)
    return view


def _groups(spec: Spec, views: Mapping[str, Any]) -> list[Names]:
    last = len(spec.projects) + 1
    order = sorted(spec.projects, key=lambda p: p.position.value if p.position else last)
    groups: dict[str, list[Any]] = {}
    for project in order:
        unit = shown(project.unit.value) if project.unit else ""
        groups.setdefault(unit, []).append(views[project.name.value])
    return [{"单位": unit, "项目": members} for unit, members in groups.items()]


def _project_texts(project: Project, narration: Narration) -> Names:
    own = {"本项目": narration.names["项目"][project.name.value]}

    root = f"项目/{project.name}"

    def said(text: Text | None, owner: str) -> str:
        return literal(narration.text(text, f"{root}/{owner}", own)) if text is not None else ""

    said(project.name, "名称")
    goals = [said(goal, "绩效目标") for goal in project.goals]
    return {
        "资金用途": said(project.purpose, "资金用途"),
        "支出计划": Sparse({e.name.value: _share(project, e, narration) for e in project.plan}),
        "绩效目标": "\n".join(f"{number}. {goal}" for number, goal in enumerate(goals, 1)),
        "绩效指标": [
            {
                "一级": first.name.value,
                "二级": second.name.value,
                "名称": said(item.name, "指标名称"),
                "描述": said(item.description or item.name, f"指标描述/{item.name}"),
                "指标值": said(item.target, f"指标值/{item.name}"),
                "依据": said(item.basis, f"依据/{item.name}"),
            }
            for first in project.indicators
            for second in first.value
            for item in second.value
        ],
    }


def _share(project: Project, entry: Any, narration: Narration) -> str:
    id = f"项目/{project.name}/支出计划/{entry.name}"
    share = entry.value
    figure = written(id, share.value, share.span, Measure.SHARE, share.filled)
    return f"{narration.number(figure)}%"
