"""The html, xlsx and docx of a comparison, read by programs that did not write them."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
import unicodedata
from dataclasses import replace
from decimal import Decimal
from importlib import import_module
from io import BytesIO
from pathlib import Path

import docx
import lxml.html
import openpyxl
import pytest
from lxml.html import HtmlElement
from openpyxl.cell import Cell
from openpyxl.workbook import Workbook
from pypdf import PdfReader

from generator.compare.movers import MOST_MOVERS
from generator.comparing import compare_specs
from generator.model.comparison import (
    Comparison,
    Shown,
    Side,
)
from generator.render.comparison import to_docx, to_html, to_xlsx
from generator.render.measure import width
from tests.comparisons import (
    EMPTY,
    FULL,
    HOSTILE,
    LONG,
    SAME,
    SPENDING,
    UNBROKEN,
    difference,
    named,
    second_year,
    table,
)
from tests.conftest import ROOT, needs
from tests.docx_structure import faults

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FORMATS = ("html", "xlsx", "docx")


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Comparison:
    return second_year(tmp_path_factory.mktemp("project"))


def rendered(name: str, comparison: Comparison) -> bytes:
    content: bytes = import_module(f"generator.render.comparison.to_{name}").render(comparison)
    return content


def page(comparison: Comparison) -> HtmlElement:
    return lxml.html.document_fromstring(to_html.render(comparison).decode("utf-8"))


def words(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())


def squeezed(said: str) -> str:
    """The letters alone: a PDF has others of the same look, and lines of its own."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", said))


def book(comparison: Comparison) -> Workbook:
    return openpyxl.load_workbook(BytesIO(to_xlsx.render(comparison)))


def rows(workbook: Workbook, name: str) -> list[dict[str, Cell]]:
    """The rows of a sheet by the labels of its columns."""
    head, *others = workbook[name].iter_rows()
    labels = [str(cell.value) for cell in head]
    return [dict(zip(labels, row, strict=True)) for row in others]


# All three


def test_every_difference_stands_in_every_output(real: Comparison) -> None:
    html = words(page(real))
    sheets = book(real)
    cells = {
        str(cell.value) for sheet in sheets for row in sheet.iter_rows() for cell in row if cell
    }
    document = docx.Document(BytesIO(to_docx.render(real)))
    body = "\n".join(t.text or "" for t in document.element.body.iter(f"{W}t"))
    assert real.differing and real.projects and real.indicators and real.sentences
    names = {figure.name for figure in real.differing}
    names |= {row.name for table in real.tables for row in table.rows if row.differs}
    names |= {mover.name for mover in real.movers}
    for section in (real.projects, real.indicators, real.assets, real.procurement, real.units):
        names |= {record.name for record in section}
    for name in names:
        assert " ".join(name.split()) in html
        assert name in cells
        assert name.split("\n")[0] in body
    for compared in real.sentences:
        for side in (compared.old, compared.new):
            if side is not None:
                assert side in cells
    numbers = [*real.differing, *(cell for table in real.tables for cell in table.cells)]
    for number in numbers:
        for shown in (number.shown.old, number.shown.new, number.shown.change):
            assert shown in html
            assert shown in body


def test_the_plan_of_a_project_on_one_side_is_no_change(real: Comparison) -> None:
    gone = next(project for project in real.projects if project.side is not Side.BOTH)
    assert any("支出计划" in number.column for number in gone.numbers)
    assert all("支出计划" not in number.column for number in gone.told)
    section = words(next(iter(page(real).xpath("//section[@id='projects']"))))
    plans = [n for p in real.projects if p.side is Side.BOTH for n in p.numbers]
    assert section.count("支出计划") == sum("支出计划" in n.column for n in plans)


