"""What Word would refuse or repair in a docx, by the standard library alone."""

from __future__ import annotations

import posixpath
import zipfile
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"

# The order the schema (ECMA-376, part 1) gives to the children that are used here.
ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore widowControl pBdr shd tabs snapToGrid "
    "spacing ind jc outlineLvl rPr sectPr",
    "rPr": "rStyle rFonts b bCs i iCs color spacing w kern position sz szCs u vertAlign lang",
    "tblPr": "tblStyle tblW jc tblInd tblBorders shd tblLayout tblCellMar tblLook",
    "tcPr": "tcW gridSpan vMerge tcBorders shd noWrap tcMar vAlign",
    "tcBorders": "top left bottom right insideH insideV",
    "trPr": "cantSplit trHeight tblHeader",
    "sectPr": "headerReference footerReference type pgSz pgMar pgNumType cols vAlign titlePg "
    "docGrid",
    "tbl": "tblPr tblGrid tr",
    "tr": "trPr tc",
    "tc": "tcPr p",
}
MANY = {"tr", "tc", "p", "headerReference", "footerReference"}


def faults(content: bytes) -> list[str]:
    """Every fault of a docx, as a sentence."""
    archive = zipfile.ZipFile(BytesIO(content))
    names = archive.namelist()
    trees = {
        name: ElementTree.fromstring(archive.read(name))
        for name in names
        if name.endswith((".xml", ".rels"))
    }
    document = trees["word/document.xml"]
    return [
        *_package(archive, trees),
        *_order(document),
        *_references(document, trees),
        *_fields(document),
        *(fault for table in document.iter(f"{W}tbl") for fault in _table(table)),
        *_neighbours(document),
    ]


def _package(archive: zipfile.ZipFile, trees: dict[str, Element]) -> Iterator[str]:
    names = archive.namelist()
    if names != ["[Content_Types].xml", *sorted(set(names) - {"[Content_Types].xml"})]:
        yield "parts are not in order, or twice"
    if {item.date_time for item in archive.infolist()} != {(1980, 1, 1, 0, 0, 0)}:
        yield "a part carries a time"
    types = trees["[Content_Types].xml"]
    overrides = {entry.get("PartName", "") for entry in types}
    defaults = {entry.get("Extension", "") for entry in types}
    for name in names[1:]:
        if f"/{name}" not in overrides and name.rpartition(".")[2] not in defaults:
            yield f"{name} has no content type"
    for name, tree in trees.items():
        if not name.endswith(".rels"):
            continue
        folder = posixpath.dirname(posixpath.dirname(name))
        for link in tree:
            target = link.get("Target", "")
            path = target[1:] if target[:1] == "/" else posixpath.normpath(f"{folder}/{target}")
            if link.get("TargetMode") != "External" and path.lstrip("/") not in names:
                yield f"{name} points to {target}, which is not there"


def _order(tree: Element) -> Iterator[str]:
    for element in tree.iter():
        order = ORDER.get(element.tag.removeprefix(W), "").split()
        if not order:
            continue
        children = [child.tag.removeprefix(W) for child in element]
        known = [order.index(child) for child in children if child in order]
        if len(known) < len(children) or known != sorted(known):
            yield f"{element.tag.removeprefix(W)} holds {children}"
        for child, times in Counter(children).items():
            if times > 1 and child not in MANY:
                yield f"{element.tag.removeprefix(W)} holds {child} {times} times"


def _references(document: Element, trees: dict[str, Element]) -> Iterator[str]:
    known = {link.get("Id") for link in trees["word/_rels/document.xml.rels"]}
    for element in document.iter():
        for name, value in element.attrib.items():
            if name.startswith(R) and value not in known:
                yield f"no relationship {value}"
    starts = list(document.iter(f"{W}bookmarkStart"))
    ends = [end.get(f"{W}id") for end in document.iter(f"{W}bookmarkEnd")]
    ids = [start.get(f"{W}id") for start in starts]
    names = [start.get(f"{W}name") for start in starts]
    if (
        len(set(ids)) < len(ids)
        or len(set(names)) < len(names)
        or sorted(map(str, ids)) != sorted(map(str, ends))
    ):
        yield "bookmarks are not unique or not closed"
    for link in document.iter(f"{W}hyperlink"):
        if link.get(f"{W}anchor") not in names:
            yield f"no bookmark {link.get(f'{W}anchor')}"
    styles = {style.get(f"{W}styleId") for style in trees["word/styles.xml"].iter(f"{W}style")}
    for kind in ("pStyle", "rStyle", "tblStyle"):
        for use in document.iter(f"{W}{kind}"):
            if use.get(f"{W}val") not in styles:
                yield f"no style {use.get(f'{W}val')}"


def _fields(document: Element) -> Iterator[str]:
    depth = 0
    for mark in document.iter(f"{W}fldChar"):
        kind = mark.get(f"{W}fldCharType")
        depth += (kind == "begin") - (kind == "end")
        if depth < 0:
            yield "a field ends that has not begun"
    if depth:
        yield "a field does not end"


def _table(table: Element) -> Iterator[str]:
    grid = table.find(f"{W}tblGrid")
    assert grid is not None
    widths = [int(column.get(f"{W}w", "0")) for column in grid]
    body = False
    for row in table.findall(f"{W}tr"):
        place = 0
        for cell in row.findall(f"{W}tc"):
            span = cell.find(f"{W}tcPr/{W}gridSpan")
            width = cell.find(f"{W}tcPr/{W}tcW")
            columns = int(span.get(f"{W}val", "1")) if span is not None else 1
            if width is not None and int(width.get(f"{W}w", "0")) != sum(
                widths[place : place + columns]
            ):
                yield "a cell is not as wide as its columns"
            place += columns
            if cell[-1].tag != f"{W}p":
                yield "a cell does not end in a paragraph"
        if place != len(widths):
            yield f"a row has {place} of {len(widths)} columns"
        header = row.find(f"{W}trPr/{W}tblHeader") is not None
        if header and body:
            yield "a header row stands below other rows"
        body = body or not header


def _neighbours(document: Element) -> Iterator[str]:
    body = document[0]
    children = [child.tag for child in body]
    if children[-1] != f"{W}sectPr":
        yield "the body does not end in its section"
    for first, second in pairwise(children):
        if first == f"{W}tbl" and second != f"{W}p":
            yield "a table is not followed by a paragraph"
    if any(0xE000 <= ord(letter) <= 0xF8FF for letter in "".join(document.itertext())):
        yield "a mark was left"
