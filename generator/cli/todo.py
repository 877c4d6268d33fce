"""gongkai todo."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import click

from generator import pipeline
from generator.authoring.open_places import OpenPlace, open_places
from generator.build.names import code_names
from generator.build.progress import progress
from generator.build.renamed import codes_since
from generator.checks.unfinished import OPEN
from generator.checks.y106_left_over import CODE as LEFT_OVER
from generator.cli.chinese import ChineseCommand
from generator.cli.open_lines import Words, print_places
from generator.cli.printing import count, print_diagnostics
from generator.cli.progress import bar, summary
from generator.model.diagnostic import Diagnostic, failed
from generator.model.key import keys_of
from generator.model.pending import Progress
from generator.model.spec import Spec
from generator.pipeline import Prepared
from generator.read.files import project_folder, shown
from generator.read.record import nearest
from generator.read.spec import read_spec


@click.command("todo", cls=ChineseCommand, options_metavar="[选项]")
@click.argument("spec", metavar="文件", type=click.Path(path_type=Path, readable=False))
@click.option("--section", metavar="一节", help="只看一节，如 项目、基本支出。")
def command(spec: Path, section: str | None) -> int:
    """还有哪些要填、要核、要定，在第几行；已经填了多少。"""
    sections = [key.name for _, key in keys_of(Spec)]
    if section is not None and section not in sections:
        raise click.UsageError(f"没有“{section}”这一节。{nearest(section, sections)}")
    examined = pipeline.examine(spec)
    if examined.value is None:
        return _print_unread(spec, examined.diagnostics, section)
    return _print_all(spec, examined.value, examined.diagnostics, section)


def _print_all(
    spec: Path, prepared: Prepared, found: Sequence[Diagnostic], section: str | None
) -> int:
    budget = prepared.budget
    stale = [problem for problem in found if problem.code == LEFT_OVER]
    last = budget.last_year
    codes = codes_since(last, budget.pack) if last is not None else {}
    places = open_places(budget.spec, budget.progress, last, codes, stale)
    _print_head(spec, budget.progress)
    names = code_names(budget.spec, budget.pack)
    _print_section(spec, places, Words(budget.spec.money_unit, names), budget.progress, section)
    before = [p for p in found if p.code == OPEN and p.span.file != budget.spec.span.file]
    print_diagnostics(before)
    others = [problem for problem in found if problem.code != OPEN]
    if others:
        click.echo(f"另有 {count(others)}，请运行：gongkai check {shown(spec)}")
    elif not budget.progress.pending and not before:
        click.echo(f"都完成了，可以生成：gongkai build {shown(spec)}")
    return int(failed(found))


def _print_unread(spec: Path, found: Sequence[Diagnostic], section: str | None) -> int:
    """What can be said of a file that cannot be understood as a whole."""
    print_diagnostics(found)
    read = read_spec(spec, project_folder(spec)).value
    if read is not None:
        made = progress(read)
        _print_head(spec, made)
        _print_section(spec, open_places(read, made), Words(read.money_unit), made, section)
    click.echo(f"{shown(spec)}：{count(found)}，改好以后再看一遍。", err=True)
    return 1


def _print_head(spec: Path, made: Progress) -> None:
    click.echo(f"{shown(spec)}\n{bar(made)}  {summary(made)}")


def _print_section(
    spec: Path, places: Sequence[OpenPlace], words: Words, made: Progress, section: str | None
) -> None:
    listed = [p for p in places if section is None or p.pending.section == section]
    if section is not None and not listed:
        click.echo(f"“{section}”里没有要填、要核、要定的。")
    still = Counter(place.pending.section for place in listed if place.unfilled)
    totals = dict(made.values)
    for name in dict.fromkeys(place.pending.section for place in listed):
        total = totals.get(name, 0)
        filled = f"（已填 {total - still[name]}/{total}）" if total else ""
        click.echo(f"\n{name}{filled}")
        print_places([place for place in listed if place.pending.section == name], words)
    if listed:
        click.echo("")
        if any(place.unfilled for place in listed):
            first = next(place for place in listed if place.unfilled)
            click.echo(f"直接改文件，或用：gongkai set {shown(spec)} {first.pending.path}=…")
