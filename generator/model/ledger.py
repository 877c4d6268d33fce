"""The lines of money that every budget table groups.

The spec may give 基本支出 as two margins, by 功能科目 and by 经济科目: two views of the same
money, never added together. A ledger therefore keeps two lists of lines; a question that
names an economic code is answered from the second, every other from the first.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TypeVar

from generator.model.figure import Figure


class Kind(StrEnum):
    """What kind of spending a line is; 年终结转 is income that is not spent this year."""

    BASIC = "基本支出"
    PROJECT = "项目支出"
    OPERATING = "经营支出"
    REMITTED = "上解上级支出"
    SUBSIDY = "对附属单位补助支出"
    YEAR_END = "年终结转"


class Fund(StrEnum):
    """Where a line's money comes from."""

    GENERAL = "一般公共预算"
    GOVERNMENT = "政府性基金预算"
    CAPITAL = "国有资本经营预算"
    SPECIAL_ACCOUNT = "财政专户"
    BUSINESS = "事业收入"
    OPERATING = "经营收入"
    SUPERIOR = "上级补助收入"
    SUBORDINATE = "附属单位上缴收入"
    OTHER = "其他收入"


@dataclass(frozen=True, slots=True)
class Line:
    """One amount with everything that is known of it.

    `unit` is the 所属单位 ("" when the spec gives the department as a whole), `nature` its
    单位性质, `carried` whether the money was carried over from last year.
    """

    figure: Figure
    kind: Kind
    fund: Fund
    carried: bool = False
    function: str = ""
    economic: str = ""
    project: str = ""
    unit: str = ""
    nature: str = ""


@dataclass(frozen=True, slots=True)
class Selection:
    """Which lines a cell sums; an empty tuple asks nothing. Codes are prefixes."""

    kinds: tuple[Kind, ...] = ()
    funds: tuple[Fund, ...] = ()
    carried: bool | None = None
    functions: tuple[str, ...] = ()
    economics: tuple[str, ...] = ()
    natures: tuple[str, ...] = ()
    income: bool = False

    def and_also(self, other: Selection) -> Selection | None:
        """Both conditions at once; None when nothing can meet both."""
        both = Selection(
            _common(self.kinds, other.kinds),
            _common(self.funds, other.funds),
            self.carried if other.carried is None else other.carried,
            _common_prefixes(self.functions, other.functions),
            _common_prefixes(self.economics, other.economics),
            _common(self.natures, other.natures),
            self.income or other.income,
        )
        contradictory = {self.carried, other.carried} == {True, False} or any(
            not found and mine and theirs
            for found, mine, theirs in (
                (both.kinds, self.kinds, other.kinds),
                (both.funds, self.funds, other.funds),
                (both.functions, self.functions, other.functions),
                (both.economics, self.economics, other.economics),
                (both.natures, self.natures, other.natures),
            )
        )
        return None if contradictory else both

    def admits(self, line: Line) -> bool:
        """Whether a line belongs; spending leaves 年终结转 out unless it is named."""
        if self.kinds:
            if line.kind not in self.kinds:
                return False
        elif line.kind is Kind.YEAR_END and not self.income:
            return False
        return (
            (not self.funds or line.fund in self.funds)
            and (self.carried is None or line.carried == self.carried)
            and (not self.functions or line.function.startswith(self.functions))
            and (not self.economics or line.economic.startswith(self.economics))
            and (not self.natures or line.nature in self.natures)
        )


@dataclass(frozen=True)
class Ledger:
    """All lines, in the order of the spec.

    `complete` is False when an amount could not be read: totals then prove nothing.
    """

    by_function: tuple[Line, ...]
    by_economic: tuple[Line, ...]
    complete: bool = True

    def lines(self, selection: Selection) -> tuple[Line, ...]:
        """The lines a selection admits, looked up by code where it names one."""
        return tuple(line for line in self._candidates(selection) if selection.admits(line))

    def economic_lines(self, selection: Selection) -> tuple[Line, ...]:
        """The same of the economic margin."""
        return tuple(line for line in self.by_economic if selection.admits(line))

    def _candidates(self, selection: Selection) -> Iterable[Line]:
        if selection.economics:
            return _found(self._economic_index, selection.economics)
        if selection.functions:
            return _found(self._function_index, selection.functions)
        return self.by_function

    @cached_property
    def _function_index(self) -> Mapping[str, tuple[Line, ...]]:
        return _index((line.function, line) for line in self.by_function)

    @cached_property
    def _economic_index(self) -> Mapping[str, tuple[Line, ...]]:
        return _index((line.economic, line) for line in self.by_economic)


T = TypeVar("T")


def _common(mine: tuple[T, ...], theirs: tuple[T, ...]) -> tuple[T, ...]:
    if not mine or not theirs:
        return mine or theirs
    return tuple(item for item in mine if item in theirs)


def _common_prefixes(mine: tuple[str, ...], theirs: tuple[str, ...]) -> tuple[str, ...]:
    if not mine or not theirs:
        return mine or theirs
    longer = (
        *(m for m in mine if m.startswith(theirs)),
        *(t for t in theirs if t.startswith(mine)),
    )
    return tuple(dict.fromkeys(longer))


def _index(pairs: Iterable[tuple[str, Line]]) -> Mapping[str, tuple[Line, ...]]:
    found: dict[str, list[Line]] = {}
    for code, line in pairs:
        for end in range(1, len(code) + 1):
            found.setdefault(code[:end], []).append(line)
    return {code: tuple(lines) for code, lines in found.items()}


def _found(index: Mapping[str, tuple[Line, ...]], codes: tuple[str, ...]) -> Iterable[Line]:
    for code in codes:
        yield from index.get(code, ())
