"""日期不存在

查什么：文字里写的几月几日，应是有的日子。
为什么：这是打错了数字，期限也就不清楚了。
出错的例子：资金用途写“13月31日前完成。”
怎么改：改正日期。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.check import Subject
from generator.model.diagnostic import Diagnostic, error
from generator.model.report import plain

CODE = "R105"
TITLE = "日期不存在"
RESTS_ON: tuple[str, ...] = ()

_DATE = re.compile(r"(?<![0-9])([0-9]{1,4})月([0-9]{1,4})日")
# February has its day of leap years: the year is not always said.
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def find(subject: Subject) -> Iterator[Diagnostic]:
    """Each date that no calendar has."""
    for sentence in subject.sentences:
        for match in _DATE.finditer(plain(sentence.runs)):
            month, day = int(match.group(1)), int(match.group(2))
            if not 1 <= month <= len(_DAYS) or not 1 <= day <= _DAYS[month - 1]:
                message = f"没有“{match.group()}”这一天。"
                place = sentence.text.span
                yield error(CODE, place, message, "请改正日期。", about=sentence.owner)
