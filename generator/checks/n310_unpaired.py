"""引号或括号不成对

查什么：一段文字里的“”‘’《》〈〉（）〔〕【】应当成对，前后不能错开。
为什么：少了一半，引用和补充说明到哪里为止就不清楚了。
出错的例子：职责写“管理河道（含水库。”。
怎么改：补上另一半，或删去多余的一半。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.check import Subject
from generator.model.diagnostic import Diagnostic, warning

CODE = "N310"
TITLE = "引号或括号不成对"
RESTS_ON: tuple[str, ...] = ()

_PAIRS = {"“": "”", "‘": "’", "《": "》", "〈": "〉", "（": "）", "〔": "〕", "【": "】"}
_OPENING = {close: open_ for open_, close in _PAIRS.items()} | {")": "（", "]": "["}
_OPEN = {**_PAIRS, "(": "）", "[": "]"}
_MARK = re.compile(r"[“”‘’《》〈〉（）()〔〕【】\[\]]")
# 1） and 一） number a list; the mark in people’s closes nothing.
_LIST = re.compile(r"(?:^|[。；：，;:\n])\s*(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3}|[a-zA-Z])$")


def find(subject: Subject) -> Iterator[Diagnostic]:
    """Each half without its other half."""
    for prose in subject.prose:
        for at in unpaired(prose.typed):
            mark = prose.typed[at]
            words = prose.excerpt(at, at + 1)
            message = f"“{words}”里的 {mark} 没有另一半。"
            advice = "请补上另一半，或删去它。"
            yield warning(CODE, prose.place(at), message, advice, about=words)


def unpaired(text: str) -> list[int]:
    """Where marks without their other halves stand, in order."""
    opened: list[tuple[str, int]] = []
    found: list[int] = []
    for match in _MARK.finditer(text):
        mark, at = match.group(), match.start()
        if mark in _OPEN:
            opened.append(("（" if mark == "(" else mark, at))
        elif _in_a_word(text, at) or (mark in "）)" and _numbers_a_list(text, at, opened)):
            continue
        elif opened and opened[-1][0] == _OPENING[mark]:
            opened.pop()
        elif any(open_ == _OPENING[mark] for open_, _ in opened[-_DEEPEST:]):
            while opened[-1][0] != _OPENING[mark]:
                found.append(opened.pop()[1])
            opened.pop()
        else:
            found.append(at)
    return sorted([*found, *(at for _, at in opened)])


# Marks nested deeper than this are not looked at for the other half.
_DEEPEST = 20


def _in_a_word(text: str, at: int) -> bool:
    around = text[max(at - 1, 0) : at] + text[at + 1 : at + 2]
    return text[at] == "’" and len(around) == 2 and around.isascii() and around.isalpha()


def _numbers_a_list(text: str, at: int, opened: list[tuple[str, int]]) -> bool:
    if opened and opened[-1][0] == "（":
        return False
    return _LIST.search(text, max(at - 6, 0), at) is not None
