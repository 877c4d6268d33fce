"""The projects of two years side by side: which of them are one and the same."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence

from generator.model.pending import UNFILLED
from generator.model.spec import Project

Pair = tuple[Project | None, Project | None]


def aligned(old: Sequence[Project], new: Sequence[Project]) -> tuple[Pair, ...]:
    """Each project of both years once: (last year's, this year's), None where there is none.

    The same code makes one project of two, and of what is left the same name. The pairs stand
    in the order of this year's projects; those that only last year had follow in their order.
    """
    matched: dict[int, int] = {}
    for word in (_code, _name):
        _match(old, new, word, matched)
    pairs: list[Pair] = [
        (old[matched[at]] if at in matched else None, project) for at, project in enumerate(new)
    ]
    taken = set(matched.values())
    pairs += [(project, None) for at, project in enumerate(old) if at not in taken]
    return tuple(pairs)


def _match(
    old: Sequence[Project],
    new: Sequence[Project],
    word: Callable[[Project], str],
    matched: dict[int, int],
) -> None:
    """Pair what is left by a word; of several with the same one, the first with the first."""
    taken = set(matched.values())
    waiting: dict[str, deque[int]] = {}
    for at, project in enumerate(old):
        if at not in taken and word(project):
            waiting.setdefault(word(project), deque()).append(at)
    for at, project in enumerate(new):
        if at not in matched and waiting.get(word(project)):
            matched[at] = waiting[word(project)].popleft()


def _code(project: Project) -> str:
    return "" if project.code.value == UNFILLED else project.code.value


def _name(project: Project) -> str:
    return "" if project.name.value == UNFILLED else project.name.value
