"""What last year left in a text: its year, its amounts, its reasons, projects that are no more."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from generator.build.figures import Figures
from generator.checks.digits import Exemptions, Typed, money, numbers
from generator.checks.mentioned import Mentions
from generator.checks.passages import Passage, Role
from generator.checks.years import fixed_years, mentions
from generator.model.leaves import leaves
from generator.model.number import Measure, Unit, in_yuan
from generator.model.pack import Pack
from generator.model.spec import Project, Spec
from generator.model.values import Amount

_TWO_DECIMALS = re.compile(r"[0-9]{1,15}\.[0-9]{2}")


class Kind(StrEnum):
    """What of last year a text carries."""

    YEAR = "year"
    AMOUNT = "amount"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Trace:
    """Characters [`start`, `end`) of a text; of an amount its `value` in 元."""

    kind: Kind
    start: int
    end: int
    value: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Past:
    """What must not be left in a text of the year `now`.

    `years` are those that were meant by “this year” and “last year”, `amounts` what last year's
    money was, in 元, `ended` the names of its projects that are no more.
    """

    now: int
    years: tuple[int, ...]
    amounts: frozenset[Decimal]
    ended: Mentions


def traces(
    passage: Passage, past: Past, pack: Pack, unit: Unit, exempt: Exemptions
) -> Iterator[Trace]:
    """What of last year stands in a text, by kind and in order; names are searched for years."""
    typed = passage.prose.typed
    yield from year_traces(passage, past, exempt)
    if passage.role is Role.NAME:
        return
    yield from _amounts(typed, past, pack, unit, exempt)
    for start, end, _ in past.ended.find(typed):
        yield Trace(Kind.ENDED, start, end)


def year_traces(passage: Passage, past: Past, exempt: Exemptions) -> Iterator[Trace]:
    """The years of the past in a text."""
    typed = passage.prose.typed
    fixed = fixed_years(typed, past.now)
    for year in past.years:
        for start, end in mentions(typed, year):
            if start not in fixed and not exempt.covers(typed, start):
                yield Trace(Kind.YEAR, start, end)


def _amounts(typed: str, past: Past, pack: Pack, unit: Unit, exempt: Exemptions) -> Iterator[Trace]:
    for number in numbers(typed, pack):
        value = _amount(typed, number, past.amounts, unit)
        if value is not None and not any(True for _ in exempt.phrases(typed, number)):
            yield Trace(Kind.AMOUNT, number.start, number.end, value)


def _amount(typed: str, number: Typed, known: frozenset[Decimal], unit: Unit) -> Decimal | None:
    """The amount of a number with a unit of money; without one only a known amount counts."""
    amount = money(typed, number)
    if amount is not None:
        return amount[0].normalize()
    if not _TWO_DECIMALS.fullmatch(number.text):
        return None
    value = in_yuan(Decimal(number.text), unit).normalize()
    return value if value in known else None


def money_of(spec: Spec, figures: Figures) -> frozenset[Decimal]:
    """Every amount of a year, in 元: what was written, and the named figures."""
    written = (leaf.value.value for leaf in leaves(spec) if isinstance(leaf.value, Amount))
    named = (f.value for f in figures.values() if f.measure is Measure.MONEY)
    return frozenset(value.normalize() for value in (*written, *named) if value)


def ended_names(gone: Iterable[Project], running: Iterable[Project]) -> Mentions:
    """The names of projects that are no more, told apart from those of projects that go on."""
    return Mentions((p.name.value for p in gone), (p.name.value for p in running))
