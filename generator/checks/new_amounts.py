"""Amounts of spending that last year's file does not have, beside all that it spent."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from generator.build.budget import Budget
from generator.checks.last_years_amounts import both_years, stated
from generator.model.key import keys_of
from generator.model.ledger import Selection
from generator.model.number import total
from generator.model.source import Span
from generator.model.spec import Spec

_SPENDING = frozenset(
    key.name
    for field, key in keys_of(Spec)
    if field.name in ("basic", "operating", "remitted", "subsidy", "year_end", "projects")
)


@dataclass(frozen=True, slots=True)
class NewAmount:
    """An amount of spending, in 元, that last year's file does not have.

    `whole` is the sum of last year's spending; or, where only totals are known, the largest of
    them, called `total`, at `whole_span`.
    """

    path: str
    typed: Decimal
    span: Span
    whole: Decimal
    total: str = ""
    whole_span: Span | None = None

    @property
    def too_much(self) -> bool:
        """Whether it alone is more than all that last year spent."""
        return self.typed > self.whole


def new_amounts(budget: Budget) -> Iterator[NewAmount]:
    """Every amount of spending without a counterpart; none where last year's sum is not known."""
    whole = _whole(budget)
    if whole is None:
        return
    written, before = both_years(budget)
    for path, now in written.items():
        if path.partition(".")[0] in _SPENDING and path not in before:
            yield NewAmount(path, now.value, now.span, *whole)


def _whole(budget: Budget) -> tuple[Decimal, str, Span | None] | None:
    """Last year's spending; or its largest total, with name and place."""
    lines = budget.prior_ledger.lines(Selection())
    if lines:
        known = budget.prior_ledger.complete and all(line.figure.known for line in lines)
        whole = total(line.figure.value for line in lines)
        return (whole, "", None) if known and whole else None
    figures = [(name, figure) for name, figure in budget.prior.items() if stated(figure)]
    if not figures:
        return None
    name, figure = max(figures, key=lambda item: item[1].value)
    return figure.value, name, figure.origin_place()
