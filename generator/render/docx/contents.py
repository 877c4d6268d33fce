"""The table of contents: real fields that Word can update, with their result already in place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml import etree
from lxml.etree import SubElement, _Element

from generator.model.report import Heading, Report, plain
from generator.render.docx.bookmarks import Bookmark, Bookmarks
from generator.render.docx.markup import SPACE, R, child, find, paragraph, put, tag, write
from generator.render.docx.styles import Role, Styles


def contents_elements(
    report: Report, marks: Bookmarks, pages: Mapping[str, int], styles: Styles, width: int
) -> Iterator[_Element]:
    """The contents' paragraphs; `width` is that of the text in twips."""
    title = paragraph(styles[Role.CONTENTS_TITLE])
    write(title, report.contents_title)
    yield title
    for place, group in enumerate(report.contents):
        label = paragraph(styles[Role.CONTENTS_GROUP], keep=bool(group.entries))
        write(label, group.label)
        yield label
        stretch = marks.groups.get(place)
        for number, entry in enumerate(group.entries):
            line = paragraph(styles[Role.CONTENTS_ENTRY])
            _leader(line, width)
            if number == 0 and stretch is not None:
                # Each group is a field of its own, bound to its stretch of the document.
                _begin(line, f'TOC \\o "1-1" \\h \\z \\u \\b {stretch.name}')
            _entry(line, entry, marks.headings.get(entry.anchor), pages.get(entry.anchor))
            yield line
        if stretch is not None:
            # A field of whole paragraphs ends in the paragraph behind them.
            end = paragraph(styles[Role.SPACER])
            _character(end, "end")
            yield end


def _entry(line: _Element, entry: Heading, mark: Bookmark | None, page: int | None) -> None:
    number = "" if page is None else str(page)
    if mark is None:
        write(line, f"{plain(entry.runs)}\t{number}")
        return
    link = child(line, "hyperlink", anchor=mark.name, history="1")
    write(link, plain(entry.runs) + "\t")
    _begin(link, f"PAGEREF {mark.name} \\h")
    write(link, number)
    _character(link, "end")


def _begin(parent: _Element, instruction: str) -> None:
    """A field up to where its result begins."""
    _character(parent, "begin")
    text = child(SubElement(parent, R), "instrText")
    text.text = f" {instruction} "
    text.set(SPACE, "preserve")
    _character(parent, "separate")


def _character(parent: _Element, kind: str) -> None:
    child(SubElement(parent, R), "fldChar", fldCharType=kind)


def _leader(line: _Element, width: int) -> None:
    """Dots up to the page number at the right edge of the text."""
    tabs = etree.Element(tag("tabs"))
    child(tabs, "tab", val="right", leader="dot", pos=str(width))
    properties = find(line, ("pPr",))
    if properties is not None:
        put(properties, tabs)
