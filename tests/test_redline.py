"""Redlines: nothing lost, nothing cut, phrases rather than confetti."""

from __future__ import annotations

import random
import time
from typing import Any, TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.compare import search
from generator.compare.redline import redline, tokens
from generator.compare.search import STEPS_PER_ITEM, BoundedMatcher
from generator.compare.years import Years
from generator.model.comparison import Edit

T = TypeVar("T")
SIGNS = ["预算", "支出", "增加", "减少", "，", "。", "万元", "年", "\n"]
WHOLE = ["10.05", "1,220.50", "30%", "７００", "ISO14001", "PM2.5"]
WORDS = st.sampled_from([*SIGNS, *WHOLE])
TEXT = st.lists(WORDS, max_size=30).map("".join)


def edits(old: str, new: str) -> str:
    marks = {Edit.SAME: "{}", Edit.OLD: "[-{}-]", Edit.NEW: "{{+{}+}}"}
    return "".join(marks[piece.edit].format(piece.text) for piece in redline(old, new))


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("增加10.05万元", "增加10.5万元", "增加[-10.05-]{+10.5+}万元"),
        ("增加10.05万元", "减少1,220.50万元", "[-增加10.05-]{+减少1,220.50+}万元"),
        ("满意率95%以上", "满意率98%以上", "满意率[-95%-]{+98%+}以上"),
        ("落实ISO14000工作", "落实ISO14001工作", "落实[-ISO14000-]{+ISO14001+}工作"),
        ("印刷７００册", "印刷８００册", "印刷[-７００-]{+８００+}册"),
        ("负责会务工作。", "负责会务、督办工作。", "负责会务{+、督办+}工作。"),
        ("统筹行政事务", "统筹行政事务", "统筹行政事务"),
        ("", "新增一句", "{+新增一句+}"),
        # A kept 的 between two edits would be confetti.
        ("大气的治理", "水体的保护", "[-大气的治理-]{+水体的保护+}"),
    ],
)
def test_a_redline_reads_as_phrases(old: str, new: str, shown: str) -> None:
    assert edits(old, new) == shown


@given(TEXT, TEXT)
def test_the_pieces_make_up_both_texts(old: str, new: str) -> None:
    pieces = redline(old, new)
    assert "".join(p.text for p in pieces if p.edit is not Edit.NEW) == old
    assert "".join(p.text for p in pieces if p.edit is not Edit.OLD) == new
    assert all(piece.text for piece in pieces)


@given(TEXT, TEXT)
def test_no_number_and_no_word_is_cut(old: str, new: str) -> None:
    pieces = redline(old, new)
    for text, gone in ((old, Edit.NEW), (new, Edit.OLD)):
        kept = [token for p in pieces if p.edit is not gone for token in tokens(p.text)]
        assert kept == list(tokens(text))


@given(TEXT, TEXT)
def test_the_other_way_round_it_is_the_same_redline(old: str, new: str) -> None:
    def told(pieces: object, gone: Edit) -> list[tuple[bool, str]]:
        return [(p.edit is Edit.SAME, p.text) for p in pieces if p.edit is not gone]  # type: ignore[attr-defined]

    one, other = redline(old, new), redline(new, old)
    assert told(one, Edit.NEW) == told(other, Edit.OLD)
    assert told(one, Edit.OLD) == told(other, Edit.NEW)


