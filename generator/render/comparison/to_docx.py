"""A comparison as a Word file for a meeting: what is to be talked about, in reading order."""

from __future__ import annotations

from collections.abc import Iterator

from lxml.etree import _Element

from generator.model.comparison import ComparedTable, ComparedText, Comparison, Edit, Side
from generator.model.report import Table
from generator.render.comparison import content, grids, wording
from generator.render.comparison.blank import GONE, LABEL, PUT_IN, blank
from generator.render.docx.markup import body_of, paragraph, parsed, serialized, write
from generator.render.docx.package import packed
from generator.render.docx.sections import governing, text_area
from generator.render.docx.styles import Role, Styles, read_styles
from generator.render.docx.tables import table_elements

_DOCUMENT, _STYLES = "word/document.xml", "word/styles.xml"


def render(comparison: Comparison) -> bytes:
    """The Word file; the same bytes for the same comparison."""
    parts = blank(wording.title(comparison), comparison.department)
    root = parsed(parts[_DOCUMENT])
    section = governing(body_of(root)[0])
    page = _Page(comparison, read_styles(parts[_STYLES]), section)
    for element in page.elements():
        section.addprevious(element)
    parts[_DOCUMENT] = serialized(root)
    return packed(parts)


class _Page:
    """Makes the elements of the body, from top to bottom."""

    def __init__(self, comparison: Comparison, styles: Styles, section: _Element) -> None:
        self._comparison = comparison
        self._styles = styles
        self._area = text_area(section)
        self._edits = {Edit.OLD: styles.ids[GONE], Edit.NEW: styles.ids[PUT_IN], Edit.SAME: ""}

    def elements(self) -> Iterator[_Element]:
        """Everything."""
        comparison = self._comparison
        yield self._words(Role.TITLE, comparison.department)
        yield self._words(Role.TITLE, wording.sides(comparison))
        note = wording.unit_note(comparison)
        flag = f"　{wording.FLAG} {wording.DUE}" if content.flagged(comparison) else ""
        yield self._words(Role.NOTE, note + flag)
        for said in comparison.notes:
            yield self._words(Role.BODY, said)
        if comparison.empty:
            yield self._words(Role.BODY, wording.NOTHING)
        if comparison.differing:
            yield from self._table(wording.SUMMARY, grids.summary(comparison))
        if comparison.movers:
            yield from self._table(wording.MOVERS, grids.movers(comparison))
        sections = content.sections(comparison)
        for section in sections:
            if section.early:
                yield from self._records(section)
        for table in comparison.tables:
            if table.cells:
                yield from self._budget(table)
        for section in sections:
            if not section.early:
                yield from self._records(section)
        yield from self._passages()

    def _budget(self, table: ComparedTable) -> Iterator[_Element]:
        yield from self._table(table.title, grids.differing(table, self._comparison))

    def _table(self, title: str, table: Table) -> Iterator[_Element]:
        yield self._words(Role.HEADING_1, title)
        yield from table_elements(table, self._styles, self._area)

    def _records(self, section: content.Records) -> Iterator[_Element]:
        yield self._words(Role.HEADING_1, section.title)
        counts = "　".join(f"{word} {count}" for word, count in section.counts)
        yield self._words(Role.NOTE, counts, keep=True)
        table = grids.records(section, self._comparison)
        if table is not None:
            yield from table_elements(table, self._styles, self._area)
        for record in section.records:
            if record.texts:
                name = grids.named(record.name, record.side, section.words)
                yield self._words(Role.HEADING_2, name)
                for text in record.texts:
                    yield self._redline(text, record.side, f"{text.label}：")

    def _passages(self) -> Iterator[_Element]:
        if self._comparison.sentences:
            yield self._words(Role.HEADING_1, wording.TEXT)
        for label, texts in content.passages(self._comparison):
            if label:
                yield self._words(Role.HEADING_2, label)
            for text in texts:
                yield self._redline(text, Side.BOTH, "")

    def _redline(self, text: ComparedText, side: Side, label: str) -> _Element:
        """A text with what was taken out and put in; of a record on one side the plain text."""
        line = paragraph(self._styles[Role.BODY])
        write(line, label, self._styles.ids[LABEL])
        if side is not Side.BOTH:
            write(line, text.new or text.old or "")
            return line
        for piece in text.pieces:
            write(line, piece.text, self._edits[piece.edit])
        return line

    def _words(self, role: Role, text: str, keep: bool = False) -> _Element:
        line = paragraph(self._styles[role], keep)
        write(line, text)
        return line
