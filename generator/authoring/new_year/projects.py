"""Every project of last year waits for a decision: 延续, 结束 or 新增."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.authoring.new_year import notes
from generator.authoring.new_year.plan import Plan
from generator.checks.years import mentions
from generator.model.spec import Standing
from generator.read.nodes import Mapping as Entries
from generator.read.nodes import Node, Scalar
from generator.read.path import words

_PROJECTS, _NAME, _STANDING = "项目", "名称", "状态"


@dataclass(frozen=True, slots=True)
class Decision:
    """A project to be decided about: where its name begins, and what helps to decide."""

    name: str
    at: int
    hints: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Decisions:
    """What is to be decided, and the names of projects that had ended before."""

    open: tuple[Decision, ...]
    ended: tuple[str, ...]


def ask_about_projects(
    plan: Plan, years: Mapping[str, tuple[int, ...]], year: int, compared: bool
) -> Decisions:
    """Mark every project that has not ended as undecided.

    `years` are those in which each stands; `compared` tells that an earlier year is known.
    """
    decisions: list[Decision] = []
    ended: list[str] = []
    for project in _projects(plan.tree):
        entries = {words(key): (at, value) for at, (key, value) in enumerate(project.entries)}
        at, named = entries.get(_NAME, (0, None))
        _, standing = entries.get(_STANDING, (0, None))
        if not isinstance(named, Scalar):
            continue
        name = words(named)
        if isinstance(standing, Scalar) and words(standing) == Standing.ENDED:
            ended.append(name)
            continue
        hints = tuple(_hints(name, years.get(name, ()), year, compared))
        note = notes.BETWEEN.join((notes.CHOICE, *hints))
        if isinstance(standing, Scalar):
            spot = plan.layout.spot_of(standing)
            plan.set(spot, Standing.UNDECIDED)
            plan.note(standing, note)
        else:
            plan.add(project, at, _STANDING, Standing.UNDECIDED, note)
        decisions.append(Decision(name, named.start, hints))
    return Decisions(tuple(decisions), tuple(ended))


def _projects(tree: Node) -> Iterator[Entries]:
    entries = tree.entries if isinstance(tree, Entries) else ()
    for key, value in entries:
        if words(key) == _PROJECTS:
            # One element needs no dash in front of it.
            items = (value,) if isinstance(value, (Entries, Scalar)) else value.items
            yield from (item for item in items if isinstance(item, Entries))


def _hints(name: str, years: tuple[int, ...], year: int, compared: bool) -> Iterator[str]:
    if len(years) > 1:
        yield notes.every(years)
    elif compared:
        yield notes.first(year)
    for old in (year, year - 1):
        for start, end in mentions(name, old):
            yield notes.in_name(name[start:end])
            break
