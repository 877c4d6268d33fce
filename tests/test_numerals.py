"""Chinese numerals: duties, goals and indicators are numbered, however many there are."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.build.names import numeral
from tests import reading
from tests.conftest import ROOT, Run

CASES = {
    1: "一",
    9: "九",
    10: "十",
    11: "十一",
    20: "二十",
    99: "九十九",
    100: "一百",
    101: "一百零一",
    110: "一百一十",
    111: "一百一十一",
    120: "一百二十",
    200: "二百",
    999: "九百九十九",
    1000: "一千",
    1001: "一千零一",
    1010: "一千零一十",
    1011: "一千零一十一",
    1100: "一千一百",
    1101: "一千一百零一",
    2024: "二千零二十四",
    9000: "九千",
    9090: "九千零九十",
    9999: "九千九百九十九",
    10000: "10000",
}
DIGITS = {word: value for value, word in enumerate("零一二三四五六七八九")}
PLACES = {"十": 10, "百": 100, "千": 1000}


@pytest.mark.parametrize(("number", "words"), CASES.items())
def test_numeral(number: int, words: str) -> None:
    assert numeral(number) == words


def value(words: str) -> int:
    """The number that a numeral says, read place by place."""
    total, digit = 0, 0
    for word in f"一{words}" if words.startswith("十") else words:
        if word in PLACES:
            total, digit = total + digit * PLACES[word], 0
        else:
            digit = DIGITS[word]
    return total + digit


@given(st.integers(1, 9999))
def test_a_numeral_says_its_number(number: int) -> None:
    words = numeral(number)
    assert value(words) == number
    assert "零零" not in words and not words.endswith("零")


def test_more_duties_than_ninety_nine(tmp_path: Path, gongkai: Callable[..., Run]) -> None:
    shutil.copytree(ROOT / "specs/qinhuangdao-etdz-office", tmp_path / "specs/office")
    spec = tmp_path / "specs/office/2024.yaml"
    text = spec.read_text(encoding="utf-8")
    duties = "".join(f"  - 承办事务之{index}。\n" for index in range(1, 112))
    spec.write_text(text.replace("\n职责:\n", f"\n职责:\n{duties}", 1), encoding="utf-8")
    run = gongkai("build", spec, "--to", "docx")
    assert run.status == 0, run.err
    (file,) = tmp_path.glob("output/office/2024/*.docx")
    printed = "\n".join(reading.docx_texts(file))
    for number, index in (("九十九", 99), ("一百", 100), ("一百零一", 101), ("一百一十", 110)):
        assert f"（{number}）承办事务之{index}。" in printed
