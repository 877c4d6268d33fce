"""The common stretches of two sequences, longest first, within a bound on all the work."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from difflib import Match, SequenceMatcher
from typing import TypeVar

# Comparisons for each item of both sequences, over the whole search.
STEPS_PER_ITEM = 100

T = TypeVar("T", bound=Hashable)
# Items [i, j) of the old sequence became items [k, m) of the new one.
Stretch = tuple[int, int, int, int]


def common_stretches(old: Sequence[T], new: Sequence[T]) -> list[Stretch] | None:
    """Equal and unequal stretches in turn; None where to find them would take too many steps."""
    found: list[Stretch] = []
    for i, j, k, m in common_ends(old, new):
        # Equal ends need no search.
        if j - i == m - k and old[i:j] == new[k:m]:
            found.append((i, j, k, m))
            continue
        search = BoundedMatcher(old[i:j], new[k:m])
        inner = search.get_opcodes()
        if search.exhausted:
            return None
        found += ((i + a, i + b, k + c, k + d) for _, a, b, c, d in inner)
    return found


def common_ends(old: Sequence[T], new: Sequence[T]) -> list[Stretch]:
    """What begins both, what lies between, what ends both; without what is empty."""
    shorter = min(len(old), len(new))
    head = next((i for i in range(shorter) if old[i] != new[i]), shorter)
    rest = shorter - head
    tail = next((i for i in range(rest) if old[-1 - i] != new[-1 - i]), rest)
    ends = len(old) - tail, len(new) - tail
    cuts = ((0, head, 0, head), (head, ends[0], head, ends[1]))
    parts = (*cuts, (ends[0], len(old), ends[1], len(new)))
    return [(i, j, k, m) for i, j, k, m in parts if i < j or k < m]


class BoundedMatcher(SequenceMatcher[T]):
    """Finds nothing more when it has taken more steps than its sequences allow.

    `steps` counts what every search for a longest stretch takes: its items of the old
    sequence, and for each every equal item of the new one.
    """

    def __init__(self, old: Sequence[T], new: Sequence[T]) -> None:
        self.steps = 0
        self._old = old
        self._times = Counter(new)
        self._most = STEPS_PER_ITEM * (len(old) + len(new))
        super().__init__(None, old, new, autojunk=False)

    @property
    def exhausted(self) -> bool:
        """Whether what was found is not all there is."""
        return self.steps > self._most

    def find_longest_match(
        self, alo: int = 0, ahi: int | None = None, blo: int = 0, bhi: int | None = None
    ) -> Match:
        """The longest stretch of a part; an empty one when there have been too many steps."""
        end = len(self._old) if ahi is None else ahi
        self.steps += sum(1 + self._times[self._old[i]] for i in range(alo, end))
        if self.exhausted:
            return Match(alo, blo, 0)
        return super().find_longest_match(alo, ahi, blo, bhi)
