"""The names under which texts print how much a figure differs from last year's, and why."""

from __future__ import annotations

from typing import Any

from generator.build.budget import Budget
from generator.build.changes import Change
from generator.model.figure import subtracted
from generator.model.pack import Directions
from generator.model.pending import UNFILLED_SHOWN
from generator.model.spec import Reason
from generator.model.values import Entry, Text
from generator.narrate.itemised_words import itemised_words
from generator.narrate.marks import Number
from generator.narrate.narration import Narration
from generator.narrate.prose import literal
from generator.narrate.reasons import rest_of
from generator.narrate.sandbox import Missing

Names = dict[str, Any]
_REST = "其余"


def change_names(budget: Budget) -> Names:
    """变动: what texts may say of each figure beside last year's."""
    words = budget.pack.rule.directions
    return {name: _change(name, budget.changes.get(name), words) for name in budget.figures}


def _change(name: str, change: Change | None, words: Directions) -> Names:
    # Without last year's figure, a text that prints one of these cannot be made.
    missing = Missing(name=f"{name}的上年数")
    names: Names = {"有上年": change is not None, "持平": False, "有百分比": False}
    names |= {"方向": missing, "数额": missing, "上年": missing, "百分比": missing, _REST: missing}
    if change is not None:
        names |= {"持平": change.same, "方向": direction(change, words)}
        names |= {"数额": Number(change.size), "上年": Number(change.before)}
        if change.share is not None:
            names |= {"有百分比": True, "百分比": Number(change.share)}
    return names


def direction(change: Change, words: Directions) -> str:
    """The word for more, less or the same."""
    if not change.known:
        return UNFILLED_SHOWN
    if change.same:
        return words.same.value
    return (words.down if change.falls else words.up).value


def offer_rest(name: str, text: Text, budget: Budget, narration: Narration) -> None:
    """What a reason in words does not list, for that reason itself: it is read once without it."""
    change = budget.changes.get(name)
    if _REST not in text.value or change is None:
        return
    names, difference = narration.names["变动"][name], change.difference
    names[_REST] = Number(subtracted("", difference, difference, text.span))
    runs = narration.cut(narration.words(text))
    names[_REST] = Number(rest_of(text, runs, difference, budget.pack.rule.directions))


def reason_names(budget: Budget, narration: Narration) -> dict[str, str]:
    """原因: the reason given for each figure, as a sentence of its own."""
    given = budget.spec.reasons
    for entry in given:
        if entry.value.text is not None:
            offer_rest(entry.name.value, entry.value.text, budget, narration)
    return {entry.name.value: _reason(entry, budget, narration) for entry in given}


def _reason(entry: Entry[Reason], budget: Budget, narration: Narration) -> str:
    name = entry.name.value
    itemised = budget.itemised.get(name)
    if itemised is not None:
        return itemised_words(itemised, f"增减原因/{name}", narration)
    text = entry.value.text
    return literal(narration.text(text, f"增减原因/{name}")) if text is not None else ""
