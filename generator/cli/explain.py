"""gongkai explain."""

from __future__ import annotations

from pathlib import Path

import click

from generator import pipeline
from generator.cli.asked import Asked, asked
from generator.cli.chinese import ChineseCommand
from generator.cli.moved import print_moved
from generator.cli.places import print_cells, print_places, print_tree, print_uses
from generator.cli.printing import count, print_diagnostics
from generator.model.diagnostic import failed
from generator.pipeline import Prepared
from generator.read.files import shown


@click.command("explain", cls=ChineseCommand, options_metavar="[选项]")
@click.argument("spec", metavar="文件", type=click.Path(path_type=Path, readable=False))
@click.argument("name", metavar="数", required=False)
@click.option("--uses", is_flag=True, help="反过来：这个数用在哪些格、哪些句子里。")
@click.option(
    "--set", "settings", metavar="路径=值", multiple=True,
    help="假如改成这个值，哪些格、哪些句子会变；文件不动。",
)  # fmt: skip
def command(spec: Path, name: str | None, uses: bool, settings: tuple[str, ...]) -> int:
    """说明一个数从哪里来：如 三公经费，14.26，或 支出总表 2010301 基本支出。"""
    if name is None and not settings:
        raise click.UsageError("缺少 数。")
    examined = pipeline.examine(spec)
    prepared = examined.value
    if prepared is None:
        print_diagnostics(examined.diagnostics)
        click.echo(f"{shown(spec)}：{count(examined.diagnostics)}。", err=True)
        return 1
    if failed(examined.diagnostics):
        said = f"{count(examined.diagnostics)}，下面的数可能不对；请运行 gongkai check。"
        click.echo(f"{shown(spec)}：{said}", err=True)
    meant = asked(name, prepared) if name is not None else None
    if meant is not None and not meant.places and not meant.figures:
        click.echo(meant.advice, err=True)
        return 1
    if settings:
        return print_moved(spec, examined, settings, meant)
    assert meant is not None
    if uses:
        print_uses(meant, prepared)
    else:
        _print_origin(meant, prepared)
    return 0


def _print_origin(meant: Asked, prepared: Prepared) -> None:
    if meant.places:
        print_places(f"{meant.words} 印在 {len(meant.places)} 处：", meant.places, meant.figures)
    elif len(meant.figures) > 1:
        print_cells(meant.words, meant.figures, prepared)
    if len(meant.figures) == 1:
        print_tree(meant.figures[0], prepared)
