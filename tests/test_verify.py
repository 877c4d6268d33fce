"""Files that people edited after they were generated are compared with the spec."""

from __future__ import annotations

import re
import shutil
import subprocess
import time
from collections.abc import Callable
from copy import deepcopy
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from lxml.etree import _Element
from pypdf import PdfWriter

from generator import pipeline
from generator.exchange.align import Hunk, differing
from generator.exchange.expected import expected
from generator.exchange.found import Line
from generator.exchange.front import front_length
from generator.exchange.pages import compare_pages
from generator.exchange.pdf import read_pdf
from generator.exchange.running import without_page_marks
from generator.exchange.verify import verify
from generator.model.diagnostic import Diagnostic, Severity
from generator.model.source import Span
from generator.pipeline import Prepared
from tests.conftest import ROOT, Run, needs
from tests.editing import (
    Edit,
    W,
    after,
    blank_lines,
    cells,
    copied_behind,
    edited,
    in_row,
    paragraph,
    put,
    replace,
    row,
    split_runs,
    text,
    tracked,
    zipped,
)

SPEC = "specs/qinhuangdao-etdz-office/2024.yaml"
SPENDING = "部门预算支出总表"
THREE = "部门预算财政拨款“三公”经费支出表"
SECTION = "“四、财政拨款“三公”经费预算情况及增减变化原因”之下第 1 段"
MOTIVES = "“3、比上年增减情况”之下第 1 段"
YEARBOOK = "1、《秦皇岛经济技术开发区年鉴（2024）》印刷经费绩效目标表"

# Contradictions of the published document, edited into a Word file as they stood there:
# number, edit, code, place, what the spec says, what the file says.
SEED: list[tuple[str, Edit, str, str, str, str]] = [
    ("S01", replace("14.26", "14.46", "预算安排"), "V611", SECTION, "14.26", "14.46"),
    ("S02", replace("运维费3.60", "运维费3.80", "安排14"), "V611", SECTION, "3.60", "3.80"),
    ("S03", replace("车运维费3.60", "车运维费3.80", "安排14"), "V611", SECTION, "3.60", "3.80"),
    ("S05", replace("716.15", "716.70"), "V611", MOTIVES, "716.15", "716.70"),
    ("S06", replace("退休1人", "退休2人", "预算安排14"), "V611", SECTION, "1", "2"),
    (
        "S07",
        replace("援助黑河地区开发经费", "援助中西部地区开发经费", "项目支出"),
        "V612",
        "“2、支出说明”之下第 1 段",
        "黑河",
        "中西部",
    ),
    (
        "S08",
        replace("年鉴（2024）", "年鉴（2023）", "主要用于"),
        "V611",
        f"表“{YEARBOOK}”",
        "2024",
        "2023",
    ),
    ("S09", replace("综合业务费", "专项业务费", "716.15"), "V612", MOTIVES, "综合", "专项"),
    (
        "S10",
        replace("50万元", "50万元，云监测6万元，云视频0.84万元", "716.15"),
        "V611",
        MOTIVES,
        "",
        "云监测6万元",
    ),
    (
        "S15",
        replace("50.00", "52.70", "列入政府采购"),
        "V611",
        "“九、国有资产信息”之下第 1 段",
        "50.00",
        "52.70",
    ),
]


@pytest.fixture(scope="module")
def prepared() -> Prepared:
    value = pipeline.prepare(ROOT / SPEC).value
    assert value is not None
    return value


@pytest.fixture(scope="module")
def docx(built: Path) -> bytes:
    return next(built.glob("*.docx")).read_bytes()


@pytest.fixture(scope="module")
def told(prepared: Prepared) -> Callable[[bytes], list[Diagnostic]]:
    """What is said of a file."""

    def tell(data: bytes) -> list[Diagnostic]:
        narrated = prepared.narrated
        found = verify(narrated.report, narrated.sentences, data, Span("改过.docx"))
        return list(found.diagnostics)

    return tell


Told = Callable[[bytes], list[Diagnostic]]


