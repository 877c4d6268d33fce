"""A Word file against a report: both as paragraphs and rows, lined up by what they say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TypeVar

from generator.exchange.align import Hunk, differing
from generator.exchange.difference import Difference
from generator.exchange.expected import Kind, Unit
from generator.exchange.found import Piece
from generator.exchange.rows import compare_rows
from generator.exchange.stream import Stream, Written

Item = TypeVar("Item", Unit, Piece)


def compare_pieces(units: Sequence[Unit], pieces: Sequence[Piece]) -> Iterator[Difference]:
    """Every difference, in the order of the report."""
    keys = {unit.key for unit in units if unit.kind is Kind.HEADER}
    for hunk in differing([unit.key for unit in units], [piece.key for piece in pieces]):
        before = units[hunk.i1 - 1] if hunk.i1 else None
        # A header that is repeated where somebody divided a table says nothing new.
        found = [
            piece
            for piece in pieces[hunk.j1 : hunk.j2]
            if hunk.i1 < hunk.i2 or piece.key not in keys
        ]
        yield from _compared(units[hunk.i1 : hunk.i2], found, before)


def _compared(
    units: Sequence[Unit], pieces: Sequence[Piece], before: Unit | None
) -> Iterator[Difference]:
    """Stretches of text and of rows by turns, each against the one in the same place."""
    ours, theirs = list(_stretches(units)), list(_stretches(pieces))
    kinds, found = [rows for rows, _ in ours], [rows for rows, _ in theirs]
    i = j = 0
    for hunk in (*differing(kinds, found), Hunk(len(ours), len(ours), len(theirs), len(theirs))):
        pairs: list[tuple[bool, Sequence[Unit], Sequence[Piece]]] = [
            (rows, left, right)
            for (rows, left), (_, right) in zip(ours[i : hunk.i1], theirs[j : hunk.j1], strict=True)
        ]
        pairs += [(rows, left, ()) for rows, left in ours[hunk.i1 : hunk.i2]]
        pairs += [(rows, (), right) for rows, right in theirs[hunk.j1 : hunk.j2]]
        for rows, left, right in pairs:
            yield from compare_rows(left, right, before) if rows else _texts(left, right, before)
            before = left[-1] if left else before
        i, j = hunk.i2, hunk.j2


def _texts(
    units: Sequence[Unit], pieces: Sequence[Piece], before: Unit | None
) -> Iterator[Difference]:
    stream, written = Stream(units, before), Written()
    for piece in pieces:
        for cell in piece.tokens():
            written.add(cell)
    for hunk in stream.hunks(written):
        yield from stream.told(hunk, written)


def _stretches(items: Sequence[Item]) -> Iterator[tuple[bool, Sequence[Item]]]:
    """Neighbours of one kind together, and whether they are rows; contents are read as text."""
    for rows, stretch in groupby(items, key=lambda item: item.told == Kind.ROW.told):
        yield rows, tuple(stretch)
