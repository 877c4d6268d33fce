"""Names that stand in a text in another form: one stretch of a few characters differs.

Names are found by three characters of their end or beginning; those that too many names share
find none, so that the work is linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

SHORTEST = 5
# The stretch that differs, on either side.
LONGEST_CHANGE = 3
_SEED = 3
_MOST_NAMES = 60
_WORD = re.compile(r"[一-龥A-Za-z]*")
# Words that stand in front of a name without being part of one.
_LEADING = frozenset("的在由对和与及为向将把从到等各本该于按以是有用新")


@dataclass(frozen=True, slots=True)
class Variant:
    """Where a text has a name in another form, and how many characters come before a change."""

    start: int
    end: int
    name: str
    kept: int


class Names:
    """Names to be found in texts."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = [name for name in dict.fromkeys(names) if len(name) >= SHORTEST]
        self._longest = max(map(len, self._names), default=0)
        self._ends = _seeds((name[-_SEED:], name) for name in self._names)
        self._beginnings = _seeds((name[:_SEED], name) for name in self._names)

    def variants(self, text: str) -> Iterator[Variant]:
        """Every other form of a name, where no name stands as it is."""
        for at in range(len(text) - _SEED + 1):
            seed = text[at : at + _SEED]
            candidates = [_by_end(name, text, at + _SEED) for name in self._ends.get(seed, ())]
            candidates += [_by_beginning(name, text, at) for name in self._beginnings.get(seed, ())]
            near = [variant for variant in candidates if variant is not None]
            if near:
                best = max(near, key=lambda variant: variant.kept)
                if not self._stands(text, best):
                    yield best

    def _stands(self, text: str, variant: Variant) -> bool:
        """Whether a name as it is reaches into the stretch."""
        offset = max(variant.start - self._longest, 0)
        window = text[offset : variant.end + self._longest]
        for name in self._names:
            at = window.find(name)
            while at >= 0:
                start, end = offset + at, offset + at + len(name)
                if start < variant.end and variant.start < end:
                    return True
                at = window.find(name, at + 1)
        return False


def _seeds(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for seed, name in pairs:
        found.setdefault(seed, []).append(name)
    return {seed: shared for seed, shared in found.items() if len(shared) <= _MOST_NAMES}


def _by_end(name: str, text: str, end: int) -> Variant | None:
    """The name in another form that ends at a place as the name ends."""
    common = _SEED
    while common < min(len(name), end) and name[-common - 1] == text[end - common - 1]:
        common += 1
    if common == len(name):
        return None
    left = len(name) - common
    for old, new in _CHANGES:
        head = left - old
        start = end - common - new - head
        if head < 0 or start < 0 or not text.startswith(name[:head], start):
            continue
        was, now = name[head:left], text[start + head : start + head + new]
        if _differs(was, now, head, len(name)):
            return Variant(start, end, name, head + common)
    return None


def _by_beginning(name: str, text: str, start: int) -> Variant | None:
    """The same for a change so near to the end that less than a seed is behind it."""
    common = _SEED
    while common < len(name) and text.startswith(name[common], start + common):
        common += 1
    if common == len(name):
        return None
    for old, new in _CHANGES:
        tail = name[common + old :]
        if not 1 <= len(tail) < _SEED or not text.startswith(tail, start + common + new):
            continue
        if len(tail) == 1 and (len(name) < 2 * SHORTEST or (old, new) != (1, 1)):
            continue
        now = text[start + common : start + common + new]
        if _differs(name[common : common + old], now, common, len(name)):
            end = start + common + new + len(tail)
            return Variant(start, end, name, common + len(tail))
    return None


def _differs(was: str, now: str, head: int, length: int) -> bool:
    """Whether a change makes it another form: not an abbreviation, nor another name."""
    if not _WORD.fullmatch(was) or not _WORD.fullmatch(now) or "的" in now:
        return False
    kept = length - len(was)
    if kept < max(SHORTEST - 1, -(-6 * length // 10)):
        return False
    if len(was) + len(now) == 1:
        return head > 0 and length > SHORTEST
    if head == 0:
        return len(was) == len(now) == 1 and now not in _LEADING
    return bool(was) and bool(now)


# Lengths of the stretch in the name and in the text, the smallest change first.
_CHANGES = sorted(
    (
        (old, new)
        for old in range(LONGEST_CHANGE + 1)
        for new in range(LONGEST_CHANGE + 1)
        if old or new
    ),
    key=sum,
)
