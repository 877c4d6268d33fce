"""The way from the old total to the new one, step by step, for chart and table."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from generator.model.comparison import Comparison, Difference, Mover
from generator.model.figure import Figure
from generator.model.number import ZERO, Format, Measure, Unit, show, total
from generator.render.comparison import wording

MOST_MOVERS = 10


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


def by_size(movers: tuple[Mover, ...]) -> tuple[Mover, ...]:
    """The movers, largest change first; equal ones in their order."""
    return tuple(sorted(movers, key=lambda mover: -abs(_change(mover.difference))))


def steps(comparison: Comparison) -> tuple[Step, ...]:
    """Old total, movers, new total; nothing where the totals are not both known."""
    whole = comparison.total
    if whole is None or not comparison.movers or not (_known(whole.old) and _known(whole.new)):
        return ()
    movers = by_size(comparison.movers)
    # A rest of one mover is that mover.
    count = len(movers) if len(movers) <= MOST_MOVERS + 1 else MOST_MOVERS
    level = _value(whole.old)
    made = [Step(Kind.TOTAL, comparison.old_label, whole.shown.old, ZERO, level)]
    for mover in movers[:count]:
        after = total((level, _change(mover.difference)))
        made.append(Step(Kind.MOVER, mover.name, mover.difference.shown.change, level, after))
        level = after
    if others := movers[count:]:
        rest = total(_change(mover.difference) for mover in others)
        name = f"{wording.REST} {len(others)} 项"
        text = _like(whole.shown.new, comparison.unit, rest)
        made.append(Step(Kind.REST, name, text, level, total((level, rest))))
    made.append(Step(Kind.TOTAL, comparison.new_label, whole.shown.new, ZERO, _value(whole.new)))
    return tuple(made)


def _change(difference: Difference) -> Decimal:
    """What it adds, in 元; zero where a side is still to be filled in."""
    if any(side is not None and not side.known for side in (difference.old, difference.new)):
        return ZERO
    return total((_value(difference.new), -_value(difference.old)))


def _value(figure: Figure | None) -> Decimal:
    return ZERO if figure is None else figure.value


def _known(figure: Figure | None) -> bool:
    return figure is not None and figure.known


def _like(printed: str, unit: str, value: Decimal) -> str:
    """A change as the other numbers of the page are printed, with its sign."""
    fmt = Format(Unit(unit), len(printed.partition(".")[2]), "," in printed)
    text = show(value, Measure.MONEY, fmt)
    return f"+{text}" if value > 0 else text
