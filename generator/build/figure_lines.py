"""The lines a named figure sums in both years, by project and by code: what changed it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from generator.build.changes import Change, change_of
from generator.build.figures import LAST_YEAR
from generator.model.figure import summed
from generator.model.ledger import Ledger, Line, Selection
from generator.model.pack import Catalog, Pack, Rule
from generator.model.source import Span
from generator.model.table_rule import Axis

Lines = tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Both:
    """Lines of this year and of last year."""

    now: Lines = ()
    before: Lines = ()

    def __bool__(self) -> bool:
        return bool(self.now or self.before)


@dataclass(frozen=True)
class FigureLines:
    """The lines of one figure that is a sum of lines; `before` has none where only totals are."""

    name: str
    pack: Pack
    now: Ledger
    before: Ledger

    @property
    def sums_lines(self) -> bool:
        """Whether the figure is a sum of lines at all."""
        return self._whole is not None

    @property
    def only_projects(self) -> bool:
        """Whether nothing but projects feeds it this year."""
        return self._whole is not None and all(line.project for line in self._whole.now)

    def of_project(self, name: str, last_name: str) -> Both:
        """The lines of a project, under its names of both years ("" where it was not)."""
        now, before = self._by_project
        return Both(tuple(now.get(name, ())), tuple(before.get(last_name, ())))

    def of_code(self, code: str, axis: Axis) -> Both:
        """The lines of a code and all below it."""
        return self._both(_selecting(code, axis)) or Both()

    def projects(self) -> tuple[str, ...]:
        """The names of its projects, this year's first."""
        now, before = self._by_project
        return tuple(dict.fromkeys((*now, *before)))

    def all_codes(self) -> tuple[str, ...]:
        """The codes of every level which have lines in either year, by classification."""
        return tuple(
            code
            for axis in Axis
            for level in self.catalog(axis).levels
            for code in self.codes(axis, level)
        )

    def codes(self, axis: Axis, level: int) -> tuple[str, ...]:
        """The codes of that length which have lines in either year, in code order."""
        both = self.of_axis(axis)
        lines = (*both.now, *both.before)
        if axis is Axis.FUNCTION:
            return tuple(sorted({line.function[:level] for line in lines}))
        return tuple(sorted({line.economic[:level] for line in lines}))

    def of_axis(self, axis: Axis) -> Both:
        """The lines that have a code of a classification."""
        if axis is Axis.FUNCTION:
            whole = self._whole or Both()
            return Both(
                *(tuple(x for x in side if x.function) for side in (whole.now, whole.before))
            )
        level = self.pack.economic.levels[0]
        classes = dict.fromkeys(code[:level] for code in self.pack.economic.names)
        return self._both(Selection(economics=tuple(classes))) or Both()

    def axes(self, code: str) -> tuple[Axis, ...]:
        """The classifications that know the class of a code, those with lines first."""
        known = [axis for axis in Axis if _knows(self.catalog(axis), code)]
        return tuple(sorted(known, key=lambda axis: not self.of_code(code, axis)))

    def change(self, what: str, both: Both, place: Span) -> Change:
        """What lines of this figure come to in both years; `what` names them in ids."""
        id = f"{self.name}/{what}"
        now = summed(id, (line.figure for line in both.now), place)
        before = summed(f"{LAST_YEAR}{id}", (line.figure for line in both.before), place)
        return change_of(self.pack, id, now, before)

    def catalog(self, axis: Axis) -> Catalog:
        """The catalog of a classification."""
        return self.pack.function if axis is Axis.FUNCTION else self.pack.economic

    @cached_property
    def _rules(self) -> Mapping[str, Rule]:
        return {entry.name.value: entry.value for entry in self.pack.rule.figures}

    @cached_property
    def _whole(self) -> Both | None:
        return self._both(Selection())

    @cached_property
    def _by_project(self) -> tuple[Mapping[str, Sequence[Line]], Mapping[str, Sequence[Line]]]:
        whole = self._whole or Both()
        return _by_project(whole.now), _by_project(whole.before)

    def _both(self, also: Selection) -> Both | None:
        now, before = (
            _summed_lines(self.name, self._rules, ledger, also, frozenset())
            for ledger in (self.now, self.before)
        )
        return None if now is None or before is None else Both(now, before)


def _summed_lines(
    name: str, rules: Mapping[str, Rule], ledger: Ledger, also: Selection, above: frozenset[str]
) -> Lines | None:
    """The lines of a figure that meet a condition; None when it is no sum of lines."""
    rule = rules.get(name)
    if rule is None or name in above:
        return None
    if rule.select is not None:
        both = rule.select.selection().and_also(also)
        return ledger.lines(both) if both is not None else ()
    if not rule.add:
        return None
    parts = [_summed_lines(part.value, rules, ledger, also, above | {name}) for part in rule.add]
    known = [part for part in parts if part is not None]
    return tuple(line for part in known for line in part) if len(known) == len(parts) else None


def _selecting(code: str, axis: Axis) -> Selection:
    if axis is Axis.FUNCTION:
        return Selection(functions=(code,))
    return Selection(economics=(code,))


def _knows(catalog: Catalog, code: str) -> bool:
    return len(code) in catalog.levels and code[: catalog.levels[0]] in catalog.names


def _by_project(lines: Iterable[Line]) -> Mapping[str, Sequence[Line]]:
    found: dict[str, list[Line]] = {}
    for line in lines:
        if line.project:
            found.setdefault(line.project, []).append(line)
    return found
