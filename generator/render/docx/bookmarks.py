"""Bookmarks: one at each heading, and one around the headings of each group of the contents."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lxml.etree import _Element

from generator.model.report import Heading, Report
from generator.render.docx.markup import child

# Word's own bookmarks of headings have nine digits.
_FIRST_NAME = 100_000_001


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A place or a stretch of text; `id` is unique in the file."""

    id: int
    name: str

    def open(self, parent: _Element) -> None:
        """Begin here."""
        child(parent, "bookmarkStart", id=str(self.id), name=self.name)

    def close(self, parent: _Element) -> None:
        """End here."""
        child(parent, "bookmarkEnd", id=str(self.id))


@dataclass(frozen=True, slots=True)
class Bookmarks:
    """The bookmark of each heading (by anchor) and of each group (by its place).

    `first` and `last` are the anchors between which each group stretches.
    """

    headings: Mapping[str, Bookmark]
    groups: Mapping[int, Bookmark]
    first: Mapping[int, str]
    last: Mapping[int, str]

    def opening(self, anchor: str) -> tuple[Bookmark, ...]:
        """What begins at a heading, outermost first."""
        groups = (self.groups[place] for place, name in self.first.items() if name == anchor)
        return (*groups, self.headings[anchor])

    def closing(self, anchor: str) -> tuple[Bookmark, ...]:
        """What ends at a heading, innermost first."""
        groups = (self.groups[place] for place, name in self.last.items() if name == anchor)
        return (self.headings[anchor], *groups)


def bookmarks(report: Report, first_id: int) -> Bookmarks:
    """All bookmarks of a report, their ids from `first_id` on."""
    anchors = [block.anchor for block in report.blocks() if isinstance(block, Heading)]
    order = {anchor: place for place, anchor in enumerate(anchors)}
    headings = {
        anchor: Bookmark(first_id + place, f"_Toc{_FIRST_NAME + place}")
        for anchor, place in order.items()
    }
    groups: dict[int, Bookmark] = {}
    first: dict[int, str] = {}
    last: dict[int, str] = {}
    for place, group in enumerate(report.contents):
        present = sorted(order[entry.anchor] for entry in group.entries if entry.anchor in order)
        if present:
            groups[place] = Bookmark(first_id + len(anchors) + place, f"_Group{place + 1}")
            first[place], last[place] = anchors[present[0]], anchors[present[-1]]
    return Bookmarks(headings, groups, first, last)