def only(found: list[Diagnostic]) -> Diagnostic:
    assert len(found) == 1, [d.message for d in found]
    return found[0]


def test_files_as_generated_are_the_same(built: Path, gongkai: Callable[..., Run]) -> None:
    for file in built.iterdir():
        run = gongkai("verify", ROOT / SPEC, file)
        assert (run.status, run.err) == (0, "")
        assert re.search(r"核对了 [0-9]{3} 段（行）、[0-9]{3} 个数，与 .*2024.yaml 一致。", run.out)


@pytest.mark.parametrize("case", SEED, ids=lambda case: case[0])
def test_contradictions_of_the_seed(
    case: tuple[str, Edit, str, str, str, str], docx: bytes, told: Told
) -> None:
    _, edit, code, place, was, now = case
    found = only(told(edited(docx, edit)))
    assert found.code == code
    assert place in found.message
    assert was in found.message
    assert now in found.message


def test_a_number_is_told_with_its_figure_and_where_it_was_typed(
    docx: bytes, tmp_path: Path, gongkai: Callable[..., Run]
) -> None:
    file = tmp_path / "改过.docx"
    file.write_bytes(edited(docx, replace("14.26", "14.46", "预算安排")))
    run = gongkai("verify", ROOT / SPEC, file)
    assert run.status == 1
    first, *places, advice = run.err.splitlines()
    assert f"错误 V611：{SECTION}：应为“14.26”，文件里是“14.46”（…" in first
    assert "“三公”经费预算安排【14.26→14.46】万元" in first
    assert len(places) == 3
    assert all(re.search(r"另见 .*2024\.yaml:[0-9]+:[0-9]+$", place) for place in places)
    assert advice.strip() == "这个数是“三公经费”。"
    assert run.out.endswith("有 1 处不同。\n")


def test_two_changes_in_one_sentence_are_two(docx: bytes, told: Told) -> None:
    edits = (replace("14.26", "14.46", "预算安排"), replace("0.66", "0.86", "预算安排"))
    found = told(edited(docx, *edits))
    assert [d.about for d in found] == ["三公经费", "公务接待费"]


def test_a_cell_in_the_middle_of_a_table(docx: bytes, told: Told) -> None:
    edit = in_row(SPENDING, ("行政单位离退休",), "230.67", "230.76")
    found = only(told(edited(docx, edit)))
    assert found.message == (
        f"表“{SPENDING}”“2080501 行政单位离退休”行“合计”列：应为“230.67”，文件里是“230.76”。"
    )
    assert found.about == "支出总表/2080501/合计"


def test_a_cell_of_a_form(docx: bytes, told: Told) -> None:
    found = only(told(edited(docx, replace("≤228.6元/册", "≤238.6元/册"))))
    assert f"表“{YEARBOOK}”“成本指标 预算支出控制数”行“指标值”列" in found.message
    assert "≤238.6元/册" in found.message
    assert [span.line > 0 for span in found.related] == [True]


def test_a_number_in_another_column(docx: bytes, told: Told) -> None:
    def edit(root: _Element) -> None:
        found = list(row(root, SPENDING, "2010302").iter(f"{W}tc"))
        number = next(c for c in reversed(found) if text(c) == "56.00")
        before = found[found.index(number) - 1]
        for run in list(number.iter(f"{W}r")):
            next(before.iter(f"{W}p")).append(run)

    messages = [d.message for d in told(edited(docx, edit))]
    assert len(messages) == 2
    assert "“基本支出”列：多了“56.00”" in messages[0]
    assert "“项目支出”列：少了“56.00”" in messages[1]


def test_an_emptied_cell(docx: bytes, told: Told) -> None:
    found = only(told(edited(docx, in_row(THREE, ("合计", "21.99"), "21.99", ""))))
    assert "“合计”行“合计”列：少了“21.99”" in found.message


def swapped(root: _Element) -> None:
    first = row(root, SPENDING, "2010301")
    following = first.getnext()
    assert following is not None
    following.addnext(first)


