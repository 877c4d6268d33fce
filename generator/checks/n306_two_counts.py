"""同一件事写了两个数

查什么：两处文字说的是同一件事（前面几个字和单位都相同），数却不同，其中至少一个是手写的。
为什么：同一件事只有一个数，两处必有一处错。
出错的例子：一处写“本年度退休1人”，另一处写“本年度退休2人”。
怎么改：核对后写进“共用”，两处都引用它；确是两件事的，把话写明白，或在“豁免”里说明。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.checks.check import Subject
from generator.checks.digits import Exemptions, Typed, exemptions, numbers
from generator.checks.prose import BLANK, Prose
from generator.model.diagnostic import Diagnostic, warning
from generator.model.pack import Pack
from generator.model.report import Mention, Runs, plain

CODE = "N306"
TITLE = "同一件事写了两个数"
RESTS_ON: tuple[str, ...] = ()

_LEFT = re.compile("[一-龥]{2,8}$")
# Behind a number: what it counts. Dates and money are no counts.
_UNIT = re.compile("(?![年月日号元时分])(?:[%％]|[一-龥])(?!元)")
_NEAR = 4


@dataclass(frozen=True, slots=True)
class _Count:
    digits: str
    prose: Prose
    start: int
    end: int
    typed: bool


def find(subject: Subject) -> Iterator[Diagnostic]:
    """Each typed number that differs from one said before of the same."""
    pack = subject.budget.pack
    exempt = exemptions(subject.budget)
    runs = {sentence.text.span: sentence.runs for sentence in subject.sentences}
    said: dict[tuple[str, str, str], list[_Count]] = {}
    for prose in subject.prose:
        if prose.fact:
            continue
        printed = runs.get(prose.text.span, ())
        for key, count in _counts(prose, printed, pack, exempt):
            said.setdefault(key, []).append(count)
    for (_, left, unit), counts in said.items():
        yield from _different(left, unit, counts)


def _different(left: str, unit: str, counts: list[_Count]) -> Iterator[Diagnostic]:
    """The first number that is referred to, else the first, is the one to compare with."""
    first = next((count for count in counts if not count.typed), counts[0])
    for count in counts:
        if not count.typed or count.digits == first.digits:
            continue
        a, b = (f"{left}{c.digits}{unit}" for c in (count, first))
        message = f"这里是“{a}”，另一处是“{b}”。"
        advice = "请核对；是同一件事的，写进“共用”，两处都引用它。"
        place, other = count.prose.place(count.start), first.prose.place(first.start)
        yield warning(CODE, place, message, advice, other, about=a)


def _counts(
    prose: Prose, runs: Runs, pack: Pack, exempt: Exemptions
) -> Iterator[tuple[tuple[str, str, str], _Count]]:
    """Each count of a text under what it counts, in the words printed."""
    text = plain(runs)
    mentioned = _mentioned(runs)
    sought = 0
    for number in numbers(text, pack):
        left = _LEFT.search(text, max(number.start - 8, 0), number.start)
        unit = _UNIT.match(text, number.end)
        typed = number.start not in mentioned
        at = _typed_at(prose, number, sought) if typed else _referred_at(prose, sought)
        sought = max(sought, at)
        if left is None or unit is None or any(True for _ in exempt.phrases(text, number)):
            continue
        key = (prose.project, left.group()[-_NEAR:], unit.group())
        yield key, _Count(number.text, prose, at, at + len(number.text), typed)


def _mentioned(runs: Runs) -> frozenset[int]:
    places = []
    start = 0
    for run in runs:
        if isinstance(run, Mention):
            places.append(start)
        start += len(run if isinstance(run, str) else run.text)
    return frozenset(places)


def _typed_at(prose: Prose, number: Typed, sought: int) -> int:
    """Where printed digits were typed; where a name brought them along, that name."""
    at = prose.typed.find(number.text, sought)
    return at if at >= 0 else _referred_at(prose, sought)


def _referred_at(prose: Prose, sought: int) -> int:
    return max(prose.typed.find(BLANK, sought), 0)
