"""The last touches to the XML of a filled file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import count

from generator.model.report import Runs, plain
from generator.render.docx.markup import parsed, serialized

# Every mark begins with this letter.
_MARK = "\ue000"
_MARK_BYTES = _MARK.encode()
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_DRAWING_BYTES = b":docPr "


def cleaned(parts: Mapping[str, bytes], cut: Callable[[str], Runs]) -> dict[str, bytes]:
    """The parts without the marks of figures, and every drawing with a number of its own."""
    numbers = count(1)
    result = dict(parts)
    for name in sorted(parts):
        data = parts[name]
        if name.endswith(".xml") and (_MARK_BYTES in data or _DRAWING_BYTES in data):
            root = parsed(data)
            for element in root.iter():
                if element.tag == _DRAWING:
                    element.set("id", str(next(numbers)))
                if element.text and _MARK in element.text:
                    element.text = plain(cut(element.text))
                if element.tail and _MARK in element.tail:
                    element.tail = plain(cut(element.tail))
                for key, value in element.items():
                    if _MARK in str(value):
                        element.set(key, plain(cut(str(value))))
            result[name] = serialized(root)
    return result
