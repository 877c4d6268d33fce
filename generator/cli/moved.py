"""What would move if the spec said something else; the file stays as it is."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from generator import pipeline
from generator.authoring.editing.setting import Setting, located, setting
from generator.cli.asked import Asked
from generator.cli.news import BLANK, print_news, print_setting
from generator.cli.places import abridged, print_aligned
from generator.cli.printing import print_diagnostics
from generator.model.diagnostic import Diagnostic, Outcome, failed
from generator.model.report import plain
from generator.narrate.changes import Moved, moved
from generator.narrate.lineage import resting_on
from generator.pipeline import Prepared
from generator.read.nodes import Node
from generator.read.path import with_value, words
from generator.read.spec import read_tree


def print_moved(
    spec: Path, before: Outcome[Prepared | None], settings: Sequence[str], meant: Asked | None
) -> int:
    """Old and new of every printed number and sentence that moves, and what is newly found.

    With `meant` only of what rests on it. Returns 1 when nothing can be computed any more.
    """
    changed = _changed(spec, settings)
    if changed is None:
        return 1
    after = pipeline.examine(spec, parsed=changed)
    if before.value is None or after.value is None or _unreadable(after.diagnostics):
        print_news(before, after, would=True)
        return 1
    changes = moved(before.value.report, after.value.report)
    if meant is not None:
        changes = _resting(changes, meant, before.value, after.value)
    _print_changes(changes)
    print_news(before, after, would=True)
    return 0


def _changed(spec: Path, settings: Sequence[str]) -> Outcome[Node | None] | None:
    """The tree of the file with every setting made; None when one cannot be."""
    read = read_tree(spec)
    tree = read.value
    if tree is None:
        print_diagnostics(read.diagnostics)
        return None
    changes = located(tree, [_setting(asked, tree) for asked in settings], spec)
    if changes.diagnostics:
        print_diagnostics(changes.diagnostics)
        return None
    for change in changes.value:
        asked, was = change.setting, change.place.scalar
        tree = with_value(tree, change.place, asked.value)
        print_setting(asked.path, words(was), asked.value, was.span)
    return Outcome(tree, read.diagnostics)


def _setting(asked: str, tree: Node) -> Setting:
    wanted = setting(asked, tree)
    if wanted is None:
        raise click.UsageError(f"--set 应当写成 路径=值，这里是“{asked}”。")
    return wanted


def _unreadable(found: Sequence[Diagnostic]) -> bool:
    """Whether a value or code cannot be understood: sums then mean nothing."""
    return any(problem.code[0] in "SB" for problem in found if failed((problem,)))


def _resting(
    changes: tuple[Moved, ...], meant: Asked, before: Prepared, after: Prepared
) -> tuple[Moved, ...]:
    ids = {figure.id for figure in meant.figures}
    old = resting_on(ids, before.budget, before.report)
    new = resting_on(ids, after.budget, after.report)
    return tuple(
        change
        for change in changes
        if (change.old is not None and not old.isdisjoint(change.old.figures()))
        or (change.new is not None and not new.isdisjoint(change.new.figures()))
    )


def _print_changes(changes: tuple[Moved, ...]) -> None:
    cells = [change for change in changes if change.place.table]
    sentences = [change for change in changes if not change.place.table]
    if not changes:
        click.echo("印出的数和文字都不变。")
    if cells:
        click.echo(f"表中 {len(cells)} 格：")
        print_aligned([(c.place.table, c.place.label, f"{_old(c)} → {_new(c)}") for c in cells])
    if sentences:
        click.echo(f"文中 {len(sentences)} 句：")
    last = ""
    for change in sentences:
        if change.place.label != last:
            last = change.place.label
            click.echo(f"  {last}")
        _print_sentence(change)


def _print_sentence(change: Moved) -> None:
    if change.numbers():
        assert change.new is not None
        click.echo(f"    {_with_both(change)}")
        return
    if change.old is not None:
        click.echo(f"    旧：{_old(change)}")
    if change.new is not None:
        click.echo(f"    新：{_new(change)}")


def _with_both(change: Moved) -> str:
    """The words around every number that differs, with both values."""
    assert change.old is not None and change.new is not None
    pairs = zip(change.old.runs, change.new.runs, strict=True)
    texts = [(plain((a,)), plain((b,))) for a, b in pairs]
    marked = [a != b for a, b in texts]
    return abridged([a if a == b else f"{a}→{b}" for a, b in texts], marked)


def _old(change: Moved) -> str:
    return plain(change.old.runs).replace("\n", " ") if change.old is not None else BLANK


def _new(change: Moved) -> str:
    return plain(change.new.runs).replace("\n", " ") if change.new is not None else BLANK
