"""重复的词或标点

查什么：紧接着写了两遍的词（预算预算、的的）和标点（，，、。。），引用展开后的也算。
为什么：多半是改写时没有删净，或者引用的名称后面又写了一遍。
出错的例子：职责写“加强河道河道管理。”。
怎么改：删去一遍。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.check import Subject
from generator.checks.prose import Prose
from generator.model.diagnostic import Diagnostic, warning
from generator.model.pack import Pack
from generator.model.report import Paragraph, plain
from generator.model.source import Span

CODE = "N311"
TITLE = "重复的词或标点"
RESTS_ON: tuple[str, ...] = ()

_DOUBLED = re.compile(r"([一-龥]{2,8})\1|([。，；：、])[。，；：、]|(?<![目标标有])(的)的(?!确)")
# Doubled to say a little or each one; 一步一步 has more than one form.
_MEANT = frozenset(
    [
        "研究",
        "讨论",
        "商量",
        "考虑",
        "学习",
        "了解",
        "认识",
        "锻炼",
        "整理",
        "许多",
        "很多",
        "非常",
        "十分",
        "永远",
    ]
)
_END = 6


def find(subject: Subject) -> Iterator[Diagnostic]:
    """Each doubling in a text as it was typed, as it is printed, and where the pack goes on."""
    beginnings = _beginnings(subject.budget.pack)
    printed = subject.printed
    for prose in subject.prose:
        if prose.part == "名称":
            continue
        typed = list(_doubled(prose.typed, beginnings))
        for at, words in typed:
            yield _diagnostic(words, prose.place(at))
        seen = {words for _, words in typed}
        for _, words in _doubled(printed.get(prose.text.span, ""), beginnings):
            if words not in seen:
                yield _diagnostic(words, _reference(prose))
    yield from _at_the_end(subject)


def _at_the_end(subject: Subject) -> Iterator[Diagnostic]:
    """Texts that end with a mark where the sentence of the pack goes on with one."""
    ends = {words[-_END:]: place for place, words in subject.printed.items() if words}
    for block in subject.report.blocks():
        if not isinstance(block, Paragraph):
            continue
        text = plain(block.runs)
        for match in re.finditer("[。，；：、](?=[。，；：、])", text):
            for length in range(_END, 0, -1):
                place = ends.get(text[max(match.end() - length, 0) : match.end()])
                if place is not None:
                    yield _diagnostic(text[match.start() : match.end() + 1], place)
                    break


def _doubled(text: str, beginnings: frozenset[str]) -> Iterator[tuple[int, str]]:
    for match in _DOUBLED.finditer(text):
        word = match.group(1)
        if word is not None:
            second = match.start() + len(word)
            if word in _MEANT or word.startswith("一") or text[second : second + 4] in beginnings:
                continue
        yield match.start(), match.group()


def _beginnings(pack: Pack) -> frozenset[str]:
    """How names of figures begin: 在职人员 may be followed by 人员经费."""
    return frozenset(entry.name.value[:4] for entry in pack.rule.figures)


def _reference(prose: Prose) -> Span:
    return prose.place(max(prose.text.value.find("{{"), 0))


def _diagnostic(words: str, place: Span) -> Diagnostic:
    return warning(CODE, place, f"“{words}”重复了。", "请删去一遍。", about=words)
