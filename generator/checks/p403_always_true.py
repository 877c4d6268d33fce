"""指标值恒为真

查什么：百分比的指标写成“≤100%”，或数量、百分比写成“≥0”。
为什么：率本来不会超过 100%，数量本来不会小于零，这样的指标值总能完成，等于没有目标。
出错的例子：“物资完好率”的指标值写成“≤100%”。
怎么改：写 =100%、≥95% 等；成本指标和名称里有模板所列词语（如增长、控制）的率可以超过 100%，不报。
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.check import Subject
from generator.checks.stated_indicators import Stated, holds, stated_indicators
from generator.model.diagnostic import Diagnostic, warning
from generator.model.pack import IndicatorRule

CODE = "P403"
TITLE = "指标值恒为真"
RESTS_ON: tuple[str, ...] = ()


def find(subject: Subject) -> Iterator[Diagnostic]:
    """Each target that cannot be missed."""
    words = subject.budget.pack.rule.indicators
    for stated in stated_indicators(subject):
        if _always_true(stated, words):
            message = f"“{stated.name}”的指标值“{stated.target}”总能完成，等于没有目标。"
            advice = "请核对指标值的方向，如 =100%、≥95%。"
            yield warning(CODE, stated.place, message, advice, about=stated.about)


def _always_true(stated: Stated, words: IndicatorRule) -> bool:
    target = stated.read()
    if target is None:
        return False
    if target.at_least:
        return target.number == 0 and ">" not in target.sign and "＞" not in target.sign
    if not target.at_most or target.unit not in ("%", "％") or target.number < 100:
        return False
    costs = {name.value for name in words.cost}
    return not costs.intersection(stated.groups) and not holds(words.exceed, stated.name)
