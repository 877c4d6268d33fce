"""The skeleton of reasons in YAML: what changed a figure, and what is to be written about it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from generator.authoring.editing.quoting import written
from generator.authoring.reasons import remarks
from generator.authoring.reasons.explained import Explained, Given
from generator.build.budget import Budget
from generator.build.changes import Change
from generator.build.found_changes import Found
from generator.build.reason_items import ItemKind
from generator.model.number import ZERO, Format, Measure, show
from generator.model.pack import Directions
from generator.model.pending import UNFILLED
from generator.model.source import Span
from generator.read.nodes import Scalar

_GIVEN = {
    Given.NOTHING: "",
    Given.PARTLY: "；已经写了一部分原因",
    Given.WHOLE: "；已经写了原因",
}


@dataclass(frozen=True, slots=True)
class Wording:
    """How amounts are written in a skeleton: as the file does, in the pack's words.

    `itemised` tells whether the pack can say a reason item by item.
    """

    fmt: Format
    directions: Directions
    itemised: bool

    def summary(self, each: Explained) -> str:
        """A figure of both years and its change, in one line."""
        if each.change is None:
            return f"{each.name}：上年文件里没有这个数，不能比较"
        change, unit = each.change, self.fmt.unit
        before, now = (self._figure(f.value, f.known) for f in (change.before, change.figure))
        said = f"{each.name}：上年 {before}，本年 {now} {unit}，{self._moved(change)}"
        if change.known and not change.same and change.share is not None:
            said += f"（{show(change.share.value, Measure.SHARE, self.fmt)}%）"
        said += "，应当说明原因" if each.due else ""
        return said + _GIVEN[each.given]

    def skeleton(self, each: Explained, indent: str) -> Iterator[str]:
        """The entry of a figure under 增减原因, a line each; nothing where nothing changed."""
        if each.change is None or each.change.same:
            return
        items = [(self._item(found), self._remark(found)) for found in each.items]
        if each.remains:
            items.append(self._rest(each))
        if not self.itemised or not each.items:
            yield from (f"{indent}# {item}：{remark}" for item, remark in items if each.items)
            yield f"{indent}{_plain(each.name)}: {UNFILLED}"
            return
        yield f"{indent}{_plain(each.name)}:"
        yield from (f"{indent}  - {{{item}}}  # {remark}" for item, remark in items)

    def _item(self, found: Found) -> str:
        key = "项目" if found.axis is None else "科目"
        if not self.itemised:
            return _line(found.name or found.word)
        amount = ""
        if found.change is None:
            ended, new = found.kind is ItemKind.ENDED, found.kind is ItemKind.NEW
            whole = self._figure(found.now, found.known) if new else UNFILLED
            amount = f"{'减少' if ended else '增加'}: {whole}, "
        return f"{key}: {_plain(found.word)}, {amount}文字: {UNFILLED}"

    def _remark(self, found: Found) -> str:
        name = f"{_line(found.name)}：" if found.axis is not None and found.name else ""
        now = self._figure(found.now, found.known)
        if found.change is None:
            typed = {
                ItemKind.NEW: remarks.new(f"本年 {now}"),
                ItemKind.ENDED: remarks.ENDED_UNKNOWN,
            }
            return name + typed.get(found.kind, remarks.only_now(now))
        change = found.change
        before = self._figure(change.before.value, change.before.known)
        moved = self._moved(change)
        kinds = {ItemKind.NEW: remarks.new(moved), ItemKind.ENDED: remarks.ended(moved)}
        return name + kinds.get(found.kind, remarks.both(before, now, moved))

    def _rest(self, each: Explained) -> tuple[str, str]:
        projects = all(found.axis is None for found in each.items)
        words = "其余项目" if projects else "其余支出"
        amount = remarks.COMPUTED if each.rest is None else self._signed(each.rest)
        return (f"其余: {words}" if self.itemised else words), remarks.rest(each.others, amount)

    def _moved(self, change: Change) -> str:
        if not change.known:
            return UNFILLED
        return self.directions.same.value if change.same else self._signed(change.exact)

    def _signed(self, value: Decimal) -> str:
        word = self.directions.down if value < ZERO else self.directions.up
        return f"{word} {self._figure(abs(value), True)}"

    def _figure(self, value: Decimal, known: bool) -> str:
        return show(value, Measure.MONEY, self.fmt) if known else UNFILLED


def wording(budget: Budget) -> Wording:
    """The wording of a spec."""
    rule = budget.pack.rule
    return Wording(Format(budget.spec.money_unit), rule.directions, rule.reason_words is not None)


def _plain(word: str) -> str:
    """A word as it stands in braces."""
    return written(word, Scalar("", Span("")), flow=True).text


def _line(words: str) -> str:
    """Words as a comment may hold them."""
    return " ".join(words.split())
