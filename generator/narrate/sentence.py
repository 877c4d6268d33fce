"""The words of a spec as they will be printed, each with its place."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model.report import Runs
from generator.model.values import Text


@dataclass(frozen=True, slots=True)
class Sentence:
    """A text of a spec and its printed runs.

    `owner` says what the text is, by names: `职责`, `项目/因公出访费用/资金用途`. A number in a run
    of words was typed there; one that is a mention has a figure behind it.
    """

    owner: str
    text: Text
    runs: Runs
