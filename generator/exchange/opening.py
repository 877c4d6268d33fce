"""What kind of file the bytes are, whatever its name says; the rest is refused in words."""

from __future__ import annotations

import zipfile
from enum import StrEnum
from io import BytesIO

from generator.model.diagnostic import Diagnostic, Outcome, error
from generator.model.source import Span

LARGEST = 50_000_000
_HEAD = 1024
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_BY_PART = {
    "word/": "word",
    "xl/": "Excel 工作簿",
    "ppt/": "演示文稿",
    "OFD.xml": "OFD 文件",
    "content.xml": "OpenDocument 文件",
}
_AGAIN = "请在 Word 或 WPS 中另存为 .docx（不加密码），或导出为 PDF 后再核对。"


class Format(StrEnum):
    """The kinds of files that can be compared."""

    WORD = "word"
    PDF = "pdf"


def recognised(data: bytes, place: Span) -> Outcome[Format | None]:
    """Word or PDF by content; V601 for anything else, V602 behind a password."""
    if len(data) > LARGEST:
        return _no("V603", place, f"文件超过 {LARGEST // 1_000_000} MB，没有核对。")
    if data.startswith(b"PK"):
        return _archive(data, place)
    if b"%PDF-" in data[:_HEAD]:
        return Outcome(Format.PDF)
    if data.startswith(_OLE):
        if _LOCKED in data:
            return _no("V602", place, "文件有密码，读不出来。")
        return _no("V601", place, "这是旧格式的文件（.doc、.wps 等），不能核对。")
    if not data:
        return _no("V601", place, "文件是空的。")
    return _no("V601", place, "这不是 Word（.docx）文件，也不是 PDF。")


def refusal(code: str, place: Span, message: str, advice: str = _AGAIN) -> Diagnostic:
    """Why a file cannot be compared."""
    return error(code, place, message, advice)


def _archive(data: bytes, place: Span) -> Outcome[Format | None]:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return _no("V603", place, "文件不完整或已损坏，打不开。")
    kind = next((k for part, k in _BY_PART.items() if any(n.startswith(part) for n in names)), "")
    if kind == Format.WORD:
        return Outcome(Format.WORD)
    what = f"这是{kind}" if kind else "这是压缩包或其他文件"
    return _no("V601", place, f"{what}，不是 Word（.docx）文件，也不是 PDF。")


def _no(code: str, place: Span, message: str) -> Outcome[None]:
    return Outcome(None, (refusal(code, place, message),))
