"""The certain contradictions of the published document, fed back into the spec one by one.

S01 to S23 are numbered as in the comments of the spec and in tests/test_published.py. An item is
typed where it could be typed and `check` must report it; what has no place to be typed is shown
not to arise. The two traps, which look wrong and are right, must not be reported.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from generator.checks.registry import CHECKS
from generator.model.diagnostic import Diagnostic
from generator.model.figure import Derived, Figure
from generator.model.report import Mention, Paragraph, plain
from generator.pipeline import Prepared, examine, prepare
from tests.test_checks import changed, laid_out

# No number of these can be typed in a spec: `verify` finds them where the Word file was edited.
ARISE_IN_WORD_ONLY = ("S01", "S02", "S03")

# Item: the code that reports it, and the edits that bring the published words back.
TYPED: dict[str, tuple[str, list[tuple[str, str]]]] = {
    "S04": ("X204", [("  项目支出中的会议费: 1.00\n", "  项目支出中的会议费: 0\n")]),
    "S05": ("Y104", [('，其余项目减少{{ 变动["项目支出"].其余 }}万元', "")]),
    "S14": (
        "P401",
        [("      12月底: 100%  # S14：原稿缺12月底一栏；其余项目年底都是100%。\n", "")],
    ),
    "S16": ("P406", [("年各项工作完成率达到95%以上", "年各项工作完成率达到100%")]),
    "S17": ("P405", [("指标值: 0次", "指标值: ≤1次")]),
    "S18": ("P404", [("'≥{{ 共用.机房网络设备数 }}台'", "'≤{{ 共用.机房网络设备数 }}台'")]),
    "S19": ("P403", [("指标值: =100%  # S19", "指标值: ≤100%  # S19")]),
    "S20": ("R104", [("其他说明: 我部门无其他需要说明的事项。", "其他说明: ''")]),
}


# The same for items of words; which check reports one is its own matter.
WORDS: dict[str, list[tuple[str, str]]] = {
    "S06": [("本年度退休{{ 共用.本年退休人数 }}人导致", "本年度退休2人导致")],
    "S07": [("主要用于加强两地产业联动", "援助中西部地区开发经费主要用于加强两地产业联动")],
    "S08": [("年鉴（{{ 年度 }}）》印刷", "年鉴（2023）》印刷")],
    "S09": [('{{ 项目["综合业务费"].名称 }}增加', "专项业务费增加")],
    "S11": [("确保{{ 共用.环境管理体系 }}", "确保IS04001环境管理体系")],
    "S12": [("开展管委办{{ 共用.环境管理体系 }}", "开展管委办ISO14000环境管理体系")],
    "S13": [
        (
            "组织开展{{ 共用.环境管理体系 }}{{ 共用.环境管理体系审核 }}工作",
            "组织开展{{ 共用.环境管理体系 }}第八次质量管理体系监督审核工作",
        )
    ],
    "S21": [("名称: 区志、年鉴、大事记", "名称: 区志、年鉴、大事纪")],
    "S22": [("“优胜劣汰”的激励约束机制。", "“优胜劣汰”的激励约束机制”。")],
    "S23-个": [("组织5个部门", "组织5各部门")],
    "S23-服务": [("民生服务及", "民生服及")],
    "S23-办": [("资金管理办法、", "资金管理辦法、")],
}


def found(spec: Path) -> Counter[tuple[str, str]]:
    return Counter((p.code, p.about) for p in examine(spec).diagnostics)


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Prepared:
    prepared = prepare(laid_out({"base": "hebei"}, tmp_path_factory.mktemp("clean"))).value
    assert prepared is not None
    return prepared


def fed_back(edits: list[tuple[str, str]], folder: Path) -> list[Diagnostic]:
    """What is found with the published words and not without them."""
    before = found(laid_out({"base": "hebei"}, folder / "before"))
    spec = laid_out({"base": "hebei"}, folder / "after")
    spec.write_text(changed(spec.read_text(encoding="utf-8"), edits), encoding="utf-8")
    return [p for p in examine(spec).diagnostics if (p.code, p.about) not in before]


@pytest.mark.parametrize("item", TYPED)
def test_typed_again_it_is_reported(item: str, tmp_path: Path) -> None:
    code, edits = TYPED[item]
    assert code in [problem.code for problem in fed_back(edits, tmp_path)]


# Without the lint of words there is nobody to report them; with it this mark is idle.
NO_LINT = [check.CODE for check in CHECKS if check.CODE.startswith("N")] == ["N301"]


@pytest.mark.xfail(NO_LINT, reason="the checks of words (N3) are not there", strict=True)
@pytest.mark.parametrize("item", WORDS)
def test_words_typed_again_are_reported(item: str, tmp_path: Path) -> None:
    assert [problem.code for problem in fed_back(WORDS[item], tmp_path)]


def paragraph(prepared: Prepared, words: str) -> Paragraph:
    blocks = [b for b in prepared.report.blocks() if isinstance(b, Paragraph)]
    (one,) = [block for block in blocks if words in plain(block.runs)]
    return one


def mention(block: Paragraph, words: str) -> Mention:
    """The number printed behind some words."""
    said = plain(block.runs)
    end = said.index(words) + len(words)
    start = 0
    for run in block.runs:
        if isinstance(run, Mention) and start == end:
            return run
        start += len(run if isinstance(run, str) else run.text)
    raise AssertionError(f"nothing computed behind {words}")


def cell(prepared: Prepared, id: str) -> Figure:
    cells = (c for sheet in prepared.budget.sheets for row in sheet.rows for c in row.cells)
    return next(c for c in cells if isinstance(c, Figure) and c.id == id)


SAME = {
    "S01": ("“三公”经费预算安排", "三公经费表/“三公”经费小计/合计"),
    "S02": ("公务用车购置及运维费", "三公经费表/公务用车购置及运维费/合计"),
    "S03": ("公务用车运维费", "三公经费表/公务用车运行维护费/合计"),
}


@pytest.mark.parametrize("item", SAME)
def test_text_and_table_are_one_number(item: str, clean: Prepared) -> None:
    """The sentence and the table print figures made of the same numbers typed."""
    words, id = SAME[item]
    block = paragraph(clean, "“三公”经费预算安排")
    printed, in_table = mention(block, words).figure, cell(clean, id)
    assert printed.value == in_table.value
    assert set(printed.leaves()) == set(in_table.leaves())
    assert item in ARISE_IN_WORD_ONLY


def test_no_number_of_that_sentence_is_typed(clean: Prepared) -> None:
    block = paragraph(clean, "“三公”经费预算安排")
    sentence = "".join(run for run in block.runs if isinstance(run, str))
    assert re.findall(r"[0-9]+(?:\.[0-9]+)?", sentence) == ["2024", "2023"]


def test_s04_the_total_is_the_sum_of_rows_that_are_printed(clean: Prepared) -> None:
    (table,) = [t for t in clean.report.tables() if t.id == "三公经费表"]
    printed = {row.id for grid in table.grids for row in grid.rows}
    total = cell(clean, "三公经费表/合计/合计")
    assert isinstance(total.origin, Derived)
    rows = {part.id.split("/")[1] for part in total.origin.inputs}
    assert rows == {"“三公”经费小计", "会议费", "培训费"}
    assert rows <= printed


def test_s15_only_what_is_in_the_table_of_purchases_is_said_to_be(clean: Prepared) -> None:
    """The sentence is written by the pack from both sums."""
    said = plain(paragraph(clean, "拟购置固定资产总额为").runs)
    assert "总额为52.70万元，其中50.00万元已按要求列入政府采购预算" in said


@pytest.mark.parametrize(
    ("trap", "id", "value"),
    [("S44", "机关运行经费", "101.99"), ("S45", "三公经费表/因公出国（境）费/合计", "10.00")],
)
def test_a_trap_is_not_reported(trap: str, id: str, value: str, clean: Prepared) -> None:
    budget = clean.budget
    figure = budget.figures.get(id) or cell(clean, id)
    assert f"{figure.value / 10_000:.2f}" == value
    reported = {problem.about for problem in clean.examination.found}
    assert reported == {"职业年金缴费", "公务用车运维费"}
