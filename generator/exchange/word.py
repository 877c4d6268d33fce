"""Reads the words of a Word file that went through other hands.

Split runs, revision numbers, proofing marks, styles and fields' codes are passed over. Of
changes that are tracked and not yet accepted, what was put in counts as there, what was taken
out as gone. Header, footer, notes and text boxes are not part of the text.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from zlib import error as ZlibError  # noqa: N812 (an exception in all but name)

from lxml import etree
from lxml.etree import XMLSyntaxError, _Element

from generator.exchange.expected import Kind
from generator.exchange.found import Piece, WordText
from generator.exchange.opening import refusal
from generator.model.diagnostic import Outcome
from generator.model.source import Span

# The main part of a document of forty pages takes one megabyte.
_LARGEST_PART = 60_000_000
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# Word writes the same elements under another name when asked for "Strict Open XML".
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_MAIN = "/officeDocument"
_NUMBERED = re.compile(r"(.*?\S)[ .…·]*(?:\t|[.…·]{4})[\s.…·]*[0-9]+\s*", re.DOTALL)
# No heading is longer, and no line of the contents.
_LONGEST_ENTRY = 300
_LONGEST = 2_000_000
_BROKEN = (
    zipfile.BadZipFile,
    XMLSyntaxError,
    ZlibError,
    KeyError,
    ValueError,
    OSError,
    NotImplementedError,
    RuntimeError,
    EOFError,
)


def _w(*names: str) -> frozenset[str]:
    return frozenset(_W + name for name in names)


_GONE = _w("del", "moveFrom", "rPr", "pPr", "instrText", "rt") | {_FALLBACK}
_TRACKED = _w("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel")
_SPACE = _w("tab", "br", "cr", "ptab")
_BOX, _CELL, _ROW, _TABLE, _P = (_W + n for n in ("txbxContent", "tc", "tr", "tbl", "p"))
_T, _R, _HYPHEN, _SECTION = (_W + n for n in ("t", "r", "noBreakHyphen", "sectPr"))


def read_word(data: bytes, place: Span) -> Outcome[WordText | None]:
    """The pieces of a .docx file; V602, V603 when it cannot be read."""
    try:
        body = _body(data)
    except _BROKEN as problem:
        if isinstance(problem, RuntimeError) and "encrypted" in str(problem):
            return Outcome(None, (refusal("V602", place, "文件有密码，读不出来。"),))
        return Outcome(None, (refusal("V603", place, "文件不完整或已损坏，读不出来。"),))
    if body is None:
        return Outcome(None, (refusal("V603", place, "文件里没有正文，或展开后太大。"),))
    boxes = tuple(filter(None, (_text(box).strip() for box in _boxes(body))))
    revised = any(True for _ in body.iter(*_TRACKED))
    pieces = tuple(piece for piece in _pieces(body) if any(piece.key[1:]))
    if sum(len(cell) for piece in pieces for cell in piece.cells) > _LONGEST:
        return Outcome(None, (refusal("V603", place, "文件的文字太多，没有核对。"),))
    return Outcome(WordText(pieces, revised, tuple(dict.fromkeys(boxes))))


def _body(data: bytes) -> _Element | None:
    """The body of the main part; None when there is none of a size that people write."""
    with zipfile.ZipFile(BytesIO(data)) as archive, archive.open(_main_part(archive)) as part:
        xml = part.read(_LARGEST_PART + 1)
    if len(xml) > _LARGEST_PART:
        return None
    return _parsed(xml.replace(_STRICT, _W[1:-1].encode())).find(f"{_W}body")


def _main_part(archive: zipfile.ZipFile) -> str:
    with archive.open("_rels/.rels") as part:
        links = _parsed(part.read(_LARGEST_PART))
    for link in links:
        if link.get("Type", "").endswith(_MAIN):
            return posixpath.normpath(link.get("Target", "").lstrip("/"))
    return "word/document.xml"


def _parsed(xml: bytes) -> _Element:
    """The root; a file of Word declares no entities, so that one that does is refused."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    root = etree.fromstring(xml, parser)
    if root.getroottree().docinfo.internalDTD is not None:
        raise ValueError("declares a document type")
    return root


def _pieces(parent: _Element) -> Iterator[Piece]:
    for child in parent:
        if child.tag == _P:
            yield _paragraph(_text(child))
        elif child.tag == _TABLE:
            yield from _rows(child)
        elif child.tag not in _GONE and child.tag != _SECTION and isinstance(child.tag, str):
            # Content controls and the like hold paragraphs and tables of the body.
            yield from _pieces(child)


def _paragraph(text: str) -> Piece:
    """A paragraph; one that ends in a tab and a page number is an entry of the contents."""
    entry = _NUMBERED.fullmatch(text) if len(text) <= _LONGEST_ENTRY else None
    if entry:
        return Piece(Kind.LISTED.told, (entry[1],))
    return Piece(Kind.PARAGRAPH.told, (text,))


def _rows(table: _Element) -> Iterator[Piece]:
    for row in _within(table, _ROW):
        if row.find(f"{_W}trPr/{_W}del") is None:
            cells = (cell for cell in _within(row, _CELL) if not _covered(cell))
            yield Piece(Kind.ROW.told, tuple(_text(cell) for cell in cells))


def _within(parent: _Element, tag: str) -> Iterator[_Element]:
    """The rows of a table or the cells of a row, through what wraps them."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag not in _GONE and child.tag not in (_TABLE, _P):
            yield from _within(child, tag)


def _covered(cell: _Element) -> bool:
    """Whether a cell above goes on here, or the cell was taken out."""
    merge = cell.find(f"{_W}tcPr/{_W}vMerge")
    if merge is not None and merge.get(f"{_W}val", "continue") == "continue":
        return True
    return cell.find(f"{_W}tcPr/{_W}cellDel") is not None


def _text(element: _Element) -> str:
    """The visible words below an element; paragraphs and line ends become white space."""
    found: list[str] = []
    stack = [element]
    while stack:
        current = stack.pop()
        if current.tag == _T:
            found.append(current.text or "")
        elif current.tag in _SPACE:
            found.append("\t")
        elif current.tag == _HYPHEN:
            found.append("-")
        elif current.tag == _R and _hidden(current):
            continue
        else:
            if current.tag == _P and found:
                found.append("\n")
            stack += [
                child
                for child in reversed(current)
                if child.tag not in _GONE and child.tag != _BOX and isinstance(child.tag, str)
            ]
    return "".join(found)


def _hidden(run: _Element) -> bool:
    mark = run.find(f"{_W}rPr/{_W}vanish")
    return mark is not None and mark.get(f"{_W}val", "1") not in ("0", "false", "off")


def _boxes(body: _Element) -> Iterator[_Element]:
    for box in body.iter(_BOX):
        if not any(above.tag == _FALLBACK for above in box.iterancestors()):
            yield box
