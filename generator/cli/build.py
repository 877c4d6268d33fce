"""gongkai build."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import click

from generator import pipeline
from generator.cli.chinese import ChineseCommand
from generator.cli.printing import count, print_diagnostics, print_waived
from generator.model.diagnostic import Diagnostic, error, failed
from generator.model.pack import WordFile
from generator.model.source import Span
from generator.pipeline import RENDERERS, Prepared
from generator.publish import file_name, publish
from generator.read.files import project_folder, shown


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
@click.option(
    "--template",
    metavar="WORD文件",
    type=click.Path(path_type=Path, readable=False),
    help="用自己的 Word 文件（同样的占位符）代替模板的版式，只生成 Word。",
)
def command(specs: tuple[Path, ...], to: str | None, out: str | None, template: Path | None) -> int:
    """由 YAML 文件生成部门预算信息公开的 Word 和 PDF。"""
    if out is not None and not out.strip():
        raise click.UsageError("--out 后面要写文件夹。")
    order = _Order(_formats(to, template), Path(out) if out is not None else None)
    if template is not None:
        read = pipeline.read_word_file(template)
        if read.value is None:
            print_diagnostics(read.diagnostics)
            return 1
        order.word, order.suffix = read.value, f"（{template.stem}）"
    return max(order.build(spec) for spec in specs)


def _formats(to: str | None, template: Path | None) -> tuple[str, ...]:
    if to is None:
        return ("docx",) if template is not None else tuple(RENDERERS)
    names = tuple(dict.fromkeys(name.strip().lower() for name in to.split(",") if name.strip()))
    wrong = [name for name in names if name not in RENDERERS]
    if wrong or not names:
        known = "、".join(RENDERERS)
        raise click.UsageError(f"--to 不认识“{'，'.join(wrong) or to}”，可以用：{known}。")
    if template is not None and names != ("docx",):
        raise click.UsageError("--template 只用于 Word，请写 --to docx 或不写 --to。")
    return names


@dataclass
class _Order:
    """What is to be made of every spec, and what has been written so far."""

    formats: tuple[str, ...]
    out: Path | None
    word: WordFile | None = None
    suffix: str = ""
    _written: dict[Path, Path] = field(default_factory=dict)

    def build(self, spec: Path) -> int:
        """Make the files of one spec; 1 when it has errors, and then nothing is written."""
        prepared = pipeline.prepare(spec)
        found = list(prepared.diagnostics)
        written: tuple[Path, ...] = ()
        fonts = ""
        if prepared.value is not None and not failed(found):
            rendered = pipeline.render(prepared.value, self.formats, self.word)
            found += rendered.diagnostics
            fonts = "，".join(f"{role} {family}" for role, family in rendered.value.fonts.items())
            if not failed(found):
                written = self._publish(spec, prepared.value, rendered.value.files, found)
        print_diagnostics(found)
        if failed(found):
            click.echo(f"{shown(spec)}：{count(found)}，没有生成文件。", err=True)
            return 1
        if prepared.value is not None:
            print_waived(prepared.value.waived)
        for path in written:
            click.echo(f"已生成 {shown(path)}")
        if "pdf" in self.formats:
            click.echo(f"PDF 所用字体：{fonts}")
        return 0

    def _publish(
        self, spec: Path, prepared: Prepared, made: dict[str, bytes], found: list[Diagnostic]
    ) -> tuple[Path, ...]:
        folder = self._folder(spec, prepared.report.year)
        title = prepared.report.title + self.suffix
        files = {file_name(title, name): content for name, content in made.items()}
        for name in files:
            other = self._written.setdefault((folder / name).absolute(), spec)
            if other is not spec:
                message = f"与 {shown(other)} 会写成同一个文件 {shown(folder / name)}。"
                found.append(
                    error("D702", Span(shown(spec)), message, "请分开生成，或改文件夹名。")
                )
                return ()
        outcome = publish(folder, files)
        found += outcome.diagnostics
        return outcome.value

    def _folder(self, spec: Path, year: int) -> Path:
        """<out>/<folder of the spec>/<year>."""
        out = self.out if self.out is not None else project_folder(spec) / "output"
        return out / spec.absolute().parent.name / str(year)
