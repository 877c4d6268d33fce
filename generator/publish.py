"""Writing outputs: all of them are made before the first is written, and none is half there."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from generator.model.diagnostic import Diagnostic, Outcome, error
from generator.model.source import Span
from generator.read.files import shown, unwritable

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
    return out / spec.absolute().parent.name / name


def publish(folder: Path, files: Mapping[str, bytes]) -> Outcome[tuple[Path, ...]]:
    """Write files into a folder: each beside its target, then renamed, or nothing at all."""
    written: list[tuple[Path, Path]] = []
    replaced: list[tuple[Path, Path | None]] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            _openable(folder / name)
            written.append((folder / f".{name}.part", folder / name))
            _write(written[-1][0], content)
        for beside, target in written:
            old = _set_aside(target)
            replaced.append((target, old))
            beside.replace(target)
    except OSError as problem:
        with suppress(OSError):  # where the disk itself is gone, nothing can be put back
            for target, old in replaced:
                target.unlink(missing_ok=True)
                if old is not None:
                    old.replace(target)
            for beside, _ in written:
                beside.unlink(missing_ok=True)
        return Outcome((), (_said(problem, folder),))
    for _, old in replaced:
        if old is not None:
            with suppress(OSError):
                old.unlink()
    return Outcome(tuple(target for target, _ in replaced))


def _write(path: Path, content: bytes) -> None:
    with path.open("wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())


def _set_aside(target: Path) -> Path | None:
    """Keep the old file under another name until all new ones are in place."""
    if not target.exists():
        return None
    old = target.with_name(f".{target.name}.old")
    target.replace(old)
    return old


def _openable(target: Path) -> None:
    """Fail now, with the old file whole, if another program holds the target."""
    if target.exists():
        with target.open("r+b"):
            pass


def _said(problem: OSError, folder: Path) -> Diagnostic:
    instead = "用 --out 换一个文件夹"
    if isinstance(problem, (FileExistsError, NotADirectoryError)):
        message = "这里已有同名文件，不能作为文件夹。"
        return error("D701", Span(shown(folder)), message, f"请{instead}。")
    return unwritable(problem, folder, instead)
