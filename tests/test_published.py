"""The generated document of 2024 against the one that was published.

Every published row and paragraph must stand in the Word file, every amount and paragraph in
the PDF, but for the differences listed here, each with its reason.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests import published, reading

# Certain contradictions of the published text (S…): published words, ours, why.
SETTLED = [
    ("S01", "预算安排14.46万元", "预算安排14.26万元", "三公总额由表算出"),
    ("S02", "公务用车购置及运维费3.80万元", "公务用车购置及运维费3.60万元", "由经济科目30231算出"),
    ("S03", "公务用车运维费3.80万元", "公务用车运维费3.60万元", "由经济科目30231算出"),
    ("S05", "云视频0.84万元。", "云视频0.84万元，其余项目减少0.55万元。", "所列增加额超过总额"),
    ("S06", "本年度退休2人", "本年度退休1人", "退休人数只写一次"),
    ("S07", "援助中西部地区开发经费20万元", "援助黑河地区开发经费20万元", "项目名称只写一次"),
    ("S07", "对口援助西部开发区", "对口援助黑河地区", "受援地区与项目名称一致"),
    ("S08", "年鉴（2023）》印刷", "年鉴（2024）》印刷", "卷次随项目名称"),
    ("S09", "专项业务费增加", "综合业务费增加", "项目名称只写一次"),
    (
        "S11/S13",
        "IS04001第八次质量管理体系监督审核工作",
        "ISO14001环境管理体系再认证审核工作",
        "标准号错字；质量体系与环境体系矛盾",
    ),
    ("S11", "确保IS04001环境", "确保ISO14001环境", "标准号错字"),
    ("S12", "ISO14000环境管理体系审核", "ISO14001环境管理体系审核", "标准号只写一次"),
    ("S15", "52.70万元，已按要求", "52.70万元，其中50.00万元已按要求", "采购表中只有50.00"),
    ("S16", "完成率达到100%，否则", "完成率达到95%以上，否则", "描述与指标值矛盾"),
    ("S17", "≤1次", "0次", "严禁违反纪律，次数应为零"),
    ("S18", "≤10台", "≥10台", "保障数量不是上限"),
    ("S19", "≤100%", "=100%", "不大于100%恒真"),
    ("S21", "大事纪", "大事记", "用字不一"),
    ("S22", "激励约束机制”。", "激励约束机制。", "引号不配对"),
    ("S23", "组织5各部门", "组织5个部门", "错字"),
    ("S23", "民生服及", "民生服务及", "脱字"),
    ("S23", "资金管理辦法", "资金管理办法", "繁体字"),
    ("form", "网站绩效考核优秀率≥95%；", "网站绩效考核优秀率≥95%。", "句末标点"),
    ("form", "内审员参与率≥90%", "内审员参与率≥90%。", "句末标点"),
]
# Published lines that have no counterpart of the same shape.
DROPPED = {
    ("25%", "50%", "75%"): "S14：缺 12 月底，末期应达 100%",
    ("资金支出计划（%）", "3月底", "6月底", "10月底"): "S14：缺 12 月底一栏",
}
# What the generated document has and the published one lacks.
ADDED = [
    ("25%", "50%", "75%", "100%"),  # S14
    ("10", "四、会议费", "1.00", "1.00", "", ""),  # S04: the total contained them unseen
    ("11", "五、培训费", "6.73", "6.73", "", ""),  # S04
]


def settled(text: str) -> str:
    for _, was, now, _ in SETTLED:
        if now.removesuffix("。") == was and text.endswith(was):
            return text.removesuffix(was) + now
        if now != was + "。":
            text = text.replace(was, now)
    return text


def ours(row: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(settled(cell) for cell in row)


@pytest.fixture(scope="session")
def docx(built: Path) -> Path:
    return built / "2024年部门预算信息公开.docx"


@pytest.fixture(scope="session")
def pdf(built: Path) -> Path:
    return built / "2024年部门预算信息公开.pdf"


def test_every_published_row_stands_in_word(docx: Path) -> None:
    generated = reading.docx_rows(docx)
    missing = [
        row
        for row in map(ours, published.rows())
        if row not in generated and row not in DROPPED and not _joined(row, generated)
    ]
    assert missing == []


def _joined(row: tuple[str, ...], generated: set[tuple[str, ...]]) -> bool:
    """A header or form row whose merged cells the conversion put on other lines."""
    return any(set(row) <= set(other) and len(row) > 1 for other in generated if "序号" in other)


@pytest.mark.parametrize("row", ADDED, ids=str)
def test_rows_that_settle_a_contradiction(docx: Path, row: tuple[str, ...]) -> None:
    assert row in reading.docx_rows(docx)


def test_every_published_paragraph_stands_in_word(docx: Path) -> None:
    generated = set(reading.docx_texts(docx)) | _terms(reading.docx_texts(docx))
    captions = {"预算年度：2024", "单位：万元", "截止时间：2023-12-31"}
    missing = []
    for paragraph in map(settled, published.paragraphs()):
        whole = paragraph in generated or any(paragraph in text for text in generated)
        if not whole and paragraph not in captions:
            missing.append(paragraph)
    assert missing == []


def _terms(texts: list[str]) -> set[str]:
    """List items without the number that the conversion turned into a dash."""
    return {re.sub(r"^[0-9]+、", "", text) for text in texts}


def test_every_settled_difference_is_real(docx: Path) -> None:
    """No difference is listed that the published text does not have and ours does."""
    reference = "".join(published.paragraphs()) + "".join("".join(r) for r in published.rows())
    generated = "".join(reading.docx_texts(docx))
    for code, was, now, _ in SETTLED:
        assert was in reference, code
        assert now in generated, code
    for row in DROPPED:
        assert row in published.rows()


AMOUNT = re.compile(r"[0-9]+\.[0-9]{2}")


def test_every_published_amount_stands_in_the_pdf(pdf: Path) -> None:
    text = reading.pdf_text(pdf)
    amounts = {
        amount
        for line in (
            *map(settled, published.paragraphs()),
            *("".join(ours((c,))) for r in published.rows() for c in r),
        )
        for amount in AMOUNT.findall(line)
    }
    assert len(amounts) > 75
    assert sorted(a for a in amounts if a not in text) == []


def test_every_published_paragraph_stands_in_the_pdf(pdf: Path) -> None:
    text = re.sub(r"—[0-9]+—", "", reading.pdf_text(pdf))
    missing = [
        paragraph for paragraph in map(settled, published.paragraphs()) if paragraph not in text
    ]
    assert missing == []
