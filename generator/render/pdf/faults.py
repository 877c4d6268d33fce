"""What Typst refuses, in words for whoever wrote the spec or the pack."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.model.diagnostic import Diagnostic, error
from generator.model.report import Block, Paragraph, Report, Table, plain
from generator.model.source import Span

_NO_GLYPH = re.compile(r'the text `"(.+?)"` could not be displayed')
_FORBIDDEN = re.compile(r'the text contains the disallowed codepoint `"(.+?)"`')
_ESCAPED = re.compile(r"\\u\{([0-9a-fA-F]+)\}")
_PLACE = re.compile(r"^\s*┌─ .*?:(\d+):(\d+)$", re.MULTILINE)
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")
_AROUND = 8


def faults(
    message: str, diagnostic: str, report: Report, look: Span, offset: int
) -> tuple[Diagnostic, ...]:
    """Typst's error as diagnostics: D602 for each character that cannot be set, else one D603.

    `offset` is how many lines stand before the pack's first line in the compiled text.
    """
    unset = [*_NO_GLYPH.findall(diagnostic), *_FORBIDDEN.findall(diagnostic)]
    if unset:
        return tuple(_no_glyph(_unescaped(text), report, look) for text in dict.fromkeys(unset))
    places = ((int(m.group(1)) - offset, int(m.group(2)) + 1) for m in _PLACE.finditer(diagnostic))
    own = next((place for place in places if place[0] > 0), None)
    return (refusal(message, Span(look.file, *own) if own else look),)


def refusal(message: str, span: Span) -> Diagnostic:
    """D603: Typst stops, and these are its words."""
    return error(
        "D603",
        span,
        f"PDF 版式文件排不出来，排版程序说：“{message}”。",
        "请检查版式文件（.typ）中的这一处；若近期没有改过版式文件，请把这条信息报告给维护人员。",
    )


def private_characters(report: Report, text: str, look: Span) -> tuple[Diagnostic, ...]:
    """D602 for characters a user defined himself: a font that has one shows some other sign."""
    return tuple(_no_glyph(c, report, look) for c in dict.fromkeys(_PRIVATE.findall(text)))


def _no_glyph(character: str, report: Report, look: Span) -> Diagnostic:
    codes = " ".join(f"U+{ord(c):04X}" for c in character)
    shown = f"“{character}”（{codes}）" if character.isprintable() else f"字符 {codes}"
    where = next((_context(t, character) for t in _texts(report) if character in t), "")
    found = f"，它出现在“{where}”" if where else ""
    return error(
        "D602",
        look,
        f"没有字体能显示{shown}{found}，PDF 排不出来。",
        "请改正这个字（常见原因是从别处粘贴来的特殊符号、表情或自造字），或安装含有它的字体。",
    )


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda match: chr(int(match.group(1), 16)), text)


def _context(text: str, character: str) -> str:
    at = text.index(character)
    around = text[max(at - _AROUND, 0) : at + len(character) + _AROUND]
    return "".join(c if c.isprintable() else "□" for c in around)


def _texts(report: Report) -> Iterator[str]:
    yield from (report.title, report.department, report.contents_title)
    yield from (group.label for group in report.contents)
    for block in report.blocks():
        yield from _block_texts(block)


def _block_texts(block: Block) -> Iterator[str]:
    if isinstance(block, Table):
        yield from map(plain, block.caption)
        for grid in block.grids:
            for row in (*grid.header, *grid.rows):
                yield from (cell.text for cell in row.cells)
        yield plain(block.note)
    elif isinstance(block, Paragraph):
        yield plain(block.lead) + plain(block.runs)
    else:
        yield plain(block.runs)
