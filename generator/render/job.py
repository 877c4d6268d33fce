"""What a renderer is given."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model.pack import Pack
from generator.model.report import Report
from generator.model.source import Span
from generator.narrate.narration import Narration
from generator.render.pdf.layout import Layout


@dataclass(frozen=True, slots=True)
class WordFile:
    """A Word file to fill, and its name in messages."""

    content: bytes
    span: Span


@dataclass(frozen=True, slots=True)
class Job:
    """A report with its pack, its names for Word files, its pages and the Word file to fill."""

    report: Report
    pack: Pack
    narration: Narration
    layout: Layout
    word: WordFile
