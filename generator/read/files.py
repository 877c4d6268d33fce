"""Reading the files of a project folder, and no others."""

from __future__ import annotations

import errno
import os
import re
from dataclasses import dataclass
from pathlib import Path

from generator.model.diagnostic import Diagnostic, Outcome, error
from generator.model.source import Span

LARGEST = 4_000_000

_REASONS = {
    errno.ENOENT: "没有这个文件或文件夹",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.ENOSPC: "磁盘已满",
    errno.EROFS: "磁盘是只读的",
    errno.EISDIR: "这是一个文件夹",
    errno.ENOTDIR: "路径中有一段不是文件夹",
    errno.EEXIST: "已有同名文件",
    errno.ENAMETOOLONG: "路径太长",
    errno.EIO: "磁盘读写出错",
}

# Controls, private use (our own marks live there) and direction overrides that hide text.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ue000-\uf8ff\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffe\uffff]"
)


@dataclass(frozen=True, slots=True)
class SourceText:
    """The text of a file and the name under which it is reported."""

    name: str
    text: str
    path: Path


def shown(path: Path) -> str:
    """The name of a file in messages: relative to the working folder where it lies in it."""
    try:
        return Path(os.path.relpath(path)).as_posix() if path.is_absolute() else path.as_posix()
    except ValueError:  # another drive
        return path.as_posix()


def read_bytes(path: Path, largest: int = LARGEST) -> Outcome[bytes | None]:
    """The bytes of a file of at most `largest` bytes."""
    span = Span(shown(path))
    try:
        if not path.is_file():
            what = "这是一个文件夹" if path.is_dir() else "没有这个文件"
            return _no(error("S101", span, f"{what}。", "请检查文件名和路径。"))
        with path.open("rb") as stream:
            content = stream.read(largest + 1)
    except (OSError, ValueError) as problem:
        return _no(error("S101", span, f"文件读不出来：{why(problem)}。", "请检查文件名和权限。"))
    if len(content) > largest:
        return _no(oversized(span, largest))
    return Outcome(content)


def oversized(span: Span, largest: int = LARGEST) -> Diagnostic:
    """What is said of a file of more than so many bytes."""
    message = f"文件超过 {largest // 1_000_000} MB，不像是手工编写的文件。"
    return error("S102", span, message, "请检查是否选错了文件。")


def why(problem: Exception) -> str:
    """What the system says of a file, in Chinese."""
    number = problem.errno if isinstance(problem, OSError) else None
    return _REASONS.get(number or 0, "系统不允许")


def read_text(path: Path) -> Outcome[SourceText | None]:
    """A UTF-8 text file, newlines as \\n, without a byte order mark."""
    read = read_bytes(path)
    if read.value is None:
        return Outcome(None, read.diagnostics)
    return as_text(path, read.value)


def as_text(path: Path, content: bytes) -> Outcome[SourceText | None]:
    """The bytes of a file as its text, newlines as \\n, without a byte order mark."""
    span = Span(shown(path))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        line = content[: problem.start].count(b"\n") + 1
        message = f"第 {line} 行起不是 UTF-8 编码的文字（可能是 GBK 或二进制文件）。"
        return _no(error("S103", Span(span.file, line, 1), message, "请另存为 UTF-8 编码。"))
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    found = tuple(_control(span.file, text))
    return Outcome(None if found else SourceText(span.file, text, path), found)


def inside(folder: Path, path: Path) -> bool:
    """Whether a path, links followed, lies in a folder."""
    try:
        return path.resolve().is_relative_to(folder.resolve())
    except (OSError, ValueError, RuntimeError):
        return False


def placed(path: Path) -> Path:
    """A path from the root, without `..`: by the names of the folders that it really leads to.

    Links stay links, but for those from which a `..` goes up again.
    """
    absolute = path.absolute()
    parts = absolute.parts
    ups = [at for at, part in enumerate(parts) if part == ".."]
    if not ups:
        return absolute
    up = Path(*parts[: ups[-1] + 1])
    try:
        return up.resolve().joinpath(*parts[ups[-1] + 1 :])
    except (OSError, RuntimeError):  # links in a ring lead nowhere
        return Path(os.path.normpath(absolute))


def project_folder(spec: Path) -> Path:
    """The folder that holds `specs/`, walking up from a spec; else the spec's own folder."""
    here = placed(spec)
    return next((each.parent for each in here.parents if each.name == "specs"), here.parent)


def _control(name: str, text: str) -> list[Diagnostic]:
    found = []
    if _FORBIDDEN.search(text):
        for number, line in enumerate(text.split("\n"), 1):
            match = _FORBIDDEN.search(line)
            if match:
                message = f"有不可见的控制字符 U+{ord(match.group()):04X}。"
                place = Span(name, number, match.start() + 1)
                found.append(error("S104", place, message, "请删除这个字符后重新输入。"))
    return found[:20]


def _no(diagnostic: Diagnostic) -> Outcome[None]:
    return Outcome(None, (diagnostic,))
