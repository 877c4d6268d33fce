"""The headers of a Word file: which parts they are, and new ones where pages have none."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count

from lxml import etree
from lxml.etree import _Element

from generator.render.docx.markup import (
    RELATIONSHIPS,
    VAL,
    body_of,
    find,
    parsed,
    serialized,
    tag,
)
from generator.render.docx.package import CONTENT_TYPES
from generator.render.docx.sections import governing

_OVERRIDE = "{http://schemas.openxmlformats.org/package/2006/content-types}Override"
_LINK = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"
_ID = f"{{{RELATIONSHIPS}}}id"
_REFERENCE = tag("headerReference")
_OFF = frozenset({"false", "0", "off"})


@dataclass
class Headers:
    """The headers of the main part `root`, which is called `document` among the parts."""

    parts: dict[str, bytes]
    document: str
    root: _Element
    _sections: list[_Element] = field(init=False)

    def __post_init__(self) -> None:
        body = body_of(self.root)
        governing(body[0] if len(body) else etree.SubElement(body, tag("p")))
        # Inside a tracked change stands what the section was before.
        self._sections = [
            section
            for section in body.iter(tag("sectPr"))
            if next(section.iterancestors(tag("sectPrChange")), None) is None
        ]

    def present(self) -> Iterator[str]:
        """The parts that sections show as headers, each once."""
        used = {link.get(_ID) for section in self._sections for link in section.iter(_REFERENCE)}
        names = {self._part(link) for link in self._links() if link.get("Id") in used}
        yield from sorted(names & self.parts.keys())

    def lacking(self) -> Iterator[str]:
        """The kinds of header that some pages show, and that the first section does not name.

        Later sections that name none show those of the section before.
        """
        own = {link.get(tag("type")) for link in self._sections[0].iter(_REFERENCE)}
        if "default" not in own:
            yield "default"
        if "first" not in own and any(_on(section, "titlePg") for section in self._sections):
            yield "first"
        if "even" not in own and any(_on(part, "evenAndOddHeaders") for part in self._settings()):
            yield "even"

    def read(self, name: str) -> _Element:
        """The header of a part."""
        return parsed(self.parts[name])

    def write(self, name: str, header: _Element) -> None:
        """A header as the part of that name."""
        self.parts[name] = serialized(header)

    def add(self, kind: str, header: _Element) -> None:
        """A new header of the first section."""
        folder = posixpath.dirname(self.document)
        names = (posixpath.join(folder, f"header{number}.xml") for number in count(1))
        name = next(name for name in names if name not in self.parts)
        self.write(name, header)
        types = parsed(self.parts[CONTENT_TYPES])
        etree.SubElement(types, _OVERRIDE, PartName=f"/{name}", ContentType=_CONTENT_TYPE)
        self.write(CONTENT_TYPES, types)
        attributes = {tag("type"): kind, _ID: self._linked(f"/{name}")}
        self._sections[0].insert(0, etree.Element(_REFERENCE, attributes))

    def _linked(self, target: str) -> str:
        links = self._links()
        taken = {link.get("Id") for link in links}
        id = next(id for id in (f"rId{number}" for number in count(1)) if id not in taken)
        kind = f"{RELATIONSHIPS}/header"
        etree.SubElement(links, _LINK, Id=id, Type=kind, Target=target)
        self.write(self._links_name(), links)
        return id

    def _links(self) -> _Element:
        return parsed(self.parts[self._links_name()])

    def _links_name(self) -> str:
        folder, name = posixpath.split(self.document)
        return posixpath.join(folder, "_rels", f"{name}.rels")

    def _part(self, link: _Element) -> str:
        folder = posixpath.dirname(self.document)
        return posixpath.normpath(posixpath.join(f"/{folder}", link.get("Target", "")))[1:]

    def _settings(self) -> Iterator[_Element]:
        for link in self._links():
            name = self._part(link)
            if link.get("Type", "").endswith("/settings") and name in self.parts:
                yield self.read(name)


def _on(parent: _Element, name: str) -> bool:
    """Whether a switch is on: written without a value, it is."""
    switch = find(parent, (name,))
    return switch is not None and switch.get(VAL, "true") not in _OFF
