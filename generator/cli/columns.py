"""Text in the columns of a terminal, where a Chinese character takes two."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from unicodedata import combining, east_asian_width

ELLIPSIS = "…"


def width(text: str) -> int:
    """How many columns a text takes."""
    return sum(map(_width, text))


def padded(text: str, columns: int) -> str:
    """A text filled with spaces to a number of columns."""
    return text + " " * (columns - width(text))


def shortened(text: str, columns: int) -> str:
    """A text of at most so many columns; what is cut off at its end is said."""
    return _cut(text, columns)


def around(line: str, position: int, columns: int) -> tuple[str, int]:
    """The stretch of a line around a character, and in which column the character stands.

    `position` counts characters from 0, the column returned counts terminal columns from 0.
    The indentation is dropped; a third of a long line's room goes to what stands in front.
    """
    line = line.replace("\t", " ")
    position = max(0, min(position, len(line)))
    indent = min(len(line) - len(line.lstrip()), position)
    line, position = line[indent:], position - indent
    before, behind = line[:position], line[position:]
    if width(line) <= columns:
        return line, width(before)
    kept = _cut(before[::-1], max(columns // 3, columns - width(behind)))[::-1]
    return kept + _cut(behind, columns - width(kept)), width(kept)


def _cut(text: str, columns: int) -> str:
    if width(text) <= columns:
        return text
    room = columns - width(ELLIPSIS)
    for index, character in enumerate(text):
        room -= _width(character)
        if room < 0:
            return text[:index] + ELLIPSIS
    return text


def _width(character: str) -> int:
    if combining(character):
        return 0
    return 2 if east_asian_width(character) in "WF" else 1


def aligned(rows: Sequence[Sequence[str]], words: int, most: int) -> Iterator[str]:
    """The rows of a table as lines of one width: the first columns are words of at most `most`
    columns, the others numbers."""
    cut = [[shortened(c, most) if i < words else c for i, c in enumerate(row)] for row in rows]
    widths = [max(map(width, column)) for column in zip(*cut, strict=True)]
    for row in cut:
        cells = (
            padded(cell, columns) if place < words else " " * (columns - width(cell)) + cell
            for place, (cell, columns) in enumerate(zip(row, widths, strict=True))
        )
        yield "  ".join(cells)
