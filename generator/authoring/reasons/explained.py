"""The figures of a pack that need a reason, and what a clerk can give as one."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from generator.build.budget import Budget
from generator.build.changes import Change, due, shows
from generator.build.found_changes import Found, found_changes
from generator.model.number import ZERO, total
from generator.model.pending import REVIEW, UNFILLED
from generator.model.spec import Reason, ReasonItem, Standing
from generator.model.values import Text

# More items than this nobody reads; the others are the rest.
MOST = 8


class Given(Enum):
    """How much of a reason somebody has written, or looked at since last year."""

    NOTHING = "nothing"
    PARTLY = "partly"
    WHOLE = "whole"


@dataclass(frozen=True, slots=True)
class Explained:
    """A figure that the pack wants a reason for, its change, and what made it.

    `change` is None where last year's figure is not known. `items` are the largest, `others` how
    many more there are; `rest` is what those come to, in 元, None where it cannot be computed,
    and `remains` tells that a document would print it. `due` tells that a reason is due, `given`
    how much of one there is.
    """

    name: str
    change: Change | None
    due: bool
    given: Given
    items: tuple[Found, ...] = ()
    others: int = 0
    rest: Decimal | None = None
    remains: bool = True


def explained(budget: Budget, most: int = MOST) -> tuple[Explained, ...]:
    """Every figure of the pack's reasons, in its order, each with at most so many items."""
    spec = budget.spec
    new = {p.name.value for p in spec.projects if p.standing is Standing.NEW}
    given = {entry.name.value: _given(entry.value, new) for entry in spec.reasons}
    names = (name.value for name in budget.pack.rule.reasons)
    return tuple(_explained(n, budget, given.get(n, Given.NOTHING), most) for n in names)


def _given(reason: Reason, new: Container[str]) -> Given:
    """A reason as it stands; `new` are the projects whose amounts a skeleton writes."""
    if not reason:
        return Given.NOTHING
    if reason.text is not None:
        return Given.NOTHING if _unsettled(reason.text) else Given.WHOLE
    if not any(_unsettled(text) for item in reason.items for text in _texts(item)):
        return Given.WHOLE
    return Given.PARTLY if any(_settled(i, new) for i in reason.items) else Given.NOTHING


def _settled(item: ReasonItem, new: Container[str]) -> bool:
    """Whether somebody has written why, or how much, or found it right as it was."""
    texts = tuple(_texts(item))
    if any(REVIEW in text.value for text in texts):
        return False
    if not any(map(_unsettled, texts)):
        # A skeleton writes a rest without a mark; of anything else somebody took it away.
        return item.rest is None or bool(item.words)
    typed = any(amount is not None and amount.filled for amount in (item.more, item.less))
    return typed and not (item.project is not None and item.project.value in new)


def _texts(item: ReasonItem) -> Iterator[Text]:
    every = (item.project, item.code, item.rest, item.words)
    return (text for text in every if text is not None)


def _unsettled(text: Text) -> bool:
    return text.value == UNFILLED or REVIEW in text.value


def _explained(name: str, budget: Budget, given: Given, most: int) -> Explained:
    change = budget.changes.get(name)
    if change is None or change.same:
        return Explained(name, change, False, given)
    percent = budget.pack.rule.reason_from
    large = percent is not None and due(change, percent)
    found = [f for f in found_changes(name, budget) if f.change is None or not f.change.same]
    kept = found[:most]
    changes = [item.change for item in kept if item.change is not None]
    rest, remains = None, True
    if len(changes) == len(kept) and all(c.known for c in (change, *changes)):
        rest = total((change.exact, *(-c.exact for c in changes)))
        printed = total((change.difference.value, *(-c.difference.value for c in changes)))
        remains = rest != ZERO and shows(printed, budget.pack)
    others = len(found) - len(kept)
    return Explained(name, change, large, given, tuple(kept), others, rest, remains)
