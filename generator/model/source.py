"""Places in the files a person wrote."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """Where something stands: a file as the user named it, line and column from 1.

    Line 0 means the file as a whole.
    """

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        if self.line == 0:
            return self.file
        return f"{self.file}:{self.line}:{self.column}"

    def moved(self, lines: int, columns: int = 0) -> Span:
        """The place `lines` further down and `columns` further right."""
        return Span(self.file, self.line + lines, self.column + columns)
