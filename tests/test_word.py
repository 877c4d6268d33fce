"""The Word file: its structure, its contents in LibreOffice, and Word files of one's own."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import docx
import pytest
from pypdf import PdfReader

from tests import reading
from tests.conftest import ROOT, Run, needs
from tests.docx_structure import faults
from tests.published import clean

SPEC = ROOT / "specs/qinhuangdao-etdz-office/2024.yaml"
RIVER = ROOT / "tests/packs/specs/river-bureau/2026.yaml"
FRONT = 2


@pytest.fixture(scope="module")
def word(built: Path) -> Path:
    return next(built.glob("*.docx"))


def test_structure(word: Path) -> None:
    assert faults(word.read_bytes()) == []


def test_structure_of_the_other_jurisdiction(tmp_path: Path, gongkai: Callable[..., Run]) -> None:
    assert gongkai("build", RIVER, "--to", "docx", "--out", tmp_path).status == 0
    assert faults(next(tmp_path.glob("*/*/*.docx")).read_bytes()) == []


DAMAGE = [
    # what is done to document.xml, what is found
    ('<w:bookmarkEnd w:id="1"/>', "", "bookmarks are not unique or not closed"),
    ('<w:gridSpan w:val="5"/>', "", "a row has"),
    ('w:fldCharType="end"', 'w:fldCharType="begin"', "a field does not end"),
    ('w:anchor="_Toc100000001"', 'w:anchor="nowhere"', "no bookmark nowhere"),
    ('<w:p><w:pPr><w:pStyle w:val="GkBody"/>', '<w:p><w:pPr><w:pStyle w:val="X"/>', "no style X"),
]


@pytest.mark.parametrize(("old", "new", "said"), DAMAGE, ids=lambda v: v[:24])
def test_the_structural_check_can_fail(word: Path, old: str, new: str, said: str) -> None:
    source = zipfile.ZipFile(word)
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as damaged:
        for item in source.infolist():
            content = source.read(item)
            if item.filename == "word/document.xml":
                assert old.encode() in content
                content = content.replace(old.encode(), new.encode(), 1)
            damaged.writestr(item, content)
    assert any(said in fault for fault in faults(out.getvalue()))


def test_contents_are_fields_that_word_can_update(word: Path) -> None:
    body = reading.docx_body(word)
    asked = [(i.text or "").split() for i in body.iter(f"{reading.W}instrText")]
    contents = [words for words in asked if words[0] == "TOC"]
    assert len(contents) == 2
    assert all("\\h" in words and "\\b" in words for words in contents)
    assert sum(words[0] == "PAGEREF" for words in asked) == 20
    names = {b.get(f"{reading.W}name") for b in body.iter(f"{reading.W}bookmarkStart")}
    assert {words[words.index("\\b") + 1] for words in contents} <= names


@pytest.fixture(scope="module")
def office(word: Path, tmp_path_factory: pytest.TempPathFactory) -> PdfReader:
    """The Word file as LibreOffice lays it out."""
    return laid_out(word, tmp_path_factory.mktemp("office"))


@pytest.fixture(scope="module")
def converted(office: PdfReader) -> list[str]:
    """The pages of LibreOffice, cleaned."""
    return pages_of(office)


def pages_of(reader: PdfReader) -> list[str]:
    return [clean(page.extract_text()) for page in reader.pages]


def laid_out(path: Path, folder: Path) -> PdfReader:
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [needs("soffice"), profile, "--headless", "--convert-to", "pdf", "--outdir"]
    subprocess.run([*command, str(folder), str(path)], check=True, capture_output=True, timeout=120)
    return PdfReader(folder / f"{path.stem}.pdf")


def test_nothing_is_lost_in_libreoffice(word: Path, converted: list[str]) -> None:
    text = re.sub(r"—[0-9]+—|\.{3,}", "", "".join(converted))
    lost = [paragraph for paragraph in reading.docx_texts(word) if paragraph not in text]
    # Text that runs over the end of a page is cut by the caption of the next one.
    assert [p for p in lost if p[:12] not in text or p[-12:] not in text] == []


def test_contents_give_the_pages_of_libreoffice(word: Path, converted: list[str]) -> None:
    entries = [re.fullmatch(r"(.+?)([0-9]+)", text) for text in reading.docx_paragraphs(word)[3:25]]
    found = [(m[1], int(m[2])) for m in entries if m and m[1] in "".join(converted[2:])]
    assert len(found) == 20
    wrong = [(title, page) for title, page in found if title not in converted[page - 1 + FRONT]]
    assert wrong == []


def test_long_tables_repeat_their_caption_in_libreoffice(converted: list[str]) -> None:
    tables = [page for page in converted[FRONT:] if "栏次" in page]
    assert len(tables) >= 11
    for page in tables:
        assert "434秦皇岛经济技术开发区管理委员会办公室" in page
        assert "预算年度：2024" in page
        assert "单位：万元" in page


def test_wide_tables_lie_in_libreoffice(office: PdfReader, converted: list[str]) -> None:
    lying = [
        text
        for page, text in zip(office.pages, converted, strict=True)
        if page.mediabox.width > page.mediabox.height
    ]
    assert any("附属单位上缴收入" in text for text in lying)
    assert any("采购物品名称" in text for text in lying)
    assert len(lying) < len(converted) / 2


def test_no_page_is_nearly_empty(converted: list[str]) -> None:
    assert all(len(page) > 60 for page in converted[1:])


def own_file(folder: Path, *paragraphs: str) -> Path:
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    path = folder / "brief.docx"
    document.save(str(path))
    return path


def test_a_brief_of_ones_own(tmp_path: Path, gongkai: Callable[..., Run]) -> None:
    brief = own_file(
        tmp_path,
        '{{ 部门.名称 }}“三公”经费{{ 数["三公经费"] }}万元，R&D < 5 > 3。',
        '总计{{ 数["支出总计"]|清单 }}万元；{{ 文字["其他说明"] }}',
        "{{p 表.三公经费表 }}",
        '{{p 表["支出总表"] }}',
    )
    run = gongkai("build", SPEC, "--template", brief, "--out", tmp_path)
    assert run.status == 0
    assert "D5" not in run.err
    made = next(tmp_path.glob("*/*/*.docx"))
    assert made.name == "2024年部门预算信息公开（brief）.docx"
    texts = reading.docx_texts(made)
    assert "秦皇岛经济技术开发区管理委员会办公室“三公”经费14.26万元，R&D<5>3。" in texts
    assert "总计2748.11万元；我部门无其他需要说明的事项。" in texts
    assert ("8", "公务用车运行维护费", "3.60", "3.60", "", "") in reading.docx_rows(made)
    assert list(tmp_path.glob("*/*/*.pdf")) == []
    wrong = [f for f in faults(made.read_bytes()) if "type" not in f]
    assert wrong == []


UNFIT = [
    # paragraphs, what is said (each once)
    (
        ["{{ 年读 }}与{{ 年读 }}"],
        [
            "D501",
            "“{{ 年读 }}”没有这个名称（所在段落：“{{ 年读 }}与{{ 年读 }}”）",
            "是不是“年度”？",
        ],
    ),
    (
        ['{{ 数["三公"] }}', "{{p 表.三公表 }}"],
        ['{{ 数["三公"] }}', "是不是“三公经费”？", "表.三公表"],
    ),
    (["{{ 数['支出总计']|文种 }}"], ["没有“文种”这种数字格式"]),
    (["合计：{{p 正文 }}见下"], ["D502", "单独占一段"]),
    (["{{r 年度 }}"], ["D502", "{{p … }}"]),
    (["{{ ''.__class__.__mro__ }}"], ["D502", "下划线"]),
    (["{{ 年度.format(1) }}"], ["D502", "不允许"]),
    (["{{ cycler }}"], ["D501", "cycler"]),
    (["{% include '/etc/passwd' %}"], ["D502"]),
    (
        ["".join(f"{{% for {name} in 职责 %}}" for name in "abcd") + "{% endfor %}" * 4],
        ["D502", "循环"],
    ),
    (["{% for a in 总体目标 %}{{ a }}{% endfor %}"], ["D502"]),
    (["{{ 项目 }}"], ["D502"]),
    (["{{ 年度" + ".a" * 3000 + " }}"], ["D50"]),
    (["{% if 年度 %}" * 120 + "{% endif %}" * 120], ["D502", "嵌套太深"]),
    (["{% if 年度 %}" + "{% elif 年度 %}" * 3000 + "{% endif %}"], ["D502", "嵌套太深"]),
]


@pytest.mark.parametrize(("paragraphs", "said"), UNFIT, ids=lambda v: str(v)[:30])
def test_a_word_file_that_cannot_be_filled(
    tmp_path: Path, gongkai: Callable[..., Run], paragraphs: list[str], said: list[str]
) -> None:
    run = gongkai(
        "build", SPEC, "--template", own_file(tmp_path, *paragraphs), "--out", tmp_path / "o"
    )
    assert run.status == 1
    for words in said:
        assert run.err.count(words) >= 1, run.err[:800]
    assert not (tmp_path / "o").exists()


def packed(*parts: tuple[str, str]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts:
            archive.writestr(name, text)
    return out.getvalue()


def changed(path: Path, name: str, old: str, new: str) -> bytes:
    source = zipfile.ZipFile(path)
    parts = [(n, source.read(n).decode("utf-8", "replace")) for n in source.namelist()]
    assert any(n == name and old in text for n, text in parts)
    return packed(*((n, text.replace(old, new, 1) if n == name else text) for n, text in parts))


DOCUMENT = "word/document.xml"
RELATIONSHIPS = "word/_rels/document.xml.rels"
OUTSIDE = '<Relationship Id="r9" Type="http://x/image" TargetMode="External" Target="http://x/"/>'
ENTITY = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
DDE = (
    '<w:p><w:r><w:fldChar w:fldCharType="begin"/><w:instrText>DD</w:instrText></w:r>'
    '<w:r><w:instrText>EAUTO cmd</w:instrText><w:fldChar w:fldCharType="end"/></w:r></w:p>'
)


def inside(text: str) -> Callable[[Path], bytes]:
    """The Word file with something at the beginning of its body."""
    return lambda word: changed(word, DOCUMENT, "<w:body>", f"<w:body>{text}")


def bent(word: Path) -> bytes:
    """The Word file with one wrong byte in its text."""
    with zipfile.ZipFile(word) as archive:
        item = archive.getinfo(DOCUMENT)
    content = bytearray(word.read_bytes())
    content[item.header_offset + 30 + len(DOCUMENT) + item.compress_size // 2] ^= 0xFF
    return bytes(content)


HOSTILE: dict[str, tuple[Callable[[Path], bytes], str]] = {
    # what is made of a good Word file, and what is said of it
    "empty": (lambda word: b"", "打不开"),
    "no zip": (lambda word: b"%PDF-1.7", "打不开"),
    "cut off": (lambda word: word.read_bytes()[:3000], "打不开"),
    "one wrong byte": (bent, "打不开"),
    "25 MB": (lambda word: b"PK" + b"x" * 25_000_000, "20 MB"),
    "a workbook": (
        lambda word: packed(("[Content_Types].xml", "<Types/>"), ("xl/workbook.xml", "<x/>")),
        "不是 .docx",
    ),
    "a zip bomb": (
        lambda word: packed(("[Content_Types].xml", "<Types/>"), ("a.xml", "0" * 250_000_000)),
        "200 MB",
    ),
    "a small file of much text": (inside("<w:p/>" * 1_000_000), "文字太多"),
    "macros": (
        lambda word: changed(
            word, "[Content_Types].xml", ".document.main+xml", ".document.macroEnabled.main+xml"
        ),
        "含有宏",
    ),
    "strict": (
        lambda word: changed(
            word,
            DOCUMENT,
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            "http://purl.oclc.org/ooxml/wordprocessingml/main",
        ),
        "Strict",
    ),
    "a picture from outside": (
        lambda word: changed(word, RELATIONSHIPS, "</Rel", f"{OUTSIDE}</Rel"),
        "http://x/",
    ),
    "a program, its name in two pieces": (inside(DDE), "DDE"),
    "an entity": (
        lambda word: changed(word, DOCUMENT, "<w:document", f"{ENTITY}<w:document"),
        "DTD",
    ),
    "our own marks": (inside("<w:p><w:r><w:t>\ue0009\ue001x\ue002</w:t></w:r></w:p>"), "U+E000"),
    "a loop that ends in another row": (
        inside(
            "<w:p><w:r><w:t>{% if 年度 == 1 %}</w:t></w:r></w:p>"
            "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>{% endif %}</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
        ),
        "在一个段落或表格里开始",
    ),
}


@pytest.fixture(scope="module")
def template() -> Path:
    return ROOT / "templates/hebei-2024/word/disclosure.docx"


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_word_file(
    template: Path, tmp_path: Path, gongkai: Callable[..., Run], name: str
) -> None:
    make, said = HOSTILE[name]
    path = tmp_path / "own.docx"
    path.write_bytes(make(template))
    run = gongkai("build", SPEC, "--template", path, "--out", tmp_path / "o")
    assert run.status == 1
    assert re.search("错误 (D502|D503|S102)：", run.err), run.err
    assert said in run.err
    assert not (tmp_path / "o").exists()


BODY_RUN = "<w:r><w:t>{{p 正文 }}</w:t></w:r>"
UNUSUAL = {
    # what Word or another program writes in place of what
    "a page colour": ("<w:body>", '<w:background w:color="FFFFFF"/><w:body>'),
    "an insertion not accepted": (
        BODY_RUN,
        f'<w:ins w:id="7" w:author="x" w:date="2024-01-01T00:00:00Z">{BODY_RUN}</w:ins>',
    ),
    "an anchor in pieces": (
        BODY_RUN,
        "<w:r><w:t>{</w:t></w:r><w:proofErr/><w:r><w:t>{p 正</w:t></w:r>"
        "<w:r><w:t>文 }}</w:t></w:r>",
    ),
    "an anchor without p": ("{{p 正文 }}", "{{正文}}"),
    "a table without columns": (
        "<w:body>",
        "<w:body><w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>",
    ),
    "margins that are no number": ('w:left="1587"', 'w:left="--5"'),
}


@pytest.mark.parametrize("name", UNUSUAL)
def test_an_unusual_word_file_is_filled(
    template: Path, word: Path, tmp_path: Path, gongkai: Callable[..., Run], name: str
) -> None:
    path = tmp_path / "own.docx"
    path.write_bytes(changed(template, DOCUMENT, *UNUSUAL[name]))
    run = gongkai("build", SPEC, "--template", path, "--out", tmp_path / "o")
    assert run.status == 0, run.err
    assert "Word 模板" not in run.err
    made = next(tmp_path.glob("o/*/*/*.docx"))
    assert texts(made) == texts(word)


def texts(path: Path) -> list[str]:
    """All text of the body, in order."""
    with zipfile.ZipFile(path) as archive:
        found = re.findall("<w:t(?: [^>]*)?>([^<]*)", archive.read(DOCUMENT).decode("utf-8"))
    return [text for text in found if text]


def test_page_headers_are_filled(tmp_path: Path, gongkai: Callable[..., Run]) -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "{{ 部门.名称 }}（{{ 年度 }}）"
    document.add_paragraph("{{p 正文 }}")
    document.save(str(tmp_path / "own.docx"))
    run = gongkai("build", SPEC, "--template", tmp_path / "own.docx", "--out", tmp_path)
    assert run.status == 0, run.err
    assert "Word 模板" not in run.err
    made = docx.Document(str(next(tmp_path.glob("*/*/*.docx"))))
    headers = {section.header.paragraphs[0].text for section in made.sections}
    assert headers == {"秦皇岛经济技术开发区管理委员会办公室（2024）"}


def test_the_same_bytes_in_two_folders_and_processes(tmp_path: Path) -> None:
    made = []
    for number, (seed, zone) in enumerate((("1", "UTC"), ("77", "Asia/Shanghai"))):
        folder = tmp_path / f"place {number}"
        shutil.copytree(ROOT / "specs", folder / "specs")
        shutil.copytree(ROOT / "templates", folder / "templates")
        spec = folder / "specs/qinhuangdao-etdz-office/2024.yaml"
        command = [sys.executable, "-m", "generator", "build", str(spec)]
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": str(ROOT)}
        subprocess.run(command, check=True, capture_output=True, cwd=folder, env=environment)
        files = sorted((folder / "output").glob("*/*/*"))
        made.append([(f.name, f.read_bytes()) for f in files])
    assert len(made[0]) == 2
    assert made[0] == made[1]


LITERAL = [
    "R&D、3<5万元、“引号”",
    "# 不是标题",
    "**不是强调**",
    "<w:p>$x^2$ @a #let",
    "a\\b C:\\d 100% _下_",
]


def test_words_that_look_like_markup_arrive(tmp_path: Path, gongkai: Callable[..., Run]) -> None:
    shutil.copytree(ROOT / "tests/packs", tmp_path / "p")
    spec = tmp_path / "p/specs/river-bureau/2026.yaml"
    text = spec.read_text(encoding="utf-8")
    block = "主要职能: |\n" + "".join(f"    {line}\n" for line in LITERAL)
    spec.write_text(text.replace("主要职能: 负责城区河道的管理和养护。", block), encoding="utf-8")
    run = gongkai("build", spec)
    assert run.status == 0, run.err
    folder = tmp_path / "p/output/river-bureau/2026"
    texts = reading.docx_texts(next(folder.glob("*.docx")))
    pdf = reading.pdf_text(next(folder.glob("*.pdf")))
    for line in LITERAL:
        assert clean(line.replace("**", "")) in [clean(t.replace("**", "")) for t in texts]
        assert clean(line) in pdf


def test_a_long_text_loses_nothing(tmp_path: Path, gongkai: Callable[..., Run]) -> None:
    """Neither one that is longer than a page, nor a word that is wider than its cell."""
    sentences = [f"第{number}项任务按计划实施并取得成效。" for number in range(180)]
    word = "".join(f"Ab{number:03d}" for number in range(80))
    shutil.copytree(ROOT / "tests/packs", tmp_path / "p")
    spec = tmp_path / "p/specs/river-bureau/2026.yaml"
    text = spec.read_text(encoding="utf-8").replace("储备物资满足一次应急需要", "".join(sentences))
    spec.write_text(text.replace("依据: 应急预案", f"依据: {word}"), encoding="utf-8")
    assert gongkai("build", spec).status == 0
    folder = tmp_path / "p/output/river-bureau/2026"
    office = "".join(pages_of(laid_out(next(folder.glob("*.docx")), tmp_path)))
    for pages in (office, reading.pdf_text(next(folder.glob("*.pdf")))):
        flowing = re.sub("第[0-9]+页", "", pages)
        assert [sentence for sentence in sentences if sentence not in flowing] == []
        assert word in flowing
