"""The Word file as a package: what is refused before reading, and how it is written."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from io import BytesIO

from lxml import etree
from lxml.etree import _Element

from generator.model.diagnostic import Diagnostic, error
from generator.model.report import Report
from generator.model.source import Span
from generator.render.docx.markup import legal, parsed, serialized

_MOST_BYTES = 20_000_000
_MOST_UNPACKED = 200_000_000
_MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_TYPES = "[Content_Types].xml"
# Fields by which Word runs a program or reads another file when the document is opened.
_FETCHING = re.compile(
    rb"instr(?:Text[^>]*>|=[\"'])\s*(?:DDEAUTO|DDE|INCLUDETEXT|INCLUDEPICTURE|INCLUDE|IMPORT|LINK)\b",
    re.IGNORECASE,
)
_EPOCH = (1980, 1, 1, 0, 0, 0)

_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_DC = "http://purl.org/dc/elements/1.1/"
_TERMS = "http://purl.org/dc/terms/"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"


def refusal(data: bytes, place: Span) -> Diagnostic | None:
    """Why a Word file cannot serve as a template; None when it can."""
    if len(data) > _MOST_BYTES:
        size = len(data) / 1_000_000
        return unusable(place, f"太大（{size:.0f} MB），最多 20 MB", "请删去或压缩其中的图片。")
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return _refused_archive(archive, place)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, KeyError, ValueError, OSError):
        pass
    except (etree.XMLSyntaxError, NotImplementedError, RuntimeError, EOFError):
        pass
    return unusable(place, "打不开：不是 .docx 文件，或者已损坏、加了密码")


def unusable(place: Span, why: str, advice: str = "") -> Diagnostic:
    """The refusal of a Word file."""
    advice = advice or "请在 Word 或 WPS 中另存为 .docx（不加密码）后再试。"
    return error("D503", place, f"Word 模板{why}。", advice)


def _refused_archive(archive: zipfile.ZipFile, place: Span) -> Diagnostic | None:
    if sum(item.file_size for item in archive.infolist()) > _MOST_UNPACKED:
        return unusable(place, "展开后超过 200 MB", "请删去其中的大图片或附件。")
    types = {part.get("ContentType", "") for part in parsed(archive.read(_TYPES))}
    if any("macroEnabled" in kind or "vbaProject" in kind for kind in types):
        return unusable(place, "含有宏", "请另存为不含宏的 .docx 文件。")
    if _MAIN_TYPE not in types:
        return unusable(place, "不是 .docx 文档")
    names = archive.namelist()
    if len(set(names)) < len(names):
        return unusable(place, "打不开：同一部分出现了两次")
    for name in names:
        if name.endswith(".xml") and _FETCHING.search(archive.read(name)):
            return unusable(
                place, "里有会读取其他文件的域（如 DDE、INCLUDETEXT）", "请删去这些域，保存后再试。"
            )
        if name.endswith(".rels"):
            outside = _outside(parsed(archive.read(name)))
            if outside:
                return unusable(
                    place,
                    f"引用了文件以外的内容“{outside}”",
                    "请把链接的图片改为嵌入，或取消所附的文档模板，保存后再试。",
                )
    return None


def _outside(relationships: _Element) -> str:
    """The first thing outside the file that Word would fetch by itself; "" when none."""
    for link in relationships:
        kind = link.get("Type", "")
        if link.get("TargetMode") == "External" and not kind.endswith("/hyperlink"):
            return link.get("Target", "")
    return ""


def packed(parts: Mapping[str, bytes]) -> bytes:
    """The package of parts by name; the same parts give the same bytes."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in sorted(parts, key=lambda name: (name != _TYPES, name)):
            item = zipfile.ZipInfo(name, _EPOCH)
            # Without this the number says on which system the file was written.
            item.create_system = 0
            item.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(item, parts[name], compresslevel=6)
    return out.getvalue()


def unpacked(data: bytes) -> dict[str, bytes]:
    """The parts of a package by name."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def properties(report: Report) -> bytes:
    """The part that names title and author; its dates are those of the year, not of the clock."""
    spaces = {"cp": _CORE, "dc": _DC, "dcterms": _TERMS, "xsi": _XSI}
    root = etree.Element(f"{{{_CORE}}}coreProperties", nsmap=spaces)
    moment = f"{report.year:04d}-01-01T00:00:00Z"
    for name, text in (
        (f"{{{_DC}}}title", report.title),
        (f"{{{_DC}}}creator", report.department),
        (f"{{{_CORE}}}revision", "1"),
        (f"{{{_TERMS}}}created", moment),
        (f"{{{_TERMS}}}modified", moment),
    ):
        element = etree.SubElement(root, name)
        element.text = legal(text)
        if text is moment:
            element.set(f"{{{_XSI}}}type", "dcterms:W3CDTF")
    return serialized(root)
