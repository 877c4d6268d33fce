"""Edits that people make in a Word file after it was generated."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from copy import deepcopy
from io import BytesIO

from lxml import etree
from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MAIN = "word/document.xml"

Edit = Callable[[_Element], None]


def edited(data: bytes, *edits: Edit) -> bytes:
    """The Word file after edits of its main part."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    root = etree.fromstring(parts[MAIN])
    for edit in edits:
        edit(root)
    parts[MAIN] = etree.tostring(root)
    return zipped(parts)


def zipped(parts: dict[str, bytes]) -> bytes:
    """A package of parts."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def text(element: _Element) -> str:
    """The words below an element."""
    return "".join(t.text or "" for t in element.iter(f"{W}t"))


def put(paragraph: _Element, words: str) -> None:
    """Write other words into a paragraph, in its first run."""
    first, *rest = paragraph.iter(f"{W}t")
    first.text = words
    for other in rest:
        other.text = ""


def paragraph(root: _Element, words: str) -> _Element:
    """The first paragraph with some words."""
    return next(p for p in root.iter(f"{W}p") if words in text(p))


def cells(row: _Element) -> list[str]:
    """The words of the cells of a row."""
    return [text(cell) for cell in row.iter(f"{W}tc")]


def row(root: _Element, table: str, *words: str) -> _Element:
    """The first row below a title of which some cells are these words."""
    rows = iter(after(root, table))
    return next(r for r in rows if set(words) <= set(cells(r)))


def after(root: _Element, title: str) -> Iterator[_Element]:
    """The rows behind the paragraph that is a title; the contents end in a page number."""
    begun = False
    for element in root.iter(f"{W}p", f"{W}tr"):
        if element.tag == f"{W}tr" and begun:
            yield element
        begun = begun or (element.tag == f"{W}p" and text(element) == title)


def replace(old: str, new: str, within: str = "") -> Edit:
    """Other words for some in the first paragraph that has both."""

    def edit(root: _Element) -> None:
        found = next(p for p in root.iter(f"{W}p") if old in text(p) and within in text(p))
        put(found, text(found).replace(old, new, 1))

    return edit


def in_row(table: str, names: tuple[str, ...], old: str, new: str) -> Edit:
    """Another word in the first cell of a row that is the old one."""

    def edit(root: _Element) -> None:
        found = row(root, table, *names)
        put(next(p for p in found.iter(f"{W}p") if text(p) == old), new)

    return edit


def copied_behind(element: _Element, words: str) -> None:
    """A copy of a paragraph with other words behind it."""
    copy = deepcopy(element)
    element.addnext(copy)
    put(copy, words)


def tracked(old: str, new: str, within: str) -> Edit:
    """The same replacement, with changes tracked and not accepted."""

    def edit(root: _Element) -> None:
        found = next(p for p in root.iter(f"{W}p") if within in text(p))
        before, _, behind = text(found).partition(old)
        put(found, before)
        for tag, kind, words in ((f"{W}del", "delText", old), (f"{W}ins", "t", new)):
            change = etree.SubElement(found, tag, {f"{W}id": "9", f"{W}author": "张三"})
            _run(change, kind, words)
        _run(found, "t", behind)

    return edit


def split_runs(root: _Element) -> None:
    """What Word does on saving: a run for every sign, proofing marks and revision numbers."""
    for run in list(root.iter(f"{W}r")):
        words = text(run)
        if not words or run.find(f"{W}tab") is not None or run.find(f"{W}br") is not None:
            continue
        run.set(f"{W}rsidR", "00A77B3E")
        for letter in reversed(words[1:]):
            copy = deepcopy(run)
            put(copy, letter)
            run.addnext(copy)
            run.addnext(etree.Element(f"{W}proofErr", {f"{W}type": "gramStart"}))
        put(run, words[0])


def blank_lines(root: _Element) -> None:
    """An empty paragraph behind every paragraph of the body."""
    for found in list(root[0].iterchildren(f"{W}p")):
        found.addnext(etree.Element(f"{W}p"))


def _run(parent: _Element, kind: str, words: str) -> None:
    run = etree.SubElement(parent, f"{W}r")
    etree.SubElement(run, W + kind).text = words
