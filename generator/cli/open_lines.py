"""Open places in aligned lines: where, what is missing, what helps to settle it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

import click

from generator.authoring.open_places import OpenPlace
from generator.build.names import CodeNames
from generator.cli.columns import padded, shortened, width
from generator.cli.printing import Sources
from generator.model.leaves import Scalar
from generator.model.ledger import Fund
from generator.model.number import Format, Measure, Unit, show
from generator.model.pending import REVIEW, Lack
from generator.model.source import Span
from generator.model.spec import Standing
from generator.model.values import Amount, Percent, Quantity, Text
from generator.read.values import CARRIED

# Columns of a path, and of words that are quoted.
_PATH, _WORDS = 50, 60
_COMMENT = re.compile(r"\s#\s*([^#]*[^#\s])\s*(?:#|$)")
_NAMING = ".项目"
# What may stand below a code where its amount has parts.
_FUNDS = frozenset((*map(str, Fund), CARRIED))
_LAST_YEAR = re.compile(r"上年\s*\S+")
_STANDINGS = "、".join(word for word in Standing if word is not Standing.UNDECIDED)


@dataclass
class Words:
    """How values and codes are told: the money's unit, names of 科目 where a pack gives them."""

    unit: Unit
    names: CodeNames | None = None
    sources: Sources = field(default_factory=Sources)

    def path(self, place: OpenPlace) -> str:
        """The path; behind a code its name, behind an item of a reason what it is about."""
        if place.about and place.path.endswith(_NAMING):
            return place.path  # the value is that very name
        about = place.about or _code(place.path)
        name = self.names.of(about) if self.names is not None and about.isdecimal() else ""
        return f"{place.path} {name or place.about}".rstrip()

    def said(self, place: OpenPlace) -> str:
        """What is missing, and what is known."""
        lack = place.pending.lack
        if lack is Lack.UNDECIDED:
            return f"{lack}  写 {_STANDINGS} 中的一个"
        if lack is Lack.REVIEW:
            text = place.value.value if isinstance(place.value, Text) else ""
            return f"{lack}  {_brief(text.replace(REVIEW, ''))}"
        before = self._value(place.before)
        beside = f"上年 {before}" if before else self._comment(place)
        return f"{lack}  {beside}" if beside else str(lack)

    def _value(self, value: Scalar | None) -> str:
        if isinstance(value, Text):
            return _brief(value.value)
        if not isinstance(value, (Amount, Quantity, Percent)):
            return ""
        if not (value.readable and value.filled):
            return ""
        if isinstance(value, Amount):
            return _money(value, self.unit)
        if isinstance(value, Percent):
            return show(value.value, Measure.SHARE, Format(decimals=None)) + "%"
        return show(value.value, Measure.COUNT, Format(decimals=None))

    def _comment(self, place: OpenPlace) -> str:
        """What the comment beside it says: of a number last year's, of a text all there is."""
        match = _COMMENT.search(self.sources.line(place.pending.span) or "")
        if match is None:
            return ""
        if not place.pending.number:
            return _brief(match.group(1))
        last_year = _LAST_YEAR.match(match.group(1))
        return last_year.group() if last_year else ""


def _code(path: str) -> str:
    """The code that a path ends with, also where its amount is split by fund."""
    steps = path.split(".")
    while len(steps) > 1 and steps[-1] in _FUNDS:
        steps.pop()
    return steps[-1]


def print_places(places: Sequence[OpenPlace], words: Words) -> None:
    """The open places of a section, a project's below its name."""
    rows = [(place, _line(place.pending.span), words.path(place)) for place in places]
    lines = max(width(line) for _, line, _ in rows)
    paths = min(_PATH, max(width(path) for _, _, path in rows))
    project = ""
    for place, line, path in rows:
        if place.project != project:
            project = place.project
            click.echo(f"  {project}")
        room = " " * (lines - width(line))
        click.echo(f"  {room}{line}  {padded(path, paths)}  {words.said(place)}")
        for problem in place.why:
            click.echo(f"  {' ' * lines}    {problem.code}：{problem.message}")


def _line(place: Span) -> str:
    return f"第 {place.line} 行"


def _brief(text: str) -> str:
    return shortened(" ".join(text.split()), _WORDS)


def _money(amount: Amount, unit: Unit) -> str:
    exact = show(amount.value, Measure.MONEY, Format(unit, decimals=None))
    usual = show(amount.value, Measure.MONEY, Format(unit))
    return exact if len(exact) > len(usual) else usual
