"""错别字

查什么：模板的 misspelled 列出的错字、繁体字和两种写法不一的词。
为什么：列的都是肯定错的，如“资金管理辦法”“大事纪”；拿不准的不列。
出错的例子：职责写“执行资金管理辦法。”。
怎么改：照提示改。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.check import Subject
from generator.model.diagnostic import Diagnostic, warning

CODE = "N313"
TITLE = "错别字"
RESTS_ON: tuple[str, ...] = ()


def find(subject: Subject) -> Iterator[Diagnostic]:
    """Each word that the pack lists as wrong."""
    right = {entry.name.value: entry.value.value for entry in subject.budget.pack.rule.misspelled}
    words = sorted((word for word in right if word), key=len, reverse=True)
    if not words:
        return
    pattern = re.compile("|".join(map(re.escape, words)))
    for prose in subject.prose:
        for match in pattern.finditer(prose.typed):
            wrong = match.group()
            message = f"“{prose.excerpt(*match.span())}”里的“{wrong}”应当是“{right[wrong]}”。"
            place = prose.place(match.start())
            yield warning(CODE, place, message, f"请改成“{right[wrong]}”。", about=wrong)
