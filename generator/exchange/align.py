"""Where two sequences differ, in about linear time.

What stands once on both sides holds them together (the idea of patience diff); what is left
between such places is small and is compared exactly.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

# A stretch is known by this many neighbours, then by one alone.
_SHINGLES = (6, 1)
# How many pairs are compared exactly at most; a larger stretch without anything in common that
# stands once is taken to be replaced.
_MOST_PAIRS = 1_000_000
_FEW_PAIRS = 400


@dataclass(frozen=True, slots=True)
class Hunk:
    """`left[i1:i2]` became `right[j1:j2]`; one of the two may be empty."""

    i1: int
    i2: int
    j1: int
    j2: int


def differing(left: Sequence[Hashable], right: Sequence[Hashable]) -> list[Hunk]:
    """The hunks in which two sequences differ, in order; none when they are equal."""
    if left == right:
        return []
    found: list[Hunk] = []
    stack = [Hunk(0, len(left), 0, len(right))]
    while stack:
        hunk = _trimmed(stack.pop(), left, right)
        if hunk.i1 == hunk.i2 and hunk.j1 == hunk.j2:
            continue
        if hunk.i1 == hunk.i2 or hunk.j1 == hunk.j2:
            found.append(hunk)
            continue
        smaller = list(_divided(hunk, left, right))
        if smaller == [hunk]:
            found.append(hunk)
        else:
            stack += reversed(smaller)
    return _touching_joined(found)


def settled(
    hunks: Sequence[Hunk],
    left: Sequence[Hashable],
    right: Sequence[Hashable],
    begins: Callable[[bool, int], bool],
) -> list[Hunk]:
    """What is only added or only taken away, moved to where it begins something.

    "c|ab" and "ca|b" are the same insertion into "cb…" read at two places; `begins` says
    whether something begins at a place of the left (True) or of the right side.
    """
    moved: list[Hunk] = []
    end = 0, 0
    for hunk in hunks:
        moved.append(_slid(hunk, end, left, right, begins))
        end = moved[-1].i2, moved[-1].j2
    return moved


def _trimmed(hunk: Hunk, left: Sequence[Hashable], right: Sequence[Hashable]) -> Hunk:
    i1, i2, j1, j2 = hunk.i1, hunk.i2, hunk.j1, hunk.j2
    while i1 < i2 and j1 < j2 and left[i1] == right[j1]:
        i1, j1 = i1 + 1, j1 + 1
    while i1 < i2 and j1 < j2 and left[i2 - 1] == right[j2 - 1]:
        i2, j2 = i2 - 1, j2 - 1
    return Hunk(i1, i2, j1, j2)


def _divided(hunk: Hunk, left: Sequence[Hashable], right: Sequence[Hashable]) -> Iterator[Hunk]:
    """Smaller stretches, in order; the hunk itself when nothing in it is common."""
    pairs = (hunk.i2 - hunk.i1) * (hunk.j2 - hunk.j1)
    if pairs > _FEW_PAIRS:
        for size in _SHINGLES:
            anchors = _anchors(hunk, left, right, size)
            if anchors:
                yield from _between(hunk, [(i, j, size) for i, j in anchors])
                return
    if pairs > _MOST_PAIRS:
        yield hunk
        return
    matcher = SequenceMatcher(
        None, left[hunk.i1 : hunk.i2], right[hunk.j1 : hunk.j2], autojunk=False
    )
    blocks = [(hunk.i1 + b.a, hunk.j1 + b.b, b.size) for b in matcher.get_matching_blocks()[:-1]]
    yield from _between(hunk, blocks)


def _between(hunk: Hunk, blocks: Sequence[tuple[int, int, int]]) -> Iterator[Hunk]:
    i, j = hunk.i1, hunk.j1
    for start, place, size in (*blocks, (hunk.i2, hunk.j2, 0)):
        # Shingles overlap: what the one before has covered is not asked again.
        if start > i or place > j:
            yield Hunk(i, max(start, i), j, max(place, j))
        i, j = max(i, start + size), max(j, place + size)


def _anchors(
    hunk: Hunk, left: Sequence[Hashable], right: Sequence[Hashable], size: int
) -> list[tuple[int, int]]:
    """Pairs of places of what stands once on each side, rising on both."""
    ours = _once(left, hunk.i1, hunk.i2, size)
    theirs = _once(right, hunk.j1, hunk.j2, size)
    pairs = [(i, theirs[key]) for key, i in ours.items() if key in theirs]
    return _apart(_rising(pairs), size)


def _once(items: Sequence[Hashable], start: int, stop: int, size: int) -> dict[Hashable, int]:
    seen: dict[Hashable, int] = {}
    for place in range(start, stop - size + 1):
        key = tuple(items[place : place + size])
        seen[key] = -1 if key in seen else place
    return {key: place for key, place in seen.items() if place >= 0}


def _rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest part of pairs, sorted by the first, whose second rises too."""
    tops: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for index, (_, j) in enumerate(pairs):
        pile = bisect_left(tops, j)
        before.append(ends[pile - 1] if pile else -1)
        tops[pile : pile + 1] = [j]
        ends[pile : pile + 1] = [index]
    chain: list[tuple[int, int]] = []
    index = ends[-1] if ends else -1
    while index >= 0:
        chain.append(pairs[index])
        index = before[index]
    return chain[::-1]


def _apart(chain: Sequence[tuple[int, int]], size: int) -> list[tuple[int, int]]:
    """Pairs that do not contradict one before: overlapping shingles must lie on one diagonal."""
    kept: list[tuple[int, int]] = []
    for i, j in chain:
        if kept:
            step_i, step_j = i - kept[-1][0], j - kept[-1][1]
            if step_i != step_j and min(step_i, step_j) < size:
                continue
        kept.append((i, j))
    return kept


def _touching_joined(hunks: Sequence[Hunk]) -> list[Hunk]:
    joined: list[Hunk] = []
    for hunk in hunks:
        if joined and (joined[-1].i2, joined[-1].j2) == (hunk.i1, hunk.j1):
            last = joined.pop()
            hunk = Hunk(last.i1, hunk.i2, last.j1, hunk.j2)
        joined.append(hunk)
    return joined


def _slid(
    hunk: Hunk,
    end: tuple[int, int],
    left: Sequence[Hashable],
    right: Sequence[Hashable],
    begins: Callable[[bool, int], bool],
) -> Hunk:
    if (hunk.i1 == hunk.i2) == (hunk.j1 == hunk.j2):
        return hunk
    ours = hunk.j1 == hunk.j2
    items = left if ours else right
    i1, i2, j1, j2 = hunk.i1, hunk.i2, hunk.j1, hunk.j2
    while (i1, j1) >= end and i1 >= end[0] and j1 >= end[1]:
        start, stop = (i1, i2) if ours else (j1, j2)
        if begins(ours, start):
            return Hunk(i1, i2, j1, j2)
        if i1 == end[0] or j1 == end[1] or items[start - 1] != items[stop - 1]:
            break
        i1, i2, j1, j2 = i1 - 1, i2 - 1, j1 - 1, j2 - 1
    return hunk
