"""A number on both sides: whether it differs, by how much, and whether that needs a reason."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from decimal import Decimal

from generator.build.changes import change_of
from generator.build.changes import due as needs_reason
from generator.compare.reasons import Reasons
from generator.model.comparison import Difference, Shown
from generator.model.figure import Figure, share_of, subtracted, written
from generator.model.number import (
    ZERO,
    Format,
    Measure,
    in_unit,
    show,
)
from generator.model.pack import COUNT_FORMAT, SHARE_FORMAT, Pack
from generator.model.pending import UNFILLED_SHOWN
from generator.model.source import Span

# More digits than a quotient needs to be told from another.
_MOST_DECIMALS = 8


@dataclass(frozen=True, slots=True)
class Judge:
    """How numbers are told apart by the new side's pack: formats, policy, threshold of reasons.

    `reasons` are those of the new side; between two versions of one year (`yearly` False) none
    is due.
    """

    pack: Pack
    reasons: Reasons = field(default_factory=Reasons)
    yearly: bool = True

    @property
    def money(self) -> Format:
        """How money is shown: as in the pack's sentences, and a zero as a number."""
        return replace(self.pack.formats[self.pack.rule.text_format.value], zero=None)

    def difference(
        self,
        id: str,
        name: str,
        old: Figure | None,
        new: Figure | None,
        *,
        code: str = "",
        column: str = "",
        hint: bool = True,
    ) -> Difference:
        """The two beside each other; what stands on one side only differs unless it is zero.

        Without `hint`, only figures for which the pack asks for a reason can be due.
        """
        if old is None and new is None:
            raise ValueError("a difference needs a figure")
        differs = _said(old) != _said(new)
        known = all(f is None or f.known for f in (old, new))
        moves = differs and known
        shown, due = self._moved(id, old, new) if moves else (self._shown(old, new), False)
        asked = hint or any(name == asked.value for asked in self.pack.rule.reasons)
        reason = self.reasons.figures.get(name, "") if not column and not hint else ""
        reason = reason if differs else ""
        return Difference(id, code, name, column, old, new, shown, differs, due and asked, reason)

    def _shown(self, old: Figure | None, new: Figure | None) -> Shown:
        return Shown(_text(old, self.money), _text(new, self.money))

    def _moved(self, id: str, old: Figure | None, new: Figure | None) -> tuple[Shown, bool]:
        """As printed, and whether it reaches the threshold."""
        before, after = _present(old, new), _present(new, old)
        fmt, due = self.money, False
        difference = subtracted(id, after, before, Span(""))
        share = _share(id, difference, before)
        if before.measure is Measure.MONEY:
            change = change_of(self.pack, id, after, before)
            percent = self.pack.rule.reason_from
            due = self.yearly and percent is not None and needs_reason(change, percent)
            if _text(before, fmt) == _text(after, fmt):
                fmt = _precise(fmt, before, after)
            else:
                difference, share = change.difference, change.share
        sign = "-" if difference.value < ZERO else "+"
        size = _number(abs(difference.value), difference.measure, fmt)
        part = "" if share is None else show(abs(share.value), Measure.SHARE, self._percent)
        shown = Shown(
            _text(old, fmt),
            _text(new, fmt),
            sign + size,
            f"{sign}{part}%" if any(digit in part for digit in "123456789") else "",
        )
        return shown, due

    @property
    def _percent(self) -> Format:
        """How the size of a change is shown in percent: to the decimals of the sentences."""
        return replace(self.money, thousands=False, trim=False)


def _said(figure: Figure | None) -> Decimal | None:
    if figure is None:
        return ZERO
    return figure.value if figure.known else None


def _present(figure: Figure | None, other: Figure | None) -> Figure:
    """The figure, or nothing of what the other is."""
    if figure is not None:
        return figure
    assert other is not None
    return written(other.id, ZERO, Span(""), other.measure)


def _text(figure: Figure | None, money: Format) -> str:
    if figure is None:
        return ""
    return _number(figure.value, figure.measure, money) if figure.known else UNFILLED_SHOWN


def _number(value: Decimal, measure: Measure, money: Format) -> str:
    if measure is Measure.SHARE:
        return f"{show(value, measure, SHARE_FORMAT)}%"
    return show(value, measure, money if measure is Measure.MONEY else COUNT_FORMAT)


def _share(id: str, difference: Figure, before: Figure) -> Figure | None:
    """The exact change as a part of what was there; of nothing, and of a share, there is none."""
    if before.measure is Measure.SHARE or before.value <= ZERO:
        return None
    return share_of(id, difference, before, Span(""))


def _precise(money: Format, *figures: Figure) -> Format:
    """The format with as many decimals as tell the figures apart."""
    exponents = (in_unit(f.value, money.unit).normalize().as_tuple().exponent for f in figures)
    decimals = max(-e for e in exponents if isinstance(e, int))
    return replace(money, decimals=min(max(decimals, money.decimals or 0), _MOST_DECIMALS))
