"""The caption and header that a long table repeats on each page, which say nothing new."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from generator.exchange.expected import Kind, Unit
from generator.exchange.found import Line
from generator.exchange.tokens import normal

# The lines of a header come in any order, and a word may be lost: signs that may differ.
_ODDS = Fraction(1, 10)
_TAIL = 8


@dataclass(slots=True)
class _Header:
    """The signs of a header, and how what stands in front of it for the first time ends."""

    signs: Counter[str]
    tails: set[str] = field(default_factory=set)


def without_repeated_headers(units: Sequence[Unit], lines: Sequence[Line]) -> Iterator[Line]:
    """The lines, but not those at the top of a page that repeat a header of a page before."""
    headers = _headers(units)
    longest = max((header.signs.total() for header in headers), default=0) * (1 + _ODDS)
    seen: set[str] = set()
    end = ""
    for page in _pages(lines):
        texts = [normal(line.text) for line in page]
        yield from page[_repeated(texts, headers, longest, seen, end) :]
        seen.update(texts)
        end = ("".join([end, *texts]))[-_TAIL:]


def _pages(lines: Sequence[Line]) -> Iterator[list[Line]]:
    page: list[Line] = []
    for line in lines:
        if page and page[0].page != line.page:
            yield page
            page = []
        page.append(line)
    if page:
        yield page


def _headers(units: Sequence[Unit]) -> tuple[_Header, ...]:
    """Each header, with the caption above it and without; equal ones once."""
    found: dict[str, _Header] = {}
    stretch: list[str] = []
    tail = ""
    for unit in units:
        text = "".join(unit.key[1:])
        if unit.kind is Kind.HEADER:
            stretch.append(text)
            continue
        for start in range(len(stretch)):
            header = "".join(stretch[start:])
            front = (tail + "".join(stretch[:start]))[-_TAIL:]
            found.setdefault(header, _Header(Counter(header))).tails.add(front)
        stretch = []
        tail = (tail + text)[-_TAIL:]
    return tuple(found.values())


def _repeated(
    page: Sequence[str], headers: Sequence[_Header], longest: Fraction, seen: set[str], end: str
) -> int:
    """How many lines at the top of a page only repeat a header.

    All of them stood on a page before, and the page before does not `end` with what stands in
    front of the header itself.
    """
    signs: Counter[str] = Counter()
    best = 0
    for number, text in enumerate(page, 1):
        signs.update(text)
        if text not in seen or signs.total() > longest:
            break
        for header in headers:
            odds = (signs - header.signs).total() + (header.signs - signs).total()
            if odds <= header.signs.total() * _ODDS and end not in header.tails:
                best = number
    return best
