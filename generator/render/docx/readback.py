"""Opens the finished file again and compares it with the report, word for word.

Only bytes and the places of the anchors are taken over from the writer. A row is a tuple of
its cells' texts; every other paragraph is its text. Empty paragraphs only keep distance.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import zip_longest

from lxml.etree import _Element

from generator.model.diagnostic import Diagnostic, error
from generator.model.report import Heading, Paragraph, Report, Row, Table, Title, plain
from generator.model.source import Span
from generator.render.docx.anchors import BODY, CONTENTS
from generator.render.docx.markup import TBL, TC, TR, VAL, P, body_of, find, legal, parsed, words
from generator.render.docx.splice import Placed

Piece = str | tuple[str, ...]
_LONGEST_QUOTE = 80


@dataclass(frozen=True, slots=True)
class Expected:
    """What should stand in the file: the report and the page numbers of its contents."""

    report: Report
    pages: Mapping[str, int]

    def at(self, name: str) -> Iterator[Piece]:
        """The pieces that an anchor stands for, in order, without empty paragraphs."""
        for piece in self._pieces(name):
            text = legal(piece) if isinstance(piece, str) else tuple(map(legal, piece))
            if text:
                yield text

    def _pieces(self, name: str) -> Iterator[Piece]:
        if name == CONTENTS:
            yield from self._contents()
        elif name == BODY:
            for block in self.report.blocks():
                match block:
                    case Table():
                        yield from _table(block)
                    case Paragraph():
                        yield plain(block.lead) + plain(block.runs)
                    case Heading() | Title():
                        yield plain(block.runs)
        else:
            yield from _table(
                next(t for t in self.report.tables() if t.id == name.partition(".")[2])
            )

    def _contents(self) -> Iterator[Piece]:
        yield self.report.contents_title
        for group in self.report.contents:
            yield group.label
            for entry in group.entries:
                yield f"{plain(entry.runs)}\t{self.pages.get(entry.anchor, '')}"


def _table(table: Table) -> Iterator[Piece]:
    if any(table.caption):
        yield ("\t".join(map(plain, table.caption)),)
    for grid in table.grids:
        for row in (*grid.header, *grid.rows):
            yield _row(row)
    yield plain(table.note)


def _row(row: Row) -> Piece:
    return tuple(cell.text for cell in row.cells)


def differences(
    document: bytes, placed: tuple[Placed, ...], expected: Expected, place: Span
) -> Iterator[Diagnostic]:
    """The first difference at each anchor; `document` is the file's main part."""
    body = body_of(parsed(document))
    children = list(body)
    for stretch in placed:
        found = _found(children[stretch.start : stretch.stop])
        for should, stands in zip_longest(expected.at(stretch.name), found):
            if should != stands:
                yield error(
                    "D504",
                    place,
                    f"生成的 Word 与数据不一致：“{stretch.name}”中应为“{_quoted(should)}”，"
                    f"实为“{_quoted(stands)}”。",
                    "这是程序的错误，请把本文件和这条信息交给维护人员。",
                )
                break


def _found(children: list[_Element]) -> Iterator[Piece]:
    for child in children:
        if child.tag == TBL:
            for row in child.iterchildren(TR):
                # A cell that goes on from the row above says nothing new.
                yield tuple(_cell(cell) for cell in row.iterchildren(TC) if not _goes_on(cell))
        elif child.tag == P and (text := words(child)):
            yield text


def _cell(cell: _Element) -> str:
    # A caption with a long name stands on two lines.
    return "\n".join(words(line).replace("\n\t", "\t") for line in cell.iterchildren(P))


def _goes_on(cell: _Element) -> bool:
    merge = find(cell, ("tcPr", "vMerge"))
    return merge is not None and merge.get(VAL, "continue") == "continue"


def _quoted(piece: Piece | None) -> str:
    text = "" if piece is None else piece if isinstance(piece, str) else " | ".join(piece)
    return text if len(text) <= _LONGEST_QUOTE else f"{text[:_LONGEST_QUOTE]}…"
