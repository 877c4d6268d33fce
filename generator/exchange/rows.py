"""Rows of tables in a Word file against the rows of the report: which is which, cell by cell."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from generator.exchange.align import Hunk, differing
from generator.exchange.difference import Difference, added, changed, missing
from generator.exchange.expected import Kind, Unit
from generator.exchange.found import Piece
from generator.exchange.stream import Stream, Written
from generator.exchange.tokens import Token

_NAMED = re.compile(r"[\u3400-\u9fffA-Za-z]")
# Of the cells of two rows that name different things, this share must agree to call one the
# other's change.
_ALIKE = Fraction(34, 100)
_WORDED_ALIKE = Fraction(6, 10)
_MOST_PAIRS = 10_000
# A cell with more tokens is shown with its change inside.
_SHORT = 8

Pair = tuple[Unit | None, Piece | None]


def compare_rows(
    units: Sequence[Unit], pieces: Sequence[Piece], before: Unit | None
) -> Iterator[Difference]:
    """How rows differ that stand between rows that are the same; `before` is in front of them."""
    group, shift = -1, 0
    for unit, piece in _pairs(units, pieces):
        if unit is not None:
            if unit.group != group:
                group, shift = unit.group, 0
            before = unit
        if unit is None and piece is not None:
            shift += 1
            yield added(piece.text, before)
        elif piece is None and unit is not None:
            shift -= 1
            yield missing(unit)
        elif unit is not None and piece is not None:
            yield from _cells(unit, piece, shift)


def _pairs(units: Sequence[Unit], pieces: Sequence[Piece]) -> Iterator[Pair]:
    ours = [_name(unit.key[1:]) for unit in units]
    theirs = [_name(piece.key[1:]) for piece in pieces]
    i = j = 0
    for hunk in (*differing(ours, theirs), Hunk(len(ours), len(ours), len(theirs), len(theirs))):
        yield from zip(units[i : hunk.i1], pieces[j : hunk.j1], strict=True)
        yield from _renamed(units[hunk.i1 : hunk.i2], pieces[hunk.j1 : hunk.j2])
        i, j = hunk.i2, hunk.j2


def _renamed(units: Sequence[Unit], pieces: Sequence[Piece]) -> Iterator[Pair]:
    """Rows of other names, in order: those with enough cells in common belong together."""
    start = 0
    for number, unit in enumerate(units):
        rest = len(units) - number - 1
        # As many rows must remain as are still asked for, where there are as many.
        stop = len(pieces) if len(units) * len(pieces) <= _MOST_PAIRS else start + 1
        stop = max(min(stop, len(pieces) - rest), min(start + 1, len(pieces)))
        best = max(range(start, stop), key=lambda j: _alike(unit, pieces[j]), default=None)
        if best is None or _alike(unit, pieces[best]) < _ALIKE:
            yield unit, None
            continue
        yield from ((None, piece) for piece in pieces[start:best])
        yield unit, pieces[best]
        start = best + 1
    yield from ((None, piece) for piece in pieces[start:])


def _alike(unit: Unit, piece: Piece) -> Fraction:
    """The share of cells that are the same; of rows with few cells, the share of signs."""
    cells = _share(filter(None, unit.key[1:]), filter(None, piece.key[1:]))
    signs = _share("".join(unit.key[1:]), "".join(piece.key[1:]))
    return max(cells, signs if signs >= _WORDED_ALIKE else Fraction(0))


def _share(ours: Iterable[str], theirs: Iterable[str]) -> Fraction:
    left, right = Counter(ours), Counter(theirs)
    return Fraction((left & right).total(), max(left.total(), right.total(), 1))


def _name(cells: Sequence[str]) -> tuple[str, ...]:
    """The cells with words; of a row of numbers alone, all but its place in the table."""
    return tuple(cell for cell in cells if _NAMED.search(cell)) or tuple(cells[1:])


def _cells(unit: Unit, piece: Piece, shift: int) -> Iterator[Difference]:
    ours, theirs = unit.cells, piece.tokens()
    if len(ours) != len(theirs):
        yield from _merged(unit, theirs)
        return
    for place, (was, now) in enumerate(zip(ours, theirs, strict=True)):
        if unit.key[place + 1] == piece.key[place + 1]:
            continue
        if place == 0 and shift and _counted_on(was, now, shift):
            continue
        if len(was) <= _SHORT or len(now) <= _SHORT:
            yield changed(unit, place, was, now)
        else:
            yield from _inside(unit, place, now)


def _counted_on(was: Sequence[Token], now: Sequence[Token], shift: int) -> bool:
    """Whether a row's number only follows from rows added or taken out above."""
    ours, theirs = ("".join(token.text for token in side) for side in (was, now))
    whole = ours.isdecimal() and theirs.isdecimal() and len(ours) < 7 and len(theirs) < 7
    return whole and int(theirs) - int(ours) == shift


def _inside(unit: Unit, place: int, now: Sequence[Token]) -> Iterator[Difference]:
    """The changes within a cell of some length."""
    only = Unit(
        Kind.PARAGRAPH, (unit.cells[place],), unit.text, unit.spots[place], (unit.spots[place],),
        unit.group, unit.area,
    )  # fmt: skip
    stream, written = Stream((only,)), Written()
    written.add(now)
    for hunk in stream.hunks(written):
        yield from stream.told(hunk, written)


def _merged(unit: Unit, theirs: Sequence[Sequence[Token]]) -> Iterator[Difference]:
    """Cells were joined, divided or put in: what is blank does not count."""
    ours = [(place, cell) for place, cell in enumerate(unit.cells) if cell]
    found = [cell for cell in theirs if cell]
    left = ["".join(t.text for t in cell) for _, cell in ours]
    right = ["".join(t.text for t in cell) for cell in found]
    for hunk in differing(left, right):
        was = [token for _, cell in ours[hunk.i1 : hunk.i2] for token in cell]
        now = [token for cell in found[hunk.j1 : hunk.j2] for token in cell]
        if [t.text for t in was] != [t.text for t in now]:
            nearest = ours[min(hunk.i1, len(ours) - 1)][0] if ours else 0
            yield changed(unit, nearest, was, now)
