"""文字里有个人信息

查什么：文字里的居民身份证号码（18 位，校验位正确）和手机号码。
为什么：公开文件不得泄露个人信息（《个人信息保护法》第十条、第二十五条）。
出错的例子：其他说明写“联系人电话13800138000。”。
怎么改：删去；需要留联系方式的，写单位的办公电话。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.check import Subject
from generator.model.diagnostic import Diagnostic, error

CODE = "N308"
TITLE = "文字里有个人信息"
RESTS_ON: tuple[str, ...] = ()

_NUMBER = re.compile(r"(?<![0-9A-Za-z.])(?:([0-9]{17}[0-9Xx])|(1[3-9][0-9]{9}))(?![0-9A-Za-z])")
# GB 11643: weights of the first seventeen digits, and the last character by remainder.
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_LAST = "10X98765432"


def find(subject: Subject) -> Iterator[Diagnostic]:
    """Each number of a person, of which the message shows only the ends."""
    for prose in subject.prose:
        for start, end, what in personal_data(prose.typed):
            number = prose.typed[start:end]
            shown = f"{number[:3]}…{number[-2:]}"
            message = f"“{shown}”是{what}，不能公开。"
            advice = "请删去；需要联系方式的，写办公电话。"
            yield error(CODE, prose.place(start), message, advice, about=shown)


def personal_data(text: str) -> Iterator[tuple[int, int, str]]:
    """Numbers of persons in a text: start, end, what it is."""
    for match in _NUMBER.finditer(text):
        identity = match.group(1)
        if identity is None:
            yield match.start(), match.end(), "手机号码"
        elif _valid(identity.upper()):
            yield match.start(), match.end(), "身份证号码"


def _valid(identity: str) -> bool:
    month, day = int(identity[10:12]), int(identity[12:14])
    if identity[6:8] not in ("19", "20") or not 1 <= month <= 12 or not 1 <= day <= 31:
        return False
    sum_ = sum(int(digit) * weight for digit, weight in zip(identity, _WEIGHTS, strict=False))
    return _LAST[sum_ % 11] == identity[17]
