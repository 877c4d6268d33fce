"""The geometry of the chart: where each bar and each word stands, in whole pixels."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from generator.model.number import ZERO, product, quotient, rounded, total
from generator.render.comparison.waterfall import Kind, Step
from generator.render.measure import wrapped

# Where even the lowest level is this share of the room between the levels away from zero,
# bars from zero would leave nothing to see of the changes.
_FAR_FROM_ZERO = Decimal(2)
_MARGIN = Decimal(4)


@dataclass(frozen=True, slots=True)
class Room:
    """How a chart is laid out: `left` and `right` bound the bars; with `above` their names
    stand over them, else beside. `letter` is half the size of the type."""

    width: int
    left: int
    right: int
    step: int
    bar: int
    letter: int
    lines: int
    above: bool


WIDE = Room(width=1088, left=330, right=970, step=40, bar=20, letter=7, lines=2, above=False)
NARROW = Room(width=360, left=0, right=360, step=56, bar=14, letter=7, lines=1, above=True)
# Between the name and the value of a bar when both stand above it.
_VALUE = 100


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar with its name and value; `link` is where a line to the next bar stands.

    `kind` is total, up or down; `rest` tells that it sums several.
    """

    kind: str
    rest: bool
    x: int
    y: int
    width: int
    link: int | None
    words: tuple[tuple[int, str], ...]
    """The lines of its name, each with where it stands."""
    label: str
    """The whole name."""
    text: str
    text_y: int


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart of `room` with its height; `cut` tells that its bars do not begin at zero."""

    room: Room
    height: int
    bars: tuple[Bar, ...]
    cut: bool


def chart(steps: tuple[Step, ...], room: Room) -> Chart:
    """The steps as bars from top to bottom."""
    levels = [step.after for step in steps]
    low, high = min(levels), max(levels)
    span = total((high, -low))
    far = low > product(span, _FAR_FROM_ZERO)
    base = total((low, -quotient(span, _MARGIN))) if far and span else min(low, ZERO)
    scale = _Scale(base, total((max(high, ZERO), -base)), room)
    last = len(steps) - 1
    bars = tuple(
        _bar(step, scale, place * room.step, room, place == last)
        for place, step in enumerate(steps)
    )
    return Chart(room, len(steps) * room.step, bars, base > 0)


@dataclass(frozen=True, slots=True)
class _Scale:
    base: Decimal
    span: Decimal
    room: Room

    def at(self, value: Decimal) -> int:
        """The pixel of a value in 元."""
        if not self.span:
            return self.room.left
        length = Decimal(self.room.right - self.room.left)
        part = quotient(product(total((value, -self.base)), length), self.span)
        return self.room.left + int(rounded(part, 0))


def _bar(step: Step, scale: _Scale, top: int, room: Room, last: bool) -> Bar:
    whole = step.kind is Kind.TOTAL
    start = scale.at(max(scale.base, ZERO) if whole else step.before)
    end = scale.at(step.after)
    kind = "total" if whole else "up" if step.rises else "down"
    y = top + (room.step - room.bar - 6 if room.above else (room.step - room.bar) // 2)
    middle = top + room.step // 2
    size = 2 * room.letter
    free = room.width - _VALUE if room.above else room.left - 20
    lines = wrapped(step.name, free // room.letter, room.lines)
    first = y - 8 if room.above else middle + size * 3 // 8 - (len(lines) - 1) * (size + 2) // 2
    return Bar(
        kind=kind,
        rest=step.kind is Kind.REST,
        x=min(start, end),
        y=y,
        # A change too small for the scale is still seen.
        width=max(abs(end - start), 2),
        # Names above the bars leave no room for a line.
        link=None if last or room.above else end,
        words=tuple((first + place * (size + 2), line) for place, line in enumerate(lines)),
        label=step.name,
        text=step.text,
        text_y=y - 8 if room.above else middle + size * 3 // 8,
    )
