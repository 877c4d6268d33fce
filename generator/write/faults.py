"""Why a file could not be written, for people."""

from __future__ import annotations

import errno
from collections.abc import Mapping
from pathlib import Path

from generator.model.diagnostic import Diagnostic, error
from generator.model.source import Span
from generator.read.files import shown, why

_CURES = {
    errno.ENOSPC: "请清理磁盘空间",
    errno.ENOENT: "请检查文件夹，再运行一次",
}


class NotPutBackError(OSError):
    """Some files could not be written, and then some old ones could not be put back.

    `kept` tells under which name each of these lies now.
    """

    def __init__(self, number: int | None, kept: Mapping[Path, Path]) -> None:
        super().__init__(number, "old files not put back")
        self.kept = kept


def unwritable(problem: OSError, path: Path, instead: str) -> Diagnostic:
    """Why a file or folder cannot be written; `instead` is what else could be done."""
    place = Span(shown(path))
    if isinstance(problem, NotPutBackError):
        named = "、".join(f"{shown(at)} 现在叫 {old.name}" for at, old in problem.kept.items())
        message = f"写到一半写不下去，原有的文件没能放回：{named}。"
        return error("D701", place, message, "请把它改回原来的名字，再运行一次。")
    if isinstance(problem, PermissionError):
        message = "写不进去：没有权限，或文件正被 Word、WPS 等程序打开。"
        return error("D701", place, message, f"请关闭打开它的程序，或{instead}。")
    reason = why(problem)
    if isinstance(problem, FileNotFoundError):
        reason = "文件或文件夹不在了，可能刚被别的程序移走或删除"
    message = f"写不进去：{reason}。原有的文件没有改动。"
    cure = _CURES.get(problem.errno or 0, "请检查磁盘和路径")
    return error("D701", place, message, f"{cure}，或{instead}。")