def deleted(root: _Element, renumbered: bool = False) -> None:
    gone = row(root, SPENDING, "2010302")
    if renumbered:
        for number in [next(r.iter(f"{W}p")) for r in gone.itersiblings(f"{W}tr")]:
            put(number, str(int(text(number)) - 1))
    table = gone.getparent()
    assert table is not None
    table.remove(gone)


def inserted(root: _Element) -> None:
    before = row(root, SPENDING, "2010302")
    copy = deepcopy(before)
    before.addnext(copy)
    for found in copy.iter(f"{W}p"):
        other = {"2010302": "2010303", "一般行政管理事务": "专项业务", "56.00": "57.00"}
        if text(found) in other:
            put(found, other[text(found)])


def test_rows_moved_taken_out_and_put_in(docx: bytes, told: Told) -> None:
    found = only(told(edited(docx, swapped)))
    assert found.code == "V615"
    for edit in (deleted, lambda root: deleted(root, renumbered=True)):
        found = only(told(edited(docx, edit)))
        assert found.code == "V614"
        assert "“2010302 一般行政管理事务”行：少了" in found.message
    found = only(told(edited(docx, inserted)))
    assert found.code == "V613"
    assert "“2010302 一般行政管理事务”行之后：多了“5 2010303 专项业务 57.00 57.00”" in found.message


def test_a_table_taken_out_is_told_once(docx: bytes, told: Told) -> None:
    def edit(root: _Element) -> None:
        table = row(root, THREE, "21.99").getparent()
        assert table is not None
        title = next(table.itersiblings(f"{W}p", preceding=True))
        for gone in (table, title):
            root[0].remove(gone)

    found = only(told(edited(docx, edit)))
    assert found.message == f"表“{THREE}”：整个不在文件里。"


def test_paragraphs_and_sentences_put_in_and_taken_out(docx: bytes, told: Told) -> None:
    place = "预算安排14.26"

    def add(root: _Element) -> None:
        copied_behind(paragraph(root, place), "另有专项资金5.00万元用于接待。")

    found = only(told(edited(docx, add)))
    assert found.code == "V613"
    assert f"{SECTION}之后：多了“另有专项资金5.00万元" in found.message

    def remove(root: _Element) -> None:
        put(paragraph(root, place), "")

    found = only(told(edited(docx, remove)))
    assert found.code == "V614"
    assert f"{SECTION}：少了“2024年，" in found.message
    end = "负责管委印信、文书档案的管理。"
    assert only(told(edited(docx, replace(end, "")))).code == "V614"
    assert only(told(edited(docx, replace(end, f"{end}另设专人一名。")))).code == "V613"


def test_a_tracked_change_counts_and_is_mentioned(docx: bytes, told: Told) -> None:
    edit = tracked("14.26", "14.46", "预算安排14.26")
    found = {d.code: d for d in told(edited(docx, edit))}
    assert set(found) == {"V606", "V611"}
    assert found["V606"].severity is Severity.WARNING
    assert "【14.26→14.46】" in found["V611"].message


def test_words_of_a_text_box_are_not_compared_but_mentioned(docx: bytes, told: Told) -> None:
    def edit(root: _Element) -> None:
        run = etree.SubElement(paragraph(root, "预算安排14.26"), f"{W}r")
        box = etree.SubElement(etree.SubElement(run, f"{W}pict"), f"{W}txbxContent")
        words = etree.SubElement(etree.SubElement(box, f"{W}p"), f"{W}r")
        etree.SubElement(words, f"{W}t").text = "内部资料"

    found = only(told(edited(docx, edit)))
    assert (found.code, found.severity) == ("V607", Severity.WARNING)
    assert "“内部资料”" in found.message


def quotes(root: _Element) -> None:
    """What automatic correction and another keyboard do."""
    for words in root.iter(f"{W}t"):
        table = str.maketrans("“”（）", '"″()')
        words.text = (words.text or "").translate(table).replace("2748.11", "2,748.11")


