"""Units of a report against words of a file as two streams: what differs, unit by unit.

Where paragraphs begin and end does not count, so that one that was cut in two, or two that
were joined, are no difference.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from generator.exchange.align import Hunk, differing, settled
from generator.exchange.difference import Difference, added, changed, missing
from generator.exchange.expected import Unit
from generator.exchange.tokens import Token, numeric, shown

_AROUND = 20
# Of a paragraph that was written anew, less than this share is left.
_LEFT = 0.4
_STOPS = frozenset(",.;:、。")


@dataclass(frozen=True, slots=True)
class Written:
    """Tokens of a file in order: where its lines begin, and the page of each token."""

    tokens: list[Token] = field(default_factory=list)
    begins: set[int] = field(default_factory=lambda: {0})
    pages: list[int] = field(default_factory=list)

    def add(self, line: Sequence[Token], page: int = 0) -> None:
        """Append a line."""
        self.tokens.extend(line)
        self.pages.extend([page] * len(line))
        self.begins.add(len(self.tokens))

    def page(self, place: int) -> int:
        """The page of a token; of the last one for the end."""
        return self.pages[min(place, len(self.pages) - 1)] if self.pages else 0


class Stream:
    """The tokens of units, with the unit and the cell that each belongs to.

    `before` is the unit in front of the first, None at the beginning of the report.
    """

    def __init__(self, units: Sequence[Unit], before: Unit | None = None) -> None:
        self.units = units
        self.tokens: list[Token] = []
        self.owner: list[tuple[int, int]] = []
        self.starts: list[int] = []
        self._before = before
        for number, unit in enumerate(units):
            self.starts.append(len(self.tokens))
            for place, cell in enumerate(unit.cells):
                self.tokens.extend(cell)
                self.owner.extend([(number, place)] * len(cell))
        self.starts.append(len(self.tokens))
        self._edges = frozenset(self.starts)

    def hunks(self, written: Written) -> list[Hunk]:
        """Where the two differ; what is added or missing as a whole begins where a line does."""
        left = [token.text for token in self.tokens]
        right = [token.text for token in written.tokens]
        return self.tidied(differing(left, right), written)

    def tidied(self, hunks: Sequence[Hunk], written: Written) -> list[Hunk]:
        """Hunks moved to where something begins, and joined where they are one change."""
        left = [token.text for token in self.tokens]
        right = [token.text for token in written.tokens]

        def line(ours: bool, place: int) -> bool:
            return place in (self._edges if ours else written.begins)

        def clause(ours: bool, place: int) -> bool:
            return line(ours, place) or (left if ours else right)[place - 1] in _STOPS

        at_lines = settled(hunks, left, right, line)
        near = self._near_joined(settled(at_lines, left, right, clause))
        return self._rewritten_joined(list(near))

    def told(self, hunk: Hunk, written: Written) -> Iterator[Difference]:
        """One hunk as differences, each in one unit."""
        now: Sequence[Token] = written.tokens[hunk.j1 : hunk.j2]
        page = written.page(hunk.j1)
        if hunk.i1 == hunk.i2:
            yield self._put_in(hunk, now, written, page)
            return
        if len(now) == hunk.i2 - hunk.i1 and self._crosses_cells(hunk):
            yield from self._cell_by_cell(hunk, now, page)
            return
        parts = list(self.parts(hunk))
        lines = written.begins.intersection(range(hunk.j1 + 1, hunk.j2))
        for number, cell, start, stop in parts:
            unit = self.units[number]
            if self._is_whole(number, start, stop) and (not now or lines or len(parts) > 1):
                yield missing(unit, page)
            else:
                around = self._around(start, stop, (number, cell))
                yield changed(unit, cell, self.tokens[start:stop], now, around, page)
                now = ()
        if now:
            yield added(shown(now), self.unit_before(hunk.i1), page)

    def unit_before(self, place: int) -> Unit | None:
        """The unit of the token in front of a place."""
        return self.units[self.owner[place - 1][0]] if place else self._before

    def parts(self, hunk: Hunk) -> Iterator[tuple[int, int, int, int]]:
        """Unit, cell of its first token, and range, for each unit that a hunk touches."""
        place = hunk.i1
        while place < hunk.i2:
            number, cell = self.owner[place]
            stop = min(hunk.i2, self.starts[number + 1])
            yield number, cell, place, stop
            place = stop

    def _crosses_cells(self, hunk: Hunk) -> bool:
        """Whether a hunk touches several cells of one row."""
        first, last = self.owner[hunk.i1], self.owner[hunk.i2 - 1]
        return first[0] == last[0] and first[1] != last[1]

    def _cell_by_cell(self, hunk: Hunk, now: Sequence[Token], page: int) -> Iterator[Difference]:
        """Neighbouring cells that were all changed: as many words as before, one for one."""
        places = range(hunk.i1, hunk.i2)
        for (number, cell), same in groupby(places, key=lambda place: self.owner[place]):
            stretch = list(same)
            was = [self.tokens[place] for place in stretch]
            new = [now[place - hunk.i1] for place in stretch]
            yield changed(self.units[number], cell, was, new, page=page)

    def _is_whole(self, number: int, start: int, stop: int) -> bool:
        return (start, stop) == (self.starts[number], self.starts[number + 1])

    def _put_in(self, hunk: Hunk, now: Sequence[Token], written: Written, page: int) -> Difference:
        place = hunk.i1
        at_edge, at_line = place in self._edges, hunk.j1 in written.begins
        if not self.tokens or (at_edge and at_line and hunk.j2 in written.begins):
            return added(shown(now), self.unit_before(place), page)
        # Between two units it goes on with the first, unless a line begins with it.
        behind = place > 0 and not (at_edge and at_line and place < len(self.tokens))
        home = self.owner[place - 1 if behind else place]
        around = self._around(place, place, home)
        return changed(self.units[home[0]], home[1], (), now, around, page)

    def _around(
        self, start: int, stop: int, home: tuple[int, int]
    ) -> tuple[Sequence[Token], Sequence[Token]]:
        """What stands before and behind in the same cell."""
        first, last = start, stop
        while first > 0 and self.owner[first - 1] == home and start - first < _AROUND:
            first -= 1
        while last < len(self.owner) and self.owner[last] == home and last - stop < _AROUND:
            last += 1
        return self.tokens[first:start], self.tokens[stop:last]

    def _rewritten_joined(self, hunks: Sequence[Hunk]) -> list[Hunk]:
        """A paragraph of which little is left is one change, not one for each word."""
        joined: list[Hunk] = []
        for number, same in groupby(hunks, key=self._only_unit):
            inside = list(same)
            if number >= 0 and len(inside) > 1 and not self.units[number].in_table:
                size = self.starts[number + 1] - self.starts[number]
                kept = size - sum(hunk.i2 - hunk.i1 for hunk in inside)
                if kept < size * _LEFT:
                    first, last = inside[0], inside[-1]
                    inside = [Hunk(first.i1, last.i2, first.j1, last.j2)]
            joined += inside
        return joined

    def _only_unit(self, hunk: Hunk) -> int:
        """The unit in which a hunk lies; -1 when there are several."""
        touched = range(max(hunk.i1, 0), max(hunk.i2, hunk.i1 + 1))
        numbers = {self.owner[p][0] for p in (touched[0], touched[-1]) if p < len(self.owner)}
        return numbers.pop() if len(numbers) == 1 else -1

    def _near_joined(self, hunks: Sequence[Hunk]) -> Iterator[Hunk]:
        """What touches, and words changed on both sides of a single sign, are one change."""
        last: Hunk | None = None
        for hunk in hunks:
            if last is not None and self._are_one(last, hunk):
                hunk = Hunk(last.i1, hunk.i2, last.j1, hunk.j2)
            elif last is not None:
                yield last
            last = hunk
        if last is not None:
            yield last

    def _are_one(self, last: Hunk, hunk: Hunk) -> bool:
        apart = hunk.i1 - last.i2
        return (
            last.i1 < last.i2
            and hunk.i1 < hunk.i2
            and self.owner[last.i1] == self.owner[hunk.i2 - 1]
            and (apart == 0 or (apart == 1 and not numeric(self.tokens[last.i1 : hunk.i2])))
        )
