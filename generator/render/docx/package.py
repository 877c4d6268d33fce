"""The Word file as a package of parts: how it is taken apart and written."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from io import BytesIO

from lxml import etree

from generator.model.report import Report
from generator.render.docx.markup import legal, serialized

CONTENT_TYPES = "[Content_Types].xml"
_EPOCH = (1980, 1, 1, 0, 0, 0)

_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_DC = "http://purl.org/dc/elements/1.1/"
_TERMS = "http://purl.org/dc/terms/"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"


def packed(parts: Mapping[str, bytes]) -> bytes:
    """The package of parts by name; the same parts give the same bytes."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in sorted(parts, key=lambda name: (name != CONTENT_TYPES, name)):
            item = zipfile.ZipInfo(name, _EPOCH)
            # Without this the number says on which system the file was written.
            item.create_system = 0
            item.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(item, parts[name], compresslevel=6)
    return out.getvalue()


def unpacked(data: bytes) -> dict[str, bytes]:
    """The parts of a package by name."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def properties(report: Report) -> bytes:
    """The part that names title and author; its dates are those of the year, not of the clock."""
    spaces = {"cp": _CORE, "dc": _DC, "dcterms": _TERMS, "xsi": _XSI}
    root = etree.Element(f"{{{_CORE}}}coreProperties", nsmap=spaces)
    moment = f"{report.year:04d}-01-01T00:00:00Z"
    for name, text in (
        (f"{{{_DC}}}title", report.title),
        (f"{{{_DC}}}creator", report.department),
        (f"{{{_CORE}}}revision", "1"),
        (f"{{{_TERMS}}}created", moment),
        (f"{{{_TERMS}}}modified", moment),
    ):
        element = etree.SubElement(root, name)
        element.text = legal(text)
        if text is moment:
            element.set(f"{{{_XSI}}}type", "dcterms:W3CDTF")
    return serialized(root)
