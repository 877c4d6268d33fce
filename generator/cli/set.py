"""gongkai set."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click

from generator import pipeline
from generator.authoring.editing.original import Original, read_original, save
from generator.authoring.editing.setting import Edited, Setting, edited, setting
from generator.checks.unfinished import OPEN
from generator.cli.chinese import ChineseCommand
from generator.cli.interruption import writing
from generator.cli.news import new, print_news, print_setting
from generator.cli.printing import print_diagnostics
from generator.cli.progress import summary
from generator.model.diagnostic import Diagnostic, failed
from generator.read.files import shown
from generator.read.nodes import Node, parse
from generator.read.path import words

# What is said of a code, a name or a text that means nothing.
NOT_UNDERSTOOD = frozenset({"B101", "B102", "B104", "N101", "N102", "N103", "N104"})


@click.command("set", cls=ChineseCommand, options_metavar="[选项]")
@click.argument("spec", metavar="文件", type=click.Path(path_type=Path, readable=False))
@click.argument("settings", metavar="路径=值...", nargs=-1, required=True)
def command(spec: Path, settings: tuple[str, ...]) -> int:
    """改一个或几个值，别处一个字节也不动：如 基本支出.按经济科目.30217=0.70。"""
    for asked in settings:
        _setting(asked)
    read = read_original(spec)
    if read.value is None:
        print_diagnostics(read.diagnostics)
        return 1
    parsed = parse(read.value.source)
    if parsed.value is None:
        return _refused(spec, parsed.diagnostics)
    tree = parsed.value
    made = edited(read.value, tree, [_setting(asked, tree) for asked in settings])
    if made.value is None:
        return _refused(spec, made.diagnostics)
    return _written(read.value, made.value)


def _setting(asked: str, tree: Node | None = None) -> Setting:
    wanted = setting(asked, tree)
    if wanted is None:
        how = "“=”用半角" if "＝" in asked else "等号两边不空格"
        raise click.UsageError(f"应当写成 路径=值，{how}，这里是“{asked}”。")
    return wanted


def _written(original: Original, made: Edited) -> int:
    """Write the file if it can still be read afterwards, and tell what that changes."""
    spec = original.path
    if made.content == original.content:
        _print_changes(made)
        return 0
    before = pipeline.examine(spec)
    after = pipeline.examine(spec, parsed=made.read)
    found = new(before.diagnostics, after.diagnostics)
    unreadable = [p for p in found if _stops_reading(p, made)]
    if unreadable:
        return _refused(spec, unreadable)
    with writing() as written:
        saved = save(original, made.content)
        written += [spec] if saved.value else []
    if not saved.value:
        return _refused(spec, saved.diagnostics)
    _print_changes(made)
    print_news(before, after)
    if after.value is not None and any(p.code == OPEN for p in before.diagnostics):
        click.echo(f"{summary(after.value.budget.progress)}。")
    return 0


def _print_changes(made: Edited) -> None:
    for change in made.changes:
        path, value, old = change.setting.path, change.setting.value, change.place.scalar
        if change.alters:
            print_setting(path, words(old), value, old.span)
        else:
            click.echo(f"{path}：已经是 {value or '空的'}，不用改。    写在 {old.span}")


def _stops_reading(problem: Diagnostic, made: Edited) -> bool:
    """Whether something in a file is not understood, or a name or code that has just been set.

    That something is still open is no such thing.
    """
    if problem.code == OPEN or not failed((problem,)):
        return False
    unknown = problem.code in NOT_UNDERSTOOD and made.holds(problem.span)
    return problem.code.startswith("S") or unknown


def _refused(spec: Path, found: Iterable[Diagnostic]) -> int:
    print_diagnostics(found)
    click.echo(f"{shown(spec)}：没有写入，文件没有变。", err=True)
    return 1
