"""Scalars as a person wrote them, each with its place.

Blank, zero, unreadable and unfilled are four things: blank is None where a field may be left
out; a scalar that could not be read is there with `readable` False, so that what rests on it
can stay silent; one that says 待填 is there with `filled` False, so that what rests on it is
printed as open.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Generic, TypeVar

from generator.model.ledger import Fund
from generator.model.number import ZERO, total
from generator.model.source import Span

V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Text:
    """Words, a name or a code; free text may mention figures through Jinja.

    `raw` are the characters of the file from `span` on that stand for it, with indentation,
    line breaks and escapes; "" where they are the value itself.
    """

    value: str
    span: Span
    raw: str = field(default="", compare=False, repr=False)

    def __bool__(self) -> bool:
        return bool(self.value)

    def __str__(self) -> str:
        return self.value


@dataclass(frozen=True, slots=True)
class Amount:
    """Money in 元, whatever unit the file is written in."""

    value: Decimal
    span: Span
    readable: bool = True
    filled: bool = True


@dataclass(frozen=True, slots=True)
class Quantity:
    """A count or a measured quantity, in the unit its key tells."""

    value: Decimal
    span: Span
    readable: bool = True
    filled: bool = True


@dataclass(frozen=True, slots=True)
class Percent:
    """A share as a fraction of 1 (`40%` is 0.4)."""

    value: Decimal
    span: Span
    readable: bool = True
    filled: bool = True


@dataclass(frozen=True, slots=True)
class Entry(Generic[V]):
    """One line of a mapping whose keys the user names: codes, rows of a form, people's words."""

    name: Text
    value: V


@dataclass(frozen=True, slots=True)
class FundPart:
    """The part of an amount that one fund pays; `carried` marks money carried over."""

    fund: Fund
    carried: bool
    amount: Amount


@dataclass(frozen=True, slots=True)
class Funding:
    """An amount by fund: a bare number is 一般公共预算 of this year."""

    parts: tuple[FundPart, ...]
    span: Span

    @property
    def readable(self) -> bool:
        """Whether every part could be read."""
        return all(part.amount.readable for part in self.parts)

    @property
    def value(self) -> Decimal:
        """Sum in 元."""
        return total(part.amount.value for part in self.parts) if self.parts else ZERO


@dataclass(frozen=True, slots=True)
class Split:
    """A project's money by 经济科目: one code for all of it, or amounts by code."""

    whole: Text | None
    parts: tuple[Entry[Amount], ...]
    span: Span

    def codes(self) -> Iterator[Text]:
        """Every code named."""
        if self.whole is not None:
            yield self.whole
        for part in self.parts:
            yield part.name


@dataclass(frozen=True, slots=True)
class Portion:
    """A part of an amount: the word 全额, or a number; `amount` None means all of it."""

    amount: Amount | None
    span: Span
