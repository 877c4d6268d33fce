"""Amounts of this year beside the same of last year, in 元 whatever unit the files have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from generator.build.budget import Budget
from generator.build.prior import comparable
from generator.build.projects import aligned
from generator.build.renamed import codes_since, renamed
from generator.model.figure import Figure
from generator.model.leaves import leaves
from generator.model.ledger import Fund
from generator.model.number import Measure, quotient, total
from generator.model.source import Span
from generator.model.spec import Spec
from generator.model.values import Amount


@dataclass(frozen=True, slots=True)
class Pair:
    """Money of both years, neither zero, in 元.

    `path` leads to `typed`, an amount of this year's file at `span`. Where last year has it too,
    that is what is compared; else it is the largest amount in `total`, a figure of both years,
    and at `before_span` stands the largest of last year in it.
    """

    path: str
    typed: Decimal
    span: Span
    now: Decimal
    before: Decimal
    before_span: Span
    total: str = ""

    @property
    def more(self) -> bool:
        """Whether this year has more."""
        return self.now > self.before

    @property
    def times(self) -> Decimal:
        """How many times the smaller the larger is."""
        small, large = sorted((self.now, self.before))
        return quotient(large, small)


def compared(budget: Budget) -> Iterator[Pair]:
    """Every amount written in both years, and figures for those written in one only."""
    written, before = both_years(budget)
    if not before:
        return
    for path, now in written.items():
        if path in before:
            old = before[path]
            yield Pair(path, now.value, now.span, now.value, old.value, old.span)
    alone = {amount.span: path for path, amount in written.items() if path not in before}
    yield from _totals(budget, alone)


def changes(budget: Budget) -> Mapping[Span, Decimal]:
    """By how much each amount differs from last year's, in 元, without sign, by its place.

    One that last year did not have, or of which nothing is known, counts as a whole.
    """
    written, before = both_years(budget)
    return {
        now.span: abs(total((now.value, -before[path].value))) if path in before else now.value
        for path, now in written.items()
    }


def both_years(budget: Budget) -> tuple[Mapping[str, Amount], Mapping[str, Amount]]:
    """The amounts of this year and of last year, by this year's paths."""
    last = budget.last_year
    if last is None or not comparable(budget.spec, last):
        return _written(budget.spec), {}
    return _written(budget.spec), _written(_in_words_of_this_year(last, budget))


def _totals(budget: Budget, alone: Mapping[Span, str]) -> Iterator[Pair]:
    """Figures whose largest amount stands alone, for each of these the one closest to it."""
    closest: dict[str, tuple[int, Pair]] = {}
    for name, before in budget.prior.items():
        now = budget.figures.get(name)
        if now is None or not (stated(now) and stated(before)):
            continue
        parts = tuple(now.leaves())
        largest, largest_before = _largest(now), _largest(before)
        place = largest.origin_place()
        if place not in alone:
            continue
        path = alone[place]
        if path not in closest or len(parts) < closest[path][0]:
            sides = (now.value, before.value, largest_before.origin_place(), name)
            closest[path] = (len(parts), Pair(path, largest.value, place, *sides))
    yield from (pair for _, pair in closest.values())


def _largest(figure: Figure) -> Figure:
    """The largest amount that a figure of money rests on."""
    parts = (leaf for leaf in figure.leaves() if leaf.measure is Measure.MONEY)
    return max(parts, key=lambda leaf: leaf.value, default=figure)


def stated(figure: Figure) -> bool:
    """Whether it is money that is known, and not nothing."""
    return figure.measure is Measure.MONEY and figure.known and figure.value > 0


def _in_words_of_this_year(last_year: Spec, budget: Budget) -> Spec:
    """Last year's spec with this year's codes, and its projects by the names they have now."""
    pairs = aligned(last_year.projects, budget.spec.projects)
    names = {old.name.value: new.name.value for old, new in pairs if old and new}
    return renamed(last_year, codes_since(last_year, budget.pack), names)


def _written(spec: Spec) -> Mapping[str, Amount]:
    """The amounts of a spec that are known and not zero, by path; amounts of a change are not."""
    found: dict[str, Amount] = {}
    for leaf in leaves(replace(spec, reasons=())):
        value = leaf.value
        if isinstance(value, Amount) and value.readable and value.filled and value.value:
            # A bare number is 一般公共预算.
            found.setdefault(leaf.path.removesuffix(f".{Fund.GENERAL.value}"), value)
    return found
