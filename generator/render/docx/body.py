"""The report's parts as elements of the document's body, with their sections."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from lxml import etree
from lxml.etree import _Element

from generator.model.report import Block, Heading, Paragraph, Part, Report, Table, Title, plain
from generator.render.docx.bookmarks import Bookmarks
from generator.render.docx.markup import P, find, paragraph, put, tag, write
from generator.render.docx.sections import Area, close, numbered, text_area, turned
from generator.render.docx.styles import HEADINGS, TABLE_TITLES, Role, Styles
from generator.render.docx.tables import table_elements


def body_elements(
    report: Report, marks: Bookmarks, styles: Styles, section: _Element
) -> tuple[list[_Element], _Element]:
    """The body, and the section properties of its last pages.

    `section` is that of the template. Parts that lie the same way share a section; a part
    that lies the other way begins a new one.
    """
    elements: list[_Element] = []
    final = section
    for orientation, parts in groupby(
        (part for part in report.parts if part.blocks), key=lambda part: part.orientation
    ):
        if elements:
            close(_last_paragraph(elements, styles), final)
        final = numbered(turned(section, orientation), first=not elements)
        area = text_area(final)
        for place, part in enumerate(parts):
            first = len(elements)
            elements.extend(_part(part, marks, styles, area))
            if place:
                _break_before(elements, first, styles)
    return elements, final


def _part(part: Part, marks: Bookmarks, styles: Styles, area: Area) -> Iterator[_Element]:
    following: tuple[Block | None, ...] = (*part.blocks[1:], None)
    for block, after in zip(part.blocks, following, strict=True):
        match block:
            case Table():
                yield from table_elements(block, styles, area)
                if isinstance(after, Table):
                    yield paragraph(styles[Role.SPACER])
            case Heading():
                yield _heading(block, marks, styles, titles_table=isinstance(after, Table))
            case Title():
                line = paragraph(styles[Role.TITLE])
                write(line, plain(block.runs))
                yield line
            case Paragraph():
                line = paragraph(styles[Role.BODY])
                write(line, plain(block.lead), styles[Role.LEAD])
                write(line, plain(block.runs))
                yield line


def _heading(heading: Heading, marks: Bookmarks, styles: Styles, titles_table: bool) -> _Element:
    level = min(max(heading.level, 1), len(HEADINGS)) - 1
    role = (TABLE_TITLES if titles_table else HEADINGS)[level]
    line = paragraph(styles[role], keep=True)
    for mark in marks.opening(heading.anchor):
        mark.open(line)
    write(line, plain(heading.runs))
    for mark in marks.closing(heading.anchor):
        mark.close(line)
    return line


def _last_paragraph(elements: list[_Element], styles: Styles) -> _Element:
    """The last paragraph; a tiny one is added where a table stands last."""
    if elements[-1].tag != P:
        elements.append(paragraph(styles[Role.SPACER]))
    return elements[-1]


def _break_before(elements: list[_Element], first: int, styles: Styles) -> None:
    """Begin a new page at an element; a tiny paragraph carries the break for a table."""
    if elements[first].tag != P:
        elements.insert(first, paragraph(styles[Role.SPACER], keep=True))
    properties = find(elements[first], ("pPr",))
    if properties is not None:
        put(properties, etree.Element(tag("pageBreakBefore")))
