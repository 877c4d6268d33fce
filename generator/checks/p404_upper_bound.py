"""要完成的数量写成了上限

查什么：保障、提供、完成……多少的数量指标，指标值写成“≤”。
为什么：写成不超过多少，一个也不完成也算完成，目标是空的。
出错的例子：“储备物资数量”的指标值写成“≤10套”。
怎么改：改成 ≥ 或直接写数；确实是上限的（如故障次数），改名称，或写明理由后豁免这一条。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.check import Subject
from generator.checks.stated_indicators import Stated, holds, stated_indicators
from generator.model.diagnostic import Diagnostic, warning
from generator.model.pack import IndicatorRule

CODE = "P404"
TITLE = "要完成的数量写成了上限"
RESTS_ON: tuple[str, ...] = ()

# A time is rightly bounded above, a share is not a number of things.
_NO_COUNT = re.compile(r"%|％|个?工作日|[天日月年秒]|(?:个|小|分)[时月钟]")


def find(subject: Subject) -> Iterator[Diagnostic]:
    """Each number to be reached that is bounded above only."""
    words = subject.budget.pack.rule.indicators
    for stated in stated_indicators(subject):
        if _empty(stated, words):
            message = f"“{stated.name}”的指标值“{stated.target}”是上限，一个也不完成也算完成。"
            advice = "请核对指标值的方向，应完成的数量用 ≥ 或直接写数。"
            yield warning(CODE, stated.place, message, advice, about=stated.about)


def _empty(stated: Stated, words: IndicatorRule) -> bool:
    target = stated.read()
    if target is None or not target.at_most or _NO_COUNT.match(target.unit):
        return False
    if target.money is not None or {name.value for name in words.cost} & {*stated.groups}:
        return False
    wanted = holds(words.wanted, stated.name, stated.description)
    return wanted and holds(words.counted, stated.name)
