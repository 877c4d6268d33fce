"""Two specs in one order: what is the same but stands elsewhere is no difference.

A list whose common items stand in the same order on both sides is left as it is, so that
texts that list them read as they are printed; another is sorted on both sides.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any

from generator.compare.alignment import Alignment
from generator.model.source import Span
from generator.model.spec import Detail, Project, ReasonItem, Spec, Target, Waiver
from generator.model.values import Amount, Entry, FundPart, Percent, Quantity, Text

_LEAVES = (Text, Amount, Quantity, Percent, Span)
# The fields that tell the items of a list apart; `name` where a record has one.
_IDENTITY: Mapping[type, tuple[str, ...]] = {
    Detail: ("function", "economic"),
    FundPart: ("fund", "carried"),
    ReasonItem: ("project", "code", "rest"),
    Target: ("goal",),
    Waiver: ("code", "about"),
}
_Key = tuple[str, int]


def in_one_order(old: Spec, new: Spec, alignment: Alignment) -> tuple[Spec, Spec]:
    """Both with their lists in an order that does not depend on where items stand."""
    words = {**alignment.codes, **alignment.projects}
    order = _Order(words, {later: word for word, later in words.items()})
    return _listed_alike(*order.both(old, new), order)


def _listed_alike(old: Spec, new: Spec, order: _Order) -> tuple[Spec, Spec]:
    """The same without 说明排序 where the two sides list their projects in another order."""
    before, after = (_listed(spec.projects) for spec in (old, new))
    if not order.agree(order.keys(before, True), order.keys(after, False)):
        old, new = (_unlisted(spec) for spec in (old, new))
    return old, new


def _listed(projects: Sequence[Project]) -> list[Project]:
    last = len(projects) + 1
    return sorted(projects, key=lambda p: p.position.value if p.position else last)


def _unlisted(spec: Spec) -> Spec:
    return replace(spec, projects=tuple(replace(p, position=None) for p in spec.projects))


@dataclass(frozen=True, slots=True)
class _Order:
    """`words` are those of the new side by those of the old one, where they differ, and
    `former` the other way round."""

    words: Mapping[str, str]
    former: Mapping[str, str]

    def both(self, old: Any, new: Any) -> tuple[Any, Any]:
        """Two values that stand in the same place, each in the common order."""
        if isinstance(old, tuple) and isinstance(new, tuple):
            return self._items(old, new)
        if type(old) is not type(new) or isinstance(old, _LEAVES) or not is_dataclass(old):
            return old, new
        before: dict[str, Any] = {}
        after: dict[str, Any] = {}
        for field in fields(old):
            a, b = getattr(old, field.name), getattr(new, field.name)
            before[field.name], after[field.name] = self.both(a, b)
        return _with(old, before), _with(new, after)

    def _items(self, old: tuple[Any, ...], new: tuple[Any, ...]) -> tuple[Any, Any]:
        if not old or not new:
            return old, new
        before = dict(zip(self.keys(old, True), old, strict=True))
        after = dict(zip(self.keys(new, False), new, strict=True))
        if not self.agree(tuple(before), tuple(after)):
            before = {key: before[key] for key in sorted(before, key=self._rank)}
            after = {key: after[key] for key in sorted(after, key=self._rank)}
        for key in before.keys() & after.keys():
            before[key], after[key] = self.both(before[key], after[key])
        return _kept(old, tuple(before.values())), _kept(new, tuple(after.values()))

    def _rank(self, key: _Key) -> _Key:
        """Where a key is sorted, whichever side asks: by the lesser of its two words."""
        word, number = key
        return min(word, self.former.get(word, word)), number

    def agree(self, old: Sequence[_Key], new: Sequence[_Key]) -> bool:
        """Whether the keys of both sides stand in the same order."""
        at = {key: place for place, key in enumerate(new)}
        places = [at[key] for key in old if key in at]
        return places == sorted(places)

    def keys(self, items: Sequence[Any], old: bool) -> tuple[_Key, ...]:
        """What each item is, with a number where several are the same: by what they say."""
        words = [self._word(item, old) for item in items]
        times = Counter(words)
        twice = [place for place, word in enumerate(words) if times[word] > 1]
        ranks: Counter[str] = Counter()
        numbers = [0] * len(items)
        for place in sorted(twice, key=lambda place: _content(items[place])):
            ranks[words[place]] += 1
            numbers[place] = ranks[words[place]]
        return tuple(zip(words, numbers, strict=True))

    def _word(self, item: Any, old: bool) -> str:
        if isinstance(item, Text):
            return item.value
        names = _IDENTITY.get(type(item), ("name",) if hasattr(item, "name") else ("unit",))
        words = [str(getattr(item, name, "")) for name in names]
        if old and isinstance(item, (Entry, Project, Detail)):
            words = [self.words.get(word, word) for word in words]
        return "/".join(words)


def _with(record: Any, values: Mapping[str, Any]) -> Any:
    """The record with other values; itself where they are what it has."""
    if all(getattr(record, name) is value for name, value in values.items()):
        return record
    return replace(record, **values)


def _kept(items: tuple[Any, ...], made: tuple[Any, ...]) -> tuple[Any, ...]:
    """What was made of a list; the list itself where nothing was."""
    return items if all(a is b for a, b in zip(items, made, strict=True)) else made


def _content(value: Any) -> str:
    """Everything a value says, without where it stands."""
    if isinstance(value, tuple):
        return f"({','.join(sorted(map(_content, value)))})"
    if is_dataclass(value) and not isinstance(value, Span):
        parts = (getattr(value, f.name) for f in fields(value) if f.name not in ("span", "raw"))
        return f"[{'|'.join(map(_content, parts))}]"
    return "" if isinstance(value, Span) else str(value)