def divided(root: _Element) -> None:
    """A table cut in two with its header above both, and a paragraph cut in two."""
    cut = row(root, SPENDING, "2010350")
    table = cut.getparent()
    assert table is not None
    second = deepcopy(table)
    for copy in list(second.iter(f"{W}tr"))[4 : table.index(cut) - 2]:
        second.remove(copy)
    for old in [cut, *cut.itersiblings(f"{W}tr")]:
        table.remove(old)
    table.addnext(second)
    second.addprevious(etree.Element(f"{W}p"))
    long = paragraph(root, "预算安排14.26")
    words = text(long)
    copied_behind(long, words[40:])
    put(long, words[:40])


@pytest.mark.parametrize("edit", [split_runs, blank_lines, quotes])
def test_what_word_does_by_itself_is_no_difference(edit: Edit, docx: bytes, told: Told) -> None:
    assert told(edited(docx, edit)) == []


def test_a_table_or_paragraph_cut_in_two_is_no_difference(docx: bytes, told: Told) -> None:
    def edit(root: _Element) -> None:
        rows = [cells(r) for r in after(root, SPENDING)]
        divided(root)
        assert len([cells(r) for r in after(root, SPENDING)]) > len(rows)

    assert told(edited(docx, edit)) == []


def test_page_numbers_of_the_contents_and_the_cover(docx: bytes, told: Told) -> None:
    def pages(root: _Element) -> None:
        for words in paragraph(root, "名词解释").iter(f"{W}t"):
            words.text = re.sub(r"^[0-9]+$", "99", words.text or "")

    assert told(edited(docx, pages)) == []
    found = only(told(edited(docx, replace("2024", "2023"))))
    assert found.message == "封面的“2023年部门预算信息公开”：应为“2024”，文件里是“2023”。"


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_one_digit_of_any_number_is_found(data: st.DataObject, docx: bytes, told: Told) -> None:
    place: list[str] = []

    def edit(root: _Element) -> None:
        body = [p for p in root.iter(f"{W}p") if re.search(r"[0-9]\.[0-9]", text(p))]
        found = data.draw(st.sampled_from(body), label="paragraph")
        words = text(found)
        digits = [at for at, letter in enumerate(words) if letter in "0123456789"]
        at = data.draw(st.sampled_from(digits), label="place")
        other = data.draw(st.sampled_from("0123456789".replace(words[at], "")), label="digit")
        put(found, words[:at] + other + words[at + 1 :])
        place.append(words)

    found = only(told(edited(docx, edit)))
    assert found.code == "V611", (place, found.message)


@given(st.lists(st.sampled_from("ab1")), st.lists(st.sampled_from("ab1")))
def test_hunks_turn_one_sequence_into_the_other(left: list[str], right: list[str]) -> None:
    made: list[str] = []
    end = 0
    for hunk in differing(left, right):
        made += left[end : hunk.i1] + right[hunk.j1 : hunk.j2]
        end = hunk.i2
    assert made + left[end:] == right


def test_long_sequences_are_aligned_in_linear_time() -> None:
    left = [f"{number % 977}.{number % 31}" for number in range(60_000)]
    right = [*left[:20_000], "x", *left[20_001:40_000], *left[40_100:]]
    start = time.perf_counter()
    assert differing(left, right) == [
        Hunk(20_000, 20_001, 20_000, 20_001),
        Hunk(40_000, 40_100, 40_000, 40_000),
    ]
    assert time.perf_counter() - start < 3


def rebuilt(project: Path, tmp_path: Path, change: Callable[[str], str]) -> dict[str, bytes]:
    """Word and PDF of the spec with another text."""
    folder = tmp_path / "specs" / "office"
    folder.mkdir(parents=True)
    source = project / SPEC
    shutil.copytree(project / "templates", tmp_path / "templates")
    for file in source.parent.iterdir():
        (folder / file.name).write_bytes(file.read_bytes())
    changed = change(source.read_text(encoding="utf-8"))
    (folder / "2024.yaml").write_text(changed, encoding="utf-8")
    examined = pipeline.examine(folder / "2024.yaml").value
    assert examined is not None
    return pipeline.render(examined, ("docx", "pdf")).value.files


