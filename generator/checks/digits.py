"""Numbers typed in texts, and the phrases in which they may stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from generator.build.budget import Budget
from generator.checks.prose import Prose
from generator.model.pack import Pack
from generator.model.values import Text

_ARABIC = r"\d+(?:[.,．]\d+)*"
# Two and more: 一 begins too many words. Nor is a number what 这, 几 or another one stands before.
_CHINESE = "(?<![这那几数一二三四五六七八九十百千万亿两零〇])[二三四五六七八九十两]"
_CHINESE += "[一二三四五六七八九十百千万亿两零〇]*[余多]?"
_LIST = re.compile(r"(?:^|[。；：;:\n])[ \t*#]*[（(]?\d{1,2}[）)、.．](?!\d)")
_UNITS = {"元": 0, "千元": 3, "万元": 4, "亿元": 8}
_MONEY = re.compile(r"\s*(元|千元|万元|亿元)")


@dataclass(frozen=True, slots=True)
class Typed:
    """A number typed in a text, from `start` to `end`."""

    text: str
    start: int
    end: int


def numbers(typed: str, pack: Pack) -> Iterator[Typed]:
    """Every number but those that number a list, in order."""
    if not _pattern(()).search(typed) and not _counted(pack).search(typed):
        return
    listed = {match.end() for match in _LIST.finditer(typed)}
    for match in _counted(pack).finditer(typed):
        if match.end() + 1 not in listed or not match.group().isdigit():
            yield Typed(match.group(), match.start(), match.end())


def money(typed: str, number: Typed) -> tuple[Decimal, str] | None:
    """The amount in 元 and its unit as typed, where a number is followed by a unit of money."""
    unit = _MONEY.match(typed, number.end)
    digits = re.sub(r",(?=[0-9]{3}(?![0-9]))", "", number.text)
    if unit is None or not re.fullmatch(r"[0-9]{1,15}(?:\.[0-9]{1,6})?", digits):
        return None
    return Decimal(digits).scaleb(_UNITS[unit.group(1)]), unit.group(1)


class Exemptions:
    """Phrases that contain numbers which are no figures, found by those numbers.

    A number is exempt when the whole phrase stands around it and it is the same number: a
    phrase of 5个部门 says nothing about 15个部门.
    """

    def __init__(self, phrases: Iterable[Text], pack: Pack) -> None:
        self._pack = pack
        self._by_number: dict[str, list[tuple[Text, int]]] = {}
        for phrase in phrases:
            for match in _counted(pack).finditer(phrase.value):
                places = self._by_number.setdefault(match.group(), [])
                places.append((phrase, match.start()))

    def phrases(self, typed: str, number: Typed) -> Iterator[Text]:
        """The phrases that a number of a text stands in."""
        for phrase, offset in self._by_number.get(number.text, ()):
            start = number.start - offset
            if start >= 0 and typed.startswith(phrase.value, start):
                yield phrase

    def covers(self, typed: str, start: int) -> bool:
        """Whether the number that begins at a place stands in a phrase."""
        match = _counted(self._pack).match(typed, start)
        number = Typed(match.group(), start, match.end()) if match else None
        return number is not None and any(True for _ in self.phrases(typed, number))


def exemptions(budget: Budget) -> Exemptions:
    """What the pack and the spec exempt."""
    return Exemptions((*budget.pack.rule.exempt, *budget.spec.phrases), budget.pack)


def unsourced(prose: Prose, pack: Pack, exempt: Exemptions) -> Iterator[Typed]:
    """The numbers of a text that stand in no phrase."""
    for number in numbers(prose.typed, pack):
        if not any(True for _ in exempt.phrases(prose.typed, number)):
            yield number


def has_number(phrase: str, pack: Pack) -> bool:
    """Whether there is a number in a phrase."""
    return _counted(pack).search(phrase) is not None


def _counted(pack: Pack) -> re.Pattern[str]:
    return _pattern(tuple(counter.value for counter in pack.rule.counters))


@cache
def _pattern(counters: tuple[str, ...]) -> re.Pattern[str]:
    if not counters:
        return re.compile(_ARABIC)
    words = "|".join(re.escape(word) for word in sorted(counters, key=len, reverse=True))
    return re.compile(f"{_ARABIC}|{_CHINESE}(?:{words})")
