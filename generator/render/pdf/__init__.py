"""PDF by Typst, inside the process: lays a finished report out and writes PDF/A-2a, PDF/UA-1."""

from generator.render.pdf.fonts import FontRole
from generator.render.pdf.layout import Layout, Look, lay_out

__all__ = ["FontRole", "Layout", "Look", "lay_out"]