@pytest.fixture(scope="module")
def same() -> Comparison:
    """The spec of 2024 beside itself."""
    spec = ROOT / "specs/qinhuangdao-etdz-office/2024.yaml"
    compared = compare_specs(spec, spec).value
    assert compared is not None
    return compared.comparison


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("by_hand", [True, False], ids=["by hand", "real"])
def test_an_empty_comparison_says_so(name: str, by_hand: bool, same: Comparison) -> None:
    content = rendered(name, EMPTY if by_hand else same)
    said = {
        "html": lambda: words(lxml.html.document_fromstring(content.decode("utf-8"))),
        "xlsx": lambda: str(openpyxl.load_workbook(BytesIO(content))["汇总"]["A2"].value),
        "docx": lambda: "\n".join(p.text for p in docx.Document(BytesIO(content)).paragraphs),
    }[name]()
    assert "两边没有任何差异。" in said


def test_same_bytes_in_another_process_with_another_hash_order() -> None:
    program = (
        "import hashlib\n"
        "from tests.comparisons import EMPTY, FULL\n"
        "from generator.render.comparison import to_docx, to_html, to_xlsx\n"
        "for made in (to_html, to_xlsx, to_docx):\n"
        "    for comparison in (FULL, EMPTY):\n"
        "        print(hashlib.sha256(made.render(comparison)).hexdigest())\n"
    )

    def run(seed: str) -> list[str]:
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
        command = [sys.executable, "-c", program]
        done = subprocess.run(
            command, env=environment, cwd=ROOT, capture_output=True, text=True, check=True
        )
        return done.stdout.split()

    here = [
        hashlib.sha256(made.render(comparison)).hexdigest()
        for made in (to_html, to_xlsx, to_docx)
        for comparison in (FULL, EMPTY)
    ]
    assert here == run("1") == run("2")


@pytest.mark.parametrize("name", FORMATS)
def test_what_people_wrote_is_text(name: str) -> None:
    content = rendered(name, named(HOSTILE))
    if name == "html":
        made = lxml.html.document_fromstring(content.decode("utf-8"))
        assert not made.findall(".//script")
        assert HOSTILE in made.text_content()
    elif name == "xlsx":
        assert HOSTILE in {row["名称"].value for row in rows(book(named(HOSTILE)), "项目")}
    else:
        document = docx.Document(BytesIO(content))
        assert HOSTILE in document.element.body.xpath("string()")
        assert document.core_properties.author == HOSTILE


# The workbook


def test_numbers_are_numbers_in_the_unit_of_the_comparison() -> None:
    made = rows(book(FULL), "部门预算支出总表")
    total = next(row for row in made if row["栏目"].value == "合计")
    assert total["2024年（万元）"].value == 2748.11
    assert total["2025年（万元）"].value == 2955.36
    assert total["增减（万元）"].value == 207.25
    assert total["增减%"].value == 0.0754
    assert total["2024年（万元）"].number_format == "#,##0.00"
    assert total["增减（万元）"].number_format == "+#,##0.00;-#,##0.00;#,##0.00"
    assert total["增减%"].number_format == "+0.00%;-0.00%;0.00%"
    assert (total["需说明原因"].value, total["原因"].value) == ("是", "新增智慧园区平台建设项目")
    gone = next(row for row in made if row["名称"].value == "其他优抚支出")
    assert (gone["2024年（万元）"].value, gone["2025年（万元）"].value) == (2.6, None)
    assert gone["增减（万元）"].value == -2.6


def test_a_number_keeps_every_digit() -> None:
    exact = difference("收入总计", "1234567890.12", "1234567890.13")
    made = to_xlsx.render(replace(EMPTY, figures=(exact,)))
    found = openpyxl.load_workbook(BytesIO(made))["汇总"]
    assert Decimal(repr(found["C2"].value)) == Decimal("1234567890.12")
    assert Decimal(repr(found["D2"].value)) == Decimal("1234567890.13")


def test_counts_and_shares_have_their_own_formats() -> None:
    made = rows(book(FULL), "国有资产")
    assert [row["计量单位"].value for row in made] == [None, "万元"]
    assert [row["2024年"].value for row in made] == [21, 239.57]
    assert [row["2024年"].number_format for row in made] == ["0", "#,##0.00"]


def test_a_number_to_be_filled_in_stays_its_words() -> None:
    known = difference("收入总计", "1.00", "2.00")
    assert known.new is not None
    figure = replace(known.new, known=False)
    shown = Shown(known.shown.old, "【待填】", "", "")
    made = rows(book(replace(FULL, figures=(replace(known, new=figure, shown=shown),))), "汇总")
    assert made[0]["2025年"].value == "【待填】"
    assert made[0]["增减"].value is None


