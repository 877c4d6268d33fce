"""Texts that were taken over from last year with something in them that no longer holds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import islice

from generator.build.budget import Budget
from generator.build.projects import aligned
from generator.checks.digits import exemptions
from generator.checks.passages import Passage, Role, last_years, passages
from generator.checks.stale import Kind, Past, Trace, ended_names, money_of, traces
from generator.model.leaves import project_leaves
from generator.model.number import total
from generator.model.pending import REVIEW
from generator.model.source import Span
from generator.model.spec import Project, Spec
from generator.model.values import Amount

# A text that says the same year again and again is told of once.
_MOST = 50
_YEAR = re.compile(r"\{\{\s*(上?)年度\s*\}\}")
_STOP = re.compile("[，。；！？,;!?\n]")
# What must stand around a year beside itself, so that the same words are no accident.
_LEAST, _FAR = 6, 40


@dataclass(frozen=True, slots=True)
class Left:
    """What of one kind was left in one text, and where last year's text stands."""

    passage: Passage
    kind: Kind
    traces: tuple[Trace, ...]
    before: Span


def left_over(budget: Budget) -> tuple[Left, ...]:
    """What was left of last year: its year and amounts where the words around them were taken
    over, and everywhere but in reasons the projects that are no more."""
    spec, last = budget.spec, budget.last_year
    if last is None or last.year_number != spec.year_number - 1:
        return ()
    before = last_years(last.projects, spec.projects)
    gone = [old for old, now in aligned(last.projects, spec.projects) if old and now is None]
    past = _past(spec, last, gone, budget)
    exempt = exemptions(budget)
    was: dict[tuple[str, str], Span] = {}
    for passage in _as_printed(passages(last), last.year_number):
        for trace in islice(traces(passage, past, budget.pack, last.money_unit, exempt), _MOST):
            words = _around(passage.prose.text.value, trace)
            was.setdefault((passage.owner, words), passage.prose.text.span)
    if not was and not gone:
        return ()  # a file with nothing but totals leaves nothing
    return tuple(
        left
        for passage in passages(spec, before)
        for left in _left(
            passage, traces(passage, past, budget.pack, spec.money_unit, exempt), was, before
        )
    )


def left_years(found: Iterable[Left]) -> Mapping[Span, frozenset[int]]:
    """The characters at which years were left, by the place of the text."""
    return {
        left.passage.prose.text.span: frozenset(trace.start for trace in left.traces)
        for left in found
        if left.kind is Kind.YEAR
    }


def _as_printed(found: Iterable[Passage], year: int) -> Iterator[Passage]:
    """Each text as it was written; and with its years filled in, as somebody copies it."""
    for passage in found:
        yield passage
        text = passage.prose.text
        words = _YEAR.sub(lambda match: str(year - bool(match.group(1))), text.value)
        if words != text.value:
            yield replace(passage, prose=replace(passage.prose, text=replace(text, value=words)))


def _past(spec: Spec, last: Spec, gone: Iterable[Project], budget: Budget) -> Past:
    amounts = money_of(last, budget.prior)
    ended = ended_names(gone, spec.projects)
    return Past(spec.year_number, (last.year_number,), amounts, ended)


def _left(
    passage: Passage,
    found: Iterable[Trace],
    was: Mapping[tuple[str, str], Span],
    before: Mapping[str, Project],
) -> Iterator[Left]:
    """What of the past counts in one text: each year's, amounts', ended project's once."""
    text = passage.prose.text
    left: dict[tuple[Kind, str], list[tuple[Trace, Span]]] = {}
    for trace in islice(found, _MOST):
        place = was.get((passage.owner, _around(text.value, trace)))
        name = ""
        if trace.kind is Kind.ENDED:
            # That a project has ended is a reason for a change.
            place = None if passage.role is Role.REASON else place or text.span
            name = text.value[trace.start : trace.end]
        if place is None or (trace.kind is Kind.AMOUNT and not _old(passage, trace, before)):
            continue
        left.setdefault((trace.kind, name), []).append((trace, place))
    for (kind, _), places in left.items():
        yield Left(passage, kind, tuple(trace for trace, _ in places), places[0][1])


def _around(value: str, trace: Trace) -> str:
    """The clause of a trace, and the next ones where it is too short."""
    start, end = max(trace.start - _FAR, 0), min(trace.end + _FAR, len(value))
    for match in _STOP.finditer(value, start, trace.start):
        start = match.end()
    for match in _STOP.finditer(value, trace.end, end):
        if match.start() - start - (trace.end - trace.start) >= _LEAST:
            end = match.start()
            break
    return value[start:end].replace(REVIEW, "")


def _old(passage: Passage, trace: Trace, before: Mapping[str, Project]) -> bool:
    """Whether an amount is last year's: a target states its own project's and no others."""
    if passage.role is not Role.FACT:
        return True
    was = before.get(passage.project.name.value) if passage.project else None
    if passage.project is None or was is None:
        return False
    return trace.value in _own(was) and trace.value not in _own(passage.project)


def _own(project: Project) -> frozenset[Decimal]:
    amounts = [leaf.value for leaf in project_leaves(project) if isinstance(leaf.value, Amount)]
    parts = total(part.amount.value for part in project.amount.parts if part.amount.filled)
    return frozenset(v.normalize() for v in (parts, *(a.value for a in amounts if a.filled)) if v)
