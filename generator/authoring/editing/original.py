"""A file of a clerk's as it lies on the disk: only what is meant to change changes in it."""

from __future__ import annotations

import re
import stat
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.model.diagnostic import Outcome, error
from generator.model.source import Span
from generator.read.files import (
    SourceText,
    as_text,
    inside,
    project_folder,
    read_bytes,
    shown,
)
from generator.write.faults import unwritable
from generator.write.files import beside, exchange_all

_MARK = b"\xef\xbb\xbf"  # byte order mark
_LINE_END = re.compile("\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Original:
    """What was read of a file: its bytes, and its text as the reader sees it."""

    path: Path
    content: bytes
    source: SourceText


@dataclass(frozen=True, slots=True)
class Replacement:
    """Characters [`start`, `end`) of the normalised text become `text`.

    A newline in `text` becomes the line end that the file uses.
    """

    start: int
    end: int
    text: str


def read_original(path: Path) -> Outcome[Original | None]:
    """A text file with its bytes."""
    read = read_bytes(path)
    if read.value is None:
        return Outcome(None, read.diagnostics)
    source = as_text(path, read.value)
    original = Original(path, read.value, source.value) if source.value is not None else None
    return Outcome(original, source.diagnostics)


def revised(original: Original, replacements: Iterable[Replacement]) -> bytes:
    """The bytes of the file with other text in some places; every other byte stays.

    Raises ValueError where two replacements overlap or one lies outside the text.
    """
    text = original.source.text
    ordered = sorted(replacements, key=lambda r: (r.start, r.end))
    _check(ordered, len(text))
    mark = _MARK if original.content.startswith(_MARK) else b""
    raw = original.content[len(mark) :].decode("utf-8")
    wide = [match.start() - index for index, match in enumerate(re.finditer("\r\n", raw))]
    line_end = _line_end(raw)
    pieces: list[str] = []
    wanted: list[str] = []
    at = done = 0
    for replacement in ordered:
        # A line end of two characters is one in the normalised text.
        start = replacement.start + bisect_left(wide, replacement.start)
        pieces += (raw[at:start], replacement.text.replace("\n", line_end))
        wanted += (text[done : replacement.start], replacement.text)
        at, done = replacement.end + bisect_left(wide, replacement.end), replacement.end
    content = mark + "".join((*pieces, raw[at:])).encode("utf-8")
    # Two line ends may have become one, as \r and \n that were not neighbours.
    if _LINE_END.sub("\n", content.decode("utf-8-sig")) != "".join((*wanted, text[done:])):
        raise ValueError("line ends ran together")
    return content


def save(original: Original, content: bytes) -> Outcome[bool]:
    """Write the file whole or not at all; permissions stay, and a link stays a link.

    Refused if the file is not what was read (E901), or a link leads out of the project (E904).
    """
    if content == original.content:
        return Outcome(True)
    if not inside(project_folder(original.path), original.path):
        message = "这是一个链接，通到项目文件夹外面的文件，没有写入。"
        advice = "请直接改那个文件，或把它复制到项目文件夹里来。"
        return Outcome(False, (error("E904", Span(shown(original.path)), message, advice),))
    try:
        target = original.path.resolve()
        if not target.stat().st_mode & stat.S_IWUSR:
            raise PermissionError(f"{target} is read-only")
        with beside(target, content, target) as new:
            with target.open("r+b") as stream:  # fails if another program holds the file
                current = stream.read(len(original.content) + 1)
            if current == original.content:
                exchange_all({target: new})
                return Outcome(True)
    except OSError as problem:
        said = unwritable(problem, original.path, "去掉文件的“只读”属性")
        return Outcome(False, (said,))
    message = "文件在这期间被改动过，没有写入。"
    advice = "请在编辑器里保存好，再运行一次。"
    return Outcome(False, (error("E901", Span(shown(original.path)), message, advice),))


def _line_end(raw: str) -> str:
    """The commonest; among both \\r and \\n only the pair cannot merge with a neighbour."""
    ends = Counter(_LINE_END.findall(raw))
    if "\r" in ends and len(ends) > 1:
        return "\r\n"
    return ends.most_common(1)[0][0] if ends else "\n"


def _check(ordered: Sequence[Replacement], length: int) -> None:
    at = 0
    for replacement in ordered:
        if not at <= replacement.start <= replacement.end <= length:
            raise ValueError(f"{replacement} overlaps another or lies outside the text")
        at = replacement.end
