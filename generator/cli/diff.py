"""gongkai diff."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import click

from generator.cli.chinese import ChineseCommand
from generator.cli.interruption import writing
from generator.cli.printing import count, print_diagnostics
from generator.comparing import COMPARERS, Compared, compare_specs
from generator.publish import file_name, output_folder, publish
from generator.read.files import project_folder, shown

FILE = click.Path(path_type=Path, readable=False)


@click.command("diff", cls=ChineseCommand, options_metavar="[选项]")
@click.argument("specs", metavar="[旧文件] 新文件", nargs=-1, required=True, type=FILE)
@click.option("--to", "to", metavar="格式", help="html、xlsx、docx、json，逗号分开；不写就显示。")
@click.option("--out", metavar="文件夹", help="写到哪里；默认 output。")
@click.option("--all", "everything", is_flag=True, help="全部列出，不省略。")
def command(specs: tuple[Path, ...], to: str | None, out: str | None, everything: bool) -> int:
    """对比两份 YAML 文件：两个年度，或同一年度的两个版本；只写一份时和它的“上年”对比。"""
    if len(specs) > 2:
        raise click.UsageError("最多写两份文件：旧文件 新文件。")
    formats = _formats(to, out)
    new = specs[-1]
    compared = compare_specs(specs[0] if len(specs) == 2 else None, new)
    if compared.value is None:
        print_diagnostics(compared.diagnostics)
        said = "，没有生成文件" if formats else ""
        click.echo(f"{shown(new)}：{count(compared.diagnostics)}，没有对比{said}。", err=True)
        return 1
    if not formats:
        from generator.cli.comparison import print_comparison

        print_comparison(compared.value.comparison, everything)
        return 0
    for note in compared.value.comparison.notes:
        click.echo(f"注意：{note}", err=True)
    made = {name: _made(name, compared.value) for name in formats}
    if formats == ("json",) and out is None:
        click.echo(made["json"].decode("utf-8"), nl=False)
        return 0
    return _published(new, out, compared.value, made)


def _formats(to: str | None, out: str | None) -> tuple[str, ...]:
    if out is not None and not out.strip():
        raise click.UsageError("--out 后面要写文件夹。")
    if to is None:
        if out is not None:
            raise click.UsageError("--out 要和 --to 一起用。")
        return ()
    names = tuple(dict.fromkeys(name.strip().lower() for name in to.split(",") if name.strip()))
    wrong = [name for name in names if name not in COMPARERS]
    if wrong or not names:
        known = "、".join(COMPARERS)
        raise click.UsageError(f"--to 不认识“{'，'.join(wrong) or to}”，可以用：{known}。")
    return names


def _made(name: str, compared: Compared) -> bytes:
    content: bytes = import_module(COMPARERS[name]).render(compared.comparison)
    return content


def _published(new: Path, out: str | None, compared: Compared, made: dict[str, bytes]) -> int:
    comparison = compared.comparison
    root = Path(out) if out is not None else project_folder(new) / "output"
    folder = output_folder(root, new, compared.new.year_number)
    title = f"{comparison.new_label}与{comparison.old_label}对比"
    with writing() as written:
        outcome = publish(folder, {file_name(title, name): made[name] for name in made})
        written += outcome.value
    print_diagnostics(outcome.diagnostics)
    for path in outcome.value:
        click.echo(f"已生成 {shown(path)}")
    return 1 if outcome.diagnostics else 0
