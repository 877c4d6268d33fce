"""严禁发生的事，指标值却允许发生

查什么：绩效目标或指标里说严禁、杜绝的事，同一项目里说这件事的指标，指标值应是零。
为什么：目标说一次也不许，指标说有一次也算完成，两处矛盾。
出错的例子：绩效目标“严禁浪费物资”，指标“浪费物资情况”的指标值“≤1次”。
怎么改：指标值写 0次；确实容许少量的，改绩效目标的说法。
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from generator.checks.check import Subject
from generator.checks.stated_indicators import Target, stated_indicators
from generator.model.diagnostic import Diagnostic, warning
from generator.model.source import Span
from generator.model.spec import Project
from generator.model.values import Text

CODE = "P405"
TITLE = "严禁发生的事，指标值却允许发生"
RESTS_ON: tuple[str, ...] = ()

_SHORTEST = 2
# Every indicator of a project is held against each: a goal that forbids more is no goal.
_MOST = 20


def find(subject: Subject) -> Iterator[Diagnostic]:
    """Each target that allows what a goal of its project, or its own words, forbid."""
    spec = subject.budget.spec
    words = subject.budget.pack.rule.indicators.forbidden
    if not words:
        return
    pattern = re.compile(f"(?:{'|'.join(re.escape(w.value) for w in words)})(\\w+)")
    said = subject.printed
    goals = {p.name.value: _forbidden(p, said, pattern) for p in spec.projects}
    for stated in stated_indicators(subject):
        target = stated.read()
        if target is None or not _allows(target):
            continue
        own = [(name, stated.place) for name in _things((stated.name, stated.description), pattern)]
        for thing, place in (*own, *goals[stated.project.name.value]):
            if thing in stated.name or thing in stated.description:
                message = f"“{stated.name}”的指标值是“{stated.target}”，而目标是不许{thing}。"
                related = () if place == stated.place else (place,)
                advice = "请核对：不许发生的，指标值应是零。"
                about = stated.about
                yield warning(CODE, stated.place, message, advice, *related, about=about)
                break


def _forbidden(
    project: Project, said: Mapping[Span, str], pattern: re.Pattern[str]
) -> list[tuple[str, Span]]:
    def words(goal: Text) -> str:
        return said.get(goal.span, goal.value)

    things = ((t, goal.span) for goal in project.goals for t in _things((words(goal),), pattern))
    return list(islice(things, _MOST))


def _things(texts: Iterable[str], pattern: re.Pattern[str]) -> Iterator[str]:
    for text in texts:
        yield from (t for t in pattern.findall(text) if len(t) >= _SHORTEST)


def _allows(target: Target) -> bool:
    below_one = target.sign in ("<", "＜") and target.number <= 1
    return not target.at_least and target.number > 0 and not below_one
