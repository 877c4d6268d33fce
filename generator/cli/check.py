"""gongkai check."""

from __future__ import annotations

from datetime import date
from importlib import import_module
from pathlib import Path

import click

from generator import pipeline
from generator.cli.chinese import ChineseCommand
from generator.cli.findings import Findings, findings, print_findings
from generator.model.diagnostic import failed
from generator.read import scalar
from generator.read.files import shown

# The module that writes a format for programs: `dump(all_findings)` gives its text.
MACHINES = {"json": "generator.cli.findings_json", "sarif": "generator.cli.findings_sarif"}


@click.command("check", cls=ChineseCommand, options_metavar="[选项]")
@click.argument(
    "specs", metavar="文件...", nargs=-1, type=click.Path(path_type=Path, readable=False)
)
@click.option(
    "--format", "form", metavar="格式", default="text", help="text（默认）、json 或 sarif。"
)
@click.option("--explain", "code", metavar="代号", help="说明一个代号的意思，如 X201。")
@click.option("--today", metavar="日期", help="按哪一天看豁免是否到期；默认今天。")
def command(specs: tuple[Path, ...], form: str, code: str | None, today: str | None) -> int:
    """检查 YAML 文件：格式、名称、科目、各表和文字是否一致。"""
    if form != "text" and form not in MACHINES:
        known = "、".join(("text", *MACHINES))
        raise click.UsageError(f"--format 不认识“{form}”，可以用：{known}。")
    if code is not None:
        from generator.cli.page import print_page

        return print_page(code, specs)
    if not specs:
        raise click.UsageError("缺少 文件...。")
    day = _day(today)
    worst = 0
    collected: list[Findings] = []
    for spec in specs:
        examined = pipeline.examine(spec, day)
        worst = max(worst, int(failed(examined.diagnostics)))
        collected.append(findings(shown(spec), examined))
        if form == "text":
            print_findings(collected[-1])
    if form in MACHINES:
        click.echo(import_module(MACHINES[form]).dump(collected))
    return worst


def _day(today: str | None) -> date:
    """The day given, or the real one: findings are no output, and an end is meant to come."""
    if today is None:
        return date.today()
    if not scalar.is_date(today):
        raise click.UsageError(f"--today 应当是日期，如 2024-12-31，这里是“{today}”。")
    return date.fromisoformat(today)
