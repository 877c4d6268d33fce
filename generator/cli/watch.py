"""gongkai watch."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from types import FrameType

import click

from generator.authoring.watching import Wait, changes
from generator.cli.chinese import ChineseCommand
from generator.cli.order import Order, order
from generator.cli.rebuilding import Rebuilding
from generator.cli.streams import heard
from generator.read.files import read_bytes, shown


@click.command("watch", cls=ChineseCommand, options_metavar="[选项]")
@click.argument("spec", metavar="文件", type=click.Path(path_type=Path, readable=False))
@click.option("--to", "to", metavar="格式", help="docx、pdf，逗号分开；默认两种都要。")
@click.option("--out", metavar="文件夹", help="写到哪里；默认 output。")
@click.option("--draft", is_flag=True, help="填完了也只生成草稿。")
def command(spec: Path, to: str | None, out: str | None, draft: bool) -> int:
    """一边改 YAML 文件一边看：每次保存后更新 Word 和 PDF，列出问题。按 Ctrl-C 结束。"""
    wanted = order(to, out)
    # A wrong name would be waited for without end.
    there = read_bytes(spec)
    if there.value is None and not spec.is_file():
        raise click.UsageError(f"{shown(spec)}：{there.diagnostics[0].message}")
    click.echo(f"正在看着 {shown(spec)} 和它用到的文件：每次保存后更新，按 Ctrl-C 结束。")
    with _until_interrupted() as wait:
        watch(spec, wanted, draft, wait)
    click.echo("已停止。")
    return 0


def watch(spec: Path, wanted: Order, draft: bool, wait: Wait) -> None:
    """Rebuild a spec whenever a file it is made of has been saved, until `wait` says stop."""
    rebuilding = Rebuilding(spec, wanted, draft)
    for changed in changes(rebuilding.sources, wait):
        if changed:
            rebuilding.rebuild()
        else:
            rebuilding.wait()


@contextmanager
def _until_interrupted() -> Iterator[Wait]:
    """Waiting that Ctrl-C ends, so that no file is left half written; the second stops at once."""
    stop = Event()

    def interrupted(signal: int, frame: FrameType | None) -> None:
        if stop.is_set():
            raise KeyboardInterrupt
        stop.set()

    before = signal.signal(signal.SIGINT, interrupted)
    try:
        # Where nobody reads on, nobody is left to watch for.
        yield lambda milliseconds: stop.wait(milliseconds / 1000) or not heard()
    finally:
        signal.signal(signal.SIGINT, before)
