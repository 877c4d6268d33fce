"""Every figure of a document, for those who ask where a number comes from."""

from __future__ import annotations

from generator.build.budget import Budget
from generator.model.figure import Derived, Figure
from generator.model.report import Report


def figures(budget: Budget, report: Report) -> dict[str, Figure]:
    """Every figure by id: the named ones, the cells of the tables, what they are made of."""
    roots = [*budget.figures.values(), *(mention.figure for mention in report.mentions())]
    roots += [
        cell
        for sheet in budget.sheets
        for row in sheet.rows
        for cell in row.cells
        if isinstance(cell, Figure)
    ]
    found: dict[str, Figure] = {}
    while roots:
        figure = roots.pop()
        if figure.id not in found:
            found[figure.id] = figure
            if isinstance(figure.origin, Derived):
                roots += figure.origin.inputs
    return found
