"""What build and watch make of a spec: which formats, in which folder, under which names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import click

from generator import pipeline
from generator.model.diagnostic import Outcome, failed
from generator.model.pack import WordFile
from generator.model.pending import DRAFT
from generator.pipeline import RENDERERS, Prepared
from generator.publish import file_name, output_folder
from generator.read.files import project_folder


@dataclass(frozen=True, slots=True)
class Made:
    """The files of one spec by name, not written yet, and the family used for each role of type."""

    folder: Path
    files: Mapping[str, bytes]
    fonts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be made of every spec: `word` is a Word file of one's own, named `suffix`."""

    formats: tuple[str, ...]
    out: Path | None
    word: WordFile | None = None
    suffix: str = ""

    def make(self, spec: Path, prepared: Prepared) -> Outcome[Made | None]:
        """The files of a spec; a draft has names of its own, and replaces no finished file."""
        rendered = pipeline.render(prepared, self.formats, self.word)
        if failed(rendered.diagnostics):
            return Outcome(None, rendered.diagnostics)
        report = prepared.report
        ending = f"（{DRAFT}）" if report.draft else ""
        contents = rendered.value.files.items()
        files = {
            file_name(report.title + self.suffix, name, ending): made for name, made in contents
        }
        out = self.out if self.out is not None else project_folder(spec) / "output"
        folder = output_folder(out, spec, report.year)
        return Outcome(Made(folder, files, rendered.value.fonts), rendered.diagnostics)


def order(to: str | None, out: str | None, own_word: bool = False) -> Order:
    """An order as the options --to and --out give it; what they get wrong is wrong usage."""
    if out is not None and not out.strip():
        raise click.UsageError("--out 后面要写文件夹。")
    return Order(_formats(to, own_word), Path(out) if out is not None else None)


def _formats(to: str | None, own_word: bool) -> tuple[str, ...]:
    if to is None:
        return ("docx",) if own_word else tuple(RENDERERS)
    names = tuple(dict.fromkeys(name.strip().lower() for name in to.split(",") if name.strip()))
    wrong = [name for name in names if name not in RENDERERS]
    if wrong or not names:
        known = "、".join(RENDERERS)
        raise click.UsageError(f"--to 不认识“{'，'.join(wrong) or to}”，可以用：{known}。")
    if own_word and names != ("docx",):
        raise click.UsageError("--template 只用于 Word，请写 --to docx 或不写 --to。")
    return names
