"""Marks that carry a figure through text, and cutting text at them.

A printed number travels through Jinja as U+E000 index U+E001 text U+E002, characters that no
file may contain (`read.files` refuses them).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from markupsafe import Markup

from generator.model.figure import Figure, is_zero
from generator.model.number import Format, show
from generator.model.pack import format_for
from generator.model.pending import UNFILLED_SHOWN
from generator.model.report import Mention, Runs

LITERAL = "\ue003"
TABLE = "\ue004"
_MARK = re.compile("\ue000([0-9]+)\ue001([^\ue002]*)\ue002")
_TWICE = re.compile(f"{UNFILLED_SHOWN}(?=\ue000[0-9]+\ue001{UNFILLED_SHOWN}\ue002)")


@dataclass(frozen=True, slots=True)
class Number:
    """A figure as texts see it: compared by value, true when it is not zero or not known.

    What is not known equals nothing but itself.
    """

    figure: Figure

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Number):
            return False
        known = self.figure.known and other.figure.known
        return self.figure is other.figure or (known and self.figure.value == other.figure.value)

    def __hash__(self) -> int:
        return hash(self.figure.value)

    def __bool__(self) -> bool:
        return not is_zero(self.figure)


@dataclass
class Marks:
    """The figures mentioned so far, by the index in their marks."""

    figures: list[Figure] = field(default_factory=list)
    _indices: dict[Figure, int] = field(default_factory=dict)

    def mark(self, figure: Figure, money: Format) -> Markup:
        """The printed number with its mark."""
        index = self._indices.setdefault(figure, len(self.figures))
        if index == len(self.figures):
            self.figures.append(figure)
        text = UNFILLED_SHOWN
        if figure.known:
            text = show(figure.value, figure.measure, format_for(figure.measure, money))
        return Markup(f"\ue000{index}\ue001{text}\ue002")

    def cut(self, text: str) -> Runs:
        """Marked text as runs; stray marks of other kinds are dropped.

        A word to be filled in, as of more or less, and a number behind it are one open place.
        """
        return tuple(self._runs(_TWICE.sub("", text) if UNFILLED_SHOWN in text else text))

    def _runs(self, text: str) -> Iterator[str | Mention]:
        end = 0
        for match in _MARK.finditer(text):
            if match.start() > end:
                yield text[end : match.start()].replace(LITERAL, "")
            if match.group(2):
                yield Mention(self.figures[int(match.group(1))], match.group(2))
            end = match.end()
        if end < len(text):
            yield text[end:].replace(LITERAL, "")
