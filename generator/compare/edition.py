"""One of two specs to be compared, with everything that is made of it."""

from __future__ import annotations

from dataclasses import dataclass

from generator.build.budget import Budget
from generator.build.figures import Figures
from generator.model.report import plain
from generator.model.spec import Spec
from generator.model.values import Text
from generator.narrate.document import Narrated


@dataclass(frozen=True, slots=True)
class Edition:
    """A spec as it is compared.

    `spec` is the file's, in an order both sides share, and `narrated` its document, made with
    its own pack. `budget` is the same money under the codes and the project names of the new
    side, filled into the new side's tables, so that ids agree. Where a file has 合计数 only,
    nothing but `figures` is known.
    """

    label: str
    spec: Spec
    figures: Figures
    budget: Budget | None = None
    narrated: Narrated | None = None

    def said(self) -> dict[tuple[str, Text], str]:
        """The words of the spec as printed, by owner and text."""
        if self.narrated is None:
            return {}
        return {(s.owner, s.text): plain(s.runs) for s in self.narrated.sentences}