@pytest.mark.parametrize("name", ["=1+1", "0201", "+86", "@x", "http://x.cn", "-1", "=HYPERLINK()"])
def test_words_are_never_formulas_links_or_numbers(name: str) -> None:
    workbook = book(named(name))
    found = 0
    for sheet in workbook:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type in ("s", "n")
                assert cell.hyperlink is None
                if cell.value == name:
                    found += 1
                    assert cell.data_type == "s"
    assert found > 6


def test_the_sheets_in_their_order_and_what_is_empty_is_left_out() -> None:
    assert book(FULL).sheetnames == [
        "汇总",
        "变动来源",
        "部门预算支出总表",
        "部门预算一般公共预算财政拨款基本支出表",
        "部门预算财政拨款“三公”经费支出表",
        "项目",
        "绩效指标",
        "国有资产",
        "政府采购",
        "所属单位",
        "文字",
        "说明",
    ]
    assert book(EMPTY).sheetnames == ["汇总", "部门预算财政拨款“三公”经费支出表"]


TITLES = ["A" * 40, "a" * 50, "[收]:*支?/\\表", "", "'表'", "History", "汇总", "𠮷" * 30, "项目"]


def test_names_of_sheets_are_what_excel_takes() -> None:
    tables = tuple(replace(SAME, id=str(n), title=title) for n, title in enumerate(TITLES))
    names = book(replace(FULL, tables=tables)).sheetnames
    assert len({name.casefold() for name in names}) == len(names) >= len(TITLES)
    for name in names:
        assert 0 < len(name.encode("utf-16-le")) // 2 <= 31
        assert not set(name) & set("[]:*?/\\")
        assert name.strip("'") == name and name.casefold() != "history"


def test_each_sheet_is_ready_to_filter_and_to_print() -> None:
    for sheet in book(FULL):
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref is not None and sheet.auto_filter.ref.startswith("A1:")
        assert sheet.page_setup.orientation == "landscape"
        assert int(sheet.page_setup.paperSize) == 9
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) in ((1, 0), (None, 0))
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.print_title_rows == "$1:$1"
        assert sheet.oddHeader.right.text == "金额单位：万元"


def test_columns_are_as_wide_as_chinese_words_need() -> None:
    sheet = book(FULL)["部门预算支出总表"]
    longest = max(width(str(cell.value)) for cell in sheet["B"])
    assert longest <= sheet.column_dimensions["B"].width <= longest + 4


def test_long_texts_are_wrapped_over_lines_that_are_tall_enough() -> None:
    sheet = book(named(LONG))["文字"]
    cell = sheet["B2"]
    assert cell.alignment.wrap_text
    room = sheet.column_dimensions["B"].width
    assert sheet.row_dimensions[2].height >= min(400, 13 * width(LONG) / room)


# The Word file


@pytest.mark.parametrize(
    "comparison",
    [FULL, EMPTY, named(HOSTILE), named(LONG), named(UNBROKEN)],
    ids=["full", "empty", "hostile", "long", "unbroken"],
)
def test_word_would_open_the_file(comparison: Comparison) -> None:
    assert faults(to_docx.render(comparison)) == []


def test_word_would_open_the_file_of_a_real_year(real: Comparison) -> None:
    assert faults(to_docx.render(real)) == []


def test_chinese_is_set_as_in_the_mainland() -> None:
    styles = docx.Document(BytesIO(to_docx.render(FULL))).styles.element
    languages = [found.get(f"{W}eastAsia") for found in styles.iter(f"{W}lang")]
    assert languages
    assert set(languages) == {"zh-CN"}


def test_the_page_is_a4_and_numbered() -> None:
    section = docx.Document(BytesIO(to_docx.render(FULL))).sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert "PAGE" in section.footer.paragraphs[0]._p.xml


