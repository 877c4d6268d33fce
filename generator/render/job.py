"""What a renderer is given."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model.diagnostic import Outcome
from generator.model.pack import Pack, WordFile
from generator.model.report import Report
from generator.narrate.narration import Narration
from generator.render.pdf import FontRole, Layout, Look, lay_out


@dataclass(frozen=True, slots=True)
class Job:
    """A report, its names for Word files, its pages, the Word file to fill and the pack's own."""

    report: Report
    narration: Narration
    layout: Layout
    word: WordFile
    dress: WordFile


def pages_of(report: Report, pack: Pack) -> Outcome[Layout | None]:
    """The report on its pages, in the look and the fonts of its pack."""
    roles = tuple(
        FontRole(rule.role.value, tuple(f.value for f in rule.families), rule.role.span)
        for rule in pack.rule.fonts
    )
    return lay_out(report, Look(pack.pdf.source, pack.pdf.span, roles))
