"""What stands on every page beside the text: page numbers and running heads."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from generator.exchange.found import Line
from generator.exchange.tokens import normal

_DIGITS = re.compile(r"[0-9]+")
_FOLIO = re.compile(r"[^\w\s]+\s*([0-9]{1,4})\s*[^\w\s]+")
_FEWEST = 3
_LONGEST_NUMBER = 9


def without_page_marks(lines: Sequence[Line], kept: frozenset[str]) -> Iterator[Line]:
    """The lines that are not page numbers or running heads; those in `kept` are text."""
    pages = [list(page) for _, page in groupby(lines, key=lambda line: line.page)]
    repeated = _repeated(pages)
    for page in pages:
        for place, line in enumerate(page):
            edge = place in (0, len(page) - 1)
            if not edge or normal(line.text) in kept or not _is_mark(line, repeated, place):
                yield line


def _is_mark(line: Line, repeated: frozenset[str], place: int) -> bool:
    if line.text in repeated or _counted(line) in repeated:
        return True
    folio = _FOLIO.fullmatch(line.text.strip())
    return place > 0 and folio is not None and int(folio[1]) <= line.page


def _repeated(pages: Sequence[Sequence[Line]]) -> frozenset[str]:
    """First and last lines that stand on half of the pages, the page's number apart."""
    seen: Counter[str] = Counter()
    for page in pages:
        ends = (page[0], page[-1])
        seen.update({*(line.text for line in ends), *(_counted(line) for line in ends)})
    least = max(_FEWEST, len(pages) // 2)
    return frozenset(text for text, times in seen.items() if times >= least)


def _counted(line: Line) -> str:
    """A line by what it says beside its first number, and how far that is from its page's."""
    found = _DIGITS.search(line.text)
    offset = line.page - int(found[0][:_LONGEST_NUMBER]) if found else 0
    return f"{offset}\x00{_DIGITS.sub('#', line.text, count=1)}"
