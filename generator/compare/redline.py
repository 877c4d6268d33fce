"""A text beside an earlier version of itself: what stays, what goes, what comes.

Numbers and Latin words are whole, Chinese is taken by the sign; what stays between two edits
and is short beside them is taken along, so that a reader sees phrases and no confetti.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher

from generator.model.comparison import Edit, Piece

_TOKEN = re.compile(
    r"[0-9０-９]+(?:[,，][0-9０-９]{3}(?![0-9０-９]))*(?:[.．][0-9０-９]+)?[%％‰]?"
    r"|[A-Za-z]+(?:[-.][A-Za-z0-9]+|[0-9]+)*|.",
    re.DOTALL,
)
_CLAUSE = re.compile(r"[^，。；：、！？\n]*[，。；：、！？\n]?")
# A longer search is not made: clauses are compared whole first.
_MOST_STEPS = 2_000_000
# Signs of a kept stretch that may be taken along.
_SHORT = 5

# Old tokens that became new tokens; equal ones where nothing changed.
_Change = tuple[tuple[str, ...], tuple[str, ...]]


def tokens(text: str) -> tuple[str, ...]:
    """What a redline may take apart: numbers, Latin words, single signs."""
    return tuple(_TOKEN.findall(text))


def redline(old: str, new: str) -> tuple[Piece, ...]:
    """The pieces; those that are not NEW make up `old`, those that are not OLD `new`."""
    # Asked either way round, it finds the same edits.
    if old > new:
        changes = [(before, after) for after, before in _changes(tokens(new), tokens(old))]
    else:
        changes = list(_changes(tokens(old), tokens(new)))
    return tuple(_pieces(_cleaned(_joined(changes))))


def _changes(old: Sequence[str], new: Sequence[str]) -> Iterator[_Change]:
    if _steps(old, new) <= _MOST_STEPS:
        yield from _matched(old, new)
        return
    sides = _clauses(old), _clauses(new)
    if _steps(*sides) > _MOST_STEPS:
        yield tuple(old), tuple(new)
        return
    for before, after in _matched(*sides):
        parts = tokens("".join(before)), tokens("".join(after))
        small = _steps(*parts) <= _MOST_STEPS
        yield from _matched(*parts) if before != after and small else (parts,)


def _steps(old: Sequence[str], new: Sequence[str]) -> int:
    """What one search for the longest common stretch takes: every pair of equal tokens."""
    counts = Counter(new)
    return sum(times * counts[token] for token, times in Counter(old).items())


def _clauses(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(filter(None, _CLAUSE.findall("".join(words))))


def _matched(old: Sequence[str], new: Sequence[str]) -> Iterator[_Change]:
    """Equal and unequal stretches in order; equal ends need no search."""
    shorter = min(len(old), len(new))
    head = next((i for i in range(shorter) if old[i] != new[i]), shorter)
    rest = shorter - head
    tail = next((i for i in range(rest) if old[-1 - i] != new[-1 - i]), rest)
    if head:
        yield tuple(old[:head]), tuple(new[:head])
    a, b = old[head : len(old) - tail], new[head : len(new) - tail]
    for _, i, j, k, m in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        yield tuple(a[i:j]), tuple(b[k:m])
    if tail:
        yield tuple(old[len(old) - tail :]), tuple(new[len(new) - tail :])


def _joined(changes: Iterable[_Change]) -> list[_Change]:
    """The same with neighbours of one kind as one."""
    done: list[_Change] = []
    for change in changes:
        if done and (done[-1][0] == done[-1][1]) is (change[0] == change[1]):
            change = (done[-1][0] + change[0], done[-1][1] + change[1])
            done.pop()
        done.append(change)
    return done


def _cleaned(changes: Iterable[_Change]) -> list[_Change]:
    """The same with short kept stretches between longer edits made part of them."""
    done: list[_Change] = []
    for change in changes:
        done.append(change)
        while len(done) > 2 and _swallowed(*done[-3:]):
            (a, b), (same, _), (c, d) = done[-3:]
            done[-3:] = [(a + same + c, b + same + d)]
    return done


def _swallowed(left: _Change, kept: _Change, right: _Change) -> bool:
    if left[0] == left[1] or kept[0] != kept[1] or right[0] == right[1]:
        return False
    length = len("".join(kept[0]))
    edits = (max(len("".join(side)) for side in edit) for edit in (left, right))
    return length <= min(_SHORT, *edits)


def _pieces(changes: list[_Change]) -> Iterator[Piece]:
    for old, new in changes:
        if old == new:
            yield Piece(Edit.SAME, "".join(old))
        else:
            if old:
                yield Piece(Edit.OLD, "".join(old))
            if new:
                yield Piece(Edit.NEW, "".join(new))
