"""Exact arithmetic: the one rounding (四舍五入) and how a number is shown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Context, Decimal
from enum import StrEnum

ZERO = Decimal(0)

_EXACT = Context(prec=60, rounding=ROUND_HALF_UP)


class Unit(StrEnum):
    """Unit in which money is written or shown."""

    YUAN = "元"
    TEN_THOUSAND_YUAN = "万元"

    @property
    def scale(self) -> int:
        """Power of ten of the unit in 元."""
        return 4 if self is Unit.TEN_THOUSAND_YUAN else 0


class Measure(StrEnum):
    """What a value counts: money is held in 元, a share as a fraction of 1."""

    MONEY = "money"
    COUNT = "count"
    SHARE = "share"


class Rounding(StrEnum):
    """How the last decimal is found; half_up is 四舍五入."""

    HALF_UP = "half_up"
    TRUNCATE = "truncate"


@dataclass(frozen=True, slots=True)
class Format:
    """How a value is shown.

    `unit` and `decimals` are those of the printed text; `decimals` None keeps a count as it
    was written. `zero` replaces a zero (None: shown like any other number); `trim` drops
    trailing zeros of the fraction (20, 75.5).
    """

    unit: Unit = Unit.TEN_THOUSAND_YUAN
    decimals: int | None = 2
    thousands: bool = False
    zero: str | None = None
    trim: bool = False
    rounding: Rounding = Rounding.HALF_UP


def rounded(value: Decimal, decimals: int, rounding: Rounding = Rounding.HALF_UP) -> Decimal:
    """The value with that many decimals; 0.125 becomes 0.13. The only rounding there is."""
    mode = ROUND_HALF_UP if rounding is Rounding.HALF_UP else ROUND_DOWN
    return value.quantize(Decimal(1).scaleb(-decimals), rounding=mode, context=_EXACT)


def total(values: Iterable[Decimal]) -> Decimal:
    """Exact sum."""
    result = ZERO
    for value in values:
        result = _EXACT.add(result, value)
    return result


def product(left: Decimal, right: Decimal) -> Decimal:
    """Exact product."""
    return _EXACT.multiply(left, right)


def quotient(left: Decimal, right: Decimal) -> Decimal:
    """Ratio to sixty digits; the caller makes sure that `right` is not zero."""
    return _EXACT.divide(left, right)


def in_unit(value: Decimal, unit: Unit) -> Decimal:
    """Money in 元 as a number of `unit`."""
    return value.scaleb(-unit.scale, _EXACT)


def in_yuan(value: Decimal, unit: Unit) -> Decimal:
    """A number of `unit` as money in 元."""
    return value.scaleb(unit.scale, _EXACT)


def displayed(value: Decimal, measure: Measure, fmt: Format) -> Decimal:
    """The number a reader of the printed text would take it for, in the printed unit."""
    if measure is Measure.MONEY:
        value = in_unit(value, fmt.unit)
    elif measure is Measure.SHARE:
        value = value.scaleb(2, _EXACT)
    if fmt.decimals is None:
        return value
    return rounded(value, fmt.decimals, fmt.rounding)


def show(value: Decimal, measure: Measure, fmt: Format) -> str:
    """The printed text of a value."""
    number = displayed(value, measure, fmt)
    if number == 0 and fmt.zero is not None:
        return fmt.zero
    text = format(abs(number), ",f" if fmt.thousands else "f")
    if (fmt.trim or fmt.decimals is None) and "." in text:
        text = text.rstrip("0").rstrip(".")
    return f"-{text}" if number < 0 else text
