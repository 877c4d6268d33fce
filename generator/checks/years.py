"""Years typed in texts, and those that stay the same whatever year it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

_FOUR = r"(?<![0-9A-Za-z.])((?:19|20)[0-9]{2})(?![0-9A-Za-z]|\.[0-9])"
_YEAR = re.compile(_FOUR + r"(?=\s*年)|(?<=[（(〔\[《])" + _FOUR + r"(?=[）)〕\]年])")
_RANGE = re.compile(_FOUR + r"年?\s*[-—–－~～至]+\s*((?:19|20)[0-9]{2})(?![0-9])")
_DOCUMENT = re.compile(r"[〔\[（(]((?:19|20)[0-9]{2})[〕\]）)]\s*第?\s*[0-9]")
# The same digit in the spellings people use; 2024 is also ２０２４ and 二〇二四.
_SPELLED = (
    "0０〇零○",
    "1１一",
    "2２二",
    "3３三",
    "4４四",
    "5５五",
    "6６六",
    "7７七",
    "8８八",
    "9９九",
)
_NO_DIGIT = "0-9０-９A-Za-z〇零○一二三四五六七八九十"
# What tells that four digits are a year: 2024年, （2024）, 2024-12-31, 2024.12.31, 2024至2026.
_BEHIND = (
    r"(?=\s*年|[）)〕\]》]|\s*[-—–－~～至/]\s*(?:[0-9]{1,2}|[0-9]{4})(?![0-9])"
    r"|[.．][0-9]{1,2}[.．][0-9])"
)


def typed_years(typed: str) -> Iterator[tuple[int, int, str]]:
    """The years of a text: start, end, year."""
    for match in _YEAR.finditer(typed):
        group = 1 if match.group(1) else 2
        yield match.start(group), match.end(group), match.group(group)


def fixed_years(typed: str, now: int) -> frozenset[int]:
    """Where years begin that are right in the year `now`: of periods that hold it, and in the
    numbers of documents that are not later."""
    if "19" not in typed and "20" not in typed:
        return frozenset()
    fine = {
        place
        for match in _RANGE.finditer(typed)
        if int(match.group(1)) <= now <= int(match.group(2))
        for place in (match.start(1), match.start(2))
    }
    fine |= {m.start(1) for m in _DOCUMENT.finditer(typed) if int(m.group(1)) <= now}
    return frozenset(fine)


def mentions(typed: str, year: int) -> Iterator[tuple[int, int]]:
    """Where one year stands in a text, in whatever digits: start, end."""
    for match in _spelled(year).finditer(typed):
        yield match.span()


@cache
def _spelled(year: int) -> re.Pattern[str]:
    digits = "".join(f"[{_SPELLED[int(digit)]}]" for digit in str(year))
    return re.compile(f"(?<![{_NO_DIGIT}.．]){digits}{_BEHIND}")
