"""The order of the steps from a report to the bytes of a Word file."""

from __future__ import annotations

from collections.abc import Mapping

from generator.model.diagnostic import Diagnostic, Outcome, warning
from generator.model.report import Report
from generator.model.source import Span
from generator.render.docx.admission import refusal
from generator.render.docx.cleaning import cleaned
from generator.render.docx.filling import fill
from generator.render.docx.markup import parsed, serialized
from generator.render.docx.narration import Narration
from generator.render.docx.package import packed, properties, unpacked
from generator.render.docx.readback import Expected, differences
from generator.render.docx.splice import splice
from generator.render.docx.styles import Styles, completed, read_styles
from generator.render.docx.watermark import watermark

_STYLES = "word/styles.xml"


def render(
    report: Report,
    template: bytes,
    template_name: Span,
    narration: Narration,
    pages: Mapping[str, int],
    dress: bytes,
) -> Outcome[bytes]:
    """The report as a .docx file in the look of the template; no bytes when that has errors.

    `template` is a Word file with anchors, `template_name` how messages name it. `pages` gives
    the page of each heading by its anchor, for the contents. Styles that the template lacks are
    taken from `dress`, the pack's own Word file. The same input gives the same bytes.
    """
    refused = refusal(template, template_name)
    if refused is not None:
        return Outcome(b"", (refused,))
    filled = fill(template, report, narration, template_name)
    if filled.diagnostics:
        return Outcome(b"", filled.diagnostics)
    parts = cleaned(filled.value.parts, narration.cut)
    if dress != template:
        lent = unpacked(dress).get(_STYLES, b"")
        parts[filled.value.styles] = completed(parts[filled.value.styles], lent)
    styles = read_styles(parts[filled.value.styles])
    root = parsed(parts[filled.value.document])
    placed = splice(root, report, pages, styles, template_name)
    if placed.diagnostics:
        return Outcome(b"", placed.diagnostics)
    if report.draft:
        watermark(parts, filled.value.document, root)
    parts[filled.value.document] = serialized(root)
    parts[filled.value.core] = properties(report)
    data = packed(parts)
    written = unpacked(data)[filled.value.document]
    wrong = differences(written, placed.value, Expected(report, pages), template_name)
    return Outcome(data, (*_unstyled(styles, template_name), *wrong))


def _unstyled(styles: Styles, place: Span) -> tuple[Diagnostic, ...]:
    missing = "、".join(f"“{role}”" for role in styles.missing())
    if not missing:
        return ()
    message = f"Word 模板缺少样式{missing}，所涉文字按默认样式排印。"
    return (warning("D502", place, message, "请从模板包自带的 Word 文件复制这些样式。"),)
