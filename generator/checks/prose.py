"""The words that people typed, apart from what is referred to, each with its place."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from generator.model.pack import Pack
from generator.model.source import Span
from generator.model.values import Entry, Text
from generator.narrate.sentence import Sentence

# Stands for each character of a reference, so that places stay true and nothing joins over it.
BLANK = "\ufffc"
_REFERENCE = re.compile(
    r"\{\{(?:(?!\{\{).)*?\}\}|\{%(?:(?!\{%).)*?%\}|\{#(?:(?!\{#).)*?#\}", re.DOTALL
)
# A constant in {{ }} refers to nothing: it was typed after all.
_CONSTANT = re.compile(r"\{\{[\s(+-]*[\"'0-9]")
_OF_PROJECT = re.compile(
    r"项目/(?P<project>.+?)/"
    r"(?P<part>名称|资金用途|绩效目标|指标名称|指标描述|指标值|依据)(?:/.*)?",
    re.DOTALL,
)
# Parts that say a fact in a place of their own, not in a sentence.
_FACTS = frozenset(["名称", "性质", "规格", "经费保障形式", "指标名称", "指标值", "依据"])
_STOP = re.compile(rf"[\s，。；：、！？,;:!?“”‘’{BLANK}]")
# What an excerpt shows around: a few characters, and no part of a number or a foreign word.
_FAR = 24
_BEFORE = re.compile(r"(?:[0-9A-Za-z.]*[^0-9A-Za-z.]){0,5}[0-9A-Za-z.]*$")
_AFTER = re.compile(r"[0-9A-Za-z.%]*(?:[^0-9A-Za-z.][0-9A-Za-z.]*){0,3}")
_ESCAPES = {"x": 4, "u": 6, "U": 10}


@dataclass(frozen=True)
class Prose:
    """One text: what it is by names, the project it belongs to, and its part of that.

    `fact` tells that it is a name or a target, where numbers are what is stated.
    """

    owner: str
    text: Text
    part: str = ""
    project: str = ""

    @property
    def fact(self) -> bool:
        """Whether it states a fact in a place of its own."""
        return self.part in _FACTS

    @cached_property
    def typed(self) -> str:
        """The text with every reference blanked, character for character."""
        if "{" not in self.text.value:
            return self.text.value
        return _REFERENCE.sub(_blanked, self.text.value)

    def place(self, offset: int) -> Span:
        """Where a character of the text stands in its file."""
        lines, origins = self._origins
        span, at = self.text.span, origins[offset]
        line = bisect_right(lines, at) - 1
        if line == 0:
            return span.moved(0, at)
        return Span(span.file, span.line + line, at - lines[line] + 1)

    def excerpt(self, start: int, end: int) -> str:
        """Some characters with a few around them, of the same clause."""
        left = _BEFORE.search(_STOP.split(self.typed[max(start - _FAR, 0) : start])[-1])
        right = _AFTER.match(_STOP.split(self.typed[end : end + _FAR], maxsplit=1)[0])
        assert left is not None and right is not None  # both match nothing
        return left.group() + self.typed[start:end] + right.group()

    @cached_property
    def _origins(self) -> tuple[list[int], list[int]]:
        raw = self.text.raw or self.text.value
        lines = [0] + [match.end() for match in re.finditer("\n", raw)]
        return lines, _aligned(self.text.value, raw)


def spec_prose(sentences: Iterable[Sentence], shared: Iterable[Entry[Text]]) -> Iterator[Prose]:
    """Every text of the spec, each once, and the words that are shared."""
    seen: set[tuple[Span, str]] = set()
    for sentence in sentences:
        key = (sentence.text.span, sentence.text.value)
        if key not in seen:
            seen.add(key)
            yield _owned(sentence.owner, sentence.text)
    for entry in shared:
        yield Prose(f"共用/{entry.name}", entry.value, "名称")


def pack_prose(pack: Pack) -> Iterator[Prose]:
    """The texts of a pack, its words for reasons, and what stands above and below its tables."""
    for name, narrative in pack.narratives.items():
        yield Prose(name, Text(narrative.source, narrative.span))
    words = pack.rule.reason_words
    for said in (words.new, words.ended, words.changed, words.rest) if words else ():
        yield Prose("reason_words", said)
    for table in pack.tables:
        for text in (table.title, table.note, table.empty_note, *table.caption):
            if text is not None:
                yield Prose(table.id.value, text)


def _owned(owner: str, text: Text) -> Prose:
    match = _OF_PROJECT.fullmatch(owner)
    if match:
        return Prose(owner, text, match["part"], match["project"])
    root, _, rest = owner.partition("/")
    part = rest.partition("/")[0] if root in ("所属单位", "分项目标") else root
    return Prose(owner, text, part)


def _blanked(match: re.Match[str]) -> str:
    if _CONSTANT.match(match.group()):
        return match.group()
    return re.sub(r"[^\n]", BLANK, match.group())


def _aligned(value: str, raw: str) -> list[int]:
    """For each character of a value its place in what was written for it."""
    if value == raw:
        return list(range(len(value) + 1))
    escapes = raw.endswith('"')
    at = 0
    places = []
    for character in value:
        if not character.isspace():
            at = _skipped(raw, at)
        while escapes and raw.startswith("\\\n", at):  # a line that goes on without a space
            at = _skipped(raw, at + 1)
        escaped = escapes and raw.startswith("\\", at)
        if not character.isspace() and not escaped:
            at = max(raw.find(character, at), at)
        places.append(min(at, len(raw)))
        if escaped:
            at += _ESCAPES.get(raw[at + 1 : at + 2], 2)
        else:
            at += raw.startswith(character, at)
    return [*places, min(at, len(raw))]


def _skipped(raw: str, at: int) -> int:
    """The next place that is no line break, indentation or other space."""
    while at < len(raw) and raw[at].isspace():
        at += 1
    return at
