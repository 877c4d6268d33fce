"""gongkai reasons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from generator import pipeline
from generator.authoring.reasons.explained import MOST, Explained, Given, explained
from generator.authoring.reasons.skeleton import Wording, wording
from generator.build.budget import Budget
from generator.build.prior import WRONG_PRIOR, comparable
from generator.checks.unfinished import OPEN
from generator.cli.chinese import ChineseCommand
from generator.cli.interruption import writing
from generator.cli.printing import count, print_diagnostics
from generator.model.diagnostic import Diagnostic, failed
from generator.read.files import shown


@click.command("reasons", cls=ChineseCommand, options_metavar="[选项]")
@click.argument("spec", metavar="文件", type=click.Path(path_type=Path, readable=False))
@click.option(
    "--most",
    metavar="条数",
    type=click.IntRange(1, 99),
    default=MOST,
    help="最多列几条，其余的合在一起；默认 8。",
)
@click.option("--write", is_flag=True, help="写进文件；已经写了原因的不动。")
def command(spec: Path, most: int, write: bool) -> int:
    """列出比上年增减的项目和科目，作为“增减原因”的底稿。"""
    examined = pipeline.examine(spec, draft=True)
    prepared = examined.value
    if prepared is None:
        print_diagnostics(examined.diagnostics)
        click.echo(f"{shown(spec)}：{count(examined.diagnostics)}。", err=True)
        return 1
    budget = prepared.budget
    if not budget.last_year or not comparable(budget.spec, budget.last_year):
        return _no_last_year(spec, budget, examined.diagnostics)
    if failed(examined.diagnostics):
        said = f"{count(examined.diagnostics)}，下面的数可能不对；请运行 gongkai check。"
        click.echo(f"{shown(spec)}：{said}", err=True)
    figures, words = explained(budget, most), wording(budget)
    _print(figures, words, budget)
    return _write(spec, figures, words, examined.diagnostics) if write else 0


def _no_last_year(spec: Path, budget: Budget, found: Sequence[Diagnostic]) -> int:
    if budget.spec.prior is None:
        message = "没有写“上年”，不能比较增减。请写 上年: 上年的文件，如 上年: 2023.yaml。"
        click.echo(f"{shown(spec)}：{message}", err=True)
    elif budget.last_year is None:
        print_diagnostics(found)
        click.echo(f"{shown(spec)}：上年文件没有读懂，不能比较增减。", err=True)
    else:
        print_diagnostics(problem for problem in found if problem.code == WRONG_PRIOR)
        click.echo(f"{shown(spec)}：上年文件不对，不能比较增减。", err=True)
    return 1


def _print(figures: Sequence[Explained], words: Wording, budget: Budget) -> None:
    """Every figure and its skeleton, as it can be copied into the file."""
    if not figures:
        click.echo("模板没有要求说明增减原因的数。")
        return
    for each in figures:
        click.echo(f"# {words.summary(each)}")
    last = budget.last_year
    if last is not None and not last.detailed:
        click.echo("# 上年文件只有合计数：每一条的“增加”或“减少”要自己填。")
    lines = [line for each in figures for line in words.skeleton(each, "  ")]
    if lines:
        click.echo("增减原因:")
    for line in lines:
        click.echo(line)


def _write(
    spec: Path, figures: Sequence[Explained], words: Wording, found: Sequence[Diagnostic]
) -> int:
    from generator.authoring.editing.original import read_original, save
    from generator.authoring.reasons.places import with_reasons

    if any(p.code.startswith("S") and p.code != OPEN for p in found if failed((p,))):
        return _refused(spec, [p for p in found if failed((p,))])
    wanted = _wanted(figures, words)
    begun = [each.name for each in figures if each.given is Given.PARTLY]
    if begun:
        click.echo(f"已经写了一部分原因，没有动：{'、'.join(begun)}。")
    if not wanted:
        click.echo("没有要写的：有增减的都已经写了原因。" if not begun else "没有要写的。")
        return 0
    original = read_original(spec)
    if original.value is None:
        return _refused(spec, original.diagnostics)
    made = with_reasons(original.value, wanted)
    if made.value is None:
        return _refused(spec, made.diagnostics)
    if made.value == original.value.content:
        click.echo("底稿已经在文件里，没有变。请把“待填”改成原因，不需要的整条删去。")
        return 0
    with writing() as written:
        saved = save(original.value, made.value)
        written += [spec] if saved.value else []
    if not saved.value:
        return _refused(spec, saved.diagnostics)
    click.echo(f"已写进 {shown(spec)}：{'、'.join(wanted)}。请把“待填”改成原因，不需要的整条删去。")
    return 0


def _wanted(figures: Sequence[Explained], words: Wording) -> Mapping[str, Sequence[str]]:
    """The entries that nobody has written yet."""
    open_ = (each for each in figures if each.given is Given.NOTHING)
    entries = {each.name: list(words.skeleton(each, "")) for each in open_}
    return {name: lines for name, lines in entries.items() if lines}


def _refused(spec: Path, found: Sequence[Diagnostic]) -> int:
    print_diagnostics(found)
    click.echo(f"{shown(spec)}：没有写入，文件没有变。", err=True)
    return 1
