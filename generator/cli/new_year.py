"""gongkai new-year."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click

from generator import pipeline
from generator.authoring.editing.creating import create
from generator.authoring.editing.original import Original, read_original
from generator.authoring.new_year.rollover import roll_forward
from generator.authoring.schema.document import schema_file
from generator.cli.chinese import ChineseCommand
from generator.cli.interruption import writing
from generator.cli.printing import print_diagnostics
from generator.cli.rolled import print_rolled
from generator.cli.schema import place_schema
from generator.model.diagnostic import Diagnostic, Severity
from generator.read.files import project_folder, shown


@click.command("new-year", cls=ChineseCommand, options_metavar="[选项]")
@click.argument("spec", metavar="上年的文件", type=click.Path(path_type=Path, readable=False))
@click.option(
    "--to",
    "target",
    metavar="文件",
    type=click.Path(path_type=Path, readable=False),
    help="写成哪个文件；默认写在上年的文件旁边，如 2025.yaml。",
)
def command(spec: Path, target: Path | None) -> int:
    """由上年的文件做出下一年的：数留空待填，项目待确认，可能过时的文字待核。"""
    read = read_original(spec)
    if read.value is None:
        return _refused(spec, read.diagnostics)
    return _written(read.value, target)


def _written(original: Original, wanted: Path | None) -> int:
    rolled = roll_forward(original, wanted)
    made = rolled.value
    if made is None:
        return _refused(original.path, rolled.diagnostics)
    # Read as it will stand there before anything is written: a crash must leave nothing.
    examined = pipeline.examine(made.target, parsed=made.read, draft=True)
    with writing() as written:
        created = create(made.target, made.content, original.path)
        written += [made.target] if created.value else []
    if not created.value:
        return _refused(original.path, created.diagnostics)
    print_diagnostics(rolled.diagnostics)
    schema = schema_file(project_folder(made.target), made.pack.name)
    print_diagnostics(place_schema(schema, made.pack).diagnostics)
    print_rolled(original.path, made)
    errors = [p for p in examined.diagnostics if p.severity is Severity.ERROR]
    if errors:
        click.echo("\n新文件里有这些错误，改正以后才能生成草稿：")
        print_diagnostics(errors)
    return 0


def _refused(spec: Path, found: Iterable[Diagnostic]) -> int:
    print_diagnostics(found)
    click.echo(f"{shown(spec)}：没有做出下一年的文件。", err=True)
    return 1
