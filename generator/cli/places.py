"""Figures, and the cells and sentences that print them, in aligned lines."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

import click

from generator.cli.asked import Asked
from generator.cli.columns import padded, width
from generator.model.figure import Derived, Figure
from generator.model.number import Format, show
from generator.model.pack import format_for
from generator.model.report import Mention, Runs, plain
from generator.narrate.lineage import resting_on
from generator.narrate.places import Place, places
from generator.pipeline import Prepared

_VERBS = {
    "copy": "等于",
    "sum": "合计",
    "subtract": "相减",
    "multiply": "相乘",
    "divide": "相除",
    "share": "占比",
    "magnitude": "绝对值",
    "rounded": "四舍五入",
}
MOST = 200
BEFORE, BEHIND = 14, 8


def print_tree(figure: Figure, prepared: Prepared) -> None:
    """A figure and what it is made of, down to the lines typed; each figure opened once."""
    for line in _tree(figure, money_format(prepared)):
        click.echo(line)


def print_cells(words: str, figures: Sequence[Figure], prepared: Prepared) -> None:
    """The cells that some words name."""
    click.echo(f"“{words}”可以是下面 {len(figures)} 个数，请写出其中一个：")
    fmt = money_format(prepared)
    print_aligned([(figure.id, _value(figure, fmt)) for figure in figures])


def print_uses(asked: Asked, prepared: Prepared) -> None:
    """What prints a figure or something made of it."""
    fmt = money_format(prepared)
    for figure in asked.figures:
        click.echo(f"{figure.id} = {_value(figure, fmt)}    {_origin(figure)}")
    users = resting_on({f.id for f in asked.figures}, prepared.budget, prepared.report)
    found = tuple(p for p in places(prepared.report) if not users.isdisjoint(p.figures()))
    said = f"它变了，下面 {len(found)} 处跟着变：" if found else "没有一格、一句用到它。"
    print_places(said, found, users)


def print_places(heading: str, found: Sequence[Place], figures: Collection[Figure]) -> None:
    """Cells in columns, then sentences below their headings, cut down to the figures meant."""
    click.echo(heading)
    cells = [place for place in found if place.table]
    rows = [(place.table, place.label, plain(place.runs).replace("\n", " ")) for place in cells]
    print_aligned(rows)
    last = ""
    for place in (place for place in found if not place.table):
        if place.label != last:
            last = place.label
            click.echo(f"  {last}")
        named = dict.fromkeys(f.id for f in place.figures() if f in figures)
        click.echo(f"    {_around(place.runs, figures)}    （{'、'.join(named)}）")


def print_aligned(rows: Sequence[tuple[str, ...]]) -> None:
    """Rows in columns; the last one, a number as a rule, stands to the right."""
    if not rows:
        return
    widths = [max(map(width, column)) for column in zip(*rows, strict=True)]
    for row in rows[:MOST]:
        *texts, last = row
        line = "  ".join(padded(t, w) for t, w in zip(texts, widths, strict=False))
        click.echo(f"  {line}  {' ' * (widths[-1] - width(last))}{last}")
    if len(rows) > MOST:
        click.echo(f"  ……另有 {len(rows) - MOST} 处")


def abridged(texts: Sequence[str], marked: Sequence[bool]) -> str:
    """Texts in a row; of those not marked only what stands next to a marked one remains."""
    parts = []
    for index, text in enumerate(texts):
        behind = index > 0 and marked[index - 1]
        before = index + 1 < len(texts) and marked[index + 1]
        room = BEHIND * behind + BEFORE * before
        if marked[index] or len(text) <= room:
            parts.append(text)
        else:
            tail = text[-BEFORE:] if before else ""
            parts.append((text[:BEHIND] if behind else "") + "…" + tail)
    return _joined(parts)


def money_format(prepared: Prepared) -> Format:
    """Money as the file writes it."""
    return Format(prepared.budget.spec.money_unit)


def _around(runs: Runs, figures: Collection[Figure]) -> str:
    marked = [isinstance(run, Mention) and run.figure in figures for run in runs]
    return abridged([plain((run,)) for run in runs], marked)


def _joined(parts: Iterable[str]) -> str:
    text = "".join(parts)
    while "……" in text:
        text = text.replace("……", "…")
    return text


def _tree(figure: Figure, fmt: Format) -> Iterator[str]:
    seen: set[Figure] = set()
    stack = [(figure, 0)]
    while stack:
        current, depth = stack.pop()
        line = f"{'  ' * depth}{current.id} = {_value(current, fmt)}"
        if current in seen:
            yield f"{line}    （见上）"
            continue
        yield f"{line}    {_origin(current)}"
        if isinstance(current.origin, Derived):
            seen.add(current)
            stack += [(part, depth + 1) for part in reversed(current.origin.inputs)]


def _value(figure: Figure, fmt: Format) -> str:
    return show(figure.value, figure.measure, format_for(figure.measure, fmt))


def _origin(figure: Figure) -> str:
    origin = figure.origin
    return _VERBS[origin.verb] if isinstance(origin, Derived) else f"写在 {origin.span}"
