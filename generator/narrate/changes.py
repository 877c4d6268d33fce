"""What moves in a report when a fact behind it changes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.model.report import Mention, Report, Runs
from generator.narrate.places import Place, places

_Key = tuple[str, str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Moved:
    """A cell or sentence before and after; None where it does not stand."""

    old: Place | None
    new: Place | None

    @property
    def place(self) -> Place:
        """Where it stands, or stood."""
        place = self.new or self.old
        assert place is not None
        return place

    def numbers(self) -> tuple[tuple[Mention, Mention], ...]:
        """The numbers before and after, where nothing but numbers differs; else none."""
        if self.old is None or self.new is None or _shape(self.old) != _shape(self.new):
            return ()
        pairs = zip(self.old.runs, self.new.runs, strict=True)
        return tuple((a, b) for a, b in pairs if isinstance(a, Mention) and isinstance(b, Mention))


def moved(old: Report, new: Report) -> tuple[Moved, ...]:
    """Every cell and sentence that differs, in reading order of the new report.

    The same words around the same figures are the same place; places that are left over are
    paired in order below the same heading or in the same row.
    """
    before, after = _by_key(old), _by_key(new)
    waiting: dict[tuple[str, str], list[Place]] = {}
    for key, place in before.items():
        if key not in after:
            waiting.setdefault((place.table, place.label), []).append(place)
    for left in waiting.values():
        left.reverse()
    return tuple(_moved(before, after, waiting))


def _moved(
    before: dict[tuple[_Key, int], Place],
    after: dict[tuple[_Key, int], Place],
    waiting: dict[tuple[str, str], list[Place]],
) -> Iterator[Moved]:
    for key, place in after.items():
        same = before.get(key)
        if same is None:
            left = waiting.get((place.table, place.label))
            yield Moved(left.pop() if left else None, place)
        elif _texts(same.runs) != _texts(place.runs):
            yield Moved(same, place)
    for left in waiting.values():
        yield from (Moved(place, None) for place in reversed(left))


def _by_key(report: Report) -> dict[tuple[_Key, int], Place]:
    times: dict[_Key, int] = {}
    found: dict[tuple[_Key, int], Place] = {}
    for place in places(report):
        key = (place.table, place.label, _shape(place))
        times[key] = times.get(key, 0) + 1
        found[key, times[key]] = place
    return found


def _shape(place: Place) -> tuple[str, ...]:
    """Words as they are, numbers by their figures."""
    return tuple(
        f"\ue000{run.figure.id}" if isinstance(run, Mention) else run for run in place.runs
    )


def _texts(runs: Runs) -> list[str]:
    return [run.text if isinstance(run, Mention) else run for run in runs]
