"""Diagnostics for people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import click

from generator.checks.waivers import Waived
from generator.cli.columns import around, shortened
from generator.model.diagnostic import Diagnostic, Severity
from generator.model.source import Span
from generator.read.files import read_text

WORDS = {Severity.ERROR: "错误", Severity.WARNING: "警告", Severity.INFO: "提示"}
# Columns of a quoted source line.
ROOM = 92
INDENT = "    "


@dataclass
class Sources:
    """The lines of the files that diagnostics point into, each file read once."""

    _lines: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def line(self, place: Span) -> str | None:
        """The line at a place; None where there is none, or the file is no text."""
        if place.line == 0:
            return None
        if place.file not in self._lines:
            source = read_text(Path(place.file)).value
            self._lines[place.file] = tuple(source.text.split("\n")) if source else ()
        lines = self._lines[place.file]
        return lines[place.line - 1] if place.line <= len(lines) else None


def print_diagnostics(diagnostics: Iterable[Diagnostic]) -> None:
    """One mistake a line, in a form that editors can follow, then what to do."""
    for problem in diagnostics:
        for line in lines(problem):
            click.echo(line, err=True)


def lines(problem: Diagnostic) -> Iterator[str]:
    """A mistake, other places that take part, what to do."""
    yield heading(problem)
    for place in problem.related:
        yield f"{INDENT}另见 {place}"
    if problem.advice:
        yield f"{INDENT}{problem.advice}"


def print_quoted(problem: Diagnostic, sources: Sources) -> None:
    """A mistake with the lines it points at, a caret below the column."""
    click.echo(heading(problem), err=True)
    line = sources.line(problem.span)
    if line is not None and line.strip():
        words, column = around(line, problem.span.column - 1, ROOM)
        click.echo(f"{INDENT}  {words}\n{INDENT}  {' ' * column}^", err=True)
    for place in problem.related:
        line = sources.line(place)
        quoted = f"  {shortened(line.strip(), ROOM // 2)}" if line and line.strip() else ""
        click.echo(f"{INDENT}另见 {place}{quoted}", err=True)
    if problem.advice:
        click.echo(f"{INDENT}{problem.advice}", err=True)
    if problem.about:
        click.echo(f"{INDENT}对象：{problem.about}", err=True)


def heading(problem: Diagnostic) -> str:
    """Place, severity, code and sentence in one line."""
    return f"{problem.span}: {WORDS[problem.severity]} {problem.code}：{problem.message}"


def print_waived(waived: Iterable[Waived]) -> None:
    """What somebody answers for, with reason and person."""
    listed = list(waived)
    if listed:
        click.echo(f"已豁免 {len(listed)} 项：")
    for item in listed:
        finding, waiver = item.finding, item.waiver
        until = f"，截止 {waiver.until}" if waiver.until else ""
        click.echo(f"  {finding.span}: {finding.code}：{finding.message}")
        click.echo(f"{INDENT}原因：{waiver.reason}（{waiver.person}{until}）")


def count(diagnostics: Iterable[Diagnostic]) -> str:
    """How many errors and warnings."""
    totals = counted(diagnostics)
    return f"{totals[Severity.ERROR]} 个错误，{totals[Severity.WARNING]} 个警告"


def counted(diagnostics: Iterable[Diagnostic]) -> Mapping[Severity, int]:
    """How many of each severity."""
    totals = dict.fromkeys(Severity, 0)
    for problem in diagnostics:
        totals[problem.severity] += 1
    return totals
