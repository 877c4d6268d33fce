"""What keeps a document from being finished, and what of all findings a draft may have."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from generator.build.budget import Budget
from generator.checks.check import PLACES
from generator.checks.codes import waivable
from generator.model.diagnostic import Diagnostic, Severity, error
from generator.model.pending import Lack, Progress
from generator.model.report import Report
from generator.model.spec import Spec

# Something is still to be written, looked at or decided.
OPEN = "S119"
_LIST_THEM = "用 gongkai todo 逐处查看。"
# What a draft may lack: also texts that are required, whose money it is, what an item of a
# reason names, and waivers in order.
TEXTS = frozenset({"N101", "N103"})
UNFINISHED = frozenset({OPEN, "B106", "B108", "B109", "B112", "W501", "W502", "W503"})


def unfinished(budget: Budget, report: Report) -> Iterator[Diagnostic]:
    """What is open in the spec, and what of last year's the document would print."""
    yield from _open(budget.progress)
    yield from _open_before(budget.spec, report)


def for_a_draft(problem: Diagnostic, budget: Budget) -> Diagnostic:
    """A finding as a draft has it: only what could not be understood is still an error.

    A text of the spec that mentions what is no longer there is printed as one to be looked at.
    """
    own = problem.code in TEXTS and problem.span.file == budget.spec.span.file
    if not own and problem.code not in waivable(budget.pack) | UNFINISHED:
        return problem
    if problem.advice.startswith(_LIST_THEM):
        problem = replace(problem, advice=_LIST_THEM)
    if problem.severity is Severity.ERROR:
        return replace(problem, severity=Severity.WARNING)
    return problem


def _open(progress: Progress) -> Iterator[Diagnostic]:
    """One finding for everything that is open; `gongkai todo` lists it."""
    counts = Counter(item.lack for item in progress.pending)
    if counts:
        listed = "、".join(f"{lack.value} {counts[lack]} 处" for lack in Lack if counts[lack])
        first, *others = (item.span for item in progress.pending)
        advice = f"{_LIST_THEM}要先看一看的，用 gongkai build --draft。"
        message = f"还没有完成：{listed}。"
        yield error(OPEN, first, message, advice, *others[: PLACES - 1])


def _open_before(spec: Spec, report: Report) -> Iterator[Diagnostic]:
    """One finding for what is open in last year's file, where the document would print it."""
    figures = dict.fromkeys(m.figure for m in report.mentions() if not m.figure.known)
    written = (leaf for figure in figures for leaf in figure.leaves() if not leaf.known)
    places = dict.fromkeys(leaf.origin_place() for leaf in written)
    before = [place for place in places if place.file != spec.span.file]
    if before:
        first, *others = before
        message = f"上年的文件里还有 {len(before)} 个数没有填，本年的文件要用到。"
        yield error(OPEN, first, message, "请填上年的数。", *others[: PLACES - 1])
