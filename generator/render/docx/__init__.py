"""Report -> Word: docxtpl fills the pack's Word file, lxml writes what is large."""

from generator.render.docx.document import render
from generator.render.docx.narration import Narration

__all__ = ["Narration", "render"]