def test_another_spec_is_found_in_word_and_pdf(project: Path, tmp_path: Path, told: Told) -> None:
    files = rebuilt(project, tmp_path, lambda text: text.replace("30217: 0.66", "30217: 0.67"))
    word, pdf = told(files["docx"]), told(files["pdf"])
    assert {d.code for d in word} == {d.code for d in pdf} == {"V611"}
    assert {d.about for d in pdf} == {d.about for d in word}
    assert "PDF 第 18 页，" + SECTION in "".join(d.message for d in pdf)


def test_another_year_is_said_once(project: Path, tmp_path: Path, told: Told) -> None:
    def change(text: str) -> str:
        text = text.replace("年度: 2024", "年度: 2025").replace("上年: 2023.yaml\n", "")
        return re.sub(r": ([0-9]+\.[0-9]{2})", lambda m: f": {float(m[1]) * 2:.2f}", text)

    for data in rebuilt(project, tmp_path, change).values():
        found = only(told(data))
        assert found.code == "V605"
        assert "2025 年的文件" in found.message


def test_another_department_is_said_once(told: Told) -> None:
    other = pipeline.examine(ROOT / "tests/packs/specs/river-bureau/2026.yaml").value
    assert other is not None
    for data in pipeline.render(other, ("docx", "pdf")).value.files.values():
        assert only(told(data)).code == "V605"


def test_a_file_with_a_part_of_the_report(docx: bytes, told: Told) -> None:
    """Made with a Word file of one's own: one table and words that the report does not know."""

    def edit(root: _Element) -> None:
        in_row(SPENDING, ("2010350",), "425.90", "425.99")(root)
        table = row(root, SPENDING, "2010301").getparent()
        words = paragraph(root, "预算安排14.26")
        put(words, "关于批复预算的说明")
        for child in list(root[0]):
            if child not in (table, words) and child.tag != f"{W}sectPr":
                root[0].remove(child)

    number, note = told(edited(docx, edit))
    assert "“2010350 事业运行”行“合计”列：应为“425.90”，文件里是“425.99”" in number.message
    assert (note.code, note.severity) == ("V608", Severity.WARNING)


Pages = tuple[Line, ...]


@pytest.fixture(scope="module")
def pages(built: Path, prepared: Prepared) -> Pages:
    """The lines of our PDF behind the cover."""
    data = next(built.glob("*.pdf")).read_bytes()
    lines = read_pdf(data, Span("a.pdf")).value
    assert lines is not None
    body = tuple(without_page_marks(lines, frozenset()))
    return body[front_length(expected(prepared.report).units, [b.text for b in body]) :]


def cut_lines(pages: Pages, words: str, *parts: str) -> Pages:
    """The first line with some words as several lines."""
    at = next(n for n, line in enumerate(pages) if words in line.text)
    return (*pages[:at], *(Line(part, pages[at].page) for part in parts), *pages[at + 1 :])


def test_numbers_broken_or_glued_in_a_pdf_are_the_same(pages: Pages, prepared: Prepared) -> None:
    units = expected(prepared.report).units
    row = "4 2010301 行政运行 842.83 767.33 75.50"
    for parts in (("4 2010", "301 行政运行 842.8", "3 767.3", "3 75.50"), (row.replace(" ", ""),)):
        assert list(compare_pages(units, cut_lines(pages, row, *parts))) == []
    wrong = ("4 2010301 行政运行 842.8", "4 767.33 75.50")
    (found,) = compare_pages(units, cut_lines(pages, row, *wrong))
    assert (found.was, found.now) == ("842.83", "842.8 4")


