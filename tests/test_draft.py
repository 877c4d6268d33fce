"""Drafts: what is open is printed as such, and every page says that it is a draft."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
import yaml
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from pypdf import PdfReader

from generator.cli.main import main
from tests import reading
from tests.conftest import ROOT, Run, needs
from tests.docx_structure import faults

OFFICE = ROOT / "specs/qinhuangdao-etdz-office"
RIVER = ROOT / "tests/packs/specs/river-bureau/2026.yaml"
TITLE = "2024年部门预算信息公开"
DRAFT = f"{TITLE}（草稿）"
OPEN = {
    "    2010301: 767.33 ": "    2010301: 待填 ",
    "    30217: 0.66 ": "    30217: 待填 ",
    "  名称: 秦皇岛经济技术开发区管理委员会办公室\n": "  名称: 待填\n",
}
# Keys whose words say how the file is to be read, and lists of words that are not printed.
MEANT = {"模板", "年度", "单位", "上年", "豁免", "资金来源", "状态"}


def office(folder: Path, edits: dict[str, str] | None = None, prior: str = "") -> Path:
    """The spec of 2024 with edits, and last year's, in a folder of their own."""
    spec = folder / "specs/office/2024.yaml"
    spec.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(OFFICE / "2023.yaml", spec.with_name("2023.yaml"))
    if prior:
        text = spec.with_name("2023.yaml").read_text(encoding="utf-8")
        new = re.sub(rf"(?m)^(  {prior}: ).*$", r"\1待填", text)
        assert new != text
        spec.with_name("2023.yaml").write_text(new, encoding="utf-8")
    text = (OFFICE / "2024.yaml").read_text(encoding="utf-8")
    for old, new in (edits or {}).items():
        assert old in text, old
        text = text.replace(old, new, 1)
    spec.write_text(text, encoding="utf-8")
    return spec


def made(spec: Path, name: str) -> Path:
    return spec.parent.parent.parent / "output/office/2024" / name


