"""What of the old spec is called something else in the new one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.build.projects import aligned
from generator.build.renamed import codes_since, renamed
from generator.compare.pairing import match
from generator.compare.years import Years
from generator.model.pack import Pack
from generator.model.spec import Project, Spec


@dataclass(frozen=True, slots=True)
class Alignment:
    """Words of the new spec by words of the old one, where they differ: codes, projects."""

    codes: Mapping[str, str]
    projects: Mapping[str, str]

    def renamed(self, old: Spec) -> Spec:
        """The old spec in the words of the new one."""
        return renamed(old, self.codes, self.projects)


def align(old: Spec, new: Spec, pack: Pack) -> Alignment:
    """Codes as the new pack says they moved, projects by code, then name.

    `pack` speaks of last year: two versions of one year have the same codes.
    """
    later = old.year_number < new.year_number
    return Alignment(codes_since(old, pack) if later else {}, _projects(old, new))


def _projects(old: Spec, new: Spec) -> Mapping[str, str]:
    pairs = aligned(old.projects, new.projects)
    ended = [a for a, b in pairs if a is not None and b is None]
    begun = [b for a, b in pairs if a is None and b is not None]
    years = Years(old.year_number, new.year_number)
    found: dict[int, int] = {}
    match(ended, begun, found, lambda project: years.neutral(project.name.value))
    words = {a.name.value: b.name.value for a, b in pairs if a is not None and b is not None}
    words |= {ended[i].name.value: begun[j].name.value for i, j in found.items()}
    taken = {project.name.value for project in new.projects}
    for i, project in enumerate(ended):
        # Another project has its name now.
        if i not in found and project.name.value in taken:
            words[project.name.value] = _other_name(project, taken)
    return {before: after for before, after in words.items() if before != after}


def _other_name(project: Project, taken: set[str]) -> str:
    name = f"{project.name}（{project.code}）"
    while name in taken:
        name += "′"
    taken.add(name)
    return name
