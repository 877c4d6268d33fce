"""The PDF as its readers see it: with pypdf, and with poppler where it is there."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests import reading
from tests.conftest import ROOT, Run, needs
from tests.published import clean

FRONT = 2  # cover and contents carry no page number


@pytest.fixture(scope="module")
def pdf(built: Path) -> PdfReader:
    return PdfReader(next(built.glob("*.pdf")))


@pytest.fixture(scope="module")
def pages(pdf: PdfReader) -> list[str]:
    return [clean(page.extract_text()) for page in pdf.pages]


def test_contents_give_the_pages_that_headings_stand_on(
    pdf: PdfReader, pages: list[str], built: Path
) -> None:
    entries = [e for e in pdf.outline if not isinstance(e, list)]
    assert len(entries) == 20
    docx = reading.docx_paragraphs(next(built.glob("*.docx")))
    for entry in entries:
        title = clean(str(entry.title))
        page = pdf.get_destination_page_number(entry) + 1 - FRONT
        assert title in pages[page - 1 + FRONT]
        assert re.search(re.escape(title) + r"[.…]*" + str(page), pages[1]), title
        assert f"{title}{page}" in docx


def test_page_numbers(pages: list[str]) -> None:
    assert all(f"—{number}—" in page for number, page in enumerate(pages[FRONT:], 1))
    assert not any(re.search("—[0-9]+—", page) for page in pages[:FRONT])


def test_long_tables_repeat_what_stands_above_them(pages: list[str]) -> None:
    """Every page of the nine tables has code, department, year, unit and the 栏次 row."""
    tables = [page for page in pages[FRONT:] if "栏次" in page]
    assert len(tables) >= 11
    for page in tables:
        for words in ("434秦皇岛经济技术开发区管理委员会办公室", "预算年度：2024", "单位：万元"):
            assert words in page


def test_wide_tables_lie(pdf: PdfReader, pages: list[str]) -> None:
    for page, text in zip(pdf.pages, pages, strict=True):
        lying = page.mediabox.width > page.mediabox.height
        if ("附属单位上缴收入" in text and "栏次" in text) or "采购物品名称" in text:
            assert lying


def test_no_page_is_nearly_empty(pages: list[str]) -> None:
    for text in pages[1:]:
        assert len(text) > 60


def test_it_says_what_it_is(pdf: PdfReader) -> None:
    assert pdf.metadata is not None
    assert pdf.metadata.title == "2024年部门预算信息公开"
    assert pdf.metadata.author == "秦皇岛经济技术开发区管理委员会办公室"
    catalog = pdf.trailer["/Root"]
    assert catalog["/Lang"] == "zh-CN"
    assert catalog["/MarkInfo"]["/Marked"]
    xmp = catalog["/Metadata"].get_data().decode()
    assert re.search(r"pdfaid:part[^0-9]*2", xmp)
    assert re.search(r"pdfuaid:part[^0-9]*1", xmp)


def test_every_font_is_embedded(built: Path) -> None:
    command = [needs("pdffonts"), str(next(built.glob("*.pdf")))]
    lines = subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout
    rows = lines.splitlines()[2:]
    assert rows
    assert all(row.split()[-5] == "yes" for row in rows)


def test_another_reader_finds_the_same_amounts(built: Path, pdf: PdfReader) -> None:
    amount = re.compile(r"(?<![0-9.])[0-9]+\.[0-9]{2}(?![0-9])")
    poppler = amount.findall(reading.pdftotext(next(built.glob("*.pdf"))))
    ours = amount.findall("\n".join(page.extract_text() for page in pdf.pages))
    assert len(poppler) > 380
    assert sorted(poppler) == sorted(ours)


@pytest.fixture
def river(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "tests/packs", tmp_path / "p")
    return tmp_path / "p"


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


SPEC = "specs/river-bureau/2026.yaml"
FAULTS = [
    # file, what stands there, what is put there, code, words of the sentence
    (
        "templates/yunzhou-2026/pack.yaml",
        "{role: 仿宋, families: [Noto Serif SC]}",
        "{role: 仿宋, families: [没有的字体]}",
        "D601",
        "没有的字体",
    ),
    (SPEC, "负责城区河道的管理和养护。", "负责\U0010fffd河道。", "D602", "U+10FFFD"),
    ("templates/yunzhou-2026/pdf/budget.typ", "#publish(", "#publsh(", "D603", "publsh"),
    (
        "templates/yunzhou-2026/pdf/budget.typ",
        "#let 行距",
        '#import "@preview/tablex:0.0.8": *\n#let 行距',
        "D604",
        "import",
    ),
    (
        "templates/yunzhou-2026/pdf/budget.typ",
        "#let 行距",
        '#let 偷 = read("/etc/passwd")\n#let 行距',
        "D603",
        "",
    ),
    ("templates/yunzhou-2026/pdf/budget.typ", "#let 行距", "#while true {}\n#let 行距", "D603", ""),
]


@pytest.mark.parametrize(("file", "old", "new", "code", "said"), FAULTS, ids=lambda v: str(v)[:30])
def test_what_cannot_be_set(
    river: Path, gongkai: Callable[..., Run], file: str, old: str, new: str, code: str, said: str
) -> None:
    edit(river / file, old, new)
    run = gongkai("build", river / SPEC)
    assert run.status == 1
    assert f"错误 {code}：" in run.err
    assert said in run.err
    assert not (river / "output").exists()


def test_a_text_longer_than_a_page_loses_nothing(river: Path, gongkai: Callable[..., Run]) -> None:
    sentences = [f"第{number}项任务按照计划组织实施并确保取得预期成效。" for number in range(300)]
    edit(river / SPEC, "储备物资满足一次应急需要", "".join(sentences))
    assert gongkai("build", river / SPEC, "--to", "pdf").status == 0
    text = reading.pdf_text(next((river / "output").glob("**/*.pdf")))
    assert [s for s in sentences if s not in re.sub(r"第[0-9]+页|编制部门.*?单位：元", "", text)][
        :3
    ] == []
