"""What the reason of a change says: amounts listed, up or down, and what they leave of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from generator.model.figure import Derived, Figure, Written, magnitude, subtracted, summed
from generator.model.number import ZERO, Unit, in_yuan, total
from generator.model.pack import Directions
from generator.model.report import Mention, Runs, plain
from generator.model.source import Span
from generator.model.values import Text

_CLAUSE = re.compile(r"[^，；。、,;\n]+")
_AMOUNT = re.compile(r"(?<![0-9.])([0-9]{1,15}(?:\.[0-9]{1,6})?)(万元|元)")
_NAME = re.compile(r"“[^”]*”|《[^》]*》")
# Behind these an amount is where a change began or ended, not the change.
_LEVEL = re.compile(r"[从由到至为达]$")
# How the id of what a reason leaves ends.
_REST = "/其余/数额"


@dataclass(frozen=True, slots=True)
class Listed:
    """An amount in a reason, in 元, negative where it says less; `start` is its place in it.

    `unit` is the one it is written in; `rest` tells that it is what the others leave.
    """

    value: Decimal
    start: int
    unit: Unit
    rest: bool = False


@dataclass(frozen=True, slots=True)
class ReadReason:
    """A reason read.

    `up` and `down` tell whether it says more or less anywhere; `rest` the signs of what it
    names without an amount; `levels` whether an amount is a level, so that nothing adds up.
    """

    listed: tuple[Listed, ...]
    up: bool
    down: bool
    rest: frozenset[int]
    levels: bool

    @property
    def sum(self) -> Decimal:
        """The change that the listed amounts make, in 元."""
        return total(item.value for item in self.listed)


def read_reason(runs: Runs, words: Directions, change: Decimal) -> ReadReason:
    """The reason of a change.

    A clause without a word of direction goes on as the one before; the first has the sign of
    the change. What stands in “” or 《》 is a name and has no direction.
    """
    text = _NAME.sub(lambda match: " " * len(match.group()), plain(runs))
    more, less = _words(words.up, *words.more), _words(words.down, *words.less)
    others = _words(*words.rest) if words.rest else re.compile(r"(?!)")
    listed: list[Listed] = []
    rest: set[int] = set()
    levels = False
    sign = -1 if change < ZERO else 1
    at = _mentions(runs)
    for clause in _CLAUSE.finditer(text):
        said = clause.group()
        amounts = list(_AMOUNT.finditer(said))
        own = _sign(said[: amounts[0].start()] if amounts else said, more, less)
        sign = own or sign
        for match in amounts:
            unit = Unit(match.group(2))
            value = in_yuan(Decimal(match.group(1)), unit)
            start = clause.start() + match.start()
            if value:
                left = start in at and at[start].figure.id.endswith(_REST)
                left = left or others.search(said[: match.start()]) is not None
                listed.append(Listed(value * sign, start, unit, left))
            levels = levels or _LEVEL.search(said[: match.start()]) is not None
        if not amounts and own:
            rest.add(own)
        elif not amounts and others.search(said):
            rest |= {1, -1}
    up, down = more.search(text) is not None, less.search(text) is not None
    return ReadReason(tuple(listed), up, down, frozenset(rest), levels)


def rest_of(text: Text, runs: Runs, difference: Figure, words: Directions) -> Figure:
    """How much of a change its reason does not list, without a sign."""
    reason = read_reason(runs, words, difference.value)
    at = _mentions(runs)
    root = f"{difference.id}/所列"
    parts = [
        _part(f"{root}/{number}", item, at.get(item.start), text.span)
        for number, item in enumerate(reason.listed, 1)
    ]
    listed = summed(root, parts, text.span)
    rest = subtracted(f"{difference.id}/其余", difference, listed, text.span)
    return magnitude(f"{difference.id}{_REST}", rest, text.span)


def _part(id: str, item: Listed, mention: Mention | None, place: Span) -> Figure:
    if mention is None:
        return Figure(id, item.value, Written(place))
    # As printed: a number of 共用 has no unit, the words behind it give one.
    return Figure(id, item.value, Derived("rounded", (mention.figure,), place))


def _mentions(runs: Runs) -> dict[int, Mention]:
    found: dict[int, Mention] = {}
    start = 0
    for run in runs:
        if isinstance(run, Mention):
            found[start] = run
        start += len(run if isinstance(run, str) else run.text)
    return found


def _words(*words: Text) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(word.value) for word in words))


def _sign(said: str, more: re.Pattern[str], less: re.Pattern[str]) -> int:
    """1 or -1 after the last word of direction; 0 where there is none."""
    places = [(match.start(), 1) for match in more.finditer(said)]
    places += [(match.start(), -1) for match in less.finditer(said)]
    return max(places)[1] if places else 0
