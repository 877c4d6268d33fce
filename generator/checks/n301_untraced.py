"""模板句子里有写死的数字

查什么：模板的句子、表名、附注里的数字，要么引用年度、金额等名称，要么列在模板的 exempt 里。
为什么：写死的数字下一年不会跟着变，也说不清来源。
出错的例子：模板的句子写成“2026年，{{ 部门.名称 }}预算总额”。
怎么改：改成 {{ 年度 }} 等引用；确属固定用语的（文号、条款、标准号），把整个词语加进 exempt。
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.check import Subject
from generator.checks.digits import Exemptions, unsourced
from generator.checks.prose import pack_prose
from generator.model.diagnostic import Diagnostic, error

CODE = "N301"
TITLE = "模板句子里有写死的数字"
RESTS_ON: tuple[str, ...] = ()


def find(subject: Subject) -> Iterator[Diagnostic]:
    """Each typed number in the sentences of the pack."""
    pack = subject.budget.pack
    exempt = Exemptions(pack.rule.exempt, pack)
    for prose in pack_prose(pack):
        for number in unsourced(prose, pack, exempt):
            message = f"模板句子里的“{number.text}”没有来源。"
            about = prose.excerpt(number.start, number.end)
            advice = "请引用名称，或把所在词语列入 exempt。"
            yield error(CODE, prose.place(number.start), message, advice, about=about)
