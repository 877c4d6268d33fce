"""Reads the words of a PDF, without what every page repeats."""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO

from pypdf import PdfReader
from pypdf.errors import DependencyError

from generator.exchange.found import Line, PdfText
from generator.exchange.opening import refusal
from generator.exchange.tokens import normal
from generator.model.diagnostic import Diagnostic, Outcome
from generator.model.source import Span

_MOST_PAGES = 2000
_LONGEST = 2_000_000
_LONGEST_ENTRY = 300
# A page with less than this is a picture, or empty.
_FEWEST = 10
_DIGITS = re.compile(r"[0-9]+")
_FOLIO = re.compile(r"[^\w\s]+\s*([0-9]{1,4})\s*[^\w\s]+")
_NUMBERED = re.compile(r"(.*?\S)\s*[.…·‥．]{4,}[\s.…·‥．]*[0-9]+\s*")


def read_pdf(data: bytes, place: Span) -> Outcome[PdfText | None]:
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
    return Outcome(PdfText(tuple(_lines(read)), len(read)))


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
    """The lines that are not page numbers or running heads; contents without page numbers."""
    repeated = _repeated(pages)
    for number, page in enumerate(pages, 1):
        ends = {0, len(page) - 1}
        for place, text in enumerate(page):
            if place in ends and (
                _mark(text, number) in repeated
                or text in repeated
                or (place and _is_folio(text, number))
            ):
                continue
            entry = _NUMBERED.fullmatch(text) if len(text) <= _LONGEST_ENTRY else None
            yield Line(entry[1] if entry else text, number)


def _repeated(pages: Sequence[Sequence[str]]) -> frozenset[str]:
    """First and last lines that stand on half of the pages, the page's number apart."""
    seen: Counter[str] = Counter()
    for number, page in enumerate(pages, 1):
        ends = {page[0], page[-1]} if page else set()
        seen.update({*ends, *(_mark(text, number) for text in ends)})
    least = max(3, len(pages) // 2)
    return frozenset(text for text, times in seen.items() if times >= least)


def _mark(text: str, number: int) -> str:
    """A line by what it says beside its page's number, and how far that is from the count."""
    found = _DIGITS.search(text)
    offset = number - int(found[0][:9]) if found else 0
    return f"{offset}\x00{_DIGITS.sub('#', text, count=1)}"


def _is_folio(text: str, number: int) -> bool:
    found = _FOLIO.fullmatch(text.strip())
    return found is not None and int(found[1]) <= number


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
