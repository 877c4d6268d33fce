"""The comments that new-year writes beside values, and how they are known again a year later."""

from __future__ import annotations

import re
from collections.abc import Sequence

CHOICE = "延续、结束、新增 选一个"
GONE = "新目录里没有"
BETWEEN = "；"
_NUMBER = r"(?:[^#；、\n]+ )?[0-9.]+"
_KINDS = (
    rf"上年 {_NUMBER}(?:、{_NUMBER})*",
    "原 [0-9]+",
    "应改为 [0-9]+，那里已有",
    "[0-9]{4}(?:、[0-9]{4})+ 年都有",
    "[0-9]{4} 年新增",
    "名称里有“[^”#\n]+”",
    re.escape(CHOICE),
    re.escape(GONE),
)
_NOTE = f"(?:{'|'.join(_KINDS)})"
OWN = re.compile(rf"# {_NOTE}(?:{BETWEEN}{_NOTE})*(?=\s*(?:\s#|$))", re.MULTILINE)


def last_years(numbers: Sequence[str]) -> str:
    """Last year's numbers, with names where there are several."""
    return f"上年 {'、'.join(numbers)}"


def once(code: str) -> str:
    """The code of last year."""
    return f"原 {code}"


def meets(code: str) -> str:
    """The new code, which stands in the same list already."""
    return f"应改为 {code}，那里已有"


def every(years: Sequence[int]) -> str:
    """The years in a row in which a project stands."""
    return f"{'、'.join(map(str, years))} 年都有"


def first(year: int) -> str:
    """The year in which a project began."""
    return f"{year} 年新增"


def in_name(year: str) -> str:
    """A year that a project's name holds, as it is spelled there."""
    return f"名称里有“{year}”"
