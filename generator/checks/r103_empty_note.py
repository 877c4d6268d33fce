"""空表没有说明

查什么：没有任何金额的表，下面应有“空表列示”一类的说明。
为什么：《地方预决算公开操作规程》要求没有数据的表也列出空表并说明，不能让人以为漏填。
出错的例子：部门没有“三公”经费，表“三公与运行表”全为零，下面没有说明。
怎么改：确实没有时，请模板的维护人员给这张表写 empty_note；不该为零时，核对金额。
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.check import LEDGER, Subject
from generator.model.diagnostic import Diagnostic, warning

CODE = "R103"
TITLE = "空表没有说明"
RESTS_ON: tuple[str, ...] = (LEDGER,)


def find(subject: Subject) -> Iterator[Diagnostic]:
    """Each printed table of amounts that holds none and does not say so."""
    printed = {table.id: table for table in subject.report.tables()}
    for sheet in subject.budget.sheets:
        name = sheet.rule.id.value
        holds_amounts = any(column.show is None for column in sheet.rule.leaves())
        if sheet.empty and holds_amounts and name in printed and not printed[name].note:
            message = f"表“{name}”没有一个数，下面也没有说明。"
            advice = "请核对是否漏填；确实没有时，请在模板的这张表里写 empty_note。"
            yield warning(CODE, sheet.rule.span, message, advice, about=name)
