"""Numbers and codes from the text of a scalar; nobody else decides what a number is."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

_NUMBER = re.compile(r"(?:0|[1-9][0-9]{0,14})(?:\.([0-9]+))?")
_WIDE = re.compile(r"[０-９．，％－]")
_EXPONENT = re.compile(r"[-+]?[0-9.]+[eE][-+]?[0-9]+")
_GROUPED = re.compile(r"[-+]?[0-9]{1,3}(?:[,，'_ ][0-9]{3})+(?:\.[0-9]+)?")
_SUFFIX = re.compile(r"([0-9.,]+)\s*(万元|亿元|元|万|%|％)")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
YEAR = re.compile(r"(?:19|20)[0-9]{2}")


def number(text: str, decimals: int) -> Decimal | str:
    """The number, or a Chinese clause that says what is wrong with it.

    Plain digits with at most `decimals` digits after one point, not negative.
    """
    text = text.strip()
    match = _NUMBER.fullmatch(text)
    if match is None:
        return _fault(text)
    fraction = match.group(1) or ""
    if len(fraction) > decimals:
        return f"“{text}”有 {len(fraction)} 位小数，最多 {decimals} 位"
    return Decimal(text)


def percent(text: str) -> Decimal | str:
    """A share as a fraction of 1 from `40`, `40%` or `12.5%`; or what is wrong with it."""
    text = text.strip()
    value = number(text.removesuffix("%").removesuffix("％").strip(), 4)
    if isinstance(value, str):
        return value
    if value > 100:
        return f"“{text}”超过 100%"
    return value.scaleb(-2)


def is_date(text: str) -> bool:
    """Whether it is a day that exists, as 2024-12-31."""
    if not _DATE.fullmatch(text):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _fault(text: str) -> str:
    if _WIDE.search(text):
        return f"“{text}”里有全角数字或符号，请用半角"
    if _EXPONENT.fullmatch(text):
        return f"“{text}”是科学记数法，请写成普通数字"
    if _GROUPED.fullmatch(text):
        return f"“{text}”里有千分位分隔符，请只写数字"
    suffix = _SUFFIX.fullmatch(text)
    if suffix:
        return f"“{text}”带了单位，请只写数字 {suffix.group(1)}（单位由文件开头的“单位”统一规定）"
    if text.startswith(("-", "－", "−")):
        return f"“{text}”是负数，不能小于 0"
    if re.fullmatch(r"0[0-9]+(\.[0-9]+)?", text):
        return f"“{text}”以 0 开头，不清楚是编码还是金额"
    if re.fullmatch(r"[0-9]{16,}(\.[0-9]+)?", text):
        return f"“{text[:24]}”的位数太多，不像预算数"
    return f"“{text[:40]}”不是数字"
