"""Reasons given item by item: how much of a change each item is, and what they leave of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from generator.build.changes import Change, Changes, shows
from generator.build.figure_lines import FigureLines
from generator.build.names import code_names
from generator.build.reason_items import ItemKind, Meant, Naming, naming, overlaps
from generator.model.diagnostic import Diagnostic, Outcome, error
from generator.model.figure import Figure, Written, magnitude, subtracted, summed, written
from generator.model.ledger import Ledger
from generator.model.number import ZERO, total
from generator.model.pack import Pack
from generator.model.source import Span
from generator.model.spec import Reason, ReasonItem, Spec, Standing
from generator.model.values import Amount, Entry, Text


@dataclass(frozen=True, slots=True)
class Part:
    """An item with its amount.

    `name` is printed for it. `size` is the change it makes, without sign, of displayed or exact
    values as the pack says; `exact` the exact one in 元 with its sign. `nothing` tells that it
    would be printed as zero: there is no change to speak of. `computed` tells that all come from
    the lines of the two years. `meant` is what it names; a rest names nothing.
    """

    item: ReasonItem
    name: str
    kind: ItemKind
    size: Figure
    falls: bool
    exact: Decimal
    nothing: bool
    computed: bool = False
    meant: Meant | None = None


@dataclass(frozen=True, slots=True)
class Itemised:
    """A reason item by item, and the change it explains.

    `sound` tells that nothing is wrong with the items themselves, `rest` whether one of them
    states what the others leave.
    """

    reason: Reason
    change: Change
    parts: tuple[Part, ...]
    sound: bool

    @property
    def rest(self) -> Part | None:
        """The item that states the rest."""
        return next((part for part in self.parts if part.kind is ItemKind.REST), None)

    @property
    def known(self) -> bool:
        """Whether every amount has been filled in."""
        return self.change.known and all(part.size.known for part in self.parts)


def build_itemised(
    spec: Spec, pack: Pack, changes: Changes, now: Ledger, last_year: Spec | None, before: Ledger
) -> Outcome[Mapping[str, Itemised]]:
    """Every reason of a spec that is given item by item, by the name of its figure."""
    entries = [entry for entry in spec.reasons if entry.value.items]
    if not entries:
        return Outcome({})
    found: list[Diagnostic] = []
    made: dict[str, Itemised] = {}
    names = naming(spec, last_year, code_names(spec, pack), now.complete and before.complete)
    for entry in entries:
        wrong = tuple(_misshapen(entry, pack))
        found += wrong
        change = changes.get(entry.name.value)
        if change is not None:
            lines = FigureLines(change.name, pack, now, before)
            outcome = _itemised(entry.value, change, lines, names, not wrong)
            made[change.name] = outcome.value
            found += outcome.diagnostics
    return Outcome(made, tuple(found))


def _misshapen(entry: Entry[Reason], pack: Pack) -> Iterator[Diagnostic]:
    items = entry.value.items
    if pack.rule.reason_words is None:
        message = f"模板“{pack.name}”没有规定逐条的原因怎样写成句子。"
        advice = "请把原因写成一段文字。"
        yield error("B115", entry.value.span, message, advice)
        return
    rests = [item for item in items if item.rest is not None]
    for item in items:
        named = [part for part in (item.project, item.code, item.rest) if part is not None]
        amounts = [amount for amount in (item.more, item.less) if amount is not None]
        if len(named) != 1:
            message = "这一条应当写“项目”“科目”“其余”中的一个，"
            message += f"这里有 {len(named)} 个。" if named else "这里没有写。"
            yield error("B113", item.span, message)
        elif item.rest is not None and amounts:
            message = "“其余”的数额是增减额减去其他各条，自动算出。"
            yield error("B113", amounts[0].span, message, "请删去这里的金额。")
        elif len(amounts) > 1:
            advice = "请只留一个。"
            yield error("B113", item.span, "这一条既写了“增加”又写了“减少”。", advice)
        if item.rest is not None and item is not rests[0]:
            message = f"“{entry.name}”的原因里写了 {len(rests)} 个“其余”。"
            yield error("B113", item.span, message, "请只留一个。", rests[0].span)


def _itemised(
    reason: Reason, change: Change, lines: FigureLines, names: Naming, sound: bool
) -> Outcome[Itemised]:
    found: list[Diagnostic] = []
    meant: list[Meant] = []
    parts: list[Part] = []
    for item in reason.items:
        named = _named(item, lines, names)
        if isinstance(named, Diagnostic):
            found.append(named)
        elif named is not None:
            part = _part(named, lines, names.detailed)
            if isinstance(part, Diagnostic):
                found.append(part)
            else:
                parts.append(part)
            meant.append(named)
    found += overlaps(change.name, meant)
    rest = next((item for item in reason.items if item.rest is not None), None)
    if rest is not None and rest.rest is not None:
        at = reason.items.index(rest)
        parts.insert(at, _rest(rest, rest.rest, change, parts, lines.pack))
    return Outcome(Itemised(reason, change, tuple(parts), sound and not found), tuple(found))


def _named(item: ReasonItem, lines: FigureLines, names: Naming) -> Meant | Diagnostic | None:
    if item.project is not None:
        return names.project(item, item.project, lines)
    return names.code(item, item.code, lines) if item.code is not None else None


def _part(meant: Meant, lines: FigureLines, detailed: bool) -> Part | Diagnostic:
    item = meant.item
    id = f"{lines.name}/{meant.code or meant.name}"
    if not meant.open and detailed and lines.sums_lines:
        made = lines.change(meant.code or meant.name, meant.lines, item.span)
        return _made(meant, meant.kind, made.size, made.falls, made.exact, lines.pack, True)
    amount = item.more or item.less
    if amount is None and not meant.open:
        why = "上年文件只有合计数" if not detailed else f"“{lines.name}”不是由各笔支出相加得出的"
        message = f"{why}，算不出“{meant.name}”增减了多少。"
        return error("B114", item.span, message, "请写“增加: 金额”或“减少: 金额”。")
    if amount is None:
        size = Figure(f"较上年/{id}/数额", ZERO, Written(item.span), known=False)
        return _made(meant, meant.kind, size, False, ZERO, lines.pack)
    falls = item.more is None
    known = amount.filled and amount.readable and not meant.open
    size = written(f"较上年/{id}/数额", amount.value, amount.span, known=known)
    kind = _typed_kind(meant, amount, falls)
    exact = -amount.value if falls else amount.value
    return _made(meant, kind, size, falls, exact, lines.pack)


def _made(
    meant: Meant,
    kind: ItemKind,
    size: Figure,
    falls: bool,
    exact: Decimal,
    pack: Pack,
    computed: bool = False,
) -> Part:
    nothing = _nothing(size, exact, pack)
    return Part(meant.item, meant.name, kind, size, falls, exact, nothing, computed, meant)


def _typed_kind(meant: Meant, amount: Amount, falls: bool) -> ItemKind:
    """A project that has risen by all it has was not there last year."""
    project = meant.pair[1] if meant.pair is not None else None
    if meant.kind is not ItemKind.CHANGED or falls or project is None:
        return meant.kind
    whole = total(line.figure.value for line in meant.lines.now)
    risen = amount.value == whole and project.standing is not Standing.CONTINUED
    return ItemKind.NEW if risen else meant.kind


def _rest(
    item: ReasonItem, words: Text, change: Change, others: Sequence[Part], pack: Pack
) -> Part:
    root, place = f"较上年/{change.name}/其余", item.span
    falls = [part.size for part in others if part.falls]
    whole = change.difference
    if falls:
        whole = summed(f"{root}/增减额与所列减少", (whole, *falls), place)
    listed = [part.size for part in others if not part.falls]
    rest = subtracted(root, whole, _sum(f"{root}/所列增加", listed, place), place)
    size = magnitude(f"{root}/数额", rest, place)
    exact = total((change.exact, *(-part.exact for part in others)))
    falling, nothing = rest.value < ZERO, _nothing(size, exact, pack)
    return Part(item, words.value, ItemKind.REST, size, falling, exact, nothing)


def _nothing(size: Figure, exact: Decimal, pack: Pack) -> bool:
    return size.known and (exact == ZERO or not shows(size.value, pack, size.measure))


def _sum(id: str, figures: Sequence[Figure], place: Span) -> Figure:
    return figures[0] if len(figures) == 1 else summed(id, figures, place)
