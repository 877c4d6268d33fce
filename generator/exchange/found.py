"""What was read from a file, before anything is compared."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from generator.exchange.tokens import Token, cut, normal


@dataclass(frozen=True)
class Piece:
    """A paragraph (one cell) or a row of a table; `told` as `Kind.told` says."""

    told: str
    cells: tuple[str, ...]

    @cached_property
    def key(self) -> tuple[str, ...]:
        """Its cells as they are compared."""
        return (self.told, *map(normal, self.cells))

    @property
    def text(self) -> str:
        """What a reader sees."""
        return " ".join(filter(None, self.cells))

    def tokens(self) -> tuple[tuple[Token, ...], ...]:
        """The tokens of each cell."""
        return tuple(tuple(cut(cell)) for cell in self.cells)


@dataclass(frozen=True, slots=True)
class WordText:
    """A Word file: its pieces in order, without empty ones.

    `revised` tells of changes that nobody has accepted or refused yet, `boxes` holds the
    words of text boxes, which are not compared.
    """

    pieces: tuple[Piece, ...]
    revised: bool = False
    boxes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page; pages count from 1, the cover too."""

    text: str
    page: int
