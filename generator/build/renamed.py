"""A spec in the words of a later year: 科目 codes that moved, projects called something else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from generator.model.diagnostic import Diagnostic, error
from generator.model.pack import Catalog, Pack
from generator.model.spec import Basic, Project, Reason, ReasonItem, Spec
from generator.model.table_rule import Axis
from generator.model.values import Entry, Split, Text

V = TypeVar("V")


def codes_since(old: Spec, pack: Pack) -> Mapping[str, str]:
    """Code in a spec of the year before: code in `pack`, of the 科目 that moved.

    None where the old spec is written with the same pack: it has the new codes already.
    """
    if old.pack.value == pack.name:
        return {}
    moves = pack.rule.renamed
    return {e.name.value: e.value.value for e in moves if not _fault(e, pack)}


def unfit_moves(pack: Pack) -> Iterator[Diagnostic]:
    """Each code that a pack says has moved to what is no code of its kind; it counts as unmoved."""
    for entry in pack.rule.renamed:
        fault = _fault(entry, pack)
        if fault:
            advice = "请改模板的 renamed：上年的编码: 本年目录里的编码。"
            yield error("B205", entry.value.span, f"科目 {entry.name} {fault}。", advice)


def _fault(entry: Entry[Text], pack: Pack) -> str:
    """What is wrong with where a code moved; "" where nothing is."""
    was, now = entry.name.value, entry.value.value
    if not now:
        return "没有写改成哪个编码"
    if not any(now in catalog.names for catalog in _catalogs(pack).values()):
        return f"改成的 {now} 目录里没有"
    if len(was) != len(now):
        return f"是 {len(was)} 位，改成的 {now} 是 {len(now)} 位"
    if not _axes(was, pack) & _axes(now, pack):
        return f"和改成的 {now} 不是同一种分类"
    return ""


def _axes(code: str, pack: Pack) -> frozenset[Axis]:
    """The classifications that a code can be of; all where its first level tells nothing."""
    axes = (
        axis
        for axis, catalog in _catalogs(pack).items()
        if len(code) in catalog.levels and code[: catalog.levels[0]] in catalog.names
    )
    return frozenset(axes) or frozenset(Axis)


def _catalogs(pack: Pack) -> Mapping[Axis, Catalog]:
    return {Axis.FUNCTION: pack.function, Axis.ECONOMIC: pack.economic}


def renamed(spec: Spec, codes: Mapping[str, str], projects: Mapping[str, str]) -> Spec:
    """The spec with other codes and other names of projects; what is in neither stays.

    What figures are made of is renamed, and what items of reasons are about: texts that mention
    a project keep their words.
    """
    if not codes and not projects:
        return spec
    words = _Words(codes, projects)
    return replace(
        spec,
        basic=tuple(map(words.basic, spec.basic)),
        operating=words.entries(spec.operating),
        remitted=words.entries(spec.remitted),
        subsidy=words.entries(spec.subsidy),
        year_end=words.entries(spec.year_end),
        projects=tuple(map(words.project, spec.projects)),
        reasons=tuple(replace(e, value=words.reason(e.value)) for e in spec.reasons),
        names=words.entries(spec.names),
    )


@dataclass(frozen=True, slots=True)
class _Words:
    codes: Mapping[str, str]
    projects: Mapping[str, str]

    def code(self, code: Text) -> Text:
        return _replaced(code, self.codes)

    def entries(self, entries: tuple[Entry[V], ...]) -> tuple[Entry[V], ...]:
        return tuple(replace(entry, name=self.code(entry.name)) for entry in entries)

    def basic(self, basic: Basic) -> Basic:
        details = (
            replace(one, function=self.code(one.function), economic=self.code(one.economic))
            for one in basic.details
        )
        return replace(
            basic,
            by_function=self.entries(basic.by_function),
            by_economic=self.entries(basic.by_economic),
            details=tuple(details),
        )

    def project(self, project: Project) -> Project:
        return replace(
            project,
            name=_replaced(project.name, self.projects),
            function=self.code(project.function),
            economic=None if project.economic is None else self.split(project.economic),
        )

    def reason(self, reason: Reason) -> Reason:
        return replace(reason, items=tuple(map(self.item, reason.items)))

    def item(self, item: ReasonItem) -> ReasonItem:
        return replace(
            item,
            project=None if item.project is None else _replaced(item.project, self.projects),
            code=None if item.code is None else self.code(item.code),
        )

    def split(self, split: Split) -> Split:
        whole = None if split.whole is None else self.code(split.whole)
        return replace(split, whole=whole, parts=self.entries(split.parts))


def _replaced(text: Text, words: Mapping[str, str]) -> Text:
    return replace(text, value=words[text.value]) if text.value in words else text
