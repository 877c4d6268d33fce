"""Reads the lines of a PDF."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO

from pypdf import PdfReader
from pypdf.errors import DependencyError

from generator.exchange.found import Line
from generator.exchange.opening import refusal
from generator.exchange.tokens import normal
from generator.model.diagnostic import Diagnostic, Outcome
from generator.model.source import Span

_MOST_PAGES = 2000
_LONGEST = 2_000_000
_LONGEST_ENTRY = 300
# A page with less than this is a picture, or empty.
_FEWEST = 10
_NUMBERED = re.compile(r"(.*?\S)\s*[.…·‥．]{4,}[\s.…·‥．]*[0-9]+\s*")


def read_pdf(data: bytes, place: Span) -> Outcome[tuple[Line, ...] | None]:
    """The lines of a PDF; V602 to V604 when it cannot be read."""
    try:
        with _silent():
            read = _pages(data, place)
    except (DependencyError, NotImplementedError):
        read = refusal("V602", place, "PDF 加了密码，读不出来。")
    except Exception:  # what a broken file does to its reader has no common name
        read = refusal("V603", place, "PDF 不完整或已损坏，读不出来。")
    if isinstance(read, Diagnostic):
        return Outcome(None, (read,))
    if sum(len(normal(line)) for page in read for line in page) < _FEWEST * len(read):
        message = "PDF 里没有文字（像是扫描件或图片），无法核对。"
        advice = "请用直接生成的 PDF，或核对 Word 文件。"
        return Outcome(None, (refusal("V604", place, message, advice),))
    return Outcome(tuple(_lines(read)))


def _pages(data: bytes, place: Span) -> list[list[str]] | Diagnostic:
    reader = PdfReader(BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        return refusal("V602", place, "PDF 有密码，读不出来。")
    if len(reader.pages) > _MOST_PAGES:
        return refusal("V603", place, f"PDF 超过 {_MOST_PAGES} 页，没有核对。")
    pages: list[list[str]] = []
    length = 0
    for page in reader.pages:
        text = page.extract_text()
        length += len(text)
        if length > _LONGEST:
            return refusal("V603", place, "PDF 的文字太多，没有核对。")
        pages.append([line for line in text.splitlines() if line.strip()])
    return pages


def _lines(pages: Sequence[Sequence[str]]) -> Iterator[Line]:
    """The lines with their pages; those of the contents without page numbers."""
    for number, page in enumerate(pages, 1):
        for text in page:
            entry = _NUMBERED.fullmatch(text) if len(text) <= _LONGEST_ENTRY else None
            yield Line(entry[1] if entry else text, number)


@contextmanager
def _silent() -> Iterator[None]:
    """What the library grumbles about a file is no message for its owner."""
    log = logging.getLogger("pypdf")
    level = log.level
    log.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        log.setLevel(level)