def test_each_part_has_its_heading_and_its_table() -> None:
    document = docx.Document(BytesIO(to_docx.render(FULL)))
    headings = [p.text for p in document.paragraphs if p.style.name == "Heading 1"]
    assert headings == [
        "汇总",
        "变动来源",
        "项目",
        "部门预算支出总表",
        "部门预算一般公共预算财政拨款基本支出表",
        "绩效指标",
        "国有资产",
        "政府采购",
        "所属单位",
        "文字",
    ]
    assert len(document.tables) == 7
    for made in document.tables:
        assert made._tbl.tr_lst[0].xpath("./w:trPr/w:tblHeader")
    first = document.tables[0]
    assert [cell.text for cell in first.rows[0].cells] == [
        "名称",
        "2024年",
        "2025年",
        "增减",
        "增减%",
    ]
    lines = [[cell.text for cell in row.cells] for row in first.rows]
    # The mark asks for a reason, so what has one goes without.
    assert ["支出总计", "2748.11", "2955.36", "+207.25", "+7.54%"] in lines
    assert ["公务用车运维费", "3.60", "2.40", "※\N{NO-BREAK SPACE}-1.20", "-33.33%"] in lines
    assert all(line[0] != "公务接待费" for line in lines)


def test_what_moved_the_total_ends_in_the_total() -> None:
    movers = docx.Document(BytesIO(to_docx.render(FULL))).tables[1]
    lines = [[cell.text for cell in row.cells] for row in movers.rows]
    assert lines[1][0] == "智慧园区综合管理服务平台建设（一期）"
    assert lines[-2] == ["其余 5 项", "413.31", "416.90", "+3.59", "+0.87%"]
    assert lines[-1][:3] == ["支出总计", "2748.11", "2955.36"]
    assert len(lines) == 1 + MOST_MOVERS + 2


def test_redlined_words_are_struck_or_underlined() -> None:
    document = docx.Document(BytesIO(to_docx.render(FULL)))
    line = next(p for p in document.paragraphs if p.text.startswith("20242025年部门预算收入"))
    old = "".join(run.text for run in line.runs if run.style.name != "增加")
    new = "".join(run.text for run in line.runs if run.style.name != "删去")
    assert (old, new) == (FULL.sentences[0].old, FULL.sentences[0].new)
    styles = document.styles
    assert styles["删去"].font.strike and styles["增加"].font.underline
    assert str(styles["删去"].font.color.rgb) != str(styles["增加"].font.color.rgb)
    for style in ("Title", "Heading 1", "正文段落", "表内金额"):
        assert styles[style].element.rPr.rFonts.get(f"{W}eastAsia") in ("宋体", "黑体")


def test_libreoffice_prints_the_word_file(real: Comparison, tmp_path: Path) -> None:
    file = tmp_path / "对比.docx"
    file.write_bytes(to_docx.render(real))
    subprocess.run(
        [
            needs("soffice"),
            f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            tmp_path,
            file,
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    pages = PdfReader(tmp_path / "对比.pdf").pages
    assert 3 <= len(pages) <= 20
    read = squeezed("".join(page.extract_text() for page in pages))
    for figure in real.differing:
        assert figure.shown.new in read
    for compared in real.tables:
        if compared.cells:
            assert squeezed(compared.title) in read


@pytest.mark.parametrize("name", FORMATS)
def test_thousands_of_rows_and_the_last_of_them(name: str) -> None:
    cells = (difference("办公费", "1.00", "2.00"),)
    row = replace(SPENDING.rows[0], strong=False, cells=cells)
    last = replace(row, name="末行")
    large = table("大", "大表", ("合计",), (*(row,) * 2000, last))
    content = rendered(name, replace(FULL, tables=(large,)))
    if name == "xlsx":
        assert rows(openpyxl.load_workbook(BytesIO(content)), "大表")[2000]["名称"].value == "末行"
    elif name == "html":
        section = lxml.html.document_fromstring(content.decode("utf-8")).find(
            ".//section[@id='table-1']"
        )
        assert len(section.findall(".//tbody/tr")) == 2001
        assert words(section.findall(".//tbody/tr/th")[-1]) == "末行"
    else:
        large_table = docx.Document(BytesIO(content)).tables[3]._tbl
        assert len(large_table.tr_lst) == 1 + 2001
        assert "末行" in large_table.tr_lst[-1].xpath("string()")
