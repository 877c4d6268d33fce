"""Rendering any text of a spec, a pack or a Word file against one set of names."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from jinja2 import Environment, Template, nodes
from jinja2.exceptions import TemplateError
from markupsafe import Markup

from generator.build.names import numeral
from generator.model.diagnostic import Diagnostic, error
from generator.model.figure import Figure
from generator.model.number import Format
from generator.model.pack import Pack
from generator.model.pending import REVIEW, shown
from generator.model.report import Runs
from generator.model.source import Span
from generator.model.values import Text
from generator.narrate import sandbox
from generator.narrate.marks import LITERAL, TABLE, Marks, Number
from generator.narrate.sentence import Sentence
from generator.narrate.unknown import missing_names

# References written with one brace, or with full-width ones.
_LEFT_OVER = re.compile(r"\{\{|\}\}|\{%|%\}|[｛{]\s*[｛{]|[｛{]\s*\w+\s*[.\[|｝}]")
_COMMENT = re.compile(r"\{#")


class UnprintableError(TemplateError):
    """A value that is neither text nor a number was to be printed."""


@dataclass(frozen=True, slots=True)
class _Parsed:
    tree: nodes.Template | None
    faults: tuple[sandbox.Fault, ...]
    template: Template | None


@dataclass
class Narration:
    """Names, marks and what went wrong, for one document."""

    pack: Pack
    names: dict[str, Any] = field(default_factory=dict)
    marks: Marks = field(default_factory=Marks)
    found: list[Diagnostic] = field(default_factory=list)
    sentences: list[Sentence] = field(default_factory=list)
    _known: dict[tuple[str, frozenset[type[nodes.Node]]], _Parsed] = field(default_factory=dict)

    def __post_init__(self) -> None:
        filters = {name: self._filter(fmt) for name, fmt in self.pack.formats.items()}
        filters["中文"] = numeral
        self.environment: Environment = sandbox.environment(filters, self._in_word, True)
        self._texts: Environment = sandbox.environment(filters, self._finalize, False)

    def text(self, text: Text, owner: str, names: Mapping[str, Any] | None = None) -> str:
        """A text of a spec, marked, and remembered as a sentence of its owner."""
        made = self.words(text, names)
        self.sentences.append(Sentence(owner, text, self.cut(made)))
        return made

    def words(self, text: Text, names: Mapping[str, Any] | None = None) -> str:
        """A text of a spec, marked; it may only mention names.

        One that cannot be made is printed as a text to be looked at.
        """
        before = len(self.found)
        made = self.render(shown(text.value), text.span, names, sandbox.EXPRESSIONS)
        if not made and len(self.found) > before:
            return REVIEW
        left = _LEFT_OVER.search(made) or _COMMENT.search(text.value)
        if left:
            message = f"这里的“{left.group()}”不会变成数，会照样印出来。"
            self._report("N104", text.value, text.span, 1, left.group(), message)
        return made

    def label(self, text: Text | None, names: Mapping[str, Any] | None = None) -> Runs:
        """A text of a pack, cut into runs."""
        if text is None:
            return ()
        return self.cut(self.render(text.value, text.span, names))

    def render(
        self,
        source: str,
        span: Span,
        names: Mapping[str, Any] | None = None,
        allowed: frozenset[type[nodes.Node]] = sandbox.TEMPLATES,
    ) -> str:
        """Any text, marked; mistakes are kept with their places and give ""."""
        if "{" not in source:
            return source
        known = {**self.names, **names} if names else self.names
        parsed = self._parsed(source, allowed)
        for line, message in parsed.faults:
            self._report("N102", source, span, line, "{", message)
        if parsed.tree is None or parsed.template is None:
            return ""
        try:
            missing = tuple(dict.fromkeys(missing_names(parsed.tree, known)))
            for line, name, advice in missing:
                self._report("N101", source, span, line, name, f"没有“{name}”这个名称。{advice}")
            return "" if missing else parsed.template.render(known)
        except TemplateError as problem:
            why = str(problem).rstrip("。")
            self._report("N103", source, span, 1, "{", f"这段文字无法生成：{why}。")
        except (TypeError, RecursionError, MemoryError):
            self._report("N103", source, span, 1, "{", "这段文字无法生成：写法太复杂或用错了名称。")
        return ""

    def _parsed(self, source: str, allowed: frozenset[type[nodes.Node]]) -> _Parsed:
        """A text ready to be rendered; the cells of forms come again for every project."""
        key = (source, allowed)
        if key not in self._known:
            tree, faults = sandbox.faults(source, self._texts, allowed)
            template = None
            if tree is not None and not faults:
                try:
                    template = self._texts.from_string(tree)
                except (RecursionError, SyntaxError):  # Python's own limits on nesting
                    faults = ((1, "“{% %}”嵌套太深。"),)
            self._known[key] = _Parsed(tree, faults, template)
        return self._known[key]

    def faults(self, source: str) -> Sequence[tuple[int, str]]:
        """What may not stand in a Word file."""
        return sandbox.faults(source, self.environment, sandbox.TEMPLATES)[1]

    def unknown(self, source: str, names: Mapping[str, Any]) -> Sequence[tuple[int, str, str]]:
        """Names a Word file uses that are not among `names`: line, name, advice."""
        tree, faults = sandbox.faults(source, self.environment, sandbox.TEMPLATES)
        return tuple(missing_names(tree, names)) if tree is not None and not faults else ()

    def cut(self, text: str) -> Runs:
        """Marked text as runs."""
        return self.marks.cut(text)

    def number(self, figure: Figure, format: str | None = None) -> Markup:
        """A figure printed and marked."""
        return self.marks.mark(figure, self._format(format))

    def _format(self, name: str | None) -> Format:
        word = name or self.pack.rule.text_format.value
        return self.pack.formats.get(word, Format())

    def _filter(self, fmt: Format) -> Any:
        def shown(value: Any) -> Any:
            return self.marks.mark(value.figure, fmt) if isinstance(value, Number) else value

        return shown

    def _finalize(self, value: Any) -> Any:
        if isinstance(value, Number):
            return self.number(value.figure)
        if isinstance(value, (str, int, sandbox.Missing)):
            return value
        raise UnprintableError("这个名称不是一个数或一段文字，请写到具体的一项")

    def _in_word(self, value: Any) -> Any:
        """In a Word file no mark of our own may stay: neither of words nor of tables."""
        value = self._finalize(value)
        if isinstance(value, str) and TABLE in value:
            raise UnprintableError('表要写成 {{p 表["表名"] }}，单独占一段')
        if isinstance(value, str) and LITERAL in value:
            return type(value)(value.replace(LITERAL, ""))
        return value

    def _report(
        self, code: str, source: str, span: Span, line: int, near: str, message: str
    ) -> None:
        lines = source.split("\n")
        index = min(max(line, 1), len(lines)) - 1
        column = max(lines[index].find(near), 0)
        place = (
            span.moved(index, column)
            if index == 0
            else Span(span.file, span.line + index, column + 1)
        )
        if span.line == 0:
            place = span
        self.found.append(error(code, place, message))
