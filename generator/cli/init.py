"""gongkai init."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping as Lookup
from pathlib import Path

import click

from generator.authoring.schema.document import schema_file
from generator.cli.chinese import ChineseCommand
from generator.cli.interruption import writing
from generator.cli.printing import print_diagnostics
from generator.cli.schema import place_schema
from generator.model.diagnostic import failed
from generator.model.source import Span
from generator.model.values import Text
from generator.read.files import inside, read_text, shown, why
from generator.read.nodes import Mapping, Scalar, parse
from generator.read.pack import find_pack, pack_names, read_pack
from generator.read.record import nearest
from generator.write.files import beside, place_new


@click.command("init", cls=ChineseCommand, options_metavar="[选项]")
@click.argument("folder", metavar="文件夹", type=click.Path(path_type=Path, readable=False))
@click.option("--template", "name", metavar="模板", help="用哪个模板；只有一个时不必写。")
@click.option("--department", metavar="名", default="my-department", help="部门文件夹的名字。")
@click.option("--with-template", is_flag=True, help="把模板也复制过来，以便修改。")
def command(folder: Path, name: str | None, department: str, with_template: bool) -> int:
    """新建一个项目文件夹：一份带说明的起步文件，需要时连同可修改的模板。"""
    names = pack_names(folder)
    name = name or (names[0] if len(names) == 1 else "")
    pack = find_pack(name, folder)
    if pack is None:
        raise click.UsageError(f"没有“{name}”这个模板。{nearest(name, names)}")
    read = read_pack(Text(name, Span(shown(pack))), folder)
    if read.value is None:
        print_diagnostics(read.diagnostics)
        return 1
    if Path(department).name != department or department in ("", ".", ".."):
        raise click.UsageError(f"部门文件夹的名字不能是“{department}”。")
    starter = _starter(pack)
    if starter is None:
        raise click.UsageError(f"模板“{name}”没有起步文件。")
    spec = folder / "specs" / department / f"{_year(starter)}.yaml"
    copy = folder / "templates" / name
    copies = {spec: starter, copy: pack} if with_template else {spec: starter}
    for path in copies:
        if os.path.lexists(path):
            click.echo(f"{shown(path)} 已经存在，没有改动任何文件。", err=True)
            return 1
    schema = schema_file(folder, name)
    placed = place_schema(schema, read.value)
    print_diagnostics(placed.diagnostics)
    if failed(placed.diagnostics):
        return 1
    with writing() as written:
        if not _copied(copies):
            return 1
        written += copies
    click.echo(f"已新建 {shown(spec)}")
    click.echo(f"已写出 {shown(schema)}（编辑器用它边写边提示）")
    if with_template:
        click.echo(f"已复制 {shown(copy)}")
    click.echo(f"下一步：填写这个文件，然后运行 gongkai build {shown(spec)}")
    return 0


def _copied(copies: Lookup[Path, Path]) -> bool:
    """Copy files and folders, target: source; whether all could be written."""
    for target, source in copies.items():
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            if source.is_dir():
                _copy_folder(source, target)
            else:
                with beside(target, source.read_bytes()) as new:
                    place_new(new, target)
        except OSError as problem:
            click.echo(f"{shown(target)} 写不进去：{why(problem)}。", err=True)
            return False
    return True


def _copy_folder(source: Path, target: Path) -> None:
    target.mkdir()
    try:
        shutil.copytree(source, target, dirs_exist_ok=True)
    except BaseException:
        shutil.rmtree(target, ignore_errors=True)
        raise


def _starter(pack: Path) -> Path | None:
    """The first spec that a pack offers."""
    name = _said(pack / "pack.yaml", "starter")
    path = pack / name
    return path if name and path.is_file() and inside(pack, path) else None


def _year(starter: Path) -> str:
    return _said(starter, "年度") or starter.stem


def _said(file: Path, name: str) -> str:
    """A scalar at the top of a YAML file; "" when it is not there."""
    source = read_text(file).value
    tree = parse(source).value if source else None
    entries = tree.entries if isinstance(tree, Mapping) else ()
    found = (
        value.value for key, value in entries if key.value == name and isinstance(value, Scalar)
    )
    return next(found, "")
