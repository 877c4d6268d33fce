"""手写的金额与已有的数相同

查什么：文字里手写的金额，等于某个项目、某个合计或表里的一格；指标值只与本项目的金额比较。
为什么：现在相同，改了金额以后就不同了；引用它，改一处就都改了。
出错的例子：资金用途写“储备防汛物资50.00元。”，项目金额是 50.00。
怎么改：照提示改成引用；恰好相同、说的不是它的，写进“共用”再引用，或把所在词语写进“文中数字”。
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.build.budget import Budget
from generator.checks.amounts import (
    Known,
    backing,
    known_amounts,
    own_amounts,
    reference,
    typed_amounts,
)
from generator.checks.check import LEDGER, Subject, feeding
from generator.checks.digits import Typed, exemptions
from generator.checks.prose import Prose
from generator.model.diagnostic import Diagnostic, warning

CODE = "N304"
TITLE = "手写的金额与已有的数相同"
RESTS_ON: tuple[str, ...] = (LEDGER,)

_MOST = 3


def find(subject: Subject) -> Iterator[Diagnostic]:
    """Each typed amount that a figure has, with the reference to write."""
    budget = subject.budget
    exempt = exemptions(budget)
    own, known = own_amounts(budget), None
    for prose in subject.prose:
        for number, value, unit in typed_amounts(prose, subject, exempt):
            if not prose.fact and known is None:
                known = known_amounts(budget)
            same = backing(prose, (own if known is None or prose.fact else known).get(value, ()))
            if same:
                yield _typed_figure(prose, number, unit, same, budget)


def _typed_figure(
    prose: Prose, number: Typed, unit: str, same: list[Known], budget: Budget
) -> Diagnostic:
    words = prose.excerpt(number.start, number.end)
    named = [item for item in same if item.name]
    figure = (named or same)[0].figure
    message = f"“{words}”：手写的 {number.text}{unit} 与“{figure.id}”相同。"
    if named:
        written = [reference(k, prose, number.text, unit, budget) for k in named[:_MOST]]
        advice = f"如果说的就是它，请把 {number.text} 写成 {'，或 '.join(dict.fromkeys(written))}。"
    else:
        advice = "表里的一格不能引用；请写进“共用”再引用，或把所在词语写进“文中数字”。"
    place = prose.place(number.start)
    return warning(CODE, place, message, advice, *feeding(figure), about=words)
