"""gongkai schema."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import click

from generator.authoring.schema.document import header_line, is_schema, schema_file, schema_text
from generator.cli.chinese import ChineseCommand
from generator.cli.interruption import writing
from generator.cli.printing import print_diagnostics
from generator.model.diagnostic import Diagnostic, Outcome, error, failed
from generator.model.pack import Pack
from generator.model.source import Span
from generator.model.values import Text
from generator.publish import publish
from generator.read.files import project_folder, read_bytes, read_text, shown
from generator.read.pack import pack_names, read_pack
from generator.read.record import nearest
from generator.read.spec import read_spec


@click.command("schema", cls=ChineseCommand, options_metavar="[选项]")
@click.argument(
    "spec", metavar="[文件]", required=False, type=click.Path(path_type=Path, readable=False)
)
@click.option(
    "--template", "name", metavar="模板", help="没有写文件时，用哪个模板；只有一个时不必写。"
)
@click.option(
    "--out", metavar="文件", type=click.Path(path_type=Path, readable=False), help="写到这个文件。"
)
def command(spec: Path | None, name: str | None, out: Path | None) -> int:
    """写出编辑器用的 JSON Schema：说明每个键，列出可以写的名称，标出写错的地方。

    写了 YAML 文件，就放进它的 specs 文件夹；没有写文件，就印出来。
    """
    if spec is not None and name is not None:
        raise click.UsageError("写了文件就用它的模板，不能再写 --template。")
    root = Path() if spec is None else project_folder(spec)
    chosen = Outcome(_template(name, root)) if spec is None else _of(spec, root)
    read = read_pack(chosen.value, root) if chosen.value is not None else Outcome(None)
    pack = read.value
    if pack is None:
        print_diagnostics(read.diagnostics or chosen.diagnostics)
        return 1
    if spec is None and out is None:
        click.echo(schema_text(pack), nl=False)
        return 0
    if out is not None and not out.parent.is_dir():
        message = f"没有“{shown(out.parent)}”这个文件夹。"
        print_diagnostics(
            [error("D701", Span(shown(out)), message, "请先建好文件夹，再运行一次。")]
        )
        return 1
    target = out or schema_file(root, pack.name)
    written = place_schema(target, pack)
    print_diagnostics(written.diagnostics)
    if failed(written.diagnostics):
        return 1
    click.echo(f"{'已写出' if written.value else '已是最新'} {shown(target)}")
    if spec is not None and out is None:
        _tell_header(spec, header_line(spec, root, pack.name))
    return 0


def place_schema(target: Path, pack: Pack) -> Outcome[bool]:
    """Write the schema of a pack where it is missing or older; whether that was needed.

    D703 where something else lies there.
    """
    content = schema_text(pack).encode("utf-8")
    if read_bytes(target).value == content:
        return Outcome(False)
    if os.path.lexists(target) and not _ours(target):
        return Outcome(False, (_taken(target),))
    with writing() as finished:
        written = publish(target.parent, {target.name: content})
        finished += written.value
    advice = "请检查磁盘空间和文件夹的权限。"
    return Outcome(True, tuple(replace(p, advice=advice) for p in written.diagnostics))


def _taken(target: Path) -> Diagnostic:
    place = Span(shown(target))
    if target.is_dir():
        return error("D703", place, "这是一个文件夹。", "请写出文件名，如 hebei-2024.schema.json。")
    message = "这里已有别的文件，不是编辑器的提示文件，没有改动它。"
    return error("D703", place, message, "请换一个文件名；确实不要它了，先把它删去。")


def _ours(target: Path) -> bool:
    source = read_text(target).value
    return source is not None and is_schema(source.text)


def _template(name: str | None, root: Path) -> Text:
    names = pack_names(root)
    chosen = name or (names[0] if len(names) == 1 else "")
    if chosen not in names:
        raise click.UsageError(f"没有“{chosen}”这个模板。{nearest(chosen, names)}")
    return Text(chosen, Span(""))


def _of(spec: Path, root: Path) -> Outcome[Text | None]:
    """The pack that a spec names, whatever else is wrong with it."""
    read = read_spec(spec, root)
    pack = read.value.pack if read.value is not None else None
    return Outcome(pack or None, read.diagnostics)


def _tell_header(spec: Path, header: str) -> None:
    source = read_text(spec).value
    if source is not None and header not in source.text.splitlines():
        click.echo(f"请把下面这一行放到 {shown(spec)} 的第一行，编辑器就会用它：\n{header}")
