"""The way from the old total to the new one, step by step, for chart and table."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from generator.model.comparison import Comparison, Mover
from generator.model.figure import Figure
from generator.model.number import ZERO, total


class Kind(StrEnum):
    """What a step is; a rest sums the movers that have no step of their own."""

    TOTAL = "total"
    MOVER = "mover"
    REST = "rest"


@dataclass(frozen=True, slots=True)
class Step:
    """A total, or a change that leads from `before` to `after` (both in 元); `text` is printed."""

    kind: Kind
    name: str
    text: str
    before: Decimal
    after: Decimal

    @property
    def rises(self) -> bool:
        """Whether it leads upwards."""
        return self.after > self.before


def steps(comparison: Comparison) -> tuple[Step, ...]:
    """Old total, movers, new total; nothing where the totals are not both known."""
    whole = comparison.total
    if whole is None or not comparison.movers or not (_known(whole.old) and _known(whole.new)):
        return ()
    rest = comparison.rest
    changes = [(Kind.MOVER, m.name, m.difference) for m in own(comparison)]
    changes += [(Kind.REST, rest.difference.name, rest.difference)] if rest else []
    level = _value(whole.old)
    made = [Step(Kind.TOTAL, comparison.old_label, whole.shown.old, ZERO, level)]
    for kind, name, difference in changes:
        after = total((level, difference.moved))
        made.append(Step(kind, name, difference.shown.change, level, after))
        level = after
    made.append(Step(Kind.TOTAL, comparison.new_label, whole.shown.new, ZERO, _value(whole.new)))
    return tuple(made)


def own(comparison: Comparison) -> tuple[Mover, ...]:
    """The movers with a place of their own; the others are the rest."""
    count = comparison.rest.count if comparison.rest else 0
    return comparison.movers[: len(comparison.movers) - count]


def _value(figure: Figure | None) -> Decimal:
    return ZERO if figure is None else figure.value


def _known(figure: Figure | None) -> bool:
    return figure is not None and figure.known
