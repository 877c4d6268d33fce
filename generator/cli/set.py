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
from generator.cli.news import new, print_news, print_setting
from generator.cli.printing import print_diagnostics
from generator.cli.progress import summary
from generator.model.diagnostic import Diagnostic, failed
from generator.read.files import shown
from generator.read.path import words


@click.command("set", cls=ChineseCommand, options_metavar="[选项]")
@click.argument("spec", metavar="文件", type=click.Path(path_type=Path, readable=False))
@click.argument("settings", metavar="路径=值...", nargs=-1, required=True)
def command(spec: Path, settings: tuple[str, ...]) -> int:
    """改一个或几个值，别处一个字节也不动：如 基本支出.按经济科目.30217=0.70。"""
    asked = tuple(map(_setting, settings))
    read = read_original(spec)
    if read.value is None:
        print_diagnostics(read.diagnostics)
        return 1
    made = edited(read.value, asked)
    if made.value is None:
        return _refused(spec, made.diagnostics)
    return _written(read.value, made.value)


def _setting(asked: str) -> Setting:
    wanted = setting(asked)
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
    after = pipeline.examine(spec, tree=made.tree)
    unreadable = [p for p in new(before.diagnostics, after.diagnostics) if _stops_reading(p)]
    if unreadable:
        return _refused(spec, unreadable)
    saved = save(original, made.content)
    if not saved.value:
        return _refused(spec, saved.diagnostics)
    _print_changes(made)
    print_news(before.diagnostics, after.diagnostics)
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


def _stops_reading(problem: Diagnostic) -> bool:
    """Whether something in a file is not understood; that it is still open is no such thing."""
    return problem.code.startswith("S") and problem.code != OPEN and failed((problem,))


def _refused(spec: Path, found: Iterable[Diagnostic]) -> int:
    print_diagnostics(found)
    click.echo(f"{shown(spec)}：没有写入，文件没有变。", err=True)
    return 1
