"""What the Word renderer asks of the narrative's template engine."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

import jinja2

from generator.model.report import Runs


class Narration(Protocol):
    """The sandbox in which the small texts of a Word file are filled."""

    @property
    def environment(self) -> jinja2.Environment:
        """Sandboxed, autoescape on, StrictUndefined; its finalize marks printed figures."""
        ...

    @property
    def names(self) -> Mapping[str, object]:
        """The names a text may use."""
        ...

    def faults(self, source: str) -> Sequence[tuple[int, str]]:
        """What the sandbox forbids in a source: line from 1 and a Chinese sentence."""
        ...

    def unknown(self, source: str, names: Mapping[str, object]) -> Sequence[tuple[int, str, str]]:
        """Names a source uses that are not among `names`: line from 1, name, advice."""
        ...

    def cut(self, text: str) -> Runs:
        """Filled text without its marks, as words and mentions."""
        ...
