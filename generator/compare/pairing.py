"""Texts of two sides paired by what they say, never by where they stand."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Hashable, Iterator, Sequence
from itertools import pairwise

from generator.compare.redline import tokens
from generator.compare.years import Years

# Two texts are versions of one when so many percent of their pairs of tokens are common.
_ALIKE = 30
# In a long list, likeness is looked for only so far from where a text stands.
_REACH = 50

Pair = tuple[int | None, int | None]
_Likeness = tuple[int, tuple[str, str], int, int]


def paired(old: Sequence[str], new: Sequence[str], years: Years) -> tuple[Pair, ...]:
    """Each text of both sides once, by index: equal ones, then those that are most alike.

    In the new order; what only the old side has follows what stood in front of it there.
    """
    found: dict[int, int] = {}
    for key in (str, years.neutral):
        match(old, new, found, key)
    _match_alike(old, new, found, years)
    return in_new_order(found, len(old), len(new))


def match(
    old: Sequence[object],
    new: Sequence[object],
    found: dict[int, int],
    key: Callable[..., Hashable | None],
) -> None:
    """Pair what is left by a key, the first with the first; None pairs with nothing."""
    taken = set(found.values())
    waiting: dict[Hashable, deque[int]] = {}
    for j, item in enumerate(new):
        if j not in taken and key(item) is not None:
            waiting.setdefault(key(item), deque()).append(j)
    for i, item in enumerate(old):
        if i not in found and waiting.get(key(item)):
            found[i] = waiting[key(item)].popleft()


def in_new_order(found: dict[int, int], old: int, new: int) -> tuple[Pair, ...]:
    """Pairs (old index to new index) and what has none, out of so many on each side."""
    ended: dict[int | None, list[int]] = {}
    last: int | None = None
    for i in range(old):
        last = found.get(i, last)
        if i not in found:
            ended.setdefault(last, []).append(i)
    back = {j: i for i, j in found.items()}

    def listed() -> Iterator[Pair]:
        yield from ((i, None) for i in ended.get(None, ()))
        for j in range(new):
            yield back.get(j), j
            yield from ((i, None) for i in ended.get(j, ()))

    return tuple(listed())


def _match_alike(
    old: Sequence[str], new: Sequence[str], found: dict[int, int], years: Years
) -> None:
    rest = [i for i in range(len(old)) if i not in found]
    taken = set(found.values())
    free = [j for j in range(len(new)) if j not in taken]
    if not rest or not free:
        return
    grams = {("old", i): _grams(years.neutral(old[i])) for i in rest}
    grams |= {("new", j): _grams(years.neutral(new[j])) for j in free}
    likely: list[_Likeness] = []
    for place, i in enumerate(rest):
        middle = place * len(free) // len(rest)
        for j in free[max(0, middle - _REACH) : middle + _REACH]:
            percent = _percent(grams["old", i], grams["new", j])
            if percent >= _ALIKE:
                low, high = sorted((old[i], new[j]))
                likely.append((-percent, (low, high), i, j))
    taken = set()
    for _, _, i, j in sorted(likely):
        if i not in found and j not in taken:
            found[i] = j
            taken.add(j)


def _grams(text: str) -> Counter[tuple[str, ...]]:
    words = ("", *tokens(text), "")
    return Counter(pairwise(words))


def _percent(one: Counter[tuple[str, ...]], other: Counter[tuple[str, ...]]) -> int:
    both = one.total() + other.total()
    return 200 * sum((one & other).values()) // both if both else 100
