"""科目 codes of last year in the pack of the new one: renamed, merged, or no more there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from generator.authoring.new_year import notes
from generator.authoring.new_year.layout import Spot
from generator.authoring.new_year.plan import Plan
from generator.build.renamed import codes_since
from generator.model.pack import Pack
from generator.model.spec import Spec
from generator.model.values import Entry, Text
from generator.read.path import words

V = TypeVar("V")


class Fate(StrEnum):
    """What became of a code: it got another number, it meets another one, it is gone."""

    RENAMED = "renamed"
    MET = "met"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Moved:
    """A code that is no longer what it was: where it stands, and its new number."""

    fate: Fate
    code: str
    now: str
    at: int


@dataclass(frozen=True, slots=True)
class _Place:
    """A code that stands in a spec, beside the others of the same list of keys."""

    code: Text
    beside: tuple[str, ...] = ()


def move_codes(spec: Spec, pack: Pack, plan: Plan) -> tuple[Moved, ...]:
    """Write the new codes, and mark those that somebody has to look up."""
    renamed = codes_since(spec, pack)
    known = {*pack.function.names, *pack.economic.names, *(e.name.value for e in spec.names)}
    moved: list[Moved] = []
    for place in _places(spec):
        spot = plan.layout.spot(place.code.span)
        if spot is not None:
            moved += _moved(place, spot, renamed, known, plan)
    return tuple(moved)


def _moved(
    place: _Place, spot: Spot, renamed: Mapping[str, str], known: set[str], plan: Plan
) -> Iterator[Moved]:
    code = words(spot.scalar)
    now = renamed.get(code, code)
    if now != code:
        targets = [renamed.get(other, other) for other in place.beside]
        if targets.count(now) > 1:
            plan.note(spot.scalar, notes.meets(now))
            yield Moved(Fate.MET, code, now, spot.scalar.start)
            return
        plan.set(spot, now)
        plan.note(spot.scalar, notes.once(code))
        yield Moved(Fate.RENAMED, code, now, spot.scalar.start)
    elif code.isdecimal() and code not in known:
        plan.note(spot.scalar, notes.GONE)
        yield Moved(Fate.GONE, code, "", spot.scalar.start)


def _places(spec: Spec) -> Iterator[_Place]:
    for basic in spec.basic:
        yield from _keys(basic.by_function)
        yield from _keys(basic.by_economic)
        for detail in basic.details:
            yield _Place(detail.function)
            yield _Place(detail.economic)
    for entries in (spec.operating, spec.remitted, spec.subsidy, spec.year_end):
        yield from _keys(entries)
    yield from _keys(spec.names)
    for project in spec.projects:
        yield _Place(project.function)
        if project.economic is not None:
            if project.economic.whole is not None:
                yield _Place(project.economic.whole)
            yield from _keys(project.economic.parts)
    for entry in spec.reasons:
        named = [item.code for item in entry.value.items if item.code is not None]
        yield from (_Place(code, tuple(other.value for other in named)) for code in named)


def _keys(entries: tuple[Entry[V], ...]) -> Iterator[_Place]:
    beside = tuple(entry.name.value for entry in entries)
    yield from (_Place(entry.name, beside) for entry in entries)
