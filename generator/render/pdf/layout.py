"""Lays a report out with Typst: page numbers first, PDF bytes when asked."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import typst

from generator.model.diagnostic import Diagnostic, Outcome, error
from generator.model.report import Report
from generator.model.source import Span
from generator.render.pdf.faults import faults, private_characters, refusal
from generator.render.pdf.fonts import FontRole, Typeface, typeface
from generator.render.pdf.payload import payload

_LIBRARY = Path(__file__).with_name("gongkai.typ")
_REACHES_OUT = re.compile(r"(?<![\w-])(?:import|include)(?![\w-])")
_PAGES = """{
  let ends = query(<end-of-report>)
  assert(ends.len() == 1, message: "版式文件应当调用 publish 一次")
  let headings = query(heading).filter(h => h.has("label"))
  let pages = headings.map(h => (str(h.label), counter(page).at(h.location()).first()))
  (pages, ends.first().location().page())
}"""


@dataclass(frozen=True, slots=True)
class Look:
    """How a pack wants its PDF: Typst text (see gongkai.typ), its place, its font roles."""

    source: str
    span: Span
    fonts: tuple[FontRole, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """A report on its pages.

    `pages` gives the printed page number of each heading by its anchor, page 1 being the first
    page of the first part; `page_count` counts every sheet, cover and contents too; `fonts`
    names the family used for each role.
    """

    pages: Mapping[str, int]
    page_count: int
    fonts: Mapping[str, str]
    _press: _Press = field(repr=False)

    def pdf(self) -> Outcome[bytes | None]:
        """The PDF file, PDF/A-2a and PDF/UA-1, the same bytes each time; D602, D603 if refused."""
        return self._press.pdf()


def lay_out(report: Report, look: Look, *, system_fonts: bool = True) -> Outcome[Layout | None]:
    """Lay the report out; D601 to D604 when it cannot be.

    Without `system_fonts` only the packaged fonts are used, so that every machine makes the
    same file.
    """
    chosen = typeface(look.fonts, system_fonts=system_fonts)
    text = payload(report)
    found = (
        *chosen.diagnostics,
        *_outward(look),
        *private_characters(report, text, look.span),
    )
    if found:
        return Outcome(None, found)
    library = _LIBRARY.read_text(encoding="utf-8")
    source = (library + look.source).encode()
    compiler = _compiler(source, text, chosen.value)
    press = _Press(compiler, source, report, look.span, library.count("\n"))
    try:
        pages, count = json.loads(compiler.eval(_PAGES))
    except RuntimeError as stop:
        # The export stops at the same fault, and tells its place.
        return Outcome(None, press.pdf().diagnostics or (refusal(str(stop), look.span),))
    return Outcome(Layout(dict(pages), count, chosen.value.families, press))


def _compiler(source: bytes, report: str, face: Typeface) -> typst.Compiler:
    """A compiler that can read nothing: its root is a file, so no path leads below it."""
    return typst.Compiler(
        source,
        root=_LIBRARY,
        font_paths=face.fonts,
        sys_inputs={"report": report, "fonts": json.dumps(face.stacks())},
        package_path=_LIBRARY,
        package_cache_path=_LIBRARY,
    )


def _outward(look: Look) -> tuple[Diagnostic, ...]:
    """Typst would fetch a package from the network: a pack's text must not ask for any."""
    match = _REACHES_OUT.search(look.source)
    if match is None:
        return ()
    before = look.source[: match.start()]
    return (
        error(
            "D604",
            Span(look.span.file, before.count("\n") + 1, match.start() - before.rfind("\n")),
            f"PDF 版式文件中有“{match.group()}”：版式文件不得引用其他文件或网上的软件包。",
            "请删去这一处，把需要的内容直接写进版式文件（注释里也不要用这个词）。",
        ),
    )


@dataclass(frozen=True, slots=True)
class _Press:
    """A compiler, which keeps what it has laid out, and what a fault must be told with."""

    compiler: typst.Compiler
    source: bytes
    report: Report
    look: Span
    offset: int

    def pdf(self) -> Outcome[bytes | None]:
        try:
            data = self.compiler.compile(
                # A compiler forgets its source after each run, though not the layout.
                self.source,
                format="pdf",
                pdf_standards=["a-2a", "ua-1"],
                timestamp=datetime(self.report.year, 1, 1, tzinfo=UTC),
            )
        except typst.TypstError as stop:
            found = faults(stop.message, stop.diagnostic, self.report, self.look, self.offset)
            return Outcome(None, found)
        assert isinstance(data, bytes)
        return Outcome(data)
