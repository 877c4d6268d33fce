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

_OTHER = "这里不合 YAML 的语法"
# A part of what the reader of YAML says, the first that fits, and what it means.
_REASONS = (
    ("mapping values are not allowed", "这里多了一个冒号，或者上一行的缩进不对"),
    ("sequence entries are not allowed", "“- ”不能写在这里：另起一行，或给整句话加引号"),
    ("mapping keys are not allowed", "“?”开头的内容要加引号"),
    ("could not find expected ':'", "这一行缺少半角冒号“: ”"),
    ("cannot start any token", "这里有 YAML 不认识的符号"),
    ("a tab character", "缩进用了制表符（Tab），请改用空格"),
    ("expected key", "这一行的缩进与上下行没有对齐，或引号、括号没有配对"),
    ("expected '-' indicator", "这一行的“- ”没有与上面对齐"),
    ("expected <block end>", "这一行的缩进与上下行没有对齐，或引号、括号没有配对"),
    ("expected ',' or", "花括号或方括号没有配对，或缺少逗号"),
    ("expected the node content", "花括号或方括号里多了或少了逗号，或没有配对"),
    ("expected node content", "花括号或方括号里多了或少了逗号，或没有配对"),
    ("unexpected end of stream", "引号没有配对"),
    ("unexpected document", "引号没有配对，或这一行不能以“---”“...”开头"),
    ("expected alphabetic", "“*”“&”开头的内容要加引号"),
    ("undefined alias", "“*”开头的内容要加引号"),
    ("duplicate anchor", "“&”开头的内容要加引号"),
    ("unknown escape", "双引号里的反斜杠“\\”要写两遍"),
    ("hexdecimal number", "双引号里的反斜杠“\\”要写两遍"),
    ("hexadecimal numbers", "双引号里的反斜杠“\\”要写两遍"),
    ("character escape code", "双引号里的反斜杠“\\”要写两遍"),
    ("control characters", "有不可见的控制字符"),
    ("special characters are not allowed", "有不可见的控制字符"),
    ("tag", "“!”开头的内容要加引号"),
    ("expected '!'", "“!”开头的内容要加引号"),
    ("expected '>'", "“!”开头的内容要加引号"),
    ("URI", "“!”开头的内容要加引号"),
    ("directive", "“%”开头的内容要加引号"),
    ("incompatible YAML", "“%”开头的内容要加引号"),
    ("version number", "“%”开头的内容要加引号"),
    ("digit or '.'", "“%”开头的内容要加引号"),
    ("document start", "这里是多余的内容：缩进与上面没有对齐，或“%”开头的内容没有加引号"),
    ("indentation indicator", "“|”“>”后面的数字应当是 1 到 9"),
    ("chomping", "“|”“>”开头的内容要加引号；分几行写的文字，“|”“>”后面要换行"),
    ("comment or", "“|”“>”开头的内容要加引号；分几行写的文字，“|”“>”后面要换行"),
    ("whitespace", "这里缺少空格；“!”“&”“*”开头的内容要加引号"),
    ("unexpected ':'", "这里的冒号“:”前后要有空格，或给整句话加引号"),
    ("non-alphabetical", "“%”开头的内容要加引号"),
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
    reason = next((zh for en, zh in _REASONS if en in said), _OTHER)
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
