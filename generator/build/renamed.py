"""A spec in the words of a later year: 科目 codes that moved, projects called something else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from generator.model.pack import PackRule
from generator.model.spec import Basic, Project, Spec
from generator.model.values import Entry, Split, Text

V = TypeVar("V")


def moved_codes(rule: PackRule) -> Mapping[str, str]:
    """Code of the year before: code of the pack's year, of the 科目 that moved."""
    return {entry.name.value: entry.value.value for entry in rule.renamed}


def renamed(spec: Spec, codes: Mapping[str, str], projects: Mapping[str, str]) -> Spec:
    """The spec with other codes and other names of projects; what is in neither stays.

    Only what figures are made of is renamed: texts that mention a project keep their words.
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

    def split(self, split: Split) -> Split:
        whole = None if split.whole is None else self.code(split.whole)
        return replace(split, whole=whole, parts=self.entries(split.parts))


def _replaced(text: Text, words: Mapping[str, str]) -> Text:
    return replace(text, value=words[text.value]) if text.value in words else text
