"""Names in a spec that the pack must know: 补充数, 国有资产, 文字, 增减原因, 合计数."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from generator.model.diagnostic import Diagnostic, error, warning
from generator.model.pack import Pack
from generator.model.pending import UNFILLED
from generator.model.spec import Spec
from generator.model.values import Entry, Text
from generator.read.record import nearest


def undeclared(spec: Spec, pack: Pack) -> Iterator[Diagnostic]:
    """Each name the pack does not declare, with the nearest one; each text that is missing."""
    rule = pack.rule
    yield from _unknown("补充数", spec.facts, [fact.name for fact in rule.facts])
    yield from _unknown("国有资产", spec.assets, [asset.name for asset in rule.assets])
    yield from _unknown("文字", spec.texts, [text.name for text in rule.texts])
    yield from _unknown("增减原因", spec.reasons, rule.reasons)
    yield from _unknown("合计数", spec.totals, [entry.name for entry in rule.figures])
    for project in spec.projects:
        if rule.moments:
            yield from _unknown("支出计划", project.plan, rule.moments)
    # One that has ended still has its name: reasons speak of it.
    projects = sorted((*spec.projects, *spec.ended), key=lambda project: project.name.span.line)
    yield from _twice("项目", [project.name for project in projects])
    yield from _twice("项目的编码", [project.code for project in projects])
    yield from _twice("所属单位", [member.name for member in spec.members])


def unfit_names(spec: Spec) -> Iterator[Diagnostic]:
    """Each name that is printed as it stands and yet holds a reference or a line end."""
    for name in _names(spec):
        if "{{" in name.value or "{%" in name.value:
            message = f"“{name}”这里不能引用，{{{{ }}}} 会照样印出来。"
            yield error("N104", name.span, message, "请直接写出内容。")
        elif "\n" in name.value or "\t" in name.value:
            yield error("N104", name.span, "名称里不能换行或有制表符。", "请写成一行。")


def _names(spec: Spec) -> Iterator[Text]:
    yield from (spec.department.name, spec.department.code)
    yield from (member.name for member in spec.members)
    yield from (entry.value for entry in (*spec.shared, *spec.names))
    for project in spec.projects:
        yield from (project.name, project.code)
        for purchase in project.purchases:
            yield from (purchase.name, purchase.code, purchase.measure)
        for first in project.indicators:
            yield first.name
            yield from (second.name for second in first.value)


def project_faults(spec: Spec) -> Iterator[Diagnostic]:
    """Each project or purchase of which it cannot be said whose money it is."""
    for project in spec.projects:
        if project.unit is None and len(spec.members) > 1:
            message = f"项目“{project.name}”没有写所属单位，本部门有 {len(spec.members)} 个单位。"
            yield error("B108", project.name.span, message, "请写“所属单位”。")
        funds = {part.fund for part in project.amount.parts}
        for purchase in project.purchases:
            if len(funds) > 1 and purchase.fund is None:
                names = "、".join(sorted(fund.value for fund in funds))
                message = f"项目“{project.name}”有 {len(funds)} 种资金来源（{names}），"
                message += f"采购“{purchase.name}”没有写用哪一种。"
                yield error("B109", purchase.name.span, message, "请写“资金来源”和“单价”。")


def idle(spec: Spec) -> Iterator[Diagnostic]:
    """What is written and never used, and a file that holds no money at all."""
    detailed = bool(spec.basic or spec.projects)
    if spec.totals and detailed:
        place = spec.totals[0].name.span
        message = "这个文件有明细，“合计数”不起作用。"
        yield warning("B110", place, message, "有明细的年度合计由程序算出，请删去“合计数”。")
    others = (spec.operating, spec.remitted, spec.subsidy, spec.year_end)
    if not detailed and not any(others):
        yield warning("B111", spec.span, "没有填任何支出，各表都是空的。", "请填写基本支出和项目。")


def missing_texts(spec: Spec, pack: Pack) -> Iterator[Diagnostic]:
    """Each text that the pack requires and the spec lacks."""
    given = {entry.name.value for entry in spec.texts}
    for text in pack.rule.texts:
        if text.default is None and text.name.value not in given:
            message = f"“文字”里缺少“{text.name}”。"
            yield error("B106", spec.span, message, "没有内容时请写“无”。")


def _unknown(
    section: str, entries: Iterable[Entry[Any]], known: Iterable[Text]
) -> Iterator[Diagnostic]:
    names = [name.value for name in known]
    for entry in entries:
        if entry.name.value not in names:
            message = f"“{section}”里没有“{entry.name}”这一项。"
            yield error("B105", entry.name.span, message, nearest(entry.name.value, names))


def _twice(what: str, names: Iterable[Text]) -> Iterator[Diagnostic]:
    seen: dict[str, Text] = {}
    for name in names:
        if name and name.value != UNFILLED and name.value in seen:
            first = seen[name.value].span
            message = f"{what}“{name}”写了两次（第 {first.line} 行已有）。"
            yield error("B107", name.span, message, "请改名或删除一处。", first)
        seen.setdefault(name.value, name)
