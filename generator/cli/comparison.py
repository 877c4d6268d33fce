"""A comparison in the terminal: what moved first, the words last."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import click

from generator.cli.columns import aligned
from generator.cli.redlined import redlined
from generator.model.comparison import (
    ComparedRecord,
    ComparedText,
    Comparison,
    Difference,
    Side,
)
from generator.render.comparison import wording

SAME = "两份文件没有不同。"
# So many lines of a list are shown unless all are wanted.
MOST = 15
NAME = 36
INDENT = "  "
CODE = wording.CODE
COLOURS: Mapping[Side, str | None] = {Side.NEW: "green", Side.OLD: "red", Side.BOTH: None}


def print_comparison(comparison: Comparison, everything: bool) -> None:
    """Headline, what moved the total, figures, tables, records, sentences."""
    coloured = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    for note in comparison.notes:
        click.echo(f"注意：{note}", err=True)
    if comparison.empty:
        click.echo(SAME)
        return
    page = _Page(comparison, None if everything else MOST, coloured)
    for line in page.lines():
        click.echo(line, color=coloured)


@dataclass(frozen=True, slots=True)
class _Page:
    comparison: Comparison
    most: int | None
    coloured: bool

    def lines(self) -> Iterator[str]:
        made = self.comparison
        yield f"{wording.title(made)}（{wording.unit_note(made)}）"
        if made.total is not None:
            yield self.headline(made.total)
        movers = [mover.difference for mover in made.movers]
        yield from self.numbers(wording.MOVERS, movers, CODE, wording.NAME)
        yield from self.numbers(wording.SUMMARY, made.differing, wording.NAME)
        for table in made.tables:
            cells = sorted(table.cells, key=lambda cell: -cell.size)
            yield from self.numbers(table.title, cells, CODE, wording.NAME, wording.COLUMN)
        yield from self.records(wording.PROJECTS, made.projects, wording.PROJECT_SIDES)
        yield from self.indicators()
        for title, records in (
            (wording.ASSETS, made.assets),
            (wording.PROCUREMENT, made.procurement),
            (wording.UNITS, made.units),
        ):
            yield from self.records(title, records, wording.SIDES)
        yield from self.sentences()

    def headline(self, total: Difference) -> str:
        if not total.differs:
            return f"{total.name} {total.shown.new}，没有增减"
        shown = total.shown
        word = "减少" if shown.change.startswith("-") else "增加"
        share = f"（{shown.share}）" if shown.share else ""
        size = f"，{word} {shown.change.lstrip('+-')}{share}" if shown.change else ""
        return f"{total.name} {shown.old or '无'} → {shown.new or '无'}{size}"

    def numbers(self, title: str, differences: Sequence[Difference], *above: str) -> Iterator[str]:
        """A list of numbers with what they are called; a reason stands below its figure."""
        if not differences:
            return
        yield title_of(title, len(differences))
        kept = differences[: self.most]
        head = [*above, self.comparison.old_label, self.comparison.new_label]
        head += [wording.CHANGE, wording.SHARE]
        rows = [[*_words(d, above), *_shown(d)] for d in kept]
        first, *lines = aligned([head, *rows], len(above), NAME)
        yield INDENT + first
        for difference, line in zip(kept, lines, strict=True):
            yield INDENT + _marked(line, difference)
            if difference.reason:
                yield f"{INDENT * 2}{wording.REASON}：{difference.reason}"
        yield from self.rest(len(differences))

    def records(
        self, title: str, records: Sequence[ComparedRecord], words: Mapping[Side, str]
    ) -> Iterator[str]:
        """Each record and below it what has changed."""
        if not records:
            return
        yield title_of(title, len(records))
        for record in records[: self.most]:
            code = f" {record.code}" if record.code else ""
            line = f"{words[record.side]} {record.name}{code}"
            yield INDENT + click.style(line, fg=COLOURS[record.side])
            for number in _told(record):
                yield INDENT * 2 + _marked(f"{number.column} {_change(number)}", number)
                if number.reason:
                    yield f"{INDENT * 3}{wording.REASON}：{number.reason}"
            for text in record.texts if record.side is Side.BOTH else ():
                yield f"{INDENT * 2}{text.label}：{self.redline(text)}"
        yield from self.rest(len(records))

    def indicators(self) -> Iterator[str]:
        """Those of a project that is new or has ended are only counted."""
        made = self.comparison
        whole = {record.id: record for record in made.projects if record.side is not Side.BOTH}
        counts = Counter(record.owner for record in made.indicators)
        rest = [record for record in made.indicators if record.owner not in whole]
        counted = [
            f"{INDENT}{wording.PROJECT_SIDES[project.side]}项目“{project.name}”"
            f"的绩效指标 {counts[id]} 项"
            for id, project in whole.items()
            if counts[id]
        ]
        if rest:
            yield from self.records(wording.INDICATORS, rest, wording.SIDES)
        elif counted:
            yield title_of(wording.INDICATORS, len(made.indicators))
        yield from counted

    def sentences(self) -> Iterator[str]:
        made = self.comparison.sentences
        if not made:
            return
        yield title_of(wording.TEXT, len(made))
        heading = None
        for text in made[: self.most]:
            if text.label != heading:
                heading = text.label
                yield f"{INDENT}【{heading}】"
            yield INDENT * 2 + self.redline(text)
        yield from self.rest(len(made))

    def redline(self, text: ComparedText) -> str:
        return redlined(text.pieces, self.coloured, self.most is None)

    def rest(self, count: int) -> Iterator[str]:
        if self.most is not None and count > self.most:
            yield f"{INDENT}另有 {count - self.most} 处，用 --all 全部列出。"


def title_of(words: str, count: int) -> str:
    """The title of a list, a blank line in front of it."""
    return "\n" + click.style(f"{words}（{count} 处）", bold=True)


def _told(record: ComparedRecord) -> Iterator[Difference]:
    """The numbers worth a line: of a record on one side its money, not all it has."""
    for number in record.numbers:
        if record.side is Side.BOTH or number.size:
            yield number


def _words(difference: Difference, above: Sequence[str]) -> Iterator[str]:
    column = wording.column_name(difference.column)
    told = {CODE: difference.code, wording.NAME: difference.name, wording.COLUMN: column}
    return (told[head] for head in above)


def _shown(difference: Difference) -> tuple[str, ...]:
    shown = difference.shown
    return shown.old, shown.new, shown.change, shown.share


def _change(difference: Difference) -> str:
    shown = difference.shown
    said = "，".join(filter(None, (shown.change, shown.share)))
    return f"{shown.old or '无'} → {shown.new or '无'}" + (f"（{said}）" if said else "")


def _marked(line: str, difference: Difference) -> str:
    if difference.unexplained:
        return line + click.style(f"  {wording.DUE}", fg="yellow")
    return line.rstrip()
