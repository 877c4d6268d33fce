"""What changed the figures that need a reason, found by the system: projects and 科目."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from generator.build.budget import Budget
from generator.build.changes import Change
from generator.build.figure_lines import Both, FigureLines
from generator.build.names import code_names
from generator.build.projects import aligned
from generator.build.reason_items import ItemKind, kind_of, names_of
from generator.model.number import ZERO, total
from generator.model.source import Span
from generator.model.spec import Spec
from generator.model.table_rule import Axis


@dataclass(frozen=True, slots=True)
class Found:
    """A project or a 科目 of a figure, as an item of a reason names it.

    `word` is the project's name or the code, `axis` the code's classification. `now` is what it
    has this year, in 元, as far as it is `known`. `change` is None where last year has only totals.
    """

    word: str
    name: str
    kind: ItemKind
    axis: Axis | None
    now: Decimal
    known: bool
    change: Change | None

    @property
    def certain(self) -> bool:
        """Whether it must have changed, although nobody knows by how much."""
        return self.change is None and self.kind is ItemKind.ENDED

    @property
    def weight(self) -> Decimal:
        """How much there is to explain, in 元: its change, else what it has."""
        return abs(self.change.exact) if self.change is not None else self.now


def found_changes(name: str, budget: Budget) -> tuple[Found, ...]:
    """The projects of a figure and the 科目 of what belongs to no project, the largest first.

    No two of them name the same money. Those without a change are left out; so is everything
    where the figure is no sum of lines. Where last year has only totals, a project that has
    ended is certain to be one, and comes first.
    """
    lines = FigureLines(name, budget.pack, budget.ledger, budget.prior_ledger)
    if not lines.sums_lines:
        return ()
    finding = _Finding(lines, budget.spec, budget.last_year)
    found = [*finding.projects(), *finding.codes()]
    return tuple(sorted(found, key=lambda item: (item.certain, item.weight), reverse=True))


@dataclass(frozen=True)
class _Finding:
    lines: FigureLines
    spec: Spec
    last_year: Spec | None

    @property
    def detailed(self) -> bool:
        return self.last_year is not None and self.last_year.detailed

    def projects(self) -> Iterator[Found]:
        before = self.last_year.projects if self.last_year is not None else ()
        for pair in aligned(before, (*self.spec.projects, *self.spec.ended)):
            now, last = names_of(pair)
            ended = pair[1].name.value if pair[1] is not None else ""
            both = self.lines.of_project(now, last)
            word = now or last or ended
            # Of what a project was last year, a file of totals tells nothing.
            if both or (not self.detailed and not now and self.lines.only_projects):
                yield from self._found(word, word, kind_of(pair, self.detailed), both)

    def codes(self) -> Iterator[Found]:
        names = code_names(self.spec, self.lines.pack)
        axis = self._axis()
        for code in self.lines.codes(axis, self.lines.catalog(axis).levels[-1]):
            both = self.lines.of_code(code, axis)
            if not any(line.project for line in (*both.now, *both.before)):
                yield from self._found(code, names.of(code), ItemKind.CHANGED, both, axis)

    def _axis(self) -> Axis:
        """By economic code where both years have them, else by function."""
        both = self.lines.of_axis(Axis.ECONOMIC)
        rows = (both.now, both.before) if self.detailed else (both.now,)
        own = [any(not line.project for line in lines) for lines in rows]
        functions = self.lines.of_axis(Axis.FUNCTION)
        return Axis.ECONOMIC if all(own) or not functions else Axis.FUNCTION

    def _found(
        self, word: str, name: str, kind: ItemKind, both: Both, axis: Axis | None = None
    ) -> Iterator[Found]:
        now = total(line.figure.value for line in both.now)
        known = all(line.figure.known for line in both.now)
        if not self.detailed:
            yield Found(word, name, kind, axis, now, known, None)
            return
        change = self.lines.change(word, both, Span(""))
        if not change.known or change.exact != ZERO:
            yield Found(word, name, kind, axis, now, known, change)
