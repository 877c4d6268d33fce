"""One difference between a report and a file, as data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from generator.exchange.align import differing
from generator.exchange.expected import Unit
from generator.exchange.tokens import Token, numeric, shown
from generator.model.figure import Figure

_AROUND = 14
_ENDS = frozenset("。；;")
_SHORTEST_SENTENCE = 6


class Change(StrEnum):
    """What was done, and the code under which it is told."""

    NUMBER = "V611"
    WORDS = "V612"
    ADDED = "V613"
    MISSING = "V614"
    MOVED = "V615"


@dataclass(frozen=True, slots=True)
class Difference:
    """What the report says, what the file says, and where.

    `before` and `after` are words around it in the same sentence, `figures` the numbers of the
    report that it touches. `unit` is the unit of the report concerned (of what was added: the
    one before it; None at the beginning); `page` is 0 where a file has no pages. `whole` says
    that a whole unit is concerned.
    """

    change: Change
    place: str
    was: str
    now: str
    unit: Unit | None
    figures: tuple[Figure, ...] = ()
    before: str = ""
    after: str = ""
    page: int = 0
    whole: bool = False


def missing(unit: Unit, page: int = 0) -> Difference:
    """A unit of the report that the file does not have."""
    return Difference(Change.MISSING, unit.place, unit.text, "", unit, page=page, whole=True)


def added(text: str, after: Unit | None, page: int = 0) -> Difference:
    """Something that stands in the file only."""
    place = f"{after.place}之后" if after else "文件开头"
    return Difference(Change.ADDED, place, "", text, after, page=page, whole=True)


def changed(
    unit: Unit,
    cell: int,
    was: Sequence[Token],
    now: Sequence[Token],
    around: tuple[Sequence[Token], Sequence[Token]] = ((), ()),
    page: int = 0,
) -> Difference:
    """Words of a cell or paragraph that were replaced, put in or taken out."""
    figures = tuple(dict.fromkeys(token.figure for token in was if token.figure))
    return Difference(
        _kind(was, now),
        unit.spots[cell] if cell < len(unit.spots) else unit.place,
        shown(was),
        shown(now),
        unit,
        figures,
        shown(around[0][-_AROUND:]),
        shown(around[1][:_AROUND]),
        page,
    )


def _kind(was: Sequence[Token], now: Sequence[Token]) -> Change:
    """A whole sentence is put in or taken out; else a number is changed, or only words."""
    either = was or now
    alone = not (was and now) and len(either) >= _SHORTEST_SENTENCE
    if alone and not _ENDS.isdisjoint((either[0].text, either[-1].text)):
        return Change.MISSING if was else Change.ADDED
    ours, theirs = [token.text for token in was], [token.text for token in now]
    touched = [
        token
        for hunk in differing(ours, theirs)
        for token in (*was[hunk.i1 : hunk.i2], *now[hunk.j1 : hunk.j2])
    ]
    return Change.NUMBER if numeric(touched) else Change.WORDS
