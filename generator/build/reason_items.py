"""What the items of a reason name: projects and 科目 of a figure, each piece of money once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from generator.build.figure_lines import Both, FigureLines
from generator.build.names import CodeNames
from generator.build.prior import comparable
from generator.build.projects import Pair, aligned
from generator.model.diagnostic import Diagnostic, error
from generator.model.pending import REVIEW, UNFILLED, UNFILLED_SHOWN
from generator.model.spec import ReasonItem, Spec, Standing
from generator.model.table_rule import Axis
from generator.model.values import Text
from generator.read.record import nearest


class ItemKind(StrEnum):
    """How an item is said: the fields of the pack's ReasonWords."""

    NEW = "new"
    ENDED = "ended"
    CHANGED = "changed"
    REST = "rest"


@dataclass(frozen=True, slots=True)
class Meant:
    """An item with what it names: the words printed for it, and its lines in both years.

    `open` tells that nobody has settled yet what it names. `pair` is a project's, `axis` a
    code's.
    """

    item: ReasonItem
    name: str
    kind: ItemKind = ItemKind.CHANGED
    lines: Both = Both()
    open: bool = False
    pair: Pair | None = None
    axis: Axis | None = None
    code: str = ""


@dataclass(frozen=True, slots=True)
class Naming:
    """The names of projects and codes that items may use.

    `detailed` tells that last year's lines are known, `whole` that no line of either year is
    missing because it could not be read, `comparable` that there is no wrong file of last year:
    beside that nothing can be said of an item.
    """

    pairs: Mapping[str, Pair]
    codes: CodeNames
    detailed: bool
    whole: bool
    comparable: bool

    def project(self, item: ReasonItem, name: Text, lines: FigureLines) -> Meant | Diagnostic:
        """The project of a name."""
        word = _plain(name)
        if word == UNFILLED:
            return Meant(item, UNFILLED_SHOWN, open=True)
        if word not in self.pairs:
            if self._unsettled(item):
                return Meant(item, word, open=True)
            message = f"“{lines.name}”的原因里写的项目“{word}”，两年都没有。"
            return error("B112", name.span, message, nearest(word, self.pairs))
        pair = self.pairs[word]
        now, before = names_of(pair)
        both = lines.of_project(now, before)
        if not both and self.detailed and self.whole and lines.sums_lines:
            if self._unsettled(item):
                return Meant(item, word, open=True)
            return _nothing(name, f"项目“{word}”", lines, lines.projects())
        kind = kind_of(pair, self.detailed)
        return Meant(item, now or before or word, kind, both, open=not self.comparable, pair=pair)

    def code(self, item: ReasonItem, code: Text, lines: FigureLines) -> Meant | Diagnostic:
        """The 科目 of a code, of any level."""
        word = _plain(code)
        if word == UNFILLED:
            return Meant(item, UNFILLED_SHOWN, open=True)
        axes = lines.axes(word)
        both = lines.of_code(word, axes[0]) if axes else Both()
        if not axes or (not both and self.detailed and self.whole and lines.sums_lines):
            if self._unsettled(item):
                return Meant(item, self.codes.of(word) or word, open=True)
            return _nothing(code, f"科目“{word}”", lines, lines.all_codes())
        name = self.codes.of(word) or word
        opens = not self.comparable
        return Meant(item, name, lines=both, open=opens, axis=axes[0], code=word)

    def _unsettled(self, item: ReasonItem) -> bool:
        """Whether nobody can say yet what an item names."""
        return not self.comparable or _to_be_settled(item)


def naming(spec: Spec, last_year: Spec | None, codes: CodeNames, whole: bool) -> Naming:
    """The names of a spec and of last year's."""
    fits = comparable(spec, last_year)
    detailed = fits and last_year is not None and last_year.detailed
    before = last_year.projects if fits and last_year is not None else ()
    names: dict[str, Pair] = {}
    pairs = aligned(before, (*spec.projects, *spec.ended))
    for pair in pairs:
        if pair[1] is not None:
            names.setdefault(pair[1].name.value, pair)
    for pair in pairs:
        if pair[0] is not None:
            names.setdefault(pair[0].name.value, pair)
    return Naming(names, codes, detailed, whole, fits)


def names_of(pair: Pair) -> tuple[str, str]:
    """A project's name in the lines of this year and of last year; "" where it has none."""
    old, new = pair
    running = new is not None and new.standing is not Standing.ENDED
    return new.name.value if new and running else "", old.name.value if old else ""


def kind_of(pair: Pair, detailed: bool) -> ItemKind:
    """Whether a project is new, has ended or goes on; `detailed` if last year's are known."""
    old, new = pair
    if new is None or new.standing is Standing.ENDED:
        return ItemKind.ENDED
    fresh = old is None if detailed else new.standing is Standing.NEW
    return ItemKind.NEW if fresh else ItemKind.CHANGED


def overlaps(owner: str, items: Sequence[Meant]) -> Iterator[Diagnostic]:
    """Each item that names money which an earlier one names too."""
    projects: dict[int, Meant] = {}
    for item in items:
        if item.pair is not None:
            first = projects.setdefault(id(item.pair[1] or item.pair[0]), item)
            if first is not item:
                yield _twice(owner, item, first)
    named = {name: item for item in projects.values() for name in _names(item)}
    coded = sorted(
        (item for item in items if item.axis is not None),
        key=lambda item: (item.axis is not Axis.FUNCTION, item.code),
    )
    outer: Meant | None = None
    for item in coded:
        other = next((named[p] for p in _projects(item.lines) if p in named), None)
        if outer is not None and item.axis == outer.axis and item.code.startswith(outer.code):
            other = outer
        elif outer is None or item.axis == outer.axis:
            outer = item
        else:
            message = f"“{owner}”的原因里既有功能科目“{outer.code}”，又有经济科目“{item.code}”，"
            message += "同一笔钱会说两遍。"
            place = item.item.span
            yield error("B116", place, message, "请只按一种科目写。", outer.item.span)
            return
        if other is not None:
            yield _twice(owner, item, other)


def _twice(owner: str, item: Meant, first: Meant) -> Diagnostic:
    message = f"“{owner}”的原因里，“{_said(item)}”与“{_said(first)}”说的有同一笔钱。"
    return error("B116", item.item.span, message, "请只留一条，或写得不重叠。", first.item.span)


def _said(item: Meant) -> str:
    return f"{item.code} {item.name}" if item.code and item.name != item.code else item.name


def _names(item: Meant) -> Iterator[str]:
    yield from (project.name.value for project in item.pair or () if project is not None)


def _projects(lines: Both) -> Iterable[str]:
    return dict.fromkeys(line.project for line in (*lines.now, *lines.before) if line.project)


def _nothing(word: Text, what: str, lines: FigureLines, known: Sequence[str]) -> Diagnostic:
    message = f"“{lines.name}”两年都没有{what}的钱。"
    return error("B112", word.span, message, nearest(_plain(word), known))


def _to_be_settled(item: ReasonItem) -> bool:
    """Whether an item of last year is still to be looked at: that has been said."""
    texts = (item.project, item.code, item.words)
    return any(
        text is not None and (REVIEW in text.value or text.value == UNFILLED) for text in texts
    )


def _plain(word: Text) -> str:
    return word.value.replace(REVIEW, "").strip()
