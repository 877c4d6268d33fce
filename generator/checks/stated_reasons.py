"""The reasons of a spec beside the changes they explain."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.checks.check import Subject
from generator.model.figure import Figure
from generator.model.values import Text
from generator.narrate.names import change_of
from generator.narrate.reasons import Reason, read_reason


@dataclass(frozen=True, slots=True)
class StatedReason:
    """A reason, as written and as read, and the change from last year under its name."""

    name: str
    text: Text
    reason: Reason
    change: Figure


def stated_reasons(subject: Subject) -> Iterator[StatedReason]:
    """Each reason of a change that is known."""
    budget = subject.budget
    printed = {sentence.text.span: sentence.runs for sentence in subject.sentences}
    for entry in budget.spec.reasons:
        name = entry.name.value
        now, before = budget.figures.get(name), budget.prior.get(name)
        runs = printed.get(entry.value.span)
        if now is None or before is None or runs is None:
            continue
        change = change_of(budget.pack, name, now, before)
        reason = read_reason(runs, budget.pack.rule.directions, change.value)
        yield StatedReason(name, entry.value, reason, change)
