"""The figures of a pack that need a reason, and what a clerk can give as one."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from generator.build.budget import Budget
from generator.build.changes import Change, due
from generator.build.found_changes import Found, found_changes
from generator.model.number import ZERO, total
from generator.model.pending import REVIEW, UNFILLED
from generator.model.spec import Reason

# More items than this nobody reads; the others are the rest.
MOST = 8


@dataclass(frozen=True, slots=True)
class Explained:
    """A figure that the pack wants a reason for, its change, and what made it.

    `change` is None where last year's figure is not known. `items` are the largest, `others` how
    many more there are; `rest` is what those come to, in 元, None where it cannot be computed.
    `due` tells that a reason is due, `given` that there is one.
    """

    name: str
    change: Change | None
    due: bool
    given: bool
    items: tuple[Found, ...] = ()
    others: int = 0
    rest: Decimal | None = None


def explained(budget: Budget, most: int = MOST) -> tuple[Explained, ...]:
    """Every figure of the pack's reasons, in its order, each with at most so many items."""
    given = {e.name.value for e in budget.spec.reasons if e.value and not _unwritten(e.value)}
    names = (name.value for name in budget.pack.rule.reasons)
    return tuple(_explained(name, budget, name in given, most) for name in names)


def _unwritten(reason: Reason) -> bool:
    """Whether it is still to be written, or last year's and nobody has looked at it."""
    text = reason.text
    return text is not None and (text.value == UNFILLED or REVIEW in text.value)


def _explained(name: str, budget: Budget, given: bool, most: int) -> Explained:
    change = budget.changes.get(name)
    if change is None or (change.same and change.exact == ZERO):
        return Explained(name, change, False, given)
    percent = budget.pack.rule.reason_from
    large = percent is not None and due(change, percent)
    found = found_changes(name, budget)
    kept = found[:most]
    changes = [item.change for item in kept if item.change is not None]
    rest = None
    if len(changes) == len(kept) and all(c.known for c in (change, *changes)):
        rest = total((change.exact, *(-c.exact for c in changes)))
    return Explained(name, change, large, given, kept, len(found) - len(kept), rest)
