"""指标描述里的数与指标值不同

查什么：描述里有一个百分比（或与指标值同单位的数），它应与指标值里的数相同。
为什么：同一个指标两个数，不知道按哪个考核。
出错的例子：描述“完好率达到100%”，指标值“≥95%”。
怎么改：改其中一个；或者描述里不再写数。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from generator.checks.check import Subject
from generator.checks.stated_indicators import stated_indicators
from generator.model.diagnostic import Diagnostic, warning

CODE = "P406"
TITLE = "指标描述里的数与指标值不同"
RESTS_ON: tuple[str, ...] = ()

_NUMBER = r"([0-9]+(?:\.[0-9]+)?)\s*"


def find(subject: Subject) -> Iterator[Diagnostic]:
    """Each indicator whose name or description states one other number of the same unit."""
    for stated in stated_indicators(subject):
        target = stated.read()
        if target is None or not target.unit:
            continue
        said = re.findall(_NUMBER + re.escape(target.unit), stated.description or stated.name)
        numbers = {Decimal(number) for number in said}
        if len(numbers) == 1 and target.number not in numbers:
            other = f"{said[0]}{target.unit}"
            message = f"“{stated.name}”的描述里是 {other}，指标值是“{stated.target}”。"
            described = stated.indicator.description or stated.indicator.name
            advice = "请核对两处的数。"
            yield warning(CODE, stated.place, message, advice, described.span, about=stated.about)
