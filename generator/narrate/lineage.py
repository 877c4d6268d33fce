"""Every figure of a document, what it is made of and what it is used in."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from generator.build.budget import Budget
from generator.model.figure import Derived, Figure
from generator.model.report import Report


def figures(budget: Budget, report: Report) -> dict[str, Figure]:
    """Every figure by id: the named ones, the cells of the tables, what they are made of."""
    found: dict[str, Figure] = {}
    for figure in _below(_roots(budget, report)):
        found.setdefault(figure.id, figure)
    return found


def resting_on(ids: Collection[str], budget: Budget, report: Report) -> frozenset[Figure]:
    """The figures with these ids and every figure made of one of them."""
    users: dict[Figure, list[Figure]] = {}
    found: set[Figure] = set()
    for figure in _below(_roots(budget, report)):
        if figure.id in ids:
            found.add(figure)
        if isinstance(figure.origin, Derived):
            for part in figure.origin.inputs:
                users.setdefault(part, []).append(figure)
    waiting = list(found)
    while waiting:
        for user in users.get(waiting.pop(), ()):
            if user not in found:
                found.add(user)
                waiting.append(user)
    return frozenset(found)


def _roots(budget: Budget, report: Report) -> list[Figure]:
    roots = [*budget.figures.values(), *(mention.figure for mention in report.mentions())]
    roots += [
        cell
        for sheet in budget.sheets
        for row in sheet.rows
        for cell in row.cells
        if isinstance(cell, Figure)
    ]
    return roots


def _below(roots: Iterable[Figure]) -> Iterator[Figure]:
    """The figures and all they are made of, each once."""
    seen: set[Figure] = set()
    waiting = list(roots)
    while waiting:
        figure = waiting.pop()
        if figure not in seen:
            seen.add(figure)
            yield figure
            if isinstance(figure.origin, Derived):
                waiting += figure.origin.inputs
