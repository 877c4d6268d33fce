"""The few WordprocessingML pieces that everything else is made of."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml import etree
from lxml.etree import SubElement, _Element

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def tag(name: str) -> str:
    """The full name of a WordprocessingML element or attribute."""
    return f"{{{NAMESPACE}}}{name}"


VAL, P, PPR, R, T, TAB, BR, TBL, TR, TC = map(
    tag, ("val", "p", "pPr", "r", "t", "tab", "br", "tbl", "tr", "tc")
)
_P_STYLE, _R_STYLE, _R_PR, _KEEP = map(tag, ("pStyle", "rStyle", "rPr", "keepNext"))

_NOT_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BREAKS = re.compile("([\t\n])")


def _order(names: str) -> dict[str, int]:
    return {tag(name): place for place, name in enumerate(names.split())}


# The schema prescribes the order of children; Word refuses a file that departs from it.
_ORDERS = {
    PPR: _order(
        "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr "
        "suppressLineNumbers pBdr shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct "
        "topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind "
        "contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment "
        "textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange"
    ),
    tag("sectPr"): _order(
        "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc "
        "pgBorders lnNumType pgNumType cols formProt vAlign noEndnote titlePg textDirection "
        "bidi rtlGutter docGrid printerSettings sectPrChange"
    ),
}

# Word files are other people's: no entities, no network.
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True)


def parsed(data: bytes) -> _Element:
    """The root of an XML part; raises XMLSyntaxError."""
    return etree.fromstring(data, _PARSER)


def serialized(root: _Element) -> bytes:
    """An XML part as bytes."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def unicode(root: _Element) -> str:
    """An XML part as text."""
    return etree.tostring(root, encoding="unicode")


def legal(text: str) -> str:
    """The text with one kind of line end and without characters that XML cannot hold."""
    return _NOT_XML.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def child(parent: _Element, name: str, /, **attributes: str) -> _Element:
    """A new last child; names are without prefix."""
    return SubElement(parent, tag(name), {tag(key): value for key, value in attributes.items()})


def put(parent: _Element, new: _Element) -> None:
    """Set a property of a paragraph or section at its place, replacing one of the same name."""
    order = _ORDERS[str(parent.tag)]
    place = order[str(new.tag)]
    for index, old in enumerate(parent):
        if old.tag == new.tag:
            parent.replace(old, new)
            return
        if order.get(str(old.tag), -1) > place:
            parent.insert(index, new)
            return
    parent.append(new)


def paragraph(style: str, keep: bool = False) -> _Element:
    """An empty paragraph; `keep` holds it on the page of what follows."""
    new = etree.Element(tag("p"), nsmap={"w": NAMESPACE})
    dress(new, style, keep)
    return new


def dress(target: _Element, style: str, keep: bool) -> None:
    """Give a new paragraph its properties; a style without id (unknown to the file) is left out."""
    properties = SubElement(target, PPR)
    if style:
        SubElement(properties, _P_STYLE, {VAL: style})
    if keep:
        SubElement(properties, _KEEP)


def write(parent: _Element, text: str, style: str = "") -> None:
    """Append a run with the text, its tabs and its line ends; no run for no text."""
    if not text:
        return
    text = legal(text)
    run = SubElement(parent, R)
    if style:
        SubElement(SubElement(run, _R_PR), _R_STYLE, {VAL: style})
    for piece in _BREAKS.split(text) if "\t" in text or "\n" in text else (text,):
        if piece == "\t":
            SubElement(run, TAB)
        elif piece == "\n":
            SubElement(run, BR)
        elif piece:
            words = SubElement(run, T)
            words.text = piece
            if piece[0] == " " or piece[-1] == " ":
                words.set(SPACE, "preserve")


def words(parent: _Element) -> str:
    """The text a reader sees in a paragraph, with tabs and line ends; the inverse of `write`."""
    return "".join(_letters(element) for run in parent.iter(R) for element in run)


def _letters(element: _Element) -> str:
    if element.tag == T:
        return element.text or ""
    if element.tag == TAB:
        return "\t"
    return "\n" if element.tag == BR else ""


def find(parent: _Element, path: Sequence[str]) -> _Element | None:
    """The descendant at the end of a path of names."""
    return parent.find("/".join(map(tag, path)))


def body_of(document: _Element) -> _Element:
    """The body of a document: not its first child where the page has a colour."""
    body = find(document, ("body",))
    assert body is not None
    return body
