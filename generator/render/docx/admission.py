"""What a Word file must be before it is read: it comes from strangers."""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping
from io import BytesIO
from zlib import error as ZlibError  # noqa: N812 (an exception in all but name)

from lxml.etree import XMLSyntaxError, _Element

from generator.model.diagnostic import Diagnostic, error
from generator.model.source import Span
from generator.render.docx.markup import find, parsed, tag, unicode

_MOST_BYTES = 20_000_000
_MOST_UNPACKED = 200_000_000
# A brief has well under 1 MB of XML; docxtpl takes some seconds for each MB.
_MOST_XML = 5_000_000
_MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_TYPES = "[Content_Types].xml"

# Fields by which Word runs a program or reads another file when the document is opened.
_FETCHING = re.compile(
    r"^\s*(?:DDEAUTO|DDE|INCLUDETEXT|INCLUDEPICTURE|INCLUDE|IMPORT|LINK)\b", re.I | re.M
)
_FIELD, _INSTRUCTION, _SIMPLE = map(tag, ("fldChar", "instrText", "fldSimple"))
# Letters of no alphabet, among them the marks that carry figures and anchors through the text.
_PRIVATE = re.compile("[\ue000-\ue0ff]")

# What zipfile and lxml raise when a file is not what it says.
_BROKEN = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    XMLSyntaxError,
    ZlibError,
    KeyError,
    ValueError,
    OSError,
    NotImplementedError,
    RuntimeError,
    EOFError,
)


def refusal(data: bytes, place: Span) -> Diagnostic | None:
    """Why a Word file cannot serve as a template; None when it can."""
    if len(data) > _MOST_BYTES:
        size = len(data) / 1_000_000
        return unusable(place, f"太大（{size:.0f} MB），最多 20 MB", "请删去或压缩其中的图片。")
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            oversized = _oversized(archive.infolist(), place)
            if oversized is not None:
                return oversized
            # Every part is read: a damaged one shows itself now.
            parts = {name: archive.read(name) for name in archive.namelist()}
        trees = {name: parsed(part) for name, part in parts.items() if _is_xml(name)}
        return _unfit(trees, place)
    except _BROKEN:
        return unusable(place, "打不开：不是 .docx 文件，或者已损坏、加了密码")


def unusable(place: Span, why: str, advice: str = "") -> Diagnostic:
    """The refusal of a Word file."""
    advice = advice or "请在 Word 或 WPS 中另存为 .docx（不加密码）后再试。"
    return error("D503", place, f"Word 模板{why}。", advice)


def _is_xml(name: str) -> bool:
    return name.lower().endswith((".xml", ".rels"))


def _oversized(items: list[zipfile.ZipInfo], place: Span) -> Diagnostic | None:
    if sum(item.file_size for item in items) > _MOST_UNPACKED:
        return unusable(place, "展开后超过 200 MB", "请删去其中的大图片或附件。")
    if any(item.file_size > _MOST_XML for item in items if _is_xml(item.filename)):
        return unusable(place, "里的文字太多", "请只留封面、页眉页脚和占位符。")
    if any(times > 1 for times in Counter(item.filename for item in items).values()):
        return unusable(place, "打不开：同一部分出现了两次")
    return None


def _unfit(trees: Mapping[str, _Element], place: Span) -> Diagnostic | None:
    kinds = {part.get("ContentType", ""): part.get("PartName", "") for part in trees[_TYPES]}
    if any("macroEnabled" in kind or "vbaProject" in kind for kind in kinds):
        return unusable(place, "含有宏", "请另存为不含宏的 .docx 文件。")
    document = trees.get(kinds.get(_MAIN_TYPE, "").lstrip("/"))
    if document is None:
        return unusable(place, "不是 .docx 文档")
    if document.tag != tag("document") or find(document, ("body",)) is None:
        advice = "请在 Word 中另存为“Word 文档 (*.docx)”。"
        return unusable(place, "里没有正文，或者是“Strict Open XML”格式", advice)
    for name, root in sorted(trees.items()):
        for why, advice in _faults(name, root):
            return unusable(place, why, advice)
    return None


def _faults(name: str, root: _Element) -> Iterator[tuple[str, str]]:
    """What no part may hold: each with advice."""
    if root.getroottree().docinfo.internalDTD is not None:
        yield "打不开：里有 DTD，不是 Word 保存的文件", ""
    outside = _outside(root) if name.lower().endswith(".rels") else ""
    if outside:
        advice = "请把链接的图片改为嵌入，或取消所附的文档模板，保存后再试。"
        yield f"引用了文件以外的内容“{outside}”", advice
    if _FETCHING.search(_instructions(root)):
        yield "里有会读取其他文件的域（如 DDE、INCLUDETEXT）", "请删去这些域，保存后再试。"
    private = _PRIVATE.search(unicode(root))
    if private:
        yield f"里有自造字 U+{ord(private[0]):04X}", "请换成通用的字，或改用图片。"


def _outside(relationships: _Element) -> str:
    """The first thing outside the file that Word would fetch by itself; "" when none."""
    for link in relationships:
        kind = link.get("Type", "")
        if link.get("TargetMode") == "External" and not kind.endswith("/hyperlink"):
            return link.get("Target", "")
    return ""


def _instructions(root: _Element) -> str:
    """The instructions of all fields, each on a line: Word may write one in several runs."""
    pieces = []
    for element in root.iter(_FIELD, _INSTRUCTION, _SIMPLE):
        instruction = element.text if element.tag == _INSTRUCTION else element.get(tag("instr"))
        pieces.append((instruction or "") if element.tag == _INSTRUCTION else f"\n{instruction}\n")
    return "".join(pieces)
