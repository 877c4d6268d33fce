"""The watermark of a draft on every page of a Word file: it stands in the headers."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path

from lxml import etree
from lxml.etree import _Element

from generator.model.pending import DRAFT
from generator.render.docx.headers import Headers
from generator.render.docx.markup import NAMESPACE, P, child, find, parsed, tag

_ART = Path(__file__).with_name("watermark.xml")
_VML = "{urn:schemas-microsoft-com:vml}"
_SHAPE_NUMBER = "{urn:schemas-microsoft-com:office:office}spid"
# Word counts the shapes of headers from here.
_FIRST_NUMBER = 2049


def watermark(parts: dict[str, bytes], document: str, root: _Element) -> None:
    """Put the watermark behind the text of every page; the text itself stays where it is.

    `root` is the main part, called `document`; both it and `parts` are changed. Headers keep
    what they show. A kind of header that pages use and the file lacks is added without height.
    """
    headers = Headers(parts, document, root)
    own = b"".join(parts[name] for name in headers.present())
    numbers = (n for n in count(_FIRST_NUMBER) if b"_x0000_s%d" % n not in own)
    for name in headers.present():
        header = headers.read(name)
        _put(_line(header), next(numbers))
        headers.write(name, header)
    for kind in headers.lacking():
        header = etree.Element(tag("hdr"), nsmap={"w": NAMESPACE})
        _put(_flat_line(header), next(numbers))
        headers.add(kind, header)


def _put(line: _Element, number: int) -> None:
    """Put a watermark at the start of a paragraph."""
    run = parsed(_ART.read_bytes())
    for element in run.iter(etree.Element):
        element.text = element.tail = None
    shape = next(run.iter(f"{_VML}shape"))
    shape.set("id", f"{shape.get('id')}{number}")
    shape.set(_SHAPE_NUMBER, f"{shape.get(_SHAPE_NUMBER)}{number}")
    next(shape.iter(f"{_VML}textpath")).set("string", DRAFT)
    line.insert(0 if find(line, ("pPr",)) is None else 1, run)


def _line(header: _Element) -> _Element:
    """A paragraph of a header that can carry a watermark: not one that stands in a frame."""
    line = next(_lines(header), None)
    return line if line is not None else _flat_line(header)


def _lines(header: _Element) -> Iterator[_Element]:
    inner = (p for block in header.iterchildren(tag("sdt")) for p in block.iter(P))
    for line in (*header.iterchildren(P), *inner):
        if find(line, ("pPr", "framePr")) is None:
            yield line


def _flat_line(header: _Element) -> _Element:
    """A new last paragraph that is a point high, the least there is."""
    line = child(header, "p")
    properties = child(line, "pPr")
    child(properties, "snapToGrid", val="0")
    child(properties, "spacing", before="0", after="0", line="20", lineRule="exact")
    letters = child(properties, "rPr")
    child(letters, "sz", val="2")
    return line
