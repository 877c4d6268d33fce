"""A value before and after, and what checks find or no longer find because of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import click

from generator.checks.codes import found_by
from generator.checks.unfinished import OPEN
from generator.cli.columns import shortened
from generator.cli.printing import lines
from generator.model.diagnostic import Diagnostic, Outcome, failed
from generator.model.source import Span
from generator.pipeline import Prepared

BLANK = "（空）"
# A waiver that meets nothing is told of only when its check has run; files are made without errors.
_UNUSED, _MADE = "W501", "D"
# Columns of a value that is shown beside another one.
_ROOM = 60


def print_setting(path: str, was: str, value: str, place: Span) -> None:
    """Old and new value of a path, and where it is written."""
    click.echo(f"{path}：{_brief(was)} → {_brief(value)}    写在 {place}")


def print_news(
    earlier: Outcome[Prepared | None], later: Outcome[Prepared | None], would: bool = False
) -> None:
    """What is found only afterwards, and the codes of what is gone; `would` if nothing is set yet.

    What could not be looked for afterwards is not gone. How much is still open changes with every
    value and is told elsewhere.
    """
    before, after = earlier.diagnostics, later.diagnostics
    word = "会" if would else ""
    news = new(before, after)
    if news:
        click.echo(f"{word}新发现 {len(news)} 个问题：")
        for line in (line for problem in news for line in lines(problem)):
            click.echo(line)
    changed = Counter(problem.code for problem in news)
    gone = []
    for problem in new(after, before):
        if not looked_for(problem, later):
            continue
        changed[problem.code] -= 1  # the same problem with other numbers is not gone
        if changed[problem.code] < 0:
            gone.append(problem)
    if gone:
        codes = "、".join(dict.fromkeys(problem.code for problem in gone))
        click.echo(f"{word}消除 {len(gone)} 个问题：{codes}。")


def looked_for(problem: Diagnostic, examined: Outcome[Prepared | None]) -> bool:
    """Whether what was examined would show a problem that was found earlier, if it still stood."""
    if examined.value is None:
        return False
    if problem.code.startswith(_MADE) and failed(examined.diagnostics):
        return False
    not_run = examined.value.examination.not_run
    check = found_by(problem.code, examined.value.budget.pack)
    return check not in not_run and not (problem.code == _UNUSED and not_run)


def new(before: Sequence[Diagnostic], after: Sequence[Diagnostic]) -> tuple[Diagnostic, ...]:
    """What is found afterwards and was not before, wherever its line has moved to."""
    known = Counter(map(_words, before))
    found = []
    for problem in after:
        known[_words(problem)] -= 1
        if known[_words(problem)] < 0:
            found.append(problem)
    return tuple(found)


def _words(problem: Diagnostic) -> tuple[str, str]:
    return problem.code, "" if problem.code == OPEN else problem.message


def _brief(value: str) -> str:
    return shortened(value.replace("\n", "⏎"), _ROOM) if value else BLANK
