"""How far printed amounts may be from what they add up to, as each of them was rounded."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from generator.build.budget import Budget
from generator.model.number import (
    ZERO,
    Measure,
    Rounding,
    Unit,
    displayed,
    in_unit,
    in_yuan,
    product,
)

_HALF = Decimal("0.5")


@dataclass(frozen=True, slots=True)
class Envelope:
    """How far an amount printed in `unit` may be from the exact one, in 元; zero if none is."""

    unit: Unit
    each: Decimal

    def holds(self, missing: Decimal, parts: int) -> bool:
        """Whether so much is missing from a sum only because it and so many parts were rounded."""
        return abs(missing) <= (product(self.each, Decimal(parts + 1)) if parts else ZERO)


def envelope(budget: Budget) -> Envelope:
    """That of the amounts in the pack's sentences, as exact as both years are written.

    Where every amount of the two years is printed as it is, sums of them must be exact.
    """
    fmt = budget.pack.formats[budget.pack.rule.text_format.value]
    if fmt.decimals is None or all(
        displayed(value, Measure.MONEY, fmt) == in_unit(value, fmt.unit)
        for value in _amounts(budget)
    ):
        return Envelope(fmt.unit, ZERO)
    last = in_yuan(Decimal(1).scaleb(-fmt.decimals), fmt.unit)
    return Envelope(fmt.unit, last if fmt.rounding is Rounding.TRUNCATE else product(last, _HALF))


def _amounts(budget: Budget) -> Iterator[Decimal]:
    for ledger in (budget.ledger, budget.prior_ledger):
        yield from (line.figure.value for line in (*ledger.by_function, *ledger.by_economic))
    for change in budget.changes.values():
        if change.before.measure is Measure.MONEY:
            yield change.before.value
