"""gongkai build."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import click

from generator import pipeline
from generator.cli.chinese import ChineseCommand
from generator.cli.interruption import writing
from generator.cli.order import Made, Order, order
from generator.cli.printing import count, print_diagnostics, print_waived
from generator.model.diagnostic import Diagnostic, error, failed
from generator.model.pending import DRAFT
from generator.model.source import Span
from generator.pipeline import Prepared
from generator.publish import publish
from generator.read.files import shown


@click.command("build", cls=ChineseCommand, options_metavar="[选项]")
@click.argument(
    "specs",
    metavar="文件...",
    nargs=-1,
    required=True,
    type=click.Path(path_type=Path, readable=False),
)
@click.option("--to", "to", metavar="格式", help="docx、pdf，逗号分开；默认两种都要。")
@click.option("--out", metavar="文件夹", help="写到哪里；默认 output。")
@click.option("--draft", is_flag=True, help="没有填完也生成：待填的印【待填】，每页有“草稿”。")
@click.option(
    "--template",
    metavar="WORD文件",
    type=click.Path(path_type=Path, readable=False),
    help="用自己的 Word 文件（同样的占位符）代替模板的版式，只生成 Word。",
)
def command(
    specs: tuple[Path, ...], to: str | None, out: str | None, draft: bool, template: Path | None
) -> int:
    """由 YAML 文件生成部门预算信息公开的 Word 和 PDF。"""
    wanted = order(to, out, template is not None)
    if template is not None:
        read = pipeline.read_word_file(template)
        if read.value is None:
            print_diagnostics(read.diagnostics)
            return 1
        wanted = replace(wanted, word=read.value, suffix=f"（{template.stem}）")
    building = _Building(wanted, draft)
    return max(building.build(spec) for spec in specs)


@dataclass
class _Building:
    """What is made of every spec, and what has been written so far."""

    order: Order
    draft: bool
    _written: dict[Path, Path] = field(default_factory=dict)

    def build(self, spec: Path) -> int:
        """Make the files of one spec; 1 when it has errors, and then nothing is written."""
        prepared = pipeline.prepare(spec, self.draft)
        found = list(prepared.diagnostics)
        written: tuple[Path, ...] = ()
        fonts: Mapping[str, str] = {}
        if prepared.value is not None:
            made = self.order.make(spec, prepared.value)
            found += made.diagnostics
            if made.value is not None:
                fonts = made.value.fonts
                written = self._publish(spec, made.value, found)
        print_diagnostics(found)
        if prepared.value is None or failed(found):
            click.echo(f"{shown(spec)}：{count(found)}，没有生成文件。", err=True)
            return 1
        print_waived(prepared.value.waived)
        for path in written:
            click.echo(f"已生成 {shown(path)}")
        if "pdf" in self.order.formats:
            said = "，".join(f"{role} {family}" for role, family in fonts.items())
            click.echo(f"PDF 所用字体：{said}")
        if self.draft:
            click.echo(_draft(spec, prepared.value))
        return 0

    def _publish(self, spec: Path, made: Made, found: list[Diagnostic]) -> tuple[Path, ...]:
        for name in made.files:
            path = made.folder / name
            other = self._written.setdefault(path.absolute(), spec)
            if other is not spec:
                message = f"与 {shown(other)} 会写成同一个文件 {shown(path)}。"
                found.append(
                    error("D702", Span(shown(spec)), message, "请分开生成，或改文件夹名。")
                )
                return ()
        with writing() as finished:
            outcome = publish(made.folder, made.files)
            finished += outcome.value
        found += outcome.diagnostics
        return outcome.value


def _draft(spec: Path, prepared: Prepared) -> str:
    number = len(prepared.budget.progress.pending)
    if not number:
        return f"{DRAFT}：没有未完成的地方了。"
    return f"{DRAFT}：还有 {number} 处没有完成，见 gongkai todo {shown(spec)}"
