"""The specs of the years before, and in which of them a project stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.build.projects import aligned
from generator.model.diagnostic import Diagnostic, failed, warning
from generator.model.spec import Project, Spec
from generator.read.files import inside
from generator.read.spec import read_spec

UNREADABLE = "E915"
FARTHEST = 5


@dataclass(frozen=True, slots=True)
class History:
    """The specs before one, the latest first, and what stopped the way back."""

    specs: tuple[Spec, ...]
    found: tuple[Diagnostic, ...] = ()


def history(spec: Spec, path: Path, root: Path) -> History:
    """The specs before one, as far back as each names the one before, five at most."""
    specs: list[Spec] = []
    while spec.prior is not None and len(specs) < FARTHEST:
        path = path.parent / spec.prior.value
        read = read_spec(path, root) if inside(root, path) else None
        before = read.value if read is not None and not failed(read.diagnostics) else None
        if before is None or before.year_number >= spec.year_number:
            message = f"更早的文件“{spec.prior}”读不出，或年度不对，没有用来比较。"
            return History(tuple(specs), (warning(UNREADABLE, spec.prior.span, message),))
        specs.append(before)
        spec = before
    return History(tuple(specs))


def years_of(spec: Spec, before: Sequence[Spec]) -> Mapping[str, tuple[int, ...]]:
    """For each project the years in a row in which it stands, up to this one, in order."""
    years: dict[str, tuple[int, ...]]
    years = {project.name.value: (spec.year_number,) for project in spec.projects}
    followed = {project.name.value: project for project in spec.projects}
    for earlier in before:
        names = {id(project): name for name, project in followed.items()}
        followed = _before(earlier, tuple(followed.values()), names)
        for name in followed:
            years[name] = (earlier.year_number, *years[name])
    return years


def _before(
    earlier: Spec, followed: Sequence[Project], names: Mapping[int, str]
) -> dict[str, Project]:
    pairs = aligned(earlier.projects, followed)
    return {names[id(now)]: was for was, now in pairs if was is not None and now is not None}


def gone(spec: Spec, before: Sequence[Spec]) -> tuple[Project, ...]:
    """The projects that the year before had and this one has not, or that have ended."""
    pairs = aligned(before[0].projects, spec.projects) if before else ()
    lost = (was for was, now in pairs if was is not None and now is None)
    return (*lost, *spec.ended)
