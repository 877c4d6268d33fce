"""The only place that knows docxtpl: it fills the small texts of the Word file.

What is large is not given to docxtpl, whose patterns read the whole XML many times: an anchor
such as `{{p 正文 }}` leaves a mark in its paragraph, and the elements are put there later.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BytesIO
from types import MappingProxyType
from typing import Any

import jinja2
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.exceptions import OpcError
from docxtpl import DocxTemplate  # type: ignore[import-untyped]
from lxml.etree import XMLSyntaxError, _Element

from generator.model.diagnostic import Diagnostic, Outcome, error
from generator.model.report import Report
from generator.model.source import Span
from generator.render.docx.admission import unusable
from generator.render.docx.anchors import BODY, CONTENTS, TABLE, mark, misplaced
from generator.render.docx.faults import Source, inspect
from generator.render.docx.markup import PPR, P, R, T, parsed, write
from generator.render.docx.narration import Narration
from generator.render.docx.package import unpacked

_ALONE = re.compile(r"\{\{p\s([^{}]*)\}\}")
# docxtpl's tags for runs, cells and rows, which would take what stands around them away.
_PREFIXED = re.compile(r"\{[{%](?:r|tr|tc)\s")
_PARAGRAPH = re.compile(r"<w:p(?=[ >])")
_NOTES = (CONTENT_TYPE.WML_FOOTNOTES, CONTENT_TYPE.WML_ENDNOTES)

# What python-docx and docxtpl let through when the parts of a file do not fit together.
_BROKEN = (OpcError, XMLSyntaxError, KeyError, TypeError, ValueError, AttributeError)


@dataclass(frozen=True, slots=True)
class Filled:
    """The filled file: its parts by name, and which of them is what."""

    parts: Mapping[str, bytes] = field(default_factory=lambda: MappingProxyType({}))
    document: str = ""
    styles: str = ""
    core: str = ""


def fill(template: bytes, report: Report, narration: Narration, place: Span) -> Outcome[Filled]:
    """The template with its texts filled and a mark at each anchor."""
    tables = {table.id: mark(f"{TABLE}.{table.id}") for table in report.tables()}
    large = {BODY: mark(BODY), CONTENTS: mark(CONTENTS), TABLE: MappingProxyType(tables)}
    names = {**narration.names, **large}
    word = _Word(template, narration, names, place)
    try:
        word.open()
    except _BROKEN:
        return Outcome(Filled(), (unusable(place, "打不开：文件不完整或已损坏"),))
    word.free_anchors()
    word.render(names, narration.environment)
    if word.found:
        return Outcome(Filled(), tuple(dict.fromkeys(word.found)))
    filled = word.filled()
    texts = {name: data.decode(errors="replace") for name, data in filled.parts.items()}
    strays = (misplaced(text) for name, text in texts.items() if name != filled.document)
    faults = (f"Word 模板的页眉、页脚或脚注里不能放“{name}”。" for name in strays if name)
    return Outcome(filled, tuple(error("D502", place, fault) for fault in faults))


class _Word(DocxTemplate):  # type: ignore[misc]
    """docxtpl, asking before it fills a part."""

    def __init__(
        self, data: bytes, narration: Narration, names: Mapping[str, object], place: Span
    ) -> None:
        super().__init__(BytesIO(data))
        self.found: list[Diagnostic] = []
        self._narration = narration
        self._names = names
        self._place = place

    def open(self) -> None:
        """Read the file; asking for styles and properties makes them, where it has none."""
        self.init_docx()
        for name in ("styles", "core_properties"):
            getattr(self.docx, name)

    def free_anchors(self) -> None:
        """Write `{{p x }}` as `{{ x }}`: docxtpl would take the paragraph away with its section."""
        for paragraph in list(self.docx.element.body.iter(P)):
            # Runs may stand in an insertion not yet accepted; those in a text box have their own.
            runs = [r for r in paragraph.iter(R) if next(r.iterancestors(P)) is paragraph]
            text = "".join(t.text or "" for run in runs for t in run.findall(T))
            if _PREFIXED.search(text):
                why = "里的标记只能写成 {{ … }} 或单独一段的 {{p … }}"
                self.found.append(error("D502", self._place, f"Word 模板{why}：“{text}”。"))
            alone = _ALONE.fullmatch(text.strip())
            if alone:
                _keep_only(paragraph, f"{{{{ {alone[1].strip()} }}}}")
            elif _ALONE.search(text):
                why = "里的 {{p … }} 要单独占一段，同段的其他文字会丢失"
                self.found.append(error("D502", self._place, f"Word 模板{why}：“{text}”。"))

    def render_xml_part(
        self, src_xml: str, part: Any, context: dict[str, Any], jinja_env: Any = None
    ) -> str:
        """Fill one part; a part with faults stays as it is."""
        source = Source(_PARAGRAPH.sub("\n<w:p", src_xml), self._place)
        found = inspect(source, self._narration, self._names)
        if not found:
            try:
                filled = str(super().render_xml_part(src_xml, part, context, jinja_env))
                parsed(filled.encode("utf-8"))
                return filled
            except XMLSyntaxError:
                why = "Word 模板里的 {% … %} 在一个段落或表格里开始，在另一个里结束。"
                found = [error("D502", self._place, why, "请让开始和结束在同一段里。")]
            except (RecursionError, SyntaxError):
                found = [error("D502", self._place, "Word 模板里的 {% … %} 嵌套太深。")]
            except Exception as problem:
                line = _template_line(problem)
                if not line:
                    raise
                found = [source.fault(line, "里的标记算不出结果")]
        self.found.extend(found)
        # `src_xml` is no longer XML where a tag holds a "<".
        return str(self.get_xml() if part is self.docx.part else self.get_part_xml(part))

    def fix_tables(self, xml: str) -> Any:
        """The body as an element; docxtpl mends only tables with columns counted in twips."""
        try:
            return super().fix_tables(xml)
        except (AttributeError, TypeError, ValueError):
            return parsed(xml.encode("utf-8"))

    def map_tree(self, tree: Any) -> None:
        """Put the filled body in place (replacing a large element takes lxml quadratic time)."""
        self.docx.element.body[:] = tree

    def render_properties(self, context: dict[str, Any], jinja_env: Any = None) -> None:
        """Nothing: the properties are written anew."""

    def render_footnotes(self, context: dict[str, Any], jinja_env: Any = None) -> None:
        """Fill footnotes and endnotes, each once (docxtpl fills them once per section)."""
        for part in self.docx.part.package.iter_parts():
            if part.content_type in _NOTES:
                source = self.patch_xml(self.get_part_xml(part))
                filled = self.render_xml_part(source, part, context, jinja_env)
                part._blob = filled.encode("utf-8")

    def filled(self) -> Filled:
        """The parts of the filled file, without its old preview picture."""
        package = self.docx.part.package
        for key, relationship in list(package.rels.items()):
            if relationship.reltype == RELATIONSHIP_TYPE.THUMBNAIL:
                del package.rels[key]
        core = package.part_related_by(RELATIONSHIP_TYPE.CORE_PROPERTIES)
        out = BytesIO()
        self.docx.save(out)
        return Filled(
            MappingProxyType(unpacked(out.getvalue())),
            self.docx.part.partname.membername,
            self.docx.part.part_related_by(RELATIONSHIP_TYPE.STYLES).partname.membername,
            core.partname.membername,
        )


def _keep_only(paragraph: _Element, text: str) -> None:
    for element in list(paragraph):
        if element.tag != PPR:
            paragraph.remove(element)
    write(paragraph, text)


def _template_line(problem: BaseException) -> int:
    """The line of the template that raised; 0 when our own code did."""
    line, frame = int(isinstance(problem, jinja2.TemplateError)), problem.__traceback__
    while frame is not None:
        if frame.tb_frame.f_code.co_filename == "<template>":
            line = frame.tb_lineno
        frame = frame.tb_next
    return line
