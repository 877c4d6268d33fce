"""模板句子里有写死的数字

查什么：模板的句子、表名、附注里的数字，要么引用年度、金额等名称，要么列在模板的 exempt 里。
为什么：写死的数字下一年不会跟着变，也说不清来源。
出错的例子：2024年预算收入{{ 数["收入总计"] }}万元。
怎么改：改成 {{ 年度 }} 等引用；确属固定用语的（文号、条款、标准号），把整个词语加进 exempt。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.build.budget import Budget
from generator.model.diagnostic import Diagnostic, error
from generator.model.pack import Narrative, Pack

CODE = "N301"
TITLE = "模板句子里有写死的数字"
RESTS_ON: tuple[str, ...] = ()

_JINJA = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_LIST_NUMBER = re.compile(r"^(?:#+ )?(?:\*\*)?[0-9]{1,2}[、.．]")
_DIGITS = re.compile(r"[0-9][0-9.,]*")


def find(budget: Budget) -> Iterator[Diagnostic]:
    """Each typed number in the sentences of the pack."""
    for narrative in _sentences(budget.pack):
        for line, column, digits in _typed(narrative.source, budget.pack):
            place = narrative.span.moved(line, column if line == 0 else 0)
            message = f"模板句子里的“{digits}”没有来源。"
            yield error(CODE, place, message, "请引用名称，或把所在词语列入 exempt。")


def _sentences(pack: Pack) -> Iterator[Narrative]:
    yield from pack.narratives.values()
    for table in pack.tables:
        for text in (table.title, table.note, table.empty_note, *table.caption):
            if text is not None:
                yield Narrative(text.value, text.span)


def _typed(source: str, pack: Pack) -> Iterator[tuple[int, int, str]]:
    # Blanked to the same length, so that places stay true.
    source = _JINJA.sub(lambda m: re.sub(r"[^\n]", " ", m.group()), source)
    for phrase in pack.rule.exempt:
        if phrase.value:
            source = source.replace(phrase.value, " " * len(phrase.value))
    for number, line in enumerate(source.split("\n")):
        clean = _LIST_NUMBER.sub(lambda m: " " * len(m.group()), line)
        for match in _DIGITS.finditer(clean):
            yield number, match.start(), match.group().rstrip(".,")
