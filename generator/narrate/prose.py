"""Rendered text as blocks: headings, paragraphs and the places of tables.

`# ` to `### ` are headings, a blank line ends a paragraph, a paragraph that begins with
`**words**` has a lead, a line of its own may name a table. A line that begins with the
LITERAL mark is words of a spec, whatever it looks like.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.model.report import Paragraph
from generator.narrate.marks import LITERAL, TABLE
from generator.narrate.narration import Narration

_HEADING = re.compile(r"(#{1,3}) +(.*)")
_LEAD = re.compile(r"\*\*(.+?)\*\*(.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class HeadingLine:
    """A heading and its marked words."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class TableLine:
    """The place of a table."""

    id: str


Piece = HeadingLine | TableLine | Paragraph


def literal(text: str) -> str:
    """Words of a spec, safe from being read as layout."""
    return "\n".join(LITERAL + line for line in text.split("\n"))


def pieces(text: str, narration: Narration) -> Iterator[Piece]:
    """The blocks of a rendered text in order."""
    for line in text.split("\n"):
        line = line.strip(" \t")
        heading = _HEADING.fullmatch(line)
        if not line.strip(LITERAL):
            continue
        if heading:
            yield HeadingLine(len(heading.group(1)), heading.group(2))
        elif line.startswith(TABLE):
            yield TableLine(line.removeprefix(TABLE))
        else:
            yield _paragraph(line, narration)


def _paragraph(line: str, narration: Narration) -> Paragraph:
    lead = _LEAD.fullmatch(line)
    if lead is None:
        return Paragraph(narration.cut(line))
    return Paragraph(narration.cut(lead.group(2)), narration.cut(lead.group(1)))