def build(*arguments: object) -> None:
    with pytest.raises(SystemExit) as exit:
        main(["build", *map(str, arguments)])
    assert not exit.value.code


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A spec with three open places, after its draft was built."""
    spec = office(tmp_path_factory.mktemp("open"), OPEN)
    build("--draft", spec)
    return spec


@pytest.fixture(scope="module")
def word(opened: Path) -> Path:
    return made(opened, f"{DRAFT}.docx")


@pytest.fixture(scope="module")
def pdf(opened: Path) -> PdfReader:
    return PdfReader(made(opened, f"{DRAFT}.pdf"))


def pdf_text(path: Path) -> str:
    return re.sub(r"\s", "", "".join(p.extract_text() for p in PdfReader(path).pages))


# What is said of a draft.


def test_a_draft_says_how_much_is_open_and_is_another_file(
    tmp_path: Path, gongkai: Callable[..., Run]
) -> None:
    spec = office(tmp_path, OPEN)
    finished = made(spec, f"{TITLE}.docx")
    finished.parent.mkdir(parents=True)
    finished.write_bytes(b"finished")
    run = gongkai("build", "--draft", spec)
    assert run.status == 0
    assert re.search(r"草稿：还有 3 处没有完成，见 gongkai todo .*2024\.yaml\n", run.out)
    assert "警告 S119：还没有完成：待填 3 处。" in run.err
    assert "--draft" not in run.err
    assert finished.read_bytes() == b"finished"
    assert sorted(p.name for p in finished.parent.iterdir()) == [
        f"{TITLE}.docx",
        f"{DRAFT}.docx",
        f"{DRAFT}.pdf",
    ]


def test_without_draft_an_open_spec_is_refused(tmp_path: Path, gongkai: Callable[..., Run]) -> None:
    spec = office(tmp_path, OPEN)
    run = gongkai("build", spec)
    assert run.status == 1
    assert "错误 S119：还没有完成：待填 3 处。" in run.err
    assert "gongkai build --draft" in run.err
    assert "没有生成文件" in run.err
    assert not (tmp_path / "output").exists()


def test_verify_says_that_the_spec_is_not_complete(
    opened: Path, word: Path, gongkai: Callable[..., Run]
) -> None:
    run = gongkai("verify", opened, word)
    assert run.status == 1
    assert "S119：还没有完成" in run.err
    assert "V6" not in run.err
    assert "无法核对" in run.err


def test_a_spec_without_open_places_is_a_draft_if_asked(
    tmp_path: Path, gongkai: Callable[..., Run]
) -> None:
    spec = office(tmp_path)
    run = gongkai("build", "--draft", spec, "--to", "pdf")
    assert run.status == 0
    assert "草稿：没有未完成的地方了。" in run.out
    pages = PdfReader(made(spec, f"{DRAFT}.pdf")).pages
    assert all("草稿" in page.extract_text() for page in pages)


def test_a_long_title_leaves_room_for_the_mark() -> None:
    from generator.publish import file_name

    assert file_name("长" * 300, "docx", "（草稿）") == f"{'长' * 60}（草稿）.docx"


def test_without_draft_not_a_byte_is_different(built: Path, tmp_path: Path) -> None:
    """A draft built in between leaves nothing behind."""
    spec = office(tmp_path)
    build("--draft", spec)
    build(spec)
    for name in (f"{TITLE}.docx", f"{TITLE}.pdf"):
        assert made(spec, name).read_bytes() == (built / name).read_bytes()
    assert "草稿" not in pdf_text(built / f"{TITLE}.pdf")


def test_drafts_are_the_same_bytes_each_time(opened: Path, word: Path) -> None:
    before = [path.read_bytes() for path in sorted(word.parent.iterdir())]
    build("--draft", opened)
    assert [path.read_bytes() for path in sorted(word.parent.iterdir())] == before


# What is open, in place.


def test_open_numbers_are_printed_as_such_in_tables(word: Path) -> None:
    rows = reading.docx_rows(word)
    lines = [row for row in rows if "2010301" in row]
    assert lines
    assert all("【待填】" in row for row in lines)
    # So is every total above; what does not rest on it is known.
    assert not any("1849.09" in row or "2748.11" in row for row in rows)
    assert any("2080501" in row and "【待填】" not in row for row in rows)
    assert not any("767.33" in row for row in rows)


def test_open_numbers_are_printed_as_such_in_sentences(word: Path, opened: Path) -> None:
    for text in (
        "".join(reading.docx_texts(word)),
        pdf_text(made(opened, f"{DRAFT}.pdf")),
    ):
        assert "公务接待费【待填】万元" in text
        assert "三公”经费预算安排【待填】万元" in text
        assert "与2023年相比【待填】万元，增减变化的主要原因是" in text
        assert "较2023年预算【待填】万元，其中：基本支出【待填】万元" in text
        assert "项目支出增加716.15万元" in text
        assert "现将【待填】2024年部门预算公开如下" in text
        assert "与2023年持平" not in text
        assert "【待填】【待填】万元" not in text


@pytest.mark.parametrize("prior", ["三公经费", "基本支出", "支出总计"])
def test_an_open_number_of_last_year_makes_the_change_unknown(
    prior: str, tmp_path: Path, gongkai: Callable[..., Run]
) -> None:
    spec = office(tmp_path, prior=prior)
    refused = gongkai("build", spec)
    assert refused.status == 1
    assert "2023.yaml" in refused.err
    assert "错误 S119：上年的文件里还有 1 个数没有填" in refused.err
    assert re.findall("错误 ([A-Z]+[0-9]+)", refused.err) == ["S119"]
    assert gongkai("build", "--draft", spec, "--to", "pdf").status == 0
    text = pdf_text(made(spec, f"{DRAFT}.pdf"))
    expected = {
        "三公经费": "与2023年相比【待填】万元",
        "基本支出": "其中：基本支出【待填】万元",
        "支出总计": "较2023年预算【待填】万元",
    }
    assert [said in text for said in expected.values()] == [name == prior for name in expected]


def test_a_project_without_a_code_counts(tmp_path: Path, gongkai: Callable[..., Run]) -> None:
    """Its amount is in no row of a code, and in every total all the same."""
    new = (
        "\n项目:\n  - 名称: 新项目\n    编码: 待填\n    功能科目: 待填\n    所属单位: 待填\n"
        "    金额: 20\n    状态: 待确认\n"
    )
    spec = office(tmp_path, {"\n项目:\n": new})
    assert gongkai("build", spec, "--draft", "--to", "docx").status == 0
    word = made(spec, f"{DRAFT}.docx")
    assert "项目支出919.02万元" in "".join(reading.docx_texts(word))
    rows = [row for row in reading.docx_rows(word) if "【待填】" in row]
    assert any("20.00" in row for row in rows)


def test_two_projects_without_a_name_are_told_apart(
    tmp_path: Path, gongkai: Callable[..., Run]
) -> None:
    project = (
        "  - 名称: 待填\n    编码: 待填\n    功能科目: 2010301\n    所属单位: 待填\n    金额: {}\n"
    )
    both = "\n项目:\n" + project.format("20") + project.format("30")
    spec = office(tmp_path, {"\n项目:\n": both})
    run = gongkai("build", spec, "--draft", "--to", "pdf")
    assert run.status == 0, run.err
    text = pdf_text(made(spec, f"{DRAFT}.pdf"))
    assert "【待填】20万元" in text
    assert "【待填】（2）30万元" in text


def all_open(node: yaml.Node, key: str = "") -> None:
    """Write 待填 for every value of a spec."""
    if isinstance(node, yaml.MappingNode):
        for name, value in node.value:
            if name.value not in MEANT or (key and name.value == "单位"):
                all_open(value, name.value)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            all_open(item, key)
    else:
        assert isinstance(node, yaml.ScalarNode)
        node.value, node.style, node.tag = "待填", None, "tag:yaml.org,2002:str"


@pytest.mark.parametrize("source", [OFFICE / "2024.yaml", RIVER], ids=lambda p: p.parent.name)
def test_a_spec_with_everything_open_builds(
    source: Path, tmp_path: Path, gongkai: Callable[..., Run]
) -> None:
    root = yaml.compose(source.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    assert root is not None
    all_open(root)
    shutil.copytree(source.parent.parent.parent / "templates", tmp_path / "templates")
    spec = tmp_path / "specs/office" / source.name
    shutil.copytree(source.parent, spec.parent)
    spec.write_text(yaml.serialize(root, allow_unicode=True), encoding="utf-8")
    run = gongkai("build", "--draft", spec)
    assert run.status == 0, run.err
    assert re.search(r"还有 [0-9]+ 处没有完成", run.out)
    # Nothing is said about what rests on it.
    assert set(re.findall("(?:错误|警告) ([A-Z]+[0-9]+)", run.err)) <= {"S119", "B111"}
    for path in tmp_path.glob("output/office/*/*（草稿）.*"):
        text = pdf_text(path) if path.suffix == ".pdf" else "".join(reading.docx_texts(path))
        assert text.count("【待填】") > 40


# Half-done states of a file, each of which builds as a draft.
SECTIONS = ["职责", "基本支出", "补充数", "增减原因", "整体绩效目标", "国有资产", "文字", "批复数"]
STATES = {
    "X201 is not equal": lambda t: t.replace("2010301: 767.33", "2010301: 700.00"),
    "an amount is typed and nothing behind it": lambda t: t.replace("30217: 0.66", "30217:"),
    "a text is to be looked at": lambda t: t.replace("支出: '本年", "支出: '【待核】本年"),
    "all projects are open": lambda t: re.sub(r"(?m)^    金额: .*$", "    金额: 待填", t),
    "all plans are open": lambda t: re.sub(r"(?m)^( +\S+月底?: ).*$", r"\1待填", t),
    "a waiver is open": lambda t: t + "\n豁免:\n  - {代码: 待填, 原因: 待填, 人: 待填}\n",
    **{f"no {name}": lambda t, name=name: without(t, name) for name in SECTIONS},
}


def without(text: str, section: str) -> str:
    return re.sub(rf"(?m)^{section}:.*\n(?:(?:[ #-].*)?\n)*", "", text, count=1)


@pytest.mark.parametrize("state", STATES)
def test_a_half_done_spec_builds(state: str, tmp_path: Path) -> None:
    from generator import pipeline

    spec = office(tmp_path)
    text = spec.read_text(encoding="utf-8")
    changed = STATES[state](text)
    assert changed != text
    spec.write_text(changed, encoding="utf-8")
    prepared = pipeline.prepare(spec, draft=True)
    assert prepared.value is not None, prepared.diagnostics
    rendered = pipeline.render(prepared.value, ("docx",))
    assert not rendered.diagnostics
    assert rendered.value.files["docx"]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("    30217: 0.66 ", "    30217: 六角六 ", "S114"),
        ("    30217: 0.66 ", "    30217 0.66 ", "S105"),
        ("    30217: 0.66 ", "    3021: 0.66 ", "B101"),
        ("  专项资金: 无", "  专项资金: '{{ 年度 + 1 }}'", "N102"),
    ],
)
def test_what_cannot_be_understood_stops_a_draft(
    old: str, new: str, code: str, tmp_path: Path, gongkai: Callable[..., Run]
) -> None:
    spec = office(tmp_path, {old: new})
    run = gongkai("build", "--draft", spec)
    assert run.status == 1
    assert f"错误 {code}" in run.err
    assert not (tmp_path / "output").exists()


# The mark, in the PDF.


def test_every_page_of_the_pdf_carries_the_mark(pdf: PdfReader) -> None:
    assert len(pdf.pages) > 30
    assert [n for n, page in enumerate(pdf.pages) if "草稿" not in page.extract_text()] == []


def test_the_mark_is_no_part_of_what_is_read_aloud(pdf: PdfReader) -> None:
    """The cover has neither header nor footer: what is an artifact there is the mark."""
    content = pdf.pages[0].get_contents()
    assert content is not None
    artifact = re.search(rb"/Artifact.*?\bEMC\b", content.get_data(), re.S)
    assert artifact is not None
    assert b"Tj" in artifact.group() or b"TJ" in artifact.group()
    xmp = pdf.trailer["/Root"]["/Metadata"].get_data().decode()
    assert re.search(r"pdfaid:part[^0-9]*2", xmp)
    assert re.search(r"pdfuaid:part[^0-9]*1", xmp)


def test_a_draft_has_the_pages_of_the_finished_document(built: Path, tmp_path: Path) -> None:
    spec = office(tmp_path)
    build("--draft", spec, "--to", "pdf")
    finished = PdfReader(built / f"{TITLE}.pdf").pages
    pages = PdfReader(made(spec, f"{DRAFT}.pdf")).pages
    assert [p.extract_text().replace("草稿\n", "", 1) for p in pages] == [
        p.extract_text() for p in finished
    ]


# The mark, in Word.


def header_of(document: Any, number: int, kind: str) -> Any:
    """The header that pages of a section show: its own, or that of a section before."""
    for section in reversed(list(document.sections)[: number + 1]):
        header = getattr(section, kind)
        if not header.is_linked_to_previous:
            return header
    raise AssertionError(f"section {number} has no {kind}")


def marks(document: Any) -> list[tuple[list[str], str]]:
    """Of every header that any page shows: the marks in it and its words."""
    even = document.settings.odd_and_even_pages_header_footer
    found = []
    for number, section in enumerate(document.sections):
        kinds = ["header"]
        kinds += ["first_page_header"] * section.different_first_page_header_footer
        kinds += ["even_page_header"] * even
        for kind in kinds:
            header = header_of(document, number, kind)
            art = header._element.iter("{urn:schemas-microsoft-com:vml}textpath")
            drawn = [path.get("string") for path in art if path.get("string")]
            found.append((drawn, "".join(p.text for p in header.paragraphs)))
    return found


def test_every_section_of_the_word_file_carries_the_mark(word: Path) -> None:
    found = marks(docx.Document(str(word)))
    assert len(found) > 4
    assert set(map(str, found)) == {str((["草稿"], ""))}
    assert faults(word.read_bytes()) == []


def test_the_text_of_a_word_draft_is_that_of_the_finished_file(built: Path, tmp_path: Path) -> None:
    spec = office(tmp_path)
    build("--draft", spec, "--to", "docx")
    drafted = made(spec, f"{DRAFT}.docx")
    assert reading.docx_texts(drafted) == reading.docx_texts(built / f"{TITLE}.docx")


def own_word_file(path: Path, headers: bool, first: bool, even: bool) -> None:
    """A Word file of two sections with headers of every kind that is asked for."""
    document = docx.Document()
    document.settings.odd_and_even_pages_header_footer = even
    document.add_paragraph("封面")
    one = document.sections[0]
    two = document.add_section()
    document.add_paragraph("{{p 正文 }}")
    for section in (one, two):
        section.different_first_page_header_footer = first
    if headers:
        one.header.paragraphs[0].text = "页眉甲"
        two.header.is_linked_to_previous = False
        two.header.paragraphs[0].text = "页眉乙 {{ 部门.名称 }}"
        if even:
            two.even_page_header.paragraphs[0].text = "双页"
    document.save(str(path))


@pytest.mark.parametrize("even", [False, True], ids=["", "even"])
@pytest.mark.parametrize("first", [False, True], ids=["", "first"])
@pytest.mark.parametrize("headers", [False, True], ids=["", "headers"])
def test_a_word_file_of_ones_own_carries_the_mark(
    headers: bool, first: bool, even: bool, tmp_path: Path, gongkai: Callable[..., Run]
) -> None:
    own_word_file(own := tmp_path / "own.docx", headers, first, even)
    spec = office(tmp_path)
    run = gongkai("build", "--draft", spec, "--template", own)
    assert run.status == 0, run.err
    document = docx.Document(str(made(spec, f"{TITLE}（own）（草稿）.docx")))
    found = marks(document)
    assert all(drawn == ["草稿"] for drawn, _ in found)
    said = {words for _, words in found}
    name = "秦皇岛经济技术开发区管理委员会办公室"
    kept = {"页眉甲", f"页眉乙 {name}"} | ({"双页"} if even else set())
    assert said - {""} == (kept if headers else set())


def test_a_header_that_holds_no_plain_paragraph_gets_one(
    tmp_path: Path, gongkai: Callable[..., Run]
) -> None:
    """A page number in a frame must not take the mark into its frame."""
    own_word_file(own := tmp_path / "own.docx", True, False, False)
    document = docx.Document(str(own))
    for section in document.sections:
        line = section.header.paragraphs[0]._p
        line.get_or_add_pPr().append(OxmlElement("w:framePr"))
    document.save(str(own))
    spec = office(tmp_path)
    assert gongkai("build", "--draft", spec, "--template", own).status == 0
    drafted = docx.Document(str(made(spec, f"{TITLE}（own）（草稿）.docx")))
    assert all(drawn == ["草稿"] for drawn, _ in marks(drafted))
    lines = [p._p for s in drafted.sections for p in s.header.paragraphs]
    framed = [p for p in lines if p.pPr is not None and p.pPr.find(qn("w:framePr")) is not None]
    assert framed
    assert not any(list(line.iter(qn("w:pict"))) for line in framed)


def test_a_watermark_that_the_file_has_already_stays(
    tmp_path: Path, gongkai: Callable[..., Run]
) -> None:
    """Shapes are known by their numbers, so that no two may have the same."""
    own_word_file(own := tmp_path / "own.docx", True, False, False)
    document = docx.Document(str(own))
    run = document.sections[0].header.paragraphs[0].add_run()._r
    art = (ROOT / "generator/render/docx/watermark.xml").read_text(encoding="utf-8")
    art = art.replace('"_x0000_s"', '"_x0000_s2049"').replace('string=""', 'string="内部"')
    run.append(parse_xml(art.encode()).find(qn("w:pict")))
    document.save(str(own))
    spec = office(tmp_path)
    assert gongkai("build", "--draft", spec, "--template", own).status == 0
    drafted = docx.Document(str(made(spec, f"{TITLE}（own）（草稿）.docx")))
    assert [drawn for drawn, _ in marks(drafted)][:2] == [["草稿", "内部"], ["草稿"]]
    shapes = [
        shape.get("{urn:schemas-microsoft-com:office:office}spid")
        for section in drafted.sections[:2]
        for shape in section.header._element.iter("{urn:schemas-microsoft-com:vml}shape")
    ]
    assert len(set(shapes)) == 3


def grey(path: Path, folder: Path) -> list[int]:
    """Of every page, how many thousandths are of a light grey, where nothing is smoothed."""
    command = [needs("pdftoppm"), "-gray", "-r", "20", "-aa", "no", "-aaVector", "no"]
    subprocess.run([*command, str(path), str(folder / "page")], check=True, timeout=120)
    shares = []
    for page in sorted(folder.glob("*.pgm")):
        header = re.match(rb"P5\s+[0-9]+\s+[0-9]+\s+255\s", page.read_bytes())
        assert header is not None
        pixels = page.read_bytes()[header.end() :]
        shares.append(1000 * sum(222 <= pixel <= 232 for pixel in pixels) // len(pixels))
        page.unlink()
    return shares


def laid_out(path: Path, folder: Path) -> Path:
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [needs("soffice"), profile, "--headless", "--convert-to", "pdf", "--outdir"]
    subprocess.run([*command, str(folder), str(path)], check=True, capture_output=True, timeout=120)
    return folder / f"{path.stem}.pdf"


def test_the_mark_is_drawn_on_every_page(
    word: Path, opened: Path, built: Path, tmp_path: Path
) -> None:
    """By Typst, and by LibreOffice of the Word file; pages without it have none of its grey."""
    assert min(grey(made(opened, f"{DRAFT}.pdf"), tmp_path)) > 15
    assert min(grey(laid_out(word, tmp_path), tmp_path)) > 15
    assert max(grey(built / f"{TITLE}.pdf", tmp_path)) == 0


def test_the_mark_is_drawn_on_every_page_of_a_word_file_of_ones_own(
    tmp_path: Path, gongkai: Callable[..., Run]
) -> None:
    own_word_file(own := tmp_path / "own.docx", True, True, True)
    spec = office(tmp_path)
    assert gongkai("build", "--draft", spec, "--template", own).status == 0
    drafted = made(spec, f"{TITLE}（own）（草稿）.docx")
    shutil.copyfile(drafted, short := tmp_path / "drafted.docx")
    shares = grey(laid_out(short, tmp_path), tmp_path)
    assert len(shares) > 20
    assert min(shares) > 15


def test_a_text_that_names_an_ended_project_does_not_stop_a_draft(
    tmp_path: Path, gongkai: Callable[..., Run]
) -> None:
    """Its place says that it is to be looked at; the finished document is refused."""
    code = "    编码: 13031124P00AN97106830"
    spec = office(tmp_path, {code: f"{code}\n    状态: 结束"})
    run = gongkai("build", spec, "--draft", "--to", "docx")
    assert run.status == 0
    assert "警告 N101：没有“网络安全设备购置费”这个名称" in run.err
    assert "主要为【待核】" in "".join(reading.docx_texts(made(spec, f"{DRAFT}.docx")))
    assert gongkai("build", spec).status == 1