def test_signs_set_before_their_line_are_the_same(pages: Pages, prepared: Prepared) -> None:
    units = expected(prepared.report).units
    line = next(line.text for line in pages if "“放管服”改革工作" in line.text)
    moved = "“”" + line.replace("“", "").replace("”", "")
    assert list(compare_pages(units, cut_lines(pages, line, moved))) == []
    (found,) = compare_pages(units, cut_lines(pages, line, moved.replace("“”", "“")))
    assert (len(found.was), found.now) == (1, "")


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_one_digit_of_a_pdf_is_found(data: st.DataObject, pages: Pages, prepared: Prepared) -> None:
    units = expected(prepared.report).units
    digits = [n for n, line in enumerate(pages) if re.search("[0-9]", line.text)]
    at = data.draw(st.sampled_from(digits), label="line")
    words = pages[at].text
    place = data.draw(st.sampled_from([m.start() for m in re.finditer("[0-9]", words)]))
    other = data.draw(st.sampled_from("0123456789".replace(words[place], "")), label="digit")
    changed = words[:place] + other + words[place + 1 :]
    wrong = (*pages[:at], Line(changed, pages[at].page), *pages[at + 1 :])
    assert list(compare_pages(units, wrong)), changed


def test_running_heads_and_page_numbers_are_no_text() -> None:
    text = [Line(f"第{n}章说明", n) for n in range(1, 7)]
    lines = [
        line
        for n, middle in enumerate(text, 1)
        for line in (Line("某市", n), middle, Line(f"第 {n} 页 共 6 页", n))
    ]
    assert list(without_page_marks(lines, frozenset())) == text
    assert next(without_page_marks(lines, frozenset({"某市"}))).text == "某市"
    two = (Line("正文", 1), Line("— 1 —", 1), Line("20", 2))
    assert list(without_page_marks(two, frozenset())) == [two[0], two[2]]


def pdf(*, password: str = "", pages: int = 1) -> bytes:
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(200, 200)
    if password:
        writer.encrypt(password)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


