"""Writing outputs: all of them are made before the first is written, and none is half there."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from generator.model.diagnostic import Diagnostic, Outcome, error
from generator.model.source import Span
from generator.read.files import shown


def publish(folder: Path, files: Mapping[str, bytes]) -> Outcome[tuple[Path, ...]]:
    """Write files into a folder: each beside its target, then renamed, or nothing at all."""
    waiting: list[tuple[Path, Path]] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            target = folder / name
            _openable(target)
            beside = folder / f".{name}.part"
            waiting.append((beside, target))
            with beside.open("wb") as stream:
                stream.write(content)
                stream.flush()
                os.fsync(stream.fileno())
        for beside, target in waiting:
            beside.replace(target)
    except OSError as problem:
        for beside, _ in waiting:
            _removed(beside)
        return Outcome((), (_said(problem, folder),))
    return Outcome(tuple(target for _, target in waiting))


def _openable(target: Path) -> None:
    """Fail now, with the old file whole, if another program holds the target."""
    if target.exists():
        with target.open("r+b"):
            pass


def _removed(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError:
        pass  # the folder itself is gone or read-only; there is nothing more to clean


def _said(problem: OSError, folder: Path) -> Diagnostic:
    place = Span(shown(Path(problem.filename)) if problem.filename else shown(folder))
    if isinstance(problem, PermissionError):
        message = "写不进去：没有权限，或文件正被 Word、WPS 等程序打开。"
        return error("D701", place, message, "请关闭打开它的程序，或用 --out 换一个文件夹。")
    if isinstance(problem, (FileExistsError, NotADirectoryError)):
        return error(
            "D701", place, "这里已有同名文件，不能作为文件夹。", "请用 --out 换一个文件夹。"
        )
    reason = problem.strerror or str(problem)
    message = f"写不进去：{reason}。原有的文件没有改动。"
    return error("D701", place, message, "请检查磁盘空间，或用 --out 换一个文件夹。")
