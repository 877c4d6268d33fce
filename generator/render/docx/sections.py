"""Pages: how wide the text is, and the same page lying the other way."""

from __future__ import annotations

import re
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree
from lxml.etree import _Element

from generator.model.report import Orientation
from generator.render.docx.markup import PPR, VAL, P, child, find, put, tag

# A4 with Word's own margins, for a file that says nothing.
_PAGE = {"w": 11906, "h": 16838}
_INTEGER = re.compile("-?[0-9]{1,6}")
_MARGINS = {
    "top": 1440,
    "right": 1800,
    "bottom": 1440,
    "left": 1800,
    "header": 851,
    "footer": 992,
    "gutter": 0,
}


def governing(start: _Element) -> _Element:
    """The section properties that rule over a child of the body; made where there are none."""
    element: _Element | None = start
    while element is not None:
        if element.tag == tag("sectPr"):
            return element
        found = find(element, ("pPr", "sectPr")) if element.tag == P else None
        if found is not None:
            return found
        element = element.getnext()
    body = start.getparent()
    assert body is not None
    return child(body, "sectPr")


def opens_section(start: _Element) -> bool:
    """Whether nothing stands before a child of the body in its section."""
    before = start.getprevious()
    return before is None or find(before, ("pPr", "sectPr")) is not None


@dataclass(frozen=True, slots=True)
class Area:
    """Where the text of a page stands; both sides in twips."""

    width: int
    height: int


def text_area(section: _Element) -> Area:
    """The page of a section without its margins."""
    size, margins = _numbers(section, "pgSz", _PAGE), _numbers(section, "pgMar", _MARGINS)
    width = size["w"] - margins["left"] - margins["right"] - margins["gutter"]
    height = size["h"] - abs(margins["top"]) - abs(margins["bottom"])
    return Area(max(1, width), max(1, height))


def turned(section: _Element, orientation: Orientation) -> _Element:
    """A copy of the section for pages that lie this way.

    A page lies down by turning to the left: its head was the binding side. The distance
    between text and page number stays the same.
    """
    new = deepcopy(section)
    size, old = _numbers(section, "pgSz", _PAGE), _numbers(section, "pgMar", _MARGINS)
    if orientation is _lying(size):
        return new
    size["w"], size["h"] = size["h"], size["w"]
    order = ("left", "top", "right", "bottom")
    step = 1 if orientation is Orientation.LANDSCAPE else -1
    # The key of each margin is one place further: top takes left, right takes top, ...
    margins = old | {side: old[order[(place - step) % 4]] for place, side in enumerate(order)}
    for number, edge in (("header", "top"), ("footer", "bottom")):
        margins[number] = max(0, old[number] + margins[edge] - old[edge])
    _set(new, "pgSz", size, orient=orientation.value)
    _set(new, "pgMar", margins)
    return new


def numbered(section: _Element, first: bool) -> _Element:
    """The section counting its pages from 1, or on from the section before."""
    old = find(section, ("pgNumType",))
    new = etree.Element(tag("pgNumType")) if old is None else deepcopy(old)
    if first:
        new.set(tag("start"), "1")
    else:
        if new.get(tag("start")):
            del new.attrib[tag("start")]
        # Only the first page of the whole text is a first page.
        for title in section.findall(tag("titlePg")):
            section.remove(title)
    put(section, new)
    put(section, etree.Element(tag("type"), {VAL: "nextPage"}))
    return section


def close(paragraph: _Element, section: _Element) -> None:
    """Make a paragraph the last of its section."""
    properties = find(paragraph, ("pPr",))
    if properties is None:
        properties = etree.Element(PPR)
        paragraph.insert(0, properties)
    put(properties, section)


def _lying(size: dict[str, int]) -> Orientation:
    return Orientation.LANDSCAPE if size["w"] > size["h"] else Orientation.PORTRAIT


def _numbers(section: _Element, name: str, default: dict[str, int]) -> dict[str, int]:
    found = find(section, (name,))
    if found is None:
        return dict(default)
    return {key: _integer(found.get(tag(key)), default[key]) for key in default}


def _integer(text: str | None, default: int) -> int:
    return int(text) if text is not None and _INTEGER.fullmatch(text) else default


def _set(section: _Element, name: str, numbers: dict[str, int], **words: str) -> None:
    new = etree.Element(tag(name))
    for key, value in (numbers | words).items():
        new.set(tag(key), str(value))
    put(section, new)
