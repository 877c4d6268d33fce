"""What moved the total of spending: every project, and every 科目 of other spending."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from generator.build.budget import Budget
from generator.build.names import CodeNames, code_names
from generator.compare.differences import Judge
from generator.compare.edition import Edition
from generator.model.comparison import Difference, Mover, Rest
from generator.model.figure import Figure, summed
from generator.model.ledger import Kind
from generator.model.source import Span

TOTAL, REST = "支出合计", "其余"
# So many movers have a place of their own in a picture.
MOST_MOVERS = 10


@dataclass
class _Part:
    code: str
    name: str
    project: bool
    lines: list[Figure] = field(default_factory=list)


def compare_movers(
    old: Edition, new: Edition, judge: Judge
) -> tuple[Difference | None, tuple[Mover, ...]]:
    """The total of spending and the parts that differ, the largest change first.

    The exact changes of the parts add up to that of the total. Nothing where a side has only
    totals.
    """
    if old.budget is None or new.budget is None:
        return None, ()
    before, after = _parts(old.budget), _parts(new.budget)
    total = judge.difference(TOTAL, TOTAL, _total(before), _total(after))
    movers = []
    for id in (*after, *(id for id in before if id not in after)):
        a, b = before.get(id), after.get(id)
        part = b or a
        assert part is not None
        difference = judge.difference(id, part.name, _sum(id, a), _sum(id, b), code=part.code)
        if part.project:
            difference = judge.reasons.of_project(part.name, difference)
        else:
            difference = judge.reasons.of_code(part.code, difference)
        if difference.differs:
            movers.append(Mover(id, part.code, part.name, difference))
    return total, tuple(sorted(movers, key=lambda mover: -mover.difference.size))


def rest_of(total: Difference | None, movers: Sequence[Mover], judge: Judge) -> Rest | None:
    """What the smallest movers add up to, where there are too many; one alone is no rest.

    While the total is open every mover counts.
    """
    known = total is not None and all(f is None or f.known for f in (total.old, total.new))
    if not known or len(movers) <= MOST_MOVERS + 1:
        return None
    others = [mover.difference for mover in movers[MOST_MOVERS:]]
    old, new = (
        tuple(figure for figure in side if figure is not None)
        for side in ([d.old for d in others], [d.new for d in others])
    )
    name = f"{REST} {len(others)} 项"
    sums = (summed(f"{TOTAL}/{REST}", side, Span("")) if side else None for side in (old, new))
    difference = judge.difference(f"{TOTAL}/{REST}", name, *sums)
    # Nobody is asked for the reason of a sum of small changes.
    return Rest(len(others), replace(difference, due=False))


def _parts(budget: Budget) -> Mapping[str, _Part]:
    names = code_names(budget.spec, budget.pack)
    codes = {project.name.value: project.code.value for project in budget.spec.projects}
    parts: dict[str, _Part] = {}
    for line in budget.ledger.by_function:
        if line.kind is Kind.YEAR_END:
            continue
        if line.project:
            id, code, name = f"项目/{line.project}", codes[line.project], line.project
        else:
            id, code = f"{line.kind.value}/{line.function}", line.function
            name = _name(line.kind, code, names)
        parts.setdefault(id, _Part(code, name, bool(line.project))).lines.append(line.figure)
    return parts


def _name(kind: Kind, code: str, names: CodeNames) -> str:
    name = names.of(code) or code
    return name if kind is Kind.BASIC else f"{name}（{kind.value}）"


def _total(parts: Mapping[str, _Part]) -> Figure:
    return summed(TOTAL, tuple(_lines(parts)), Span(""))


def _lines(parts: Mapping[str, _Part]) -> Iterator[Figure]:
    for part in parts.values():
        yield from part.lines


def _sum(id: str, part: _Part | None) -> Figure | None:
    return None if part is None else summed(id, part.lines, Span(""))
