"""A PDF against a report: both as streams of words, since a PDF knows neither rows nor cells.

The words of a header, or of rows that a merged cell holds together, come in an order that each
program chooses by itself; there only which words stand is compared, not their order.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.exchange.align import Hunk
from generator.exchange.difference import Difference, added, changed, missing
from generator.exchange.expected import Unit
from generator.exchange.found import Line
from generator.exchange.headers import without_repeated_headers
from generator.exchange.recut import recut
from generator.exchange.stream import Stream, Written
from generator.exchange.tokens import Token, cut, shown


def compare_pages(units: Sequence[Unit], lines: Sequence[Line]) -> Iterator[Difference]:
    """Every difference with its page, in the order of the report."""
    stream, written = Stream(units), Written()
    for line in without_repeated_headers(units, lines):
        written.add(cut(line.text), line.page)
    written, hunks = recut(stream, written)
    for hunk, rest in zip(hunks, _unordered(stream, hunks, written), strict=True):
        if rest is None:
            yield from stream.told(hunk, written)
        elif rest.was or rest.now:
            yield from _told(stream, hunk, rest, written)


@dataclass(frozen=True, slots=True)
class _Rest:
    """What of a hunk is no matter of order: places of the report's tokens, the file's tokens."""

    was: tuple[int, ...]
    now: tuple[Token, ...]


def _unordered(stream: Stream, hunks: Sequence[Hunk], written: Written) -> Iterator[_Rest | None]:
    """For each hunk what another one of the same area does not give back; None if all of it."""
    gone: dict[tuple[int, str], list[int]] = {}
    for place in (p for hunk in hunks for p in range(hunk.i1, hunk.i2)):
        gone.setdefault((_area(stream, place), stream.tokens[place].text), []).append(place)
    given: set[int] = set()
    taken: set[int] = set()
    for hunk in hunks:
        near = _areas(stream, hunk)
        for place in range(hunk.j1, hunk.j2):
            text = written.tokens[place].text
            for left in (gone[area, text] for area in near if gone.get((area, text))):
                if _may_move(stream, left[-1], hunk):
                    taken.add(left.pop())
                    given.add(place)
                    break
    for hunk in hunks:
        was = tuple(place for place in range(hunk.i1, hunk.i2) if place not in taken)
        now = tuple(written.tokens[p] for p in range(hunk.j1, hunk.j2) if p not in given)
        whole = len(was) == hunk.i2 - hunk.i1 and len(now) == hunk.j2 - hunk.j1
        yield None if whole else _Rest(was, now)


def _may_move(stream: Stream, place: int, hunk: Hunk) -> bool:
    """Whether a token may stand where a hunk is: in tables any, in text no word or number.

    Signs that a font lacks are set by themselves, before or behind the words around them.
    """
    if stream.units[stream.owner[place][0]].in_table or _is_sign(stream.tokens[place]):
        return True
    start, stop = sorted((place, hunk.i1))
    passed = stream.tokens[start + 1 : stop] if place < hunk.i1 else stream.tokens[start:stop]
    return all(_is_sign(token) for token in passed)


def _is_sign(token: Token) -> bool:
    return not token.text[0].isalnum()


def _area(stream: Stream, place: int) -> int:
    return stream.units[stream.owner[place][0]].area


def _areas(stream: Stream, hunk: Hunk) -> tuple[int, ...]:
    """The areas that a hunk touches, those of its neighbours too."""
    start, stop = max(hunk.i1 - 1, 0), min(hunk.i2 + 1, len(stream.tokens))
    return tuple(dict.fromkeys(_area(stream, place) for place in range(start, stop)))


def _told(stream: Stream, hunk: Hunk, rest: _Rest, written: Written) -> Iterator[Difference]:
    page = written.page(hunk.j1)
    now: Sequence[Token] = rest.now
    for number, cell, places in _by_unit(stream, rest.was):
        unit = stream.units[number]
        if len(places) == sum(map(len, unit.cells)) and not now:
            yield missing(unit, page)
            continue
        yield changed(unit, cell, [stream.tokens[p] for p in places], now, page=page)
        now = ()
    if now:
        before = stream.unit_before(hunk.i1)
        if before is None:
            yield added(shown(now), before, page)
        else:
            yield changed(before, len(before.spots), (), now, page=page)


def _by_unit(stream: Stream, places: Sequence[int]) -> Iterator[tuple[int, int, list[int]]]:
    current: list[int] = []
    for place in places:
        if current and stream.owner[place][0] != stream.owner[current[0]][0]:
            yield (*stream.owner[current[0]], current)
            current = []
        current.append(place)
    if current:
        yield (*stream.owner[current[0]], current)
