"""Writing outputs: all of them are made before the first is written, and none is half there."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from generator.model.diagnostic import Diagnostic, Outcome, error
from generator.model.source import Span
from generator.read.files import placed, shown
from generator.write.faults import unwritable
from generator.write.files import replace_all

# What Windows, macOS or Linux do not take in a file name.
_UNFIT = re.compile(r'[\\/:*?"<>|\x00-\x1f]')
_LONGEST_NAME = 60


def file_name(title: str, extension: str, ending: str = "") -> str:
    """A title as the name of a file, on every system and in no other folder.

    An `ending` tells the file from another of the same title, however long that is.
    """
    stem = _UNFIT.sub("_", title).strip(" .")[:_LONGEST_NAME]
    return f"{stem or 'output'}{ending}.{extension}"


def output_folder(out: Path, spec: Path, year: int) -> Path:
    """Where the outputs of a spec go: <out>/<folder of the spec>/<year>.

    A second file of one year, such as 2025-example.yaml, has a folder of its own name, so that
    what is made of it never takes the place of the other's.
    """
    name = spec.stem if spec.stem.startswith(str(year)) else str(year)
    return out / placed(spec).parent.name / name


def publish(folder: Path, files: Mapping[str, bytes]) -> Outcome[tuple[Path, ...]]:
    """Write files into a folder: all of them, in the place of what lay there, or none."""
    contents = {folder / name: content for name, content in files.items()}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        replace_all(contents)
    except OSError as problem:
        return Outcome((), (_said(problem, folder),))
    return Outcome(tuple(contents))


def _said(problem: OSError, folder: Path) -> Diagnostic:
    instead = "用 --out 换一个文件夹"
    if isinstance(problem, (FileExistsError, NotADirectoryError)):
        message = "这里已有同名文件，不能作为文件夹。"
        return error("D701", Span(shown(folder)), message, f"请{instead}。")
    return unwritable(problem, folder, instead)
