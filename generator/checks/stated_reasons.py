"""The reasons of a spec beside the changes they explain."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.checks.check import Subject
from generator.model.figure import Figure
from generator.model.values import Text
from generator.narrate.reasons import ReadReason, read_reason


@dataclass(frozen=True, slots=True)
class StatedReason:
    """A reason in words, as written and as read, and the change from last year under its name."""

    name: str
    text: Text
    reason: ReadReason
    change: Figure


def stated_reasons(subject: Subject) -> Iterator[StatedReason]:
    """Each reason in words of a change that is known."""
    budget = subject.budget
    printed = {sentence.text.span: sentence.runs for sentence in subject.sentences}
    for entry in budget.spec.reasons:
        text, change = entry.value.text, budget.changes.get(entry.name.value)
        runs = printed.get(text.span) if text is not None else None
        if text is None or runs is None or change is None or not change.known:
            continue
        reason = read_reason(runs, budget.pack.rule.directions, change.difference.value)
        yield StatedReason(change.name, text, reason, change.difference)
