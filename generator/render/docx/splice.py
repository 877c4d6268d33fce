"""Puts the large elements where the filled Word file has its anchors."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass

from lxml.etree import _Element

from generator.model.diagnostic import Outcome, error
from generator.model.report import Report, Table
from generator.model.source import Span
from generator.render.docx.anchors import BODY, CONTENTS, anchor, misplaced
from generator.render.docx.body import body_elements
from generator.render.docx.bookmarks import Bookmarks, bookmarks
from generator.render.docx.contents import contents_elements
from generator.render.docx.markup import P, body_of, find, paragraph, tag, words
from generator.render.docx.sections import close, governing, opens_section, text_area
from generator.render.docx.styles import Role, Styles
from generator.render.docx.tables import table_elements

_ID = re.compile("[0-9]{1,9}")


@dataclass(frozen=True, slots=True)
class Placed:
    """What was put at an anchor: `start` and `stop` count the children of the body."""

    name: str
    start: int
    stop: int


def splice(
    root: _Element, report: Report, pages: Mapping[str, int], styles: Styles, place: Span
) -> Outcome[tuple[Placed, ...]]:
    """Replace every anchor of the document by what it stands for."""
    body = body_of(root)
    anchors = [(line, anchor(words(line))) for line in body.iterchildren(P)]
    anchors = [(line, name) for line, name in anchors if name]
    problems = tuple(error("D502", place, f"Word 模板{why}。") for why in _problems(root, anchors))
    if problems:
        return Outcome((), problems)
    emitter = _Emitter(report, pages, styles, bookmarks(report, _first_free_id(root)))
    stretches = [
        (name, *_replace(line, emitter.elements(name, line), styles[Role.SPACER]))
        for line, name in anchors
    ]
    return Outcome(
        tuple(
            Placed(name, body.index(first), body.index(last) + 1) for name, first, last in stretches
        )
    )


@dataclass(frozen=True, slots=True)
class _Emitter:
    report: Report
    pages: Mapping[str, int]
    styles: Styles
    marks: Bookmarks

    def elements(self, name: str, line: _Element) -> list[_Element]:
        """What an anchor stands for, fitted to the pages of its paragraph."""
        section = governing(line)
        area = text_area(section)
        if name == CONTENTS:
            lines = contents_elements(self.report, self.marks, self.pages, self.styles, area.width)
            return list(lines)
        if name != BODY:
            return list(table_elements(self._table(name), self.styles, area))
        if not opens_section(line):
            # What stands before keeps its own pages, so that the text can count from 1.
            end = paragraph(self.styles[Role.SPACER])
            close(end, deepcopy(section))
            line.addprevious(end)
        elements, final = body_elements(self.report, self.marks, self.styles, section)
        owner = section.getparent()
        if owner is not None and final is not section:
            owner.replace(section, final)
        return elements

    def _table(self, name: str) -> Table:
        return next(t for t in self.report.tables() if t.id == name.partition(".")[2])


def _replace(line: _Element, elements: list[_Element], spacer: str) -> tuple[_Element, _Element]:
    """Put elements in place of a paragraph; returns the first and the last put.

    A section that ends in the paragraph ends in the last element. A tiny paragraph follows a
    table: Word asks for one at the end, and takes two tables without one between as one.
    """
    section = find(line, ("pPr", "sectPr"))
    if not elements or elements[-1].tag != P:
        elements = [*elements, paragraph(spacer)]
    if section is not None:
        close(elements[-1], section)
    for element in elements:
        line.addprevious(element)
    body = line.getparent()
    if body is not None:
        body.remove(line)
    return elements[0], elements[-1]


def _problems(root: _Element, anchors: list[tuple[_Element, str]]) -> Iterator[str]:
    lines = [line for line, _ in anchors]
    for element in root.iter():
        name = misplaced(f"{element.text or ''}{element.tail or ''}")
        if name and not any(above in lines for above in element.iterancestors(P)):
            yield f"里的“{name}”要单独占一段，不能放在表格、文本框、内容控件里或与其他文字同段"
    names = [name for _, name in anchors]
    if names.count(BODY) > 1:
        yield f"里的“{BODY}”只能出现一次"
    if CONTENTS in names and BODY not in names:
        yield f"里有“{CONTENTS}”而没有“{BODY}”，目录无处可指"


def _first_free_id(root: _Element) -> int:
    """A number above those of the file's own bookmarks."""
    own = (mark.get(tag("id"), "") for mark in root.iter(tag("bookmarkStart")))
    return max((int(number) for number in own if _ID.fullmatch(number)), default=0) + 1
