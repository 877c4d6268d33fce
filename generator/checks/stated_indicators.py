"""The indicators of projects as they are printed, and what their targets say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from generator.checks.check import Subject
from generator.model.number import Unit, in_yuan
from generator.model.source import Span
from generator.model.spec import Indicator, Project
from generator.model.values import Text

_TARGET = re.compile(
    r"\s*(≤|<|＜|≥|>|＞|=|＝|不超过|不少于|不低于)?\s*([0-9]{1,15}(?:\.[0-9]{1,6})?)\s*(\D.*|)"
)
_UPPER = frozenset({"≤", "<", "＜", "不超过"})
_LOWER = frozenset({"≥", ">", "＞", "不少于", "不低于"})


@dataclass(frozen=True, slots=True)
class Target:
    """A target that begins with a number: its sign of comparison, number and unit."""

    sign: str
    number: Decimal
    unit: str

    @property
    def at_most(self) -> bool:
        """Whether less is as good."""
        return self.sign in _UPPER

    @property
    def at_least(self) -> bool:
        """Whether more is as good."""
        return self.sign in _LOWER

    @property
    def money(self) -> Decimal | None:
        """The amount in 元; None when it is none, or one for each of something."""
        return in_yuan(self.number, Unit(self.unit)) if self.unit in list(Unit) else None


@dataclass(frozen=True, slots=True)
class Stated:
    """An indicator: its project, the groups it stands in, its printed words."""

    project: Project
    groups: tuple[str, str]
    indicator: Indicator
    name: str
    description: str
    target: str

    @property
    def about(self) -> str:
        """Project and indicator, as waivers name them."""
        return f"{self.project.name}/{self.name}"

    @property
    def place(self) -> Span:
        """Where the target is written."""
        return self.indicator.target.span

    def read(self) -> Target | None:
        """The target read; None when it does not begin with a number."""
        match = _TARGET.fullmatch(self.target)
        if match is None:
            return None
        return Target(match.group(1) or "", Decimal(match.group(2)), match.group(3).strip())


def stated_indicators(subject: Subject) -> Iterator[Stated]:
    """Every indicator of every project."""
    words = subject.printed
    for project in subject.budget.spec.projects:
        for first in project.indicators:
            for second in first.value:
                for item in second.value:
                    yield Stated(
                        project,
                        (first.name.value, second.name.value),
                        item,
                        words.get(item.name.span, item.name.value),
                        _said(item.description, words),
                        words.get(item.target.span, item.target.value),
                    )


def holds(words: Iterable[Text], *texts: str) -> bool:
    """Whether one of the words stands in one of the texts."""
    return any(word.value in text for word in words for text in texts)


def _said(text: Text | None, words: Mapping[Span, str]) -> str:
    return "" if text is None else words.get(text.span, text.value)
