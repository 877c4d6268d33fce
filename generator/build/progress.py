"""How far a spec has come: what nobody has written, looked at or decided yet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from generator.model.leaves import Leaf, leaves
from generator.model.pending import REVIEW, UNFILLED, Lack, Pending, Progress
from generator.model.spec import Spec, Standing
from generator.model.values import Amount, Percent, Quantity, Text


def progress(spec: Spec) -> Progress:
    """What is open, in the order of the file, and how many values each section asks for."""
    pending: list[Pending] = []
    values: Counter[str] = Counter()
    for leaf in leaves(spec):
        lacks = tuple(_lacks(leaf))
        for lack in lacks:
            number = lack is Lack.UNFILLED and not isinstance(leaf.value, Text)
            pending.append(Pending(lack, leaf.path, leaf.section, leaf.span, number))
        values[leaf.section] += Lack.UNFILLED in lacks or _asked(leaf)
    pending.sort(key=lambda item: (item.span.file, item.span.line, item.span.column))
    return Progress(tuple(pending), tuple((s, n) for s, n in values.items() if n))


def _lacks(leaf: Leaf) -> Iterator[Lack]:
    value = leaf.value
    if value is Standing.UNDECIDED:
        yield Lack.UNDECIDED
    elif isinstance(value, Text):
        if value.value == UNFILLED:
            yield Lack.UNFILLED
        if REVIEW in value.value:
            yield Lack.REVIEW
    elif isinstance(value, (Amount, Quantity, Percent)) and not value.filled:
        yield Lack.UNFILLED


def _asked(leaf: Leaf) -> bool:
    """Whether a number is one that each year asks for."""
    return isinstance(leaf.value, (Amount, Quantity)) and leaf.key.yearly
