"""Differences of a whole document: what belongs together is told once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from generator.exchange.difference import Change, Difference
from generator.exchange.expected import Expected, Kind, Unit
from generator.exchange.tokens import normal

_HALF = Fraction(1, 2)
_CONTENTS = 0


@dataclass(frozen=True, slots=True)
class Summary:
    """The differences, and how much of the report was found.

    `units` and `numbers` count what of it stands in the file, changed or not; `present` is the
    share of the units, `intact` the share of units with figures that are unchanged.
    """

    differences: tuple[Difference, ...]
    units: int
    numbers: int
    present: Fraction
    intact: Fraction

    @property
    def partial(self) -> bool:
        """Whether the file holds less than half of the report."""
        return self.present < _HALF


def summarised(expected: Expected, differences: Sequence[Difference]) -> Summary:
    """The differences with whole tables and sections told once, and what was moved once.

    Of a file that holds less than half of the report, as one made with a Word file of one's
    own, only the parts that are there count.
    """
    units = expected.units
    lost = {id(d.unit) for d in differences if d.unit and d.whole and d.change is Change.MISSING}
    touched = {id(d.unit) for d in differences if d.unit and d.change is not Change.ADDED}
    present = 1 - Fraction(len(lost), max(len(units), 1))
    figured = [unit for unit in units if unit.has_figures]
    changed = sum(id(unit) in touched for unit in figured)
    intact = 1 - Fraction(changed, max(len(figured), 1))
    groups = _Groups(expected, lost)
    moved = _moved(differences)
    told = groups.of_a_part(moved) if present < _HALF else groups.of_a_whole(moved)
    there = [unit for unit in units if id(unit) not in lost]
    numbers = sum(t.figure is not None for unit in there for cell in unit.cells for t in cell)
    return Summary(tuple(told), len(there), numbers, present, intact)


class _Groups:
    """Which tables and sections are gone as a whole, and of which less than half is left."""

    def __init__(self, expected: Expected, lost: set[int]) -> None:
        self._names = expected.groups
        self._sizes = Counter(unit.group for unit in expected.units)
        losses = Counter(unit.group for unit in expected.units if id(unit) in lost)
        sizes = self._sizes.items()
        self._gone = frozenset(group for group, size in sizes if losses[group] == size)
        self._thin = frozenset(group for group, size in sizes if losses[group] > size * _HALF)

    def of_a_part(self, differences: Sequence[Difference]) -> Iterator[Difference]:
        """Those in the tables and sections that a file with less than half of a report has.

        Titles and other words of such a file are its own.
        """
        for difference in differences:
            unit = difference.unit
            if unit is None or unit.group in self._thin:
                continue
            if difference.whole and not (unit.in_table or difference.change is Change.MISSING):
                continue
            if difference.whole and unit.kind is Kind.HEADING:
                continue
            yield difference

    def of_a_whole(self, differences: Sequence[Difference]) -> Iterator[Difference]:
        """All of them, but what is gone or moved as a whole once."""
        last = -1
        for difference in differences:
            unit = difference.unit
            as_one = (
                unit is not None
                and difference.whole
                and difference.change is not Change.ADDED
                and unit.group in self._gone
            )
            if unit is None or not as_one:
                yield difference
            # The contents say nothing of their own, and a file of one's own may have none.
            elif unit.group not in (last, _CONTENTS):
                last = unit.group
                yield self._as_one(difference, unit)

    def _as_one(self, difference: Difference, unit: Unit) -> Difference:
        if self._sizes[unit.group] == 1:
            return difference
        return replace(difference, place=self._names[unit.group], was="")


def _moved(differences: Sequence[Difference]) -> list[Difference]:
    """What is missing at one place and added, word for word, at another was moved."""
    there: dict[str, list[int]] = {}
    for place, difference in enumerate(differences):
        if difference.change is Change.ADDED and difference.whole:
            there.setdefault(normal(difference.now), []).append(place)
    result: list[Difference | None] = list(differences)
    for place, difference in enumerate(differences):
        if difference.change is Change.MISSING and difference.whole and difference.was:
            found = there.get(normal(difference.was))
            if found:
                target = found.pop()
                result[place] = replace(
                    difference, change=Change.MOVED, now=differences[target].place
                )
                result[target] = None
    return [difference for difference in result if difference is not None]
