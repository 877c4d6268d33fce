"""What a check is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from generator.build.budget import Budget
from generator.model.diagnostic import Diagnostic


class Check(Protocol):
    """A module of this package. `find` yields what is wrong; it changes nothing.

    Where a check of RESTS_ON has found something, this one stays silent.
    """

    CODE: str
    TITLE: str
    RESTS_ON: tuple[str, ...]

    def find(self, budget: Budget) -> Iterator[Diagnostic]:
        """Every place where the fault stands."""
        ...
