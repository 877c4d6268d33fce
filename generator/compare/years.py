"""Words of two years: what only follows from the year is no difference."""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.compare.redline import tokens

# （一） 一、 1、 1. at the start: a number that follows from what stands above.
_ORDINAL = re.compile(
    r"[（(][一二三四五六七八九十]+[）)]|[一二三四五六七八九十]+、|[0-9]+(?:、|[.．](?![0-9]) *)"
)
_ANY_YEAR = "\ue005"


@dataclass(frozen=True, slots=True)
class Years:
    """The years of both sides, as numbers."""

    old: int
    new: int

    @property
    def follow(self) -> bool:
        """Whether the new year is the one after the old."""
        return self.new - self.old == 1

    def same(self, old: str, new: str) -> bool:
        """Whether two texts say the same: their numbering and computed years apart.

        The year of one side stands for that of the other, and so does the year before.
        """
        old, new = unnumbered(old), unnumbered(new)
        if old == new:
            return True
        if self.old == self.new:
            return False
        before, after = tokens(old), tokens(new)
        return len(before) == len(after) and all(map(self._agree, before, after))

    def neutral(self, text: str) -> str:
        """The text without its numbering, years of either side being one sign."""
        text = unnumbered(text)
        if self.old == self.new:
            return text
        years = {str(year - back) for year in (self.old, self.new) for back in (0, 1)}
        return "".join(_ANY_YEAR if token in years else token for token in tokens(text))

    def _agree(self, old: str, new: str) -> bool:
        return old == new or any(
            (old, new) == (str(self.old - back), str(self.new - back)) for back in (0, 1)
        )


def unnumbered(text: str) -> str:
    """The text without the number that it begins with."""
    number = _ORDINAL.match(text)
    return text[number.end() :] if number else text
