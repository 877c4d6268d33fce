"""Whether the file that is named as last year's is one to compare with."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from generator.build.figures import LAST_YEAR, Figures
from generator.model.figure import Figure, Written
from generator.model.number import ZERO
from generator.model.pending import UNFILLED
from generator.model.source import Span
from generator.model.spec import Spec

# The check that reports what is wrong with the file; a waiver of it vouches for the file.
WRONG_PRIOR = "Y101"


class Misfit(StrEnum):
    """What tells that a file is not last year's of this department, as a waiver names it."""

    YEAR = "年度"
    DEPARTMENT = "部门代码"


def misfits(spec: Spec, prior: Spec) -> Iterator[Misfit]:
    """Why `prior` is not the file of the year before, of the same department."""
    if spec.year_number and prior.year_number and prior.year_number != spec.year_number - 1:
        yield Misfit.YEAR
    mine, theirs = spec.department.code.value, prior.department.code.value
    if UNFILLED not in (mine, theirs) and mine and theirs and mine != theirs:
        yield Misfit.DEPARTMENT


def comparable(spec: Spec, prior: Spec | None) -> bool:
    """Whether a spec that names a file of last year can be compared with it.

    A file that could not be read (`prior` is None) or is another one cannot be.
    """
    if prior is None:
        return spec.prior is None
    return all(spec.vouches(WRONG_PRIOR, misfit) for misfit in misfits(spec, prior))


def not_known(figures: Figures, place: Span) -> Figures:
    """Last year's figures where its file says nothing of them: the same names, no values."""
    return {
        name: Figure(LAST_YEAR + name, ZERO, Written(place), figure.measure, known=False)
        for name, figure in figures.items()
    }
