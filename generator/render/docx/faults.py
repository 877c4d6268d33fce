"""What is wrong with the small texts of a Word file, found before they are filled."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import unescape

from generator.model.diagnostic import Diagnostic, error
from generator.model.source import Span
from generator.render.docx.narration import Narration

_TAG = re.compile(r"<[^>]*>")
_EXPRESSION = re.compile(r"\{[{%].*?[}%]\}")
_LONGEST_QUOTE = 60


@dataclass(frozen=True, slots=True)
class Source:
    """One part of the file as Jinja reads it; a line is a paragraph.

    `text` is XML in which every paragraph begins a line.
    """

    text: str
    place: Span

    def fault(self, line: int, why: str) -> Diagnostic:
        """A fault of the template that is not an unknown name."""
        where = _quoted(self.paragraph(line))
        return error("D502", self.place, f"Word 模板{why}（所在段落：“{where}”）。")

    def unknown(self, line: int, name: str, advice: str) -> Diagnostic:
        """An unknown name, with the one that was perhaps meant."""
        paragraph = self.paragraph(line)
        written = next((e for e in _EXPRESSION.findall(paragraph) if name in e), name)
        return error(
            "D501",
            self.place,
            f"Word 模板里的“{written}”没有这个名称（所在段落：“{_quoted(paragraph)}”）。",
            advice or "请核对名称，可用的名称见手册。",
        )

    def paragraph(self, line: int) -> str:
        """The words of the paragraph at a line."""
        lines = self.text.split("\n")
        start = min(max(line, 1), len(lines)) - 1
        while start and not lines[start].startswith("<w:p"):
            start -= 1
        return unescape(_TAG.sub("", "".join(lines[start : max(line, start + 1)]))).strip()


def inspect(source: Source, narration: Narration, names: Mapping[str, object]) -> list[Diagnostic]:
    """Everything in a part that cannot be filled: the forbidden, the unreadable, the unknown."""
    forbidden = [source.fault(line, f"：{why}") for line, why in narration.faults(source.text)]
    if forbidden:
        return forbidden
    unknown = dict.fromkeys(narration.unknown(source.text, names))
    first = {(name, advice): line for line, name, advice in reversed(unknown)}
    found = [source.unknown(line, *name) for name, line in first.items()]
    return sorted(found, key=lambda problem: problem.message)


def _quoted(text: str) -> str:
    return text if len(text) <= _LONGEST_QUOTE else f"{text[:_LONGEST_QUOTE]}…"
