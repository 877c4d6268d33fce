"""gongkai explain."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from generator import pipeline
from generator.cli.chinese import ChineseCommand
from generator.cli.printing import count, print_diagnostics
from generator.model.figure import Derived, Figure
from generator.model.number import Format, show
from generator.model.pack import format_for
from generator.model.source import Span
from generator.narrate.lineage import figures
from generator.read.files import shown
from generator.read.record import nearest

_VERBS = {
    "copy": "等于",
    "sum": "合计",
    "subtract": "相减",
    "multiply": "相乘",
    "divide": "相除",
    "magnitude": "绝对值",
    "rounded": "四舍五入",
}


@click.command("explain", cls=ChineseCommand, options_metavar="[选项]")
@click.argument("spec", metavar="文件", type=click.Path(path_type=Path, readable=False))
@click.argument("name", metavar="数")
def command(spec: Path, name: str) -> int:
    """说明一个数从哪里来：如 三公经费，或 支出总表/2010301/基本支出。"""
    prepared = pipeline.prepare(spec)
    if prepared.value is None:
        print_diagnostics(prepared.diagnostics)
        click.echo(f"{shown(spec)}：{count(prepared.diagnostics)}。", err=True)
        return 1
    known = figures(prepared.value.budget, prepared.value.report)
    figure = known.get(name)
    if figure is None:
        click.echo(f"没有“{name}”这个数。{nearest(name, known)}", err=True)
        return 1
    fmt = Format(prepared.value.budget.spec.money_unit)
    for line in tree(figure, fmt):
        click.echo(line)
    return 0


def tree(figure: Figure, fmt: Format) -> Iterator[str]:
    """A figure and what it is made of, down to the lines typed; each figure opened once."""
    seen: set[Figure] = set()
    stack = [(figure, 0)]
    while stack:
        current, depth = stack.pop()
        origin = current.origin
        text = show(current.value, current.measure, format_for(current.measure, fmt))
        line = f"{'  ' * depth}{current.id} = {text}"
        if not isinstance(origin, Derived):
            yield f"{line}    {_place(origin.span)}"
        elif current in seen:
            yield f"{line}    （见上）"
        else:
            yield f"{line}    {_VERBS[origin.verb]}"
            seen.add(current)
            stack += [(part, depth + 1) for part in reversed(origin.inputs)]


def _place(span: Span) -> str:
    return f"写在 {span}"