@pytest.mark.parametrize("sign", ["的", "，", "。", "的，", "预算"])
def test_a_long_text_of_few_signs_takes_no_quadratic_time(sign: str) -> None:
    old = sign * 10_000
    new = "新" + old[: len(old) // 2] + "改" + old[len(old) // 2 + 1 :] + "增"
    start = time.process_time()
    pieces = redline(old, new)
    assert time.process_time() - start < 5
    assert "".join(p.text for p in pieces if p.edit is not Edit.OLD) == new


def test_a_long_paragraph_with_clauses_is_still_compared_word_by_word() -> None:
    clauses = [f"第{number}项工作按计划完成并报管委审定" for number in range(600)]
    old = "，".join(clauses)
    new = old.replace("第300项工作按计划完成", "第300项工作提前完成")
    assert len(old) > 10_000
    edited = [p for p in redline(old, new) if p.edit is not Edit.SAME]
    assert [p.text for p in edited] == ["按计划", "提前"]


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        ("2024年预算较2023年增加", "2025年预算较2024年增加", True),
        ("（三）负责督办", "（二）负责督办", True),
        ("3、绩效目标：完成", "12、绩效目标：完成", True),
        ("按2019年办法，2024年执行", "按2019年办法，2025年执行", True),
        ("2024年执行", "2026年执行", False),
        ("2024年预算", "2024年预算", True),
        ("20240册", "20250册", False),
        ("3.5万元", "2.5万元", False),
    ],
)
def test_numbering_and_computed_years_are_no_difference(old: str, new: str, same: bool) -> None:
    assert Years(2024, 2025).same(old, new) is same
    assert Years(2025, 2024).same(new, old) is same


# Names of projects that have only signs in common.
NAMES = ["综合平台建设", "道路绿化养护", "机房设备维修", "档案数字化", "大气污染治理", "法律顾问"]


def all_replaced(count: int) -> tuple[str, str]:
    """A sentence that lists so many projects, and the same with every project replaced."""
    sides = []
    for year in (2024, 2025):
        chance = random.Random(year)
        signs = "".join(NAMES)
        listed = ("".join(chance.choices(signs, k=chance.randint(6, 14))) for _ in range(count))
        items = (f"{name}{chance.randint(1, 900)}.{year % 10}万元" for name in listed)
        sides.append(f"{year}年项目支出主要为{'、'.join(items)}。")
    return sides[0], sides[1]


@pytest.mark.parametrize("count", [100, 400, 800])
def test_the_steps_of_all_searches_are_in_proportion_to_the_length(
    count: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken = []

    class Counted(BoundedMatcher[T]):
        def get_opcodes(self) -> Any:
            found = super().get_opcodes()
            taken.append(self.steps)
            return found

    monkeypatch.setattr(search, "BoundedMatcher", Counted)
    old, new = all_replaced(count)
    pieces = redline(old, new)
    assert "".join(p.text for p in pieces if p.edit is not Edit.OLD) == new
    # By words, by clauses, by words of clauses; what remains when a bound is met is only counted.
    room = STEPS_PER_ITEM * (len(tokens(old)) + len(tokens(new)))
    assert 0 < sum(taken) <= 4 * room


def test_a_sentence_of_many_replaced_projects_takes_little_time() -> None:
    old, new = all_replaced(400)
    start = time.process_time()
    for _ in range(5):
        pieces = redline(old, new)
    assert time.process_time() - start < 5
    # No noise: one list replaces the other, and what ends both is kept.
    assert [p.edit for p in pieces] == [Edit.OLD, Edit.NEW, Edit.SAME]


def test_an_edit_here_and_there_in_a_long_list_is_still_found() -> None:
    old, _ = all_replaced(400)
    items = old.split("、")
    items[100:102] = ["新增的第一个项目5.00万元"]
    items[300] = items[300].replace("万元", "元")
    edited = [p for p in redline(old, "、".join(items)) if p.edit is not Edit.SAME]
    assert sum(len(p.text) for p in edited) < 60


@pytest.mark.parametrize("edits", [10, 1_000, 20_000])
def test_many_short_stretches_are_joined_in_linear_time(edits: int) -> None:
    old, new = "甲的" * edits, "乙的" * edits
    start = time.process_time()
    pieces = redline(old, new)
    assert time.process_time() - start < 5
    assert "".join(p.text for p in pieces if p.edit is not Edit.NEW) == old


def test_no_number_is_cut_where_a_text_is_compared_by_clauses() -> None:
    old, new = all_replaced(400)
    old, new = f"共1，000项，{old}", f"共1，200项，{new}"
    pieces = redline(old, new)
    for text, gone in ((old, Edit.NEW), (new, Edit.OLD)):
        kept = [token for p in pieces if p.edit is not gone for token in tokens(p.text)]
        assert kept == list(tokens(text))
