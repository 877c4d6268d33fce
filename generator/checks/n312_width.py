"""全角和半角混用

查什么：文字里的全角数字和字母（２０２４、ＰＭ、％），汉字之间的半角逗号、分号、冒号和括号。名称照登记的写，不查。
为什么：同一份文件里两种写法并存，查找和核对时会漏掉。
出错的例子：职责写“管理河道,维护堤防。”。
怎么改：数字、字母、百分号用半角，汉字之间的标点用全角。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.check import Subject
from generator.checks.n305_near_name import declared
from generator.model.diagnostic import Diagnostic, warning

CODE = "N312"
TITLE = "全角和半角混用"
RESTS_ON: tuple[str, ...] = ()

_HAN = "[一-龥“”《》（）]"
_WIDE = re.compile("[０-９Ａ-Ｚａ-ｚ％][０-９Ａ-Ｚａ-ｚ％．]*")
_NARROW = re.compile(rf"(?<={_HAN})[,;:?!](?={_HAN})|\((?=[一-龥])|(?<=[一-龥])\)")
_TO_NARROW = {ord(c): ord(c) - 0xFEE0 for c in map(chr, range(0xFF01, 0xFF5F))}
_TO_WIDE = str.maketrans(",;:?!()", "，；：？！（）")


def find(subject: Subject) -> Iterator[Diagnostic]:
    """Each stretch of the other width."""
    named = [name for name in declared(subject.budget) if _NARROW.search(name)]
    for prose in subject.prose:
        if prose.part == "名称":
            continue
        text = prose.typed
        for name in named if "(" in text or ")" in text else ():
            text = text.replace(name, "\ufffc" * len(name))
        found = [(m, m.group().translate(_TO_NARROW), "半角") for m in _WIDE.finditer(text)]
        found += [(m, m.group().translate(_TO_WIDE), "全角") for m in _NARROW.finditer(text)]
        for match, right, width in sorted(found, key=lambda item: item[0].start()):
            words = prose.excerpt(*match.span())
            message = f"“{words}”里的“{match.group()}”应当用{width}的“{right}”。"
            place = prose.place(match.start())
            yield warning(CODE, place, message, f"请改成“{right}”。", about=words)
