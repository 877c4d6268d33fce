"""Amounts of a budget by value, and how a text refers to each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from generator.build.budget import Budget
from generator.checks.check import Subject
from generator.checks.digits import Exemptions, Typed, money, unsourced
from generator.checks.prose import Prose
from generator.model.figure import Figure
from generator.model.number import Format, Measure, displayed, in_yuan, show


@dataclass(frozen=True, slots=True)
class Known:
    """A figure and the name a text gives it; a cell of a table has none and keeps its id."""

    figure: Figure
    name: str
    project: str = ""


def known_amounts(budget: Budget) -> Mapping[Decimal, tuple[Known, ...]]:
    """Figures by each value that a text may print for them, in 元; those of projects first."""
    return _by_value(
        (*_of_projects(budget), *_named(budget), *_changes(budget), *_cells(budget)), budget
    )


def own_amounts(budget: Budget) -> Mapping[Decimal, tuple[Known, ...]]:
    """The same of the amounts of projects only."""
    return _by_value(_of_projects(budget), budget)


def _by_value(all_known: Iterable[Known], budget: Budget) -> Mapping[Decimal, tuple[Known, ...]]:
    formats = (*budget.pack.formats.values(), Format(budget.spec.money_unit))
    found: dict[Decimal, dict[Known, None]] = {}
    for known in all_known:
        figure = known.figure
        if figure.measure is not Measure.MONEY or not (figure.known and figure.value):
            continue
        value = known.figure.value
        for fmt in formats:
            printed = in_yuan(displayed(value, Measure.MONEY, fmt), fmt.unit)
            found.setdefault(printed.normalize(), {})[known] = None
    return {value: tuple(known) for value, known in found.items()}


def typed_amounts(
    prose: Prose, subject: Subject, exempt: Exemptions
) -> Iterator[tuple[Typed, Decimal, str]]:
    """The amounts typed in a text: number, value in 元, unit."""
    for number in unsourced(prose, subject.budget.pack, exempt):
        amount = money(prose.typed, number)
        if amount is not None:
            yield number, amount[0].normalize(), amount[1]


def backing(prose: Prose, known: Iterable[Known]) -> list[Known]:
    """Those that a text may mean: a target states its own project's amounts and no others."""
    own = [item for item in known if item.project and item.project == prose.project]
    if prose.fact or own:
        return own
    return list(known)


def reference(known: Known, prose: Prose, typed: str, unit: str, budget: Budget) -> str:
    """What to write instead of the digits, so that the same is printed."""
    name = known.name
    if known.project and known.project == prose.project:
        name = "本项目" + name.partition("]")[2]
    pack = budget.pack
    default = pack.rule.text_format.value
    for word in (default, *pack.formats):
        fmt = pack.formats.get(word)
        if fmt is None or fmt.unit != unit:
            continue
        if show(known.figure.value, Measure.MONEY, fmt) == typed:
            return f"{{{{ {name} }}}}" if word == default else f"{{{{ {name}|{word} }}}}"
    return f"{{{{ {name} }}}}"


def _of_projects(budget: Budget) -> Iterator[Known]:
    for record in budget.records["projects"]:
        for field, word in (("amount", "金额"), ("assets", "固定资产购置")):
            figure = record.fields.get(field)
            if isinstance(figure, Figure):
                yield Known(figure, f'项目["{record.id}"].{word}', record.id)


def _named(budget: Budget) -> Iterator[Known]:
    for name, figure in budget.figures.items():
        yield Known(figure, f'数["{name}"]')


def _changes(budget: Budget) -> Iterator[Known]:
    for name, change in budget.changes.items():
        yield Known(change.size, f'变动["{name}"].数额')
        yield Known(change.before, f'变动["{name}"].上年')


def _cells(budget: Budget) -> Iterator[Known]:
    for sheet in budget.sheets:
        for row in sheet.rows:
            for cell in row.cells:
                if isinstance(cell, Figure):
                    yield Known(cell, "")
