"""What was left of last year: one mistake gets one message, and unlike things are told apart."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from generator.checks.mentioned import Mentions
from generator.checks.years import fixed_years, mentions
from generator.model.diagnostic import Diagnostic
from generator.pipeline import prepare
from tests.test_checks import laid_out

TOTALS = "合计数:"
PROJECT = (
    "项目: [{{名称: {}, 编码: P001, 功能科目: 2130314, 金额: 45.00, 资金用途: {}}}]\n" + TOTALS
)


def findings(folder: Path, purpose: str, name: str = "防汛") -> list[Diagnostic]:
    """What is found in the 资金用途 of a project that both years have with the same words."""
    case = {
        "replace": [["储备防汛物资。", purpose], ["  - 名称: 防汛\n", f"  - 名称: {name}\n"]],
        "prior": [[TOTALS, PROJECT.format(name.replace("2026", "2025"), purpose)]],
    }
    spec = laid_out(case, folder)
    line = spec.read_text(encoding="utf-8").partition(purpose)[0].count("\n") + 1
    return [p for p in prepare(spec).diagnostics if p.span.line == line]


@pytest.mark.parametrize(
    ("purpose", "name", "code"),
    [
        ("于2025年储备防汛物资。", "防汛", "Y106"),
        ("于2024年储备防汛物资。", "防汛", "N307"),
        ("用于防汛物资（2025）采购。", "防汛物资（2026）", "Y106"),
        ("储备防汛物资44.00元。", "防汛", "N302"),
        ("储备防汛物资50.00元。", "防汛", "N304"),
        ("储备防汛物资37座。", "防汛", "N302"),
    ],
)
def test_one_mistake_one_message(purpose: str, name: str, code: str, tmp_path: Path) -> None:
    found = findings(tmp_path, purpose, name)
    assert [problem.code for problem in found] == [code]


def test_several_mistakes_of_a_text_are_told_apart(tmp_path: Path) -> None:
    found = findings(tmp_path, "于2025年储备防汛物资，比2024年增加37座。")
    assert Counter(p.code for p in found) == {"Y106": 1, "N307": 1, "N302": 1}


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("2024年度", ["2024"]),
        ("（2024）", ["2024"]),
        ("2024-12-31前", ["2024"]),
        ("2024.12.31前", ["2024"]),
        ("2024/6", ["2024"]),
        ("２０２４年", ["２０２４"]),
        ("二〇二四年、二零二四年", ["二〇二四", "二零二四"]),
        ("2024至2026年", ["2024"]),
        ("2024 年", ["2024"]),
        ("2024米", []),
        ("2024.5万元", []),
        ("12024年", []),
        ("A2024年", []),
        ("编号2024-001", []),
        ("二〇二四五年", []),
    ],
)
def test_spellings_of_a_year(text: str, years: list[str]) -> None:
    assert [text[start:end] for start, end in mentions(text, 2024)] == years


@pytest.mark.parametrize(
    ("text", "now", "fixed"),
    [
        ("秦开财〔2022〕78号", 2025, [4]),
        ("秦开财〔2026〕78号", 2025, []),
        ("2023—2025年规划", 2025, [0, 5]),
        ("2022—2024年规划", 2025, []),
        ("2024年", 2025, []),
    ],
)
def test_years_that_stay(text: str, now: int, fixed: list[int]) -> None:
    assert sorted(fixed_years(text, now)) == fixed


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("完成河道清淤工程。", ["河道清淤工程"]),
        ("完成城区河道清淤工程。", []),
        ("完成城区河道清淤工程和河道清淤工程。", ["河道清淤工程"]),
        ("河道清淤工程二期", []),
        ("会议费", []),
    ],
)
def test_names_inside_of_longer_names_are_not_meant(text: str, found: list[str]) -> None:
    names = Mentions(["河道清淤工程", "会议费"], ["城区河道清淤工程", "河道清淤工程二期"])
    assert [name for _, _, name in names.find(text)] == found
