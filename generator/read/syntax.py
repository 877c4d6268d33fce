"""What a YAML syntax error means to someone who does not know YAML."""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

from generator.model.diagnostic import Diagnostic, error
from generator.model.source import Span
from generator.read.files import SourceText

_TAB = re.compile(r"^ *\t")
_WIDE_COLON = re.compile(r"^\s*(?:- +)?([^\s:#'\"|>{\[-][^:'\"{\[]*?)：")

_REASONS = (
    ("mapping values are not allowed", "这里多了一个冒号，或者上一行的缩进不对"),
    ("could not find expected ':'", "这一行缺少半角冒号“: ”"),
    ("found character that cannot start any token", "这里有 YAML 不认识的符号"),
    ("did not find expected key", "这一行的缩进与上下行没有对齐，或引号、括号没有配对"),
    ("did not find expected '-' indicator", "这一行的“- ”没有与上面对齐"),
    ("did not find expected ',' or", "花括号或方括号没有配对，或缺少逗号"),
    ("found unexpected end of stream", "引号没有配对"),
    ("did not find expected alphabetic", "“*”“&”开头的内容要加引号"),
    ("found unknown escape", "双引号里的反斜杠“\\”要写两遍"),
    ("control characters are not allowed", "有不可见的控制字符"),
    ("found undefined tag", "“!”开头的内容要加引号"),
)


def explained(problem: yaml.YAMLError, source: SourceText) -> Iterator[Diagnostic]:
    """One diagnostic for each cause that can be named, else one for the place."""
    mark = getattr(problem, "problem_mark", None)
    opened = getattr(problem, "context_mark", None)
    if mark is None or "unexpected end of stream" in str(getattr(problem, "problem", "")):
        mark = opened or mark  # what was never closed is mended where it was opened
    lines = source.text.split("\n")
    line = min(mark.line, len(lines) - 1) if mark else 0
    named = [*_tabs(source.name, lines), *_wide_colons(source.name, lines, line)]
    if named:
        yield from named
        return
    said = str(getattr(problem, "problem", "") or problem)
    reason = next((zh for en, zh in _REASONS if en in said), f"YAML 语法不对（{said}）")
    span = Span(source.name, line + 1, (mark.column if mark else 0) + 1)
    advice = "请对照上一行检查缩进（只用空格）、半角冒号后的空格、引号和括号是否成对。"
    yield error("S105", span, f"{reason}。", advice)


def _tabs(name: str, lines: list[str]) -> Iterator[Diagnostic]:
    for number, line in enumerate(lines, 1):
        match = _TAB.match(line)
        if match:
            span = Span(name, number, match.end())
            yield error("S106", span, "行首用了制表符（Tab）。", "缩进请改用空格。")


def _wide_colons(name: str, lines: list[str], line: int) -> Iterator[Diagnostic]:
    for number in range(max(line - 1, 0), line + 1):
        match = _WIDE_COLON.match(lines[number])
        if match:
            span = Span(name, number + 1, match.end())
            message = f"“{match.group(1)}”后面是全角冒号“：”。"
            yield error("S107", span, message, "请改成半角冒号加空格“: ”。")
