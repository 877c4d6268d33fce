"""gongkai build."""

from __future__ import annotations

from pathlib import Path

import click

from generator import pipeline
from generator.cli.chinese import ChineseCommand
from generator.cli.printing import count, print_diagnostics
from generator.model.diagnostic import Diagnostic, failed
from generator.pipeline import RENDERERS
from generator.publish import file_name, publish
from generator.read.files import project_folder, shown


@click.command("build", cls=ChineseCommand, options_metavar="[选项]")
@click.argument(
    "specs", metavar="文件...", nargs=-1, required=True, type=click.Path(path_type=Path)
)
@click.option(
    "--to", "to", metavar="格式", default="docx,pdf", help="docx、pdf，逗号分开；默认两种都要。"
)
@click.option(
    "--out", metavar="文件夹", type=click.Path(path_type=Path), help="写到哪里；默认 output。"
)
@click.option(
    "--template", metavar="WORD文件", type=click.Path(path_type=Path),
    help="用自己的 Word 文件（同样的占位符）代替模板的版式。",
)  # fmt: skip
def command(specs: tuple[Path, ...], to: str, out: Path | None, template: Path | None) -> int:
    """由 YAML 文件生成部门预算信息公开的 Word 和 PDF。"""
    formats = _formats(to)
    worst = 0
    for spec in specs:
        worst = max(worst, _build(spec, formats, out, template))
    return worst


def _formats(to: str) -> tuple[str, ...]:
    names = tuple(dict.fromkeys(name.strip().lower() for name in to.split(",") if name.strip()))
    wrong = [name for name in names if name not in RENDERERS]
    if wrong or not names:
        known = "、".join(RENDERERS)
        raise click.UsageError(f"--to 不认识“{'，'.join(wrong) or to}”，可以用：{known}。")
    return names


def _build(spec: Path, formats: tuple[str, ...], out: Path | None, template: Path | None) -> int:
    found: list[Diagnostic] = []
    word = None
    if template is not None:
        read = pipeline.read_word_file(template)
        found += read.diagnostics
        word = read.value
    prepared = pipeline.prepare(spec)
    found += prepared.diagnostics
    files: dict[str, bytes] = {}
    if prepared.value is not None and not failed(found):
        rendered = pipeline.render(prepared.value, formats, word)
        found += rendered.diagnostics
        title = prepared.value.report.title
        if word is not None:
            title = f"{title}（{template.stem}）" if template else title
        files = {file_name(title, name): made for name, made in rendered.value.items()}
    if prepared.value is None or failed(found):
        print_diagnostics(found)
        click.echo(f"{shown(spec)}：{count(found)}，没有生成文件。", err=True)
        return 1
    written = publish(_folder(spec, out, prepared.value.report.year), files)
    found += written.diagnostics
    print_diagnostics(found)
    if failed(found):
        click.echo(f"{shown(spec)}：{count(found)}，没有生成文件。", err=True)
        return 1
    for path in written.value:
        click.echo(f"已生成 {shown(path)}")
    return 0


def _folder(spec: Path, out: Path | None, year: int) -> Path:
    """<out>/<folder of the spec>/<year>."""
    return (out or project_folder(spec) / "output") / spec.absolute().parent.name / str(year)
