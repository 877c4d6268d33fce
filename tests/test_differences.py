"""One number on both sides: what is printed of it, when a reason is due, how large it is."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from generator.compare.differences import Judge
from generator.compare.movers import MOST_MOVERS, rest_of
from generator.model.comparison import Difference, Mover
from generator.model.figure import Figure, written
from generator.model.number import Measure
from generator.model.pack import Delta, Pack
from generator.model.source import Span
from generator.model.values import Text
from generator.read.pack import read_pack
from tests.conftest import ROOT

PLACE = Span("2025.yaml", 1, 1)


@pytest.fixture(scope="module")
def pack() -> Pack:
    found = read_pack(Text("hebei-2024", PLACE), ROOT).value
    assert found is not None
    return found


def figure(yuan: str | None, known: bool = True) -> Figure | None:
    """A figure from a text in 元."""
    return None if yuan is None else written("甲", Decimal(yuan), PLACE, Measure.MONEY, known)


def difference(judge: Judge, old: str | None, new: str | None) -> Difference:
    return judge.difference("甲", "甲", figure(old), figure(new))


@pytest.mark.parametrize(
    ("old", "new", "due"),
    [
        ("100000", "110000", True),
        ("100000", "109900", False),
        ("110000", "99000", True),
        ("110000", "99100", False),
        (None, "100", True),
        ("100", None, True),
        # Both are printed as 0.00: a reader sees no change.
        ("10", "40", False),
        # Printed as 0.01 and 0.02, though only 20% apart.
        ("145", "155", True),
    ],
)
def test_a_reason_is_due_from_the_percentage_of_the_pack_on(
    pack: Pack, old: str | None, new: str | None, due: bool
) -> None:
    assert pack.rule.reason_from == 10
    assert difference(Judge(pack), old, new).due is due
    assert not difference(Judge(pack, yearly=False), old, new).due
    silent = replace(pack, rule=replace(pack.rule, reason_from=None))
    assert not difference(Judge(silent), old, new).due


@pytest.mark.parametrize(
    ("delta", "share", "change", "percent"),
    [
        # 0.39 less 0.31 as printed, of 3900 less 3120 元.
        (Delta.DISPLAYED, Delta.DISPLAYED, "+0.08", "+25.81%"),
        (Delta.DISPLAYED, Delta.EXACT, "+0.08", "+25.00%"),
        (Delta.EXACT, Delta.DISPLAYED, "+0.08", "+25.81%"),
        (Delta.EXACT, Delta.EXACT, "+0.08", "+25.00%"),
    ],
)
def test_a_share_is_taken_as_the_pack_says(
    pack: Pack, delta: Delta, share: Delta, change: str, percent: str
) -> None:
    chosen = replace(pack, rule=replace(pack.rule, delta=delta, share=share))
    shown = difference(Judge(chosen), "3120", "3900").shown
    assert (shown.change, shown.share) == (change, percent)


def test_a_difference_is_taken_as_the_pack_says(pack: Pack) -> None:
    sides = ("156211051", "189767649")
    for delta, change in ((Delta.DISPLAYED, "+3355.65"), (Delta.EXACT, "+3355.66")):
        chosen = replace(pack, rule=replace(pack.rule, delta=delta))
        assert difference(Judge(chosen), *sides).shown.change == change


def test_a_change_too_small_for_a_percentage_has_none(pack: Pack) -> None:
    shown = difference(Judge(pack), "100000000000", "100000000100").shown
    assert (shown.change, shown.share) == ("+0.01", "")
    assert difference(Judge(pack), "1000000", "1000100").shown.share == "+0.01%"


def test_an_open_side_has_no_size(pack: Pack) -> None:
    for known in ((True, False), (False, True)):
        sides = (figure("900000", known[0]), figure("100", known[1]))
        made = Judge(pack).difference("甲", "甲", *sides)
        assert made.differs and not made.due
        assert made.size == made.moved == 0
    assert difference(Judge(pack), "900000", "100").size == 899900
    assert difference(Judge(pack), "900000", None).moved == -900000


def movers(judge: Judge, *sides: tuple[str | None, str | None]) -> list[Mover]:
    return [Mover("甲", "", "甲", difference(judge, *pair)) for pair in sides]


def test_the_rest_of_the_movers_is_printed_in_the_format_of_the_pack(pack: Pack) -> None:
    # Where zeros are left out the printed total, 2520, tells nothing of decimals.
    judge = Judge(replace(pack, rule=replace(pack.rule, text_format=Text("清单", PLACE))))
    total = difference(judge, "1200000", "25200000")
    assert total.shown.new == "2520"
    large = [(None, "1000000")] * MOST_MOVERS
    many = movers(judge, *large, ("100", "22400"), (None, "22300"))
    rest = rest_of(total, many, judge)
    assert rest is not None and rest.count == 2
    shown = rest.difference.shown
    assert (shown.old, shown.new, shown.change) == ("0.01", "4.47", "+4.46")
    assert rest.difference.name == "其余 2 项"
    assert rest.difference.moved == sum(mover.difference.moved for mover in many[MOST_MOVERS:])
    assert not rest.difference.due


def test_one_more_mover_is_no_rest_and_an_open_total_has_none(pack: Pack) -> None:
    judge = Judge(pack)
    total = difference(judge, "100", "200")
    one_more = movers(judge, *[(None, "1000000")] * (MOST_MOVERS + 1))
    assert rest_of(total, one_more, judge) is None
    assert rest_of(total, [*one_more, *one_more[:1]], judge) is not None
    unknown = judge.difference("甲", "甲", figure("100"), figure("0", known=False))
    assert rest_of(unknown, [*one_more, *one_more[:1]], judge) is None
    new = rest_of(total, movers(judge, *[(None, "1000000")] * (MOST_MOVERS + 2)), judge)
    assert new is not None and new.difference.old is None
