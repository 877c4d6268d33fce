"""gongkai check."""

from __future__ import annotations

from pathlib import Path

import click

from generator import pipeline
from generator.cli.chinese import ChineseCommand
from generator.cli.printing import count, print_diagnostics
from generator.model.diagnostic import failed
from generator.read.files import shown


@click.command("check", cls=ChineseCommand, options_metavar="[选项]")
@click.argument(
    "specs",
    metavar="文件...",
    nargs=-1,
    required=True,
    type=click.Path(path_type=Path, readable=False),
)
def command(specs: tuple[Path, ...]) -> int:
    """检查 YAML 文件：格式、名称、科目、两种分列、合计、批复数。"""
    worst = 0
    for spec in specs:
        found = pipeline.prepare(spec).diagnostics
        print_diagnostics(found)
        click.echo(f"{shown(spec)}：{count(found) if found else '没有发现问题'}。")
        worst = max(worst, int(failed(found)))
    return worst
