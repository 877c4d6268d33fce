"""Fields and lists of words of a record, on both sides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from generator.compare.pairing import paired
from generator.compare.redline import redline
from generator.compare.years import Years
from generator.model.comparison import ComparedText

# A field's name and its words on both sides; "" where it has none.
Field = tuple[str, str, str]


def compared(label: str, old: str | None, new: str | None) -> ComparedText:
    """Two versions of a text, or one that stands on one side only."""
    return ComparedText(label, old, new, redline(old or "", new or ""))


def compared_fields(fields: Iterable[Field], years: Years) -> tuple[ComparedText, ...]:
    """The fields that differ."""
    return tuple(
        compared(label, old or None, new or None)
        for label, old, new in fields
        if not years.same(old, new)
    )


def compared_list(
    label: str, old: Sequence[str], new: Sequence[str], years: Years
) -> Iterator[ComparedText]:
    """The items that differ, paired by what they say."""
    for i, j in paired(old, new, years):
        before, after = None if i is None else old[i], None if j is None else new[j]
        if before is None or after is None or not years.same(before, after):
            yield compared(label, before, after)
