"""A change from last year by the policy of a pack: of displayed or of exact values."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from generator.build.changes import Change, change_of, due
from generator.model.figure import written
from generator.model.number import Format, Measure, show
from generator.model.pack import Delta, Pack
from generator.model.source import Span
from generator.model.values import Text
from generator.read.pack import read_pack
from tests.conftest import ROOT

PLACE = Span("2025.yaml", 1, 1)
TEN_THOUSAND = Format()


@pytest.fixture(scope="module")
def pack() -> Pack:
    found = read_pack(Text("hebei-2024", PLACE), ROOT).value
    assert found is not None
    return found


def change(pack: Pack, now: str, before: str, delta: Delta, share: Delta) -> Change:
    """The change of two amounts in 元."""
    chosen = replace(pack, rule=replace(pack.rule, delta=delta, share=share))
    figures = (written(id, Decimal(value), PLACE) for id, value in (("甲", now), ("乙", before)))
    return change_of(chosen, "甲", *figures)


@pytest.mark.parametrize(
    ("now", "before", "delta", "share", "printed", "percent"),
    [
        # a share of 0.51 as printed, of 0.505 exactly
        ("9999.99", "5050", Delta.DISPLAYED, Delta.DISPLAYED, "0.49", "96.08"),
        ("9999.99", "5050", Delta.EXACT, Delta.EXACT, "0.49", "98.02"),
        # 0.39 less 0.31 as printed; 0.39 less 0.312 exactly (the example of real documents)
        ("3900", "3120", Delta.DISPLAYED, Delta.DISPLAYED, "0.08", "25.81"),
        ("3900", "3120", Delta.DISPLAYED, Delta.EXACT, "0.08", "25"),
        ("3900", "3120", Delta.EXACT, Delta.DISPLAYED, "0.08", "25.81"),
        # 18976.76 less 15621.11 as printed; 3355.6598 exactly
        ("189767649", "156211051", Delta.DISPLAYED, Delta.DISPLAYED, "3355.65", "21.48"),
        ("189767649", "156211051", Delta.EXACT, Delta.EXACT, "3355.66", "21.48"),
    ],
)
def test_a_difference_is_taken_as_the_pack_says(
    now: str, before: str, delta: Delta, share: Delta, printed: str, percent: str, pack: Pack
) -> None:
    made = change(pack, now, before, delta, share)
    assert show(made.size.value, Measure.MONEY, TEN_THOUSAND) == printed
    assert made.share is not None
    assert show(made.share.value, Measure.SHARE, replace(TEN_THOUSAND, trim=True)) == percent


@pytest.mark.parametrize(
    ("now", "before", "reason"),
    [
        ("1100000", "1000000", True),  # exactly a tenth
        ("1099900", "1000000", False),
        ("900000", "1000000", True),
        ("900100", "1000000", False),
        ("100", "0", True),  # from nothing
        ("0", "100", True),
        ("1000049", "1000000", False),  # prints as the same
    ],
)
def test_a_reason_is_due_from_the_percentage_on(
    now: str, before: str, reason: bool, pack: Pack
) -> None:
    made = change(pack, now, before, Delta.DISPLAYED, Delta.DISPLAYED)
    assert due(made, 10) is reason
