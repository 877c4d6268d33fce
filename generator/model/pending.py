"""What is still open in a spec: the words that stand for it, and each place where one stands.

A spec may hold them at any moment of the year; a document is published only without them.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from generator.model.source import Span

# Stands for a number or a text that nobody has written yet; printed in a draft as UNFILLED_SHOWN.
UNFILLED = "待填"
UNFILLED_SHOWN = f"【{UNFILLED}】"
# Stands in front of a text of last year that somebody has to look at; deleted when that is done.
REVIEW = "【待核】"
# Stands on every page, and in the file name, of a document made before nothing was open.
DRAFT = "草稿"


def shown(words: str) -> str:
    """A text as a document prints it."""
    return UNFILLED_SHOWN if words == UNFILLED else words


class Lack(StrEnum):
    """What is missing: a value, a look at a text, or a decision about a project."""

    UNFILLED = "待填"
    REVIEW = "待核"
    UNDECIDED = "待确认"


@dataclass(frozen=True, slots=True)
class Pending:
    """One open place: `path` as `gongkai set` takes it, `section` the top key it stands under.

    `number` tells that a number is to be filled in: sums that rest on it prove nothing.
    """

    lack: Lack
    path: str
    section: str
    span: Span
    number: bool = False


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a spec has come: what is open, and by section how many values can be filled in."""

    pending: tuple[Pending, ...]
    values: tuple[tuple[str, int], ...]

    @property
    def open_values(self) -> int:
        """Values that nobody has written yet."""
        return sum(1 for item in self.pending if item.lack is Lack.UNFILLED)

    @property
    def open_numbers(self) -> int:
        """Those of them that are numbers."""
        return sum(1 for item in self.pending if item.number)
