"""The texts of a spec, each with its owner: what has the same owner in two years is one text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from generator.build.projects import aligned
from generator.checks.prose import Prose
from generator.model.key import Key, keys_of
from generator.model.leaves import Leaf, leaves, project_leaves
from generator.model.spec import (
    Indicator,
    Performance,
    Project,
    ReasonItem,
    Spec,
    Target,
    TargetGroup,
)
from generator.model.values import Text


class Role(StrEnum):
    """What a text does: it says something, states a fact, gives a reason, or names a thing."""

    SENTENCE = "sentence"
    FACT = "fact"
    REASON = "reason"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Passage:
    """A text; `owner` is what it belongs to in both years, `path` where it stands in this one.

    `project` is the project it is about, as `Spec.projects` has it.
    """

    owner: str
    path: str
    role: Role
    prose: Prose
    project: Project | None = None


def passages(spec: Spec, before: Mapping[str, Project] | None = None) -> Iterator[Passage]:
    """Every text that people read in the document, in the order of the declared keys.

    `before` gives last year's project by the name of this year's: what belongs to the two has
    one owner.
    """
    for leaf in leaves(spec):
        if leaf.section != _PROJECTS:
            yield from _passage(leaf, _unnumbered(leaf.path))
    for project in spec.projects:
        name = project.name.value
        known = (before or {}).get(name, project)
        for leaf in project_leaves(project):
            owner = f"{_PROJECTS}.{known.name}.{_unnumbered(leaf.path[len(name) + 1 :])}"
            yield from _passage(leaf, owner, project)
    yield from _keys(spec.performance)


def last_years(old: Sequence[Project], new: Sequence[Project]) -> Mapping[str, Project]:
    """Last year's project by the name of this year's, of those that both years have."""
    pairs = aligned(old, new)
    return {now.name.value: was for was, now in pairs if was is not None and now is not None}


def _passage(leaf: Leaf, owner: str, project: Project | None = None) -> Iterator[Passage]:
    role = _ROLES.get(leaf.key)
    if role is not None and isinstance(leaf.value, Text) and leaf.value:
        name = project.name.value if project is not None else ""
        prose = Prose(leaf.path, leaf.value, "", name)
        yield Passage(owner, leaf.path, role, prose, project)


def _keys(performance: Performance | None) -> Iterator[Passage]:
    """The names of indicators that stand as keys."""
    for group in performance.groups if performance is not None else ():
        for target in group.targets:
            for entry in target.indicators:
                path = f"整体绩效目标.分项目标.{group.name}.绩效指标"
                yield Passage(path, path, Role.NAME, Prose(path, entry.name))


def _unnumbered(path: str) -> str:
    """A path without the numbers of list items: a text that moved up is still the same."""
    return re.sub(r"\.[0-9]{1,3}(?=\.|$)", "", path)


def _roles() -> Iterator[tuple[Key, Role]]:
    declared: tuple[tuple[type, Role, tuple[str, ...]], ...] = (
        (Spec, Role.SENTENCE, ("duties", "texts")),
        (Spec, Role.FACT, ("shared",)),
        (Spec, Role.REASON, ("reasons",)),
        (ReasonItem, Role.REASON, ("rest", "words")),
        (Project, Role.NAME, ("name",)),
        (Project, Role.SENTENCE, ("purpose", "goals")),
        (Indicator, Role.FACT, ("name", "target", "basis")),
        (Indicator, Role.SENTENCE, ("description",)),
        (Performance, Role.SENTENCE, ("overall", "measures")),
        (TargetGroup, Role.NAME, ("name",)),
        (Target, Role.SENTENCE, ("goal",)),
        (Target, Role.FACT, ("indicators",)),
    )
    for record, role, fields in declared:
        for field, key in keys_of(record):
            if field.name in fields:
                yield key, role


_ROLES = dict(_roles())
_PROJECTS = next(key.name for field, key in keys_of(Spec) if field.name == "projects")
