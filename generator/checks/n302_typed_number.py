"""文字里有手写的数字

查什么：文字里的每个数（包括三批、两次这样的中文数），要么引用别处已写的数，要么所在的词语写在
“文中数字”里，要么在模板的 exempt 里。名称、指标值和指标值确定依据本身就是填报的内容，
只看有没有以 0 开头的数（010%）。
为什么：手写的数改了一处、忘了另一处，前后就矛盾；明年也不会跟着变。
出错的例子：主要职能写“管理河道3条。”。
怎么改：引用金额、年度或“共用”里的数；固定的说法（文号、标准、期限）把整个词语写进“文中数字”。
写成金额、而全文件没有这个数的是错误，其余是警告。
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from generator.build.budget import Budget
from generator.checks.amounts import backing, known_amounts
from generator.checks.check import LEDGER, PRIOR, Subject
from generator.checks.digits import Exemptions, Typed, exemptions, money, unsourced
from generator.checks.n307_year import odd_years
from generator.checks.n308_personal_data import personal_data
from generator.checks.prose import Prose
from generator.checks.standards import near_standards, standards
from generator.model.diagnostic import Diagnostic, error, warning
from generator.model.source import Span

CODE = "N302"
TITLE = "文字里有手写的数字"
# A typed amount may be what a figure has changed by, and a year one that Y106 reports.
RESTS_ON: tuple[str, ...] = (LEDGER, PRIOR)

_YEAR_AFTER = re.compile(r"\s*[年）)〕\]—~～至-]")
_MOST = 3
# 010, but no month or day, number of a document, or telephone number.
_ZERO = re.compile(r"(?<![0-9A-Za-z.\-])0[0-9]+(?:\.[0-9]+)?(?![0-9A-Za-z.月日时分号\-])")


def find(subject: Subject) -> Iterator[Diagnostic]:
    """Each typed number that no other check of texts reports for what it is."""
    budget = subject.budget
    exempt = exemptions(budget)
    known = None
    codes = standards(budget)
    shared = _shared(budget)
    for prose in subject.prose:
        if prose.fact:
            yield from _misplaced_zeros(prose, budget, exempt)
            continue
        taken: set[int] | None = None
        for number in unsourced(prose, budget.pack, exempt):
            if taken is None:
                taken = _reported(prose, budget, codes, exempt)
                taken |= subject.left_years.get(prose.text.span, frozenset())
            if number.start in taken:
                continue
            amount = money(prose.typed, number)
            if amount is None:
                yield _plain_number(prose, number, budget, shared)
                continue
            known = known_amounts(budget) if known is None else known
            if not backing(prose, known.get(amount[0].normalize(), ())):
                yield _amount(prose, number, amount[1])


def _reported(
    prose: Prose, budget: Budget, codes: Mapping[str, tuple[str, Span]], exempt: Exemptions
) -> set[int]:
    """The characters that other checks report as what they are."""
    found = [(start, end) for start, end, *_ in near_standards(prose, codes, exempt)]
    found += [(start, end) for start, end, _ in odd_years(prose, budget, exempt)]
    found += [(start, end) for start, end, _ in personal_data(prose.typed)]
    return {at for start, end in found for at in range(start, end)}


def _amount(prose: Prose, number: Typed, unit: str) -> Diagnostic:
    words = prose.excerpt(number.start, number.end)
    message = f"“{words}”：手写的 {number.text}{unit} 没有来源，本文件没有这个数。"
    advice = (
        "请核对；是某个项目或科目的金额就引用它，是其他依据的数就写进“共用”再引用，"
        "与本预算无关的把所在词语写进“文中数字”。"
    )
    return error(CODE, prose.place(number.start), message, advice, about=words)


def _misplaced_zeros(prose: Prose, budget: Budget, exempt: Exemptions) -> Iterator[Diagnostic]:
    for match in _ZERO.finditer(prose.typed):
        if not exempt.covers(prose.typed, match.start()):
            words = prose.excerpt(*match.span())
            message = f"“{words}”里的“{match.group()}”以 0 开头。"
            place = prose.place(match.start())
            yield warning(CODE, place, message, "请核对这个数。", about=words)


def _plain_number(
    prose: Prose, number: Typed, budget: Budget, shared: Mapping[Decimal, list[str]]
) -> Diagnostic:
    words = prose.excerpt(number.start, number.end)
    message = f"“{words}”里的“{number.text}”是手写的数。"
    advice = _advice(prose, number, budget, shared)
    return warning(CODE, prose.place(number.start), message, advice, about=words)


def _advice(
    prose: Prose, number: Typed, budget: Budget, shared: Mapping[Decimal, list[str]]
) -> str:
    year = budget.spec.year_number
    if _YEAR_AFTER.match(prose.typed, number.end):
        if number.text == str(year):
            return "请写成 {{ 年度 }}。"
        if number.text == str(year - 1):
            # Most often a text of last year whose year nobody has changed.
            return "说的是本年的，写成 {{ 年度 }}；确是上年的，写成 {{ 上年度 }}。"
    fixed = "固定的说法，把整个词语写进“文中数字”。"
    value = _value(number.text)
    same = shared.get(value, [])[:_MOST] if value is not None else []
    if same:
        return f"如果说的是“共用”里的同一个数，请写成 {'或 '.join(same)}；{fixed}"
    return f"会变的数，写进“共用”再引用；{fixed}"


def _shared(budget: Budget) -> Mapping[Decimal, list[str]]:
    """References to the shared numbers by value."""
    found: dict[Decimal, list[str]] = {}
    for entry in budget.spec.shared:
        value = _value(entry.value.value)
        if value is not None:
            found.setdefault(value, []).append(f"{{{{ 共用.{entry.name} }}}}")
    return found


def _value(digits: str) -> Decimal | None:
    return Decimal(digits) if re.fullmatch(r"[0-9]{1,15}(?:\.[0-9]{1,6})?", digits) else None
