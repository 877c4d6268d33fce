"""gongkai verify."""

from __future__ import annotations

from pathlib import Path

import click

from generator import pipeline
from generator.cli.chinese import ChineseCommand
from generator.cli.printing import count, counted, print_diagnostics
from generator.model.diagnostic import Diagnostic, Severity, failed
from generator.model.source import Span
from generator.read.files import read_bytes, shown

# More differences than this are no longer read.
_MOST = 100
_LARGEST = 50_000_000


@click.command("verify", cls=ChineseCommand, options_metavar="[选项]")
@click.argument("spec", metavar="文件", type=click.Path(path_type=Path, readable=False))
@click.argument("file", metavar="WORD或PDF", type=click.Path(path_type=Path, readable=False))
def command(spec: Path, file: Path) -> int:
    """核对手工改过的 Word 或 PDF：哪个数、哪句话与 YAML 文件不同，在哪里。"""
    prepared = pipeline.prepare(spec)
    if prepared.value is None:
        print_diagnostics(prepared.diagnostics)
        click.echo(f"{shown(spec)}：{count(prepared.diagnostics)}，无法核对。", err=True)
        return 1
    read = read_bytes(file, _LARGEST)
    if read.value is None:
        print_diagnostics(read.diagnostics)
        return 1
    # Document libraries are loaded when a file is there to be read.
    from generator.exchange.verify import verify

    narrated = prepared.value.narrated
    verified = verify(narrated.report, narrated.sentences, read.value, Span(shown(file)))
    found = verified.diagnostics
    _print(found)
    if verified.value is None:
        return 1
    if failed(found):
        number = counted(found)[Severity.ERROR]
        click.echo(f"{shown(file)}：与 {shown(spec)} 有 {number} 处不同。")
        return 1
    did = f"核对了 {verified.value.units} 段（行）、{verified.value.numbers} 个数"
    click.echo(f"{shown(file)}：{did}，与 {shown(spec)} 一致。")
    return 0


def _print(found: tuple[Diagnostic, ...]) -> None:
    print_diagnostics(found[:_MOST])
    if len(found) > _MOST:
        click.echo(f"……另有 {len(found) - _MOST} 处，没有列出。", err=True)
