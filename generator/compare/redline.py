"""A text beside an earlier version of itself: what stays, what goes, what comes.

Numbers and Latin words are whole, Chinese is taken by the sign; what stays between two edits
and is short beside them is taken along, so that a reader sees phrases and no confetti.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from generator.compare.search import Stretch, common_ends, common_stretches
from generator.model.comparison import Edit, Piece

_TOKEN = re.compile(
    r"[0-9０-９]+(?:[,，][0-9０-９]{3}(?![0-9０-９]))*(?:[.．][0-9０-９]+)?[%％‰]?"
    r"|[A-Za-z]+(?:[-.][A-Za-z0-9]+|[0-9]+)*|.",
    re.DOTALL,
)
# A clause ends behind one of these.
_ENDS = frozenset("，。；：、！？\n")
# Signs of a kept stretch that may be taken along.
_SHORT = 5

# Old tokens that became new tokens; equal ones where nothing changed.
_Change = tuple[tuple[str, ...], tuple[str, ...]]


def tokens(text: str) -> tuple[str, ...]:
    """What a redline may take apart: numbers, Latin words, single signs."""
    return tuple(_TOKEN.findall(text))


def redline(old: str, new: str) -> tuple[Piece, ...]:
    """The pieces; those that are not NEW make up `old`, those that are not OLD `new`.

    Its work is in proportion to the length of both: where they have too little in common to be
    compared word by word, they are compared by clauses, and else one replaces the other.
    """
    if not old or not new:
        return (Piece(Edit.OLD if old else Edit.NEW, old or new),) if old or new else ()
    # Asked either way round, it finds the same edits.
    if old > new:
        changes = [(before, after) for after, before in _changes(tokens(new), tokens(old))]
    else:
        changes = list(_changes(tokens(old), tokens(new)))
    return tuple(_pieces(_cleaned(_joined(changes))))


def _changes(old: tuple[str, ...], new: tuple[str, ...]) -> Iterator[_Change]:
    found = common_stretches(old, new)
    if found is not None:
        yield from _cut(old, new, found)
        return
    clauses = tuple(_clauses(old)), tuple(_clauses(new))
    for i, j, k, m in common_stretches(*clauses) or common_ends(*clauses):
        before = tuple(chain.from_iterable(clauses[0][i:j]))
        after = tuple(chain.from_iterable(clauses[1][k:m]))
        parts = common_stretches(before, after)
        yield from _cut(before, after, common_ends(before, after) if parts is None else parts)


def _cut(
    old: tuple[str, ...], new: tuple[str, ...], stretches: Iterable[Stretch]
) -> Iterator[_Change]:
    return ((old[i:j], new[k:m]) for i, j, k, m in stretches)


def _clauses(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    start = 0
    for place, word in enumerate(words, 1):
        if word in _ENDS or place == len(words):
            yield tuple(words[start:place])
            start = place


@dataclass(slots=True)
class _Run:
    """Neighbouring changes of one kind; `gone` and `come` count the signs of each side."""

    kept: bool
    old: list[str]
    new: list[str]
    gone: int
    come: int

    def take(self, other: _Run) -> None:
        """What follows becomes part of it."""
        self.old += other.old
        self.new += other.new
        self.gone += other.gone
        self.come += other.come


def _joined(changes: Iterable[_Change]) -> Iterator[_Run]:
    """The same with neighbours of one kind as one."""
    last: _Run | None = None
    for old, new in changes:
        made = _Run(old == new, [*old], [*new], sum(map(len, old)), sum(map(len, new)))
        if last is not None and last.kept is made.kept:
            last.take(made)
            continue
        if last is not None:
            yield last
        last = made
    if last is not None:
        yield last


def _cleaned(runs: Iterable[_Run]) -> list[_Run]:
    """The same with short kept stretches between longer edits made part of them."""
    done: list[_Run] = []
    for run in runs:
        done.append(run)
        while len(done) > 2 and _swallowed(*done[-3:]):
            left, kept, right = done[-3:]
            left.take(kept)
            left.take(right)
            del done[-2:]
    return done


def _swallowed(left: _Run, kept: _Run, right: _Run) -> bool:
    if left.kept or not kept.kept or right.kept:
        return False
    return kept.gone <= min(_SHORT, *(max(edit.gone, edit.come) for edit in (left, right)))


def _pieces(runs: Iterable[_Run]) -> Iterator[Piece]:
    for run in runs:
        old, new = "".join(run.old), "".join(run.new)
        if run.kept:
            yield Piece(Edit.SAME, old)
        else:
            if old:
                yield Piece(Edit.OLD, old)
            if new:
                yield Piece(Edit.NEW, new)
