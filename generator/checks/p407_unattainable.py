"""指标值永远达不到

查什么：要求达到的百分比大于 100%。
为什么：率不会超过 100%，这样的目标谁也完不成，多半是写错了数。
出错的例子：“物资完好率”的指标值写成“≥101%”。
怎么改：核对指标值；名称里有模板所列词语（如增长、控制）的率可以超过 100%，不报。
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.check import Subject
from generator.checks.stated_indicators import holds, stated_indicators
from generator.model.diagnostic import Diagnostic, warning

CODE = "P407"
TITLE = "指标值永远达不到"
RESTS_ON: tuple[str, ...] = ()


def find(subject: Subject) -> Iterator[Diagnostic]:
    """Each share that is to be more than the whole."""
    words = subject.budget.pack.rule.indicators
    for stated in stated_indicators(subject):
        target = stated.read()
        if target is None or target.at_most or target.unit not in ("%", "％"):
            continue
        if target.number > 100 and not holds(words.exceed, stated.name):
            message = f"“{stated.name}”的指标值“{stated.target}”大于 100%，达不到。"
            yield warning(CODE, stated.place, message, "请核对指标值。", about=stated.about)
