from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.number import (
    Format,
    Measure,
    Rounding,
    Unit,
    in_unit,
    in_yuan,
    rounded,
    show,
    total,
)
from generator.read.scalar import number, percent

SHOWN = [
    # value in 元, format, text
    ("0.125", Format(Unit.YUAN), "0.13"),
    ("0.115", Format(Unit.YUAN), "0.12"),
    ("-0.125", Format(Unit.YUAN), "-0.13"),
    ("0.129", Format(Unit.YUAN, rounding=Rounding.TRUNCATE), "0.12"),
    ("27481100", Format(), "2748.11"),
    ("27481150", Format(), "2748.12"),
    ("27481149.99", Format(), "2748.11"),
    ("200000", Format(trim=True), "20"),
    ("755000", Format(trim=True), "75.5"),
    ("0", Format(zero=""), ""),
    ("0", Format(), "0.00"),
    ("49.99", Format(zero=""), ""),
    ("1234567.891", Format(Unit.YUAN, thousands=True), "1,234,567.89"),
    ("-1234567", Format(Unit.YUAN, 0, thousands=True), "-1,234,567"),
    ("999.995", Format(Unit.YUAN, thousands=True), "1,000.00"),
]


@pytest.mark.parametrize(("value", "format", "text"), SHOWN)
def test_shown(value: str, format: Format, text: str) -> None:
    assert show(Decimal(value), Measure.MONEY, format) == text


def test_share_is_shown_as_a_percentage() -> None:
    assert show(Decimal("0.125"), Measure.SHARE, Format(decimals=None)) == "12.5"


AMOUNTS = st.decimals(0, 10**11, places=2, allow_nan=False)


@given(AMOUNTS)
def test_reading_what_is_shown_gives_the_number_back(value: Decimal) -> None:
    assert number(show(value, Measure.MONEY, Format(Unit.YUAN)), 2) == value


@given(AMOUNTS, st.sampled_from(Unit))
def test_units_are_exact_both_ways(value: Decimal, unit: Unit) -> None:
    assert in_unit(in_yuan(value, unit), unit) == value


@given(st.lists(AMOUNTS, max_size=200))
def test_sums_are_exact_in_any_order(values: list[Decimal]) -> None:
    cents = sum(int(value * 100) for value in values)
    assert total(values) == Decimal(cents) / 100 == total(reversed(values))


@given(AMOUNTS, st.integers(0, 4))
def test_rounding_moves_at_most_half_a_unit(value: Decimal, decimals: int) -> None:
    assert abs(rounded(value, decimals) - value) <= Decimal(5).scaleb(-decimals - 1)


@given(st.text(max_size=30))
def test_any_text_is_a_number_or_a_sentence(text: str) -> None:
    for read in (number(text, 2), percent(text)):
        assert isinstance(read, (Decimal, str))
        if isinstance(read, Decimal):
            assert read >= 0
