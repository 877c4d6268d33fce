"""Names in a spec that the pack must know: 补充数, 国有资产, 文字, 增减原因, 批复数, 合计数."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from generator.model.diagnostic import Diagnostic, error
from generator.model.pack import Pack
from generator.model.spec import Spec
from generator.model.values import Entry, Text
from generator.read.record import nearest


def undeclared(spec: Spec, pack: Pack) -> Iterator[Diagnostic]:
    """Each name the pack does not declare, with the nearest one; each text that is missing."""
    rule = pack.rule
    figures = [entry.name for entry in rule.figures]
    yield from _unknown("补充数", spec.facts, [fact.name for fact in rule.facts])
    yield from _unknown("国有资产", spec.assets, [asset.name for asset in rule.assets])
    yield from _unknown("文字", spec.texts, [text.name for text in rule.texts])
    yield from _unknown("增减原因", spec.reasons, rule.reasons)
    yield from _unknown("批复数", spec.approved, figures)
    yield from _unknown("合计数", spec.totals, figures)
    for project in spec.projects:
        if rule.moments:
            yield from _unknown("支出计划", project.plan, rule.moments)
    yield from _twice("项目", [project.name for project in spec.projects])
    yield from _twice("项目的编码", [project.code for project in spec.projects])
    yield from _twice("所属单位", [member.name for member in spec.members])


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
        if name and name.value in seen:
            first = seen[name.value].span
            message = f"{what}“{name}”写了两次（第 {first.line} 行已有）。"
            yield error("B107", name.span, message, "请改名或删除一处。", first)
        seen.setdefault(name.value, name)
