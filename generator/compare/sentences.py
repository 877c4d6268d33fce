"""The sentences of two documents, paired by what they say below the same heading."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.compare.pairing import in_new_order, paired
from generator.compare.texts import compared
from generator.compare.years import Years
from generator.model.comparison import ComparedText
from generator.model.report import Heading, Paragraph, Report, Table, Title, plain
from generator.narrate.places import sentences


@dataclass(frozen=True, slots=True)
class _Passage:
    """A sentence and the heading above it; of a heading, the one above that."""

    heading: str
    text: str


def compare_sentences(old: Report, new: Report, years: Years) -> tuple[ComparedText, ...]:
    """The sentences that differ, in reading order of the new document.

    What stands below a heading that only one side has is looked for below all others of
    these. Tables, forms and their titles are compared elsewhere.
    """
    before, after = tuple(_passages(old)), tuple(_passages(new))
    groups = _groups(before, after, years)
    found: dict[int, int] = {}
    for mine, theirs in groups:
        texts = [before[i].text for i in mine], [after[j].text for j in theirs]
        for a, b in paired(*texts, years):
            if a is not None and b is not None:
                found[mine[a]] = theirs[b]
    return tuple(_differing(before, after, found, years))


def _differing(
    old: Sequence[_Passage], new: Sequence[_Passage], found: dict[int, int], years: Years
) -> Iterator[ComparedText]:
    for i, j in in_new_order(found, len(old), len(new)):
        before, after = None if i is None else old[i], None if j is None else new[j]
        one = after or before
        assert one is not None
        if before is None or after is None or not years.same(before.text, after.text):
            yield compared(
                one.heading, before.text if before else None, after.text if after else None
            )


def _groups(
    old: Sequence[_Passage], new: Sequence[_Passage], years: Years
) -> list[tuple[list[int], list[int]]]:
    sides: tuple[dict[str, list[int]], dict[str, list[int]]] = ({}, {})
    for side, passages in zip(sides, (old, new), strict=True):
        for place, passage in enumerate(passages):
            side.setdefault(years.neutral(passage.heading), []).append(place)
    before, after = sides
    groups = [(before[heading], after[heading]) for heading in after if heading in before]
    alone = (
        [place for heading, places in before.items() if heading not in after for place in places],
        [place for heading, places in after.items() if heading not in before for place in places],
    )
    return [*groups, alone]


def _passages(report: Report) -> Iterator[_Passage]:
    above: list[tuple[int, str]] = []
    blocks = tuple(report.blocks())
    for place, block in enumerate(blocks):
        heading = above[-1][1] if above else ""
        if isinstance(block, Paragraph):
            for runs in sentences((*block.lead, *block.runs)):
                yield _Passage(heading, plain(runs).strip())
        elif isinstance(block, (Heading, Title)):
            behind = blocks[place + 1] if place + 1 < len(blocks) else None
            if isinstance(behind, Table):
                continue
            level = block.level if isinstance(block, Heading) else 0
            while above and above[-1][0] >= level:
                above.pop()
            yield _Passage(above[-1][1] if above else "", plain(block.runs))
            above.append((level, plain(block.runs)))
