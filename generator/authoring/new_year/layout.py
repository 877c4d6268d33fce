"""How a YAML file lies on the page: its scalars, where lines end outside of them, comments."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from generator.model.source import Span
from generator.read.nodes import Mapping, Node, Scalar, Sequence
from generator.read.path import NAMES, words

_COMMENT = re.compile(r"(?<!\S)#")


@dataclass(frozen=True, slots=True)
class Spot:
    """A scalar, the keys and names that lead to it, and whether brackets are around it.

    `key` is the key it stands behind; None for a key itself and for an item of a list.
    """

    scalar: Scalar
    trail: tuple[str, ...]
    flow: bool
    key: Scalar | None = None


class Layout:
    """The characters of a normalised text, by what they are."""

    def __init__(self, text: str, tree: Node) -> None:
        self.text = text
        self.spots = tuple(_spots(tree, (), False, None))
        self._by_place = {place: spot for spot in self.spots for place in _places(spot.scalar)}
        self._by_scalar = {id(spot.scalar): spot for spot in self.spots}
        pieces = sorted(piece for spot in self.spots for piece in _pieces(spot.scalar))
        self._starts = [start for start, _ in pieces]
        self._ends = [end for _, end in pieces]
        self._lines = [0, *(match.end() for match in re.finditer("\n", text))]

    def line(self, at: int) -> int:
        """The line of a character, from 1."""
        return bisect_right(self._lines, at)

    def spot_of(self, scalar: Scalar) -> Spot:
        """A scalar of the tree as a spot."""
        return self._by_scalar[id(scalar)]

    def spot(self, span: Span) -> Spot | None:
        """The scalar that begins at a place, or whose words do."""
        return self._by_place.get((span.line, span.column))

    def line_end(self, at: int) -> int:
        """Where the line of a character ends, or the next one that ends outside of a scalar."""
        while True:
            end = self.text.find("\n", at)
            if end < 0:
                return len(self.text)
            last = bisect_left(self._starts, end) - 1
            if last < 0 or self._ends[last] <= end:
                return end
            at = self._ends[last]

    def last_line_end(self, block: Scalar) -> int:
        """Where the last line of a block scalar ends that holds words."""
        end = self.text.find("\n", block.start + len(block.raw.rstrip()))
        return len(self.text) if end < 0 else end

    def content_end(self, line_end: int) -> int:
        """Where what is written on a line ends, in front of spaces and a comment."""
        end = self.comment(line_end)
        begin = self.text.rfind("\n", 0, line_end) + 1
        return begin + len(self.text[begin : line_end if end is None else end].rstrip(" \t"))

    def comment(self, line_end: int) -> int | None:
        """Where the comment of a line that ends outside of a scalar begins."""
        begin = self.text.rfind("\n", 0, line_end) + 1
        last = bisect_left(self._starts, line_end) - 1
        if last >= 0:
            begin = max(begin, self._ends[last])
        found = _COMMENT.search(self.text, begin, line_end)
        return found.start() if found else None

    def comments(self) -> Iterator[tuple[int, str]]:
        """Every comment with its line from 1."""
        return ((number, self.text[start:end]) for number, start, end in self.comment_places())

    def comment_places(self) -> Iterator[tuple[int, int, int]]:
        """Every comment: its line from 1, where it begins and where it ends."""
        end = -1
        for number, line in enumerate(self.text.split("\n"), 1):
            end += len(line) + 1
            last = bisect_right(self._starts, end - 1) - 1
            if "#" not in line or (last >= 0 and self._ends[last] > end):
                continue
            start = self.comment(end)
            if start is not None:
                yield number, start, end

    def indentation(self, at: int) -> str:
        """The spaces that bring a line to the column of a character."""
        return " " * (at - self.text.rfind("\n", 0, at) - 1)


def _spots(node: Node, trail: tuple[str, ...], flow: bool, key: Scalar | None) -> Iterator[Spot]:
    if isinstance(node, Scalar):
        yield Spot(node, trail, flow, key)
    elif isinstance(node, Sequence):
        for item in node.items:
            named = _name(item)
            yield from _spots(item, (*trail, named) if named else trail, flow or node.flow, None)
    else:
        for name, value in node.entries:
            below = (*trail, words(name))
            yield Spot(name, below, flow or node.flow)
            yield from _spots(value, below, flow or node.flow, name)


def _name(item: Node) -> str:
    entries = item.entries if isinstance(item, Mapping) else ()
    named = {words(key): words(value) for key, value in entries if isinstance(value, Scalar)}
    return next((named[name] for name in NAMES if named.get(name)), "")


def _places(scalar: Scalar) -> Iterator[tuple[int, int]]:
    """Where it begins, and where its words do: below | and >, behind a quotation mark."""
    line, column = scalar.span.line, scalar.span.column
    yield line, column
    if scalar.block:
        yield line + 1, 1
    elif not scalar.plain:
        yield line, column + 1


def _pieces(scalar: Scalar) -> Iterator[tuple[int, int]]:
    """The stretches that no comment can stand in; behind | and > one can."""
    if scalar.start == scalar.end:
        return
    if not scalar.block:
        yield scalar.start, scalar.end
        return
    header = scalar.raw.partition("\n")[0]
    sign = _COMMENT.split(header)[0].rstrip()
    yield scalar.start, scalar.start + len(sign)
    if scalar.start + len(header) + 1 < scalar.end:
        yield scalar.start + len(header) + 1, scalar.end