RELS = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'
ENTITY = (
    b'<!DOCTYPE a [<!ENTITY x "y">]><w:document xmlns:w="http://schemas.openxmlformats.org/'
    b'wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body></w:document>'
)
REFUSED = {
    "empty": (b"", "V601", "空的"),
    "text": ("不是文件".encode(), "V601", "不是 Word"),
    "old Word": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "V601", "旧格式"),
    "Excel": (zipped({"xl/workbook.xml": b""}), "V601", "Excel"),
    "archive": (zipped({"a.txt": b""}), "V601", "压缩包"),
    "locked Word": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
        "V602",
        "密码",
    ),
    "locked PDF": (pdf(password="x"), "V602", "密码"),
    "broken archive": (b"PK\x03\x04 and nothing", "V603", "损坏"),
    "broken PDF": (b"%PDF-1.7 and nothing", "V603", "损坏"),
    "no main part": (zipped({"word/other.xml": b"", "_rels/.rels": RELS}), "V603", "损坏"),
    "no XML": (zipped({"word/document.xml": b"x", "_rels/.rels": RELS}), "V603", "损坏"),
    "entities": (zipped({"word/document.xml": ENTITY, "_rels/.rels": RELS}), "V603", "损坏"),
    "bomb": (
        zipped({"word/document.xml": b" " * 70_000_000, "_rels/.rels": RELS}),
        "V603",
        "太大",
    ),
    "pictures": (pdf(pages=3), "V604", "扫描件"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_is_refused_in_words(
    name: str, tmp_path: Path, gongkai: Callable[..., Run]
) -> None:
    data, code, words = REFUSED[name]
    # The name says nothing: a Word file may be called PDF.
    file = tmp_path / "文件.pdf"
    file.write_bytes(data)
    run = gongkai("verify", ROOT / SPEC, file)
    assert run.status == 1
    assert f"错误 {code}：" in run.err
    assert words in run.err


def test_a_word_file_called_pdf_is_a_word_file(
    docx: bytes, tmp_path: Path, gongkai: Callable[..., Run]
) -> None:
    file = tmp_path / "文件.pdf"
    file.write_bytes(docx)
    assert gongkai("verify", ROOT / SPEC, file).status == 0
    assert gongkai("verify", ROOT / SPEC, tmp_path / "没有.pdf").status == 1


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_broken_bytes_never_raise(data: st.DataObject, docx: bytes, told: Told) -> None:
    at = data.draw(st.integers(0, len(docx) - 1))
    length = data.draw(st.integers(0, 40))
    junk = data.draw(st.binary(max_size=40))
    told(docx[:at] + junk + docx[at + length :])


@pytest.fixture(scope="module")
def converted(docx: bytes, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Word files saved again, and as PDF, by LibreOffice."""
    folder = tmp_path_factory.mktemp("converted")
    (folder / "same.docx").write_bytes(docx)
    for name, edit, *_ in SEED:
        (folder / f"{name}.docx").write_bytes(edited(docx, edit))
    for name, edit in (("swapped", swapped), ("deleted", deleted), ("inserted", inserted)):
        (folder / f"{name}.docx").write_bytes(edited(docx, edit))
    profile = (folder / "profile").as_uri()
    for form, out in (("pdf", "pdf"), ("docx", "again")):
        command = [needs("soffice"), f"-env:UserInstallation={profile}", "--headless"]
        command += ["--convert-to", form, "--outdir", str(folder / out)]
        files = sorted(map(str, folder.glob("*.docx")))
        subprocess.run([*command, *files], check=True, capture_output=True, timeout=300)
    return folder


@pytest.mark.parametrize("form", ["pdf", "again"])
def test_files_of_libreoffice_are_the_same(form: str, converted: Path, told: Told) -> None:
    (file,) = (converted / form).glob("same.*")
    assert told(file.read_bytes()) == []


@pytest.mark.parametrize("form", ["pdf", "again"])
@pytest.mark.parametrize("case", SEED, ids=lambda case: case[0])
def test_edits_are_found_in_files_of_libreoffice(
    form: str, case: tuple[str, Edit, str, str, str, str], converted: Path, told: Told
) -> None:
    name, _, code, place, was, now = case
    (file,) = (converted / form).glob(f"{name}.*")
    found = only(told(file.read_bytes()))
    assert found.code == code
    assert place in found.message
    assert was in found.message
    assert now in found.message
    assert found.message.startswith("PDF 第 ") == (form == "pdf")


@pytest.mark.parametrize(
    ("name", "code"), [("swapped", "V615"), ("deleted", "V614"), ("inserted", "V613")]
)
@pytest.mark.parametrize("form", ["pdf", "again"])
def test_rows_are_found_in_files_of_libreoffice(
    form: str, name: str, code: str, converted: Path, told: Told
) -> None:
    (file,) = (converted / form).glob(f"{name}.*")
    assert only(told(file.read_bytes())).code == code


def test_more_differences_than_anybody_reads(
    docx: bytes, tmp_path: Path, gongkai: Callable[..., Run]
) -> None:
    def edit(root: _Element) -> None:
        for words in root.iter(f"{W}t"):
            words.text = re.sub(r"\.([0-9])([0-9])$", r".\g<2>9", words.text or "")

    file = tmp_path / "改过.docx"
    file.write_bytes(edited(docx, edit))
    run = gongkai("verify", ROOT / SPEC, file)
    assert run.status == 1
    assert run.err.count("错误 V6") == 100
    assert re.search(r"……另有 [0-9]+ 处，没有列出。", run.err)


def test_a_spec_with_mistakes_is_not_compared(tmp_path: Path, gongkai: Callable[..., Run]) -> None:
    spec = tmp_path / "2024.yaml"
    spec.write_text("年度: 2024\n", encoding="utf-8")
    run = gongkai("verify", spec, spec)
    assert run.status == 1
    assert "无法核对" in run.err


def test_a_table_that_was_moved_is_told_once(docx: bytes, told: Told) -> None:
    def edit(root: _Element) -> None:
        table = row(root, THREE, "21.99").getparent()
        assert table is not None
        title = next(table.itersiblings(f"{W}p", preceding=True))
        first = next(root[0].iterchildren(f"{W}tbl"))
        for moved in (table, title):
            first.addnext(moved)

    found = told(edited(docx, edit))
    assert [d.code for d in found].count("V615") == 1
    assert len(found) <= 2
