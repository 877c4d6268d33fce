"""How much each named figure differs from last year's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from generator.build.figures import Figures
from generator.model.figure import Figure, is_zero, magnitude, rounded_as, share_of, subtracted
from generator.model.number import ZERO, Format, Measure, displayed, product, total
from generator.model.pack import Delta, Pack
from generator.model.source import Span


@dataclass(frozen=True, slots=True)
class Change:
    """A figure of this year beside last year's `before`.

    `difference` is this year less last year and `size` the same without sign, both of the
    displayed or of the exact values as the pack says; so is `share`, the size as a part of last
    year's figure, None where that is nothing. `same` tells that nothing is left of the difference
    where it is printed: a reader sees no change.
    """

    name: str
    figure: Figure
    before: Figure
    difference: Figure
    size: Figure
    share: Figure | None
    same: bool

    @property
    def exact(self) -> Decimal:
        """The difference of the exact values, in 元, whatever the pack says."""
        return total((self.figure.value, -self.before.value))

    @property
    def known(self) -> bool:
        """Whether both years have been filled in."""
        return self.difference.known

    @property
    def falls(self) -> bool:
        """Whether this year is lower."""
        return self.difference.value < ZERO


Changes = Mapping[str, Change]


def build_changes(pack: Pack, figures: Figures, prior: Figures) -> Changes:
    """The change of every figure that last year had too, by name."""
    return {
        name: change_of(pack, name, figure, prior[name])
        for name, figure in figures.items()
        if name in prior
    }


def change_of(pack: Pack, name: str, figure: Figure, before: Figure) -> Change:
    """The change of a figure from last year's; `name` stands in the ids of what is made."""
    root, place = f"较上年/{name}", figure.origin_place()
    fmt = pack.formats[pack.rule.text_format.value]
    sides = {
        Delta.EXACT: (figure, before),
        Delta.DISPLAYED: (_displayed(figure, fmt, place), _displayed(before, fmt, place)),
    }
    difference = subtracted(root, *sides[pack.rule.delta], place)
    size = magnitude(f"{root}/数额", difference, place)
    now, base = sides[pack.rule.share]
    share = None
    if not base.known or base.value > ZERO:
        part = size
        if pack.rule.share is not pack.rule.delta:
            other = subtracted(f"{root}/百分比/相差", now, base, place)
            part = magnitude(f"{root}/百分比/数额", other, place)
        ratio = share_of(f"{root}/比率", part, base, place)
        share = rounded_as(f"{root}/百分比", ratio, fmt, place)
    same = size.known and not shows(size.value, pack, size.measure)
    return Change(name, figure, before, difference, size, share, same)


def shows(value: Decimal, pack: Pack, measure: Measure = Measure.MONEY) -> bool:
    """Whether the pack's sentences print a value, money in 元, as anything but zero."""
    return displayed(value, measure, pack.formats[pack.rule.text_format.value]) != ZERO


def _displayed(figure: Figure, fmt: Format, place: Span) -> Figure:
    """The figure as a reader of the pack's sentences sees it."""
    return rounded_as(f"{figure.id}/显示值", figure, fmt, place)


def due(change: Change, percent: int) -> bool:
    """Whether a change reaches so many percent of last year's, or has nothing to compare with."""
    if not change.known or change.same:
        return False
    hundredfold = product(abs(change.difference.value), Decimal(100))
    return is_zero(change.before) or hundredfold >= product(change.before.value, Decimal(percent))
